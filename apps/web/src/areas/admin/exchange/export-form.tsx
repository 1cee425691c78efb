import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { ExportRequest, MAX_WIDE } from '@yarmarka/taxonomy/schemas';
import { Button, buttonClass, Check, icon16, SelectField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { CategoryPicker } from '../../../parts/category-picker/category-picker.tsx';
import { paths } from '../../../shell/paths.ts';
import { useLabel } from '../parts/label.ts';
import { useUrlState } from '../parts/url-state.ts';
import classes from './exchange.module.css';

/** From so many lines on the file does not begin at once. */
const LARGE = 20_000;
const numbers = (text: string): number[] | undefined => (text === '' ? undefined : text.split(',').map(Number).filter(Number.isSafeInteger));

/** What the address asks for; anything odd in it falls back to the usual. */
function requestOf(get: (key: string) => string, locale: 'ru' | 'en'): ExportRequest {
  const given = {
    what: get('what') || 'matrix',
    scope: get('scope') || 'effective',
    layout: get('layout') || 'long',
    format: get('format') || 'xlsx',
    language: get('language') || locale,
    ...(get('branch') === '' ? {} : { branch: Number(get('branch')) }),
    ...(numbers(get('categories')) ? { categories: numbers(get('categories')) } : {}),
    ...(numbers(get('attributes')) ? { attributes: numbers(get('attributes')) } : {}),
  };
  const read = ExportRequest.safeParse(given);
  return read.success ? read.data : ExportRequest.parse({ what: 'matrix', language: locale });
}

/** Chooses what goes into the file, says how large it will be, and gives it. The address holds the choice. */
export function ExportForm(): ReactNode {
  const t = useTranslations('admin.exchange.out');
  const locale = useLocale();
  const url = useUrlState();
  const trpc = useTRPC();
  const label = useLabel();
  const errors = useErrorWords();
  const request = requestOf(url.get, locale);
  const { what, scope, layout, format, language, branch, categories, attributes } = request;
  const [picking, setPicking] = useState(branch !== undefined);
  const size = useQuery(trpc.exchange.countExchange.queryOptions(request, { placeholderData: (before) => before }));
  const branchName = useQuery(trpc.taxonomy.category.queryOptions({ id: branch ?? 1 }, { enabled: branch !== undefined })).data;
  const choose = (key: string) => (event: { target: { value: string } }) => url.set({ [key]: event.target.value }, { replace: true });
  const matrix = what === 'matrix';
  const blocked = size.isError || size.data?.tooWide === true || size.data?.tooLong !== undefined;
  const words = !size.data
    ? t('counting')
    : size.data.tooWide
      ? t('tooWide', { count: size.data.attributes, max: String(MAX_WIDE) })
      : size.data.tooLong
        ? t('tooLong', { attribute: label(size.data.tooLong.attribute), category: label(size.data.tooLong.category), count: size.data.tooLong.characters })
        : matrix && layout === 'wide'
          ? t('cells', { lines: size.data.lines, attributes: size.data.attributes })
          : t('lines', { lines: size.data.lines });
  const selected = (categories?.length ?? 0) + (attributes?.length ?? 0) > 0;
  return (
    <section aria-labelledby="export-title" className={classes.panel}>
      <h2 id="export-title" className={classes.heading}>
        {t('title')}
      </h2>
      <SelectField
        label={t('what')}
        value={what}
        options={(['matrix', 'dictionary', 'tree'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={choose('what')}
      />
      {matrix ? (
        <>
          <SelectField
            label={t('scope')}
            value={scope}
            options={(['effective', 'own'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={choose('scope')}
          />
          <SelectField
            label={t('layout')}
            value={layout}
            options={(['long', 'wide'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={choose('layout')}
          />
        </>
      ) : null}
      <div className={classes.pair}>
        <SelectField
          label={t('format')}
          value={format}
          options={(['xlsx', 'csv'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={choose('format')}
        />
        <SelectField
          label={t('language')}
          value={language}
          options={[
            { value: 'ru', label: 'Русский' },
            { value: 'en', label: 'English' },
          ]}
          onChange={choose('language')}
        />
      </div>
      {selected ? (
        <p className={classes.selection}>
          <span>
            {t('selection', {
              categories: categories?.length ?? 0,
              attributes: attributes?.length ?? 0,
              both: (categories?.length ?? 0) > 0 && (attributes?.length ?? 0) > 0 ? 'yes' : 'no',
            })}
          </span>
          <Button size="s" look="quiet" onClick={() => url.set({ categories: null, attributes: null })}>
            {t('clearSelection')}
          </Button>
        </p>
      ) : null}
      {what === 'dictionary' || categories ? null : (
        <div className={classes.branch}>
          <Check
            label={branch !== undefined && branchName ? `${t('branch')}: ${label(branchName)}` : t('branch')}
            checked={picking}
            onChange={(event) => {
              setPicking(event.target.checked);
              if (!event.target.checked) url.set({ branch: null }, { replace: true });
            }}
          />
          {picking ? (
            <CategoryPicker value={branch ?? null} onPick={(picked) => url.set({ branch: String(picked.id) }, { replace: true })} height={240} />
          ) : null}
        </div>
      )}
      <div className={classes.foot}>
        <p role="status" className={blocked ? classes.warning : classes.size}>
          {size.isError ? errors.say(size.error) : words}
          {!blocked && (size.data?.lines ?? 0) > LARGE ? <small>{t('large')}</small> : null}
        </p>
        {blocked ? (
          <Button look="main" disabled icon={<IconDownload {...icon16} />}>
            {t('download')}
          </Button>
        ) : (
          // A plain anchor: the server answers with a file, the router has nothing to do with it.
          <a className={buttonClass({ look: 'main' })} href={paths.admin.exchangeFile(request)} download>
            <IconDownload {...icon16} />
            {t('download')}
          </a>
        )}
      </div>
    </section>
  );
}
