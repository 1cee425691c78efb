import { useQuery } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { SkeletonText } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import classes from './edit-preview.module.css';
import { type AttributeFact, useImpactWords } from './impact-words.ts';
import { useLabel } from './label.ts';
import { ListError } from './list-error.tsx';
import type { Change } from './types.ts';

type Preview = inferRouterOutputs<AppRouter>['dictionary']['previewEdit'];
type Conversion = Preview['conversions'][number];
const ROWS = ['newlyRequired', 'removed', 'added', 'typeChanged', 'narrowed', 'facetsOn', 'facetsOff', 'facetsChanged'] as const;
const SHOWN = 6;

/** What edits would do, counted by the server while one decides: values, cards, schemas, and what stands against it. */
export function EditPreview({ changes }: { changes: readonly Change[] }): ReactNode {
  const t = useTranslations('admin.editPreview');
  const query = useQuery(useTRPC().dictionary.previewEdit.queryOptions({ changes: [...changes] }, { staleTime: 30_000, retry: false }));
  return (
    <section className={classes.box} tabIndex={0} aria-label={t('title')} aria-busy={query.isPending}>
      <h3 className={classes.title}>{t('title')}</h3>
      {query.isPending ? (
        <div role="status" aria-label={t('working')}>
          <SkeletonText lines={3} />
        </div>
      ) : query.isError ? (
        <ListError error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Facts preview={query.data} />
      )}
    </section>
  );
}

function Facts({ preview }: { preview: Preview }): ReactNode {
  const t = useTranslations('admin.editPreview');
  const impact = useTranslations('admin.impact');
  const locale = useLocale();
  const format = useFormats();
  const label = useLabel();
  const { counts, news, sample } = useImpactWords();
  const { attributes, catalog, conversions, losses, offers } = preview;
  const named = (facts: readonly AttributeFact[]): string =>
    [
      ...facts.slice(0, SHOWN).map((fact) => [`«${label(fact)}»`, ...(news(fact).length > 0 ? [`(${news(fact).join(', ')})`] : [])].join(' ')),
      ...(facts.length > SHOWN ? [t('more', { count: format.number(facts.length - SHOWN) })] : []),
    ].join(', ');
  if (preview.problems.length > 0)
    return (
      <>
        <p className={classes.wrong}>{t('problems')}</p>
        <ul role="list" className={classes.facts}>
          {preview.problems.map((problem) => (
            <li key={`${problem.categoryId}/${problem.attributeNo ?? 0}/${problem.code}`}>{problem[locale]}</li>
          ))}
        </ul>
      </>
    );
  const troubles = [
    ...(['lacking', 'invalid', 'parked'] as const).flatMap((key) => {
      const found = catalog?.[key];
      // A merge that puts values aside is told with its reason, once.
      const told = key === 'parked' ? losses.reduce((n, one) => n + one.cards.published + one.cards.drafts, 0) : 0;
      return found && found.published + found.drafts > told ? [t(key, { cards: counts(found) })] : [];
    }),
    ...losses.map((one) => impact('loss', { cards: counts(one.cards), from: label(one.from), into: label(one.into) })),
    ...(offers && offers.lacking > 0 ? [t('offersLacking', { count: offers.lacking })] : []),
    ...(offers && offers.parked > 0 ? [t('offersParked', { count: offers.parked })] : []),
  ];
  return (
    <>
      <ul role="list" className={classes.facts}>
        {conversions.map((conversion, n) => (
          <li key={n}>
            <Converts conversion={conversion} />
          </li>
        ))}
        {conversions.length === 0 ? <li>{t('none')}</li> : null}
        <li>{t('schemas', { count: preview.schemasChanged })}</li>
        {troubles.map((text) => (
          <li key={text} className={classes.warn}>
            {text}
          </li>
        ))}
        {troubles.length === 0 ? <li className={classes.quiet}>{t('fine')}</li> : null}
        {ROWS.filter((row) => attributes[row].length > 0).map((row) => (
          <li key={row}>
            {impact(`rows.${row}`)}: {named(attributes[row])}
          </li>
        ))}
        {catalog?.blockers.map((blocker) => (
          <li key={blocker.code} className={classes.wrong}>
            {blocker[locale]}
          </li>
        ))}
        {catalog?.sellers.map((one) => (
          <li key={one.sellerId ?? 0} className={classes.quiet}>
            {t('seller', {
              name: one.sellerId === null ? impact('platform') : label(one),
              does: (['lacking', 'invalid', 'parked'] as const)
                .flatMap((what) => (one[what] > 0 ? [t(`sellerDoes.${what}`, { count: one[what] })] : []))
                .join(', '),
              samples: one.samples.map(sample).join('; '),
            })}
          </li>
        ))}
        {catalog && catalog.sellersConcerned > catalog.sellers.length ? (
          <li className={classes.quiet}>{t('moreSellers', { count: catalog.sellersConcerned - catalog.sellers.length })}</li>
        ) : null}
        {conversions.length > 0 ? <li className={classes.quiet}>{t('everywhere')}</li> : null}
      </ul>
      <Samples conversions={conversions} />
    </>
  );
}

function Converts({ conversion: c }: { conversion: Conversion }): ReactNode {
  const t = useTranslations('admin.editPreview');
  if (c.kind === 'category') return t('cards', { cards: c.cards, placements: c.placements });
  const parts = [
    t('values', { converted: c.converted }),
    ...(c.custom > 0 ? [t('custom', { count: c.custom })] : []),
    ...(c.left > 0 ? [t(c.kind === 'tokens' || c.kind === 'attribute' ? 'lost' : 'left', { count: c.left })] : []),
    ...(c.inOffers > 0 ? [t('inOffers', { count: c.inOffers })] : []),
    ...(c.partial ? [t('partial')] : []),
  ];
  return parts.join('; ');
}

function Samples({ conversions }: { conversions: readonly Conversion[] }): ReactNode {
  const t = useTranslations('admin.editPreview');
  const format = useFormats();
  const rows = conversions.flatMap((c) => [...c.leftSamples.slice(0, 5), ...c.samples.slice(0, 5)]).slice(0, 10);
  if (rows.length === 0) return null;
  return (
    <table className={classes.samples}>
      <caption className={classes.hidden}>{t('examples')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('to')}</th>
          <th scope="col">{t('count')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={n}>
            <td>{row.from}</td>
            <td className={row.to === null ? classes.quiet : undefined}>{row.to ?? t('stays')}</td>
            <td>{format.number(row.values)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
