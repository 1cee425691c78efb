import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { CELL_FIELDS, UNIT_BY_CODE, UNITS } from '@yarmarka/taxonomy/schemas';
import { Anchor, Button, ButtonLink, type Column, DataTable, EmptyState, icon16, PageHeader, StatusBadge } from '@yarmarka/ui';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { notFound } from '../../../lib/errors.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { tableState } from '../parts/keyset.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { useUrlState } from '../parts/url-state.ts';
import { EditAttribute, NewOption } from './dialogs.tsx';

type Outputs = inferRouterOutputs<AppRouter>;
type Option = Outputs['taxonomy']['searchOptions'][number];
type Use = Outputs['operations']['attributeUses']['items'][number];
const SHOWN = 300;

export const loader = loadWith(({ trpc, queryClient }, { params }) => {
  if (!/^\d{1,6}$/.test(params.no ?? '')) throw notFound();
  return ensure(queryClient, trpc.taxonomy.attribute.queryOptions({ no: Number(params.no) }));
});

/** One attribute: its words, its options, and the categories that set it. */
export function Page(): ReactNode {
  const t = useTranslations('admin.dictionary.attribute');
  const types = useTranslations('taxonomy.type');
  const locale = useLocale();
  const label = useLabel();
  const no = Number(useParams().no);
  const { data: attribute } = useSuspenseQuery(useTRPC().taxonomy.attribute.queryOptions({ no }));
  const [dialog, setDialog] = useState<'edit' | 'option' | null>(null);
  const units = UNITS.filter((unit) => unit.family === attribute.unitFamily).map((unit) => unit[locale]);
  const facts = [
    { label: t('facts.key'), value: <code>{attribute.key}</code> },
    { label: t('facts.type'), value: types(attribute.type) },
    ...(attribute.listKey ? [{ label: t('facts.list'), value: <code>{attribute.listKey}</code> }] : []),
    ...(units.length > 0 ? [{ label: t('facts.unit'), value: units.join(', ') }] : []),
    { label: t('facts.description'), value: label({ ru: attribute.descriptionRu, en: attribute.descriptionEn }) || '—' },
    { label: t('facts.categories'), value: t('categoriesCount', { count: attribute.categories }) },
  ];
  return (
    <>
      <Head title={label(attribute)} noindex />
      <MatrixBar />
      <PageHeader
        title={label(attribute)}
        crumbs={[{ label: t('back'), href: paths.admin.dictionary() }]}
        meta={<span className={classes.quiet}>{t('number', { no: String(no) })}</span>}
        lead={label({ ru: attribute.en, en: attribute.ru })}
        actions={
          <Button icon={<IconPencil {...icon16} />} onClick={() => setDialog('edit')}>
            {t('edit')}
          </Button>
        }
      />
      <dl className={classes.facts}>
        {facts.map((fact) => (
          <FactRow key={fact.label} {...fact} />
        ))}
      </dl>
      <div className={classes.columns}>
        {attribute.type === 'list' && attribute.listKey !== null ? <Options no={no} total={attribute.options} onAdd={() => setDialog('option')} /> : null}
        <Uses no={no} />
      </div>
      {dialog === 'edit' ? <EditAttribute attribute={attribute} onClose={() => setDialog(null)} /> : null}
      {dialog === 'option' ? <NewOption attribute={attribute} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

const FactRow = ({ label, value }: { label: string; value: ReactNode }): ReactNode => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
);

function Options({ no, total, onAdd }: { no: number; total: number; onAdd: () => void }): ReactNode {
  const t = useTranslations('admin.dictionary.attribute');
  const format = useFormats();
  const locale = useLocale();
  const label = useLabel();
  const url = useUrlState();
  const query = url.get('q');
  const list = useQuery(useTRPC().taxonomy.searchOptions.queryOptions({ attributeNo: no, query, limit: SHOWN }, { placeholderData: (before) => before }));
  const columns: readonly Column<Option>[] = [
    {
      id: 'name',
      header: t('optionColumns.name'),
      width: 'minmax(140px, 2fr)',
      phone: 'title',
      cell: (row) => (
        <span className={classes.named}>
          {row.swatch ? <span className={classes.swatch} style={{ background: row.swatch }} role="img" aria-label={row.swatch} /> : null}
          {label(row)}
        </span>
      ),
    },
    { id: 'other', header: t('optionColumns.other'), width: 'minmax(110px, 1.4fr)', cell: (row) => (locale === 'ru' ? row.en : row.ru) },
    { id: 'key', header: t('optionColumns.key'), width: 'minmax(100px, 1.2fr)', cell: (row) => <code>{row.key}</code> },
    {
      id: 'quantity',
      header: t('optionColumns.quantity'),
      width: '96px',
      align: 'end',
      phone: 'hide',
      cell: (row) => (row.number === null ? '' : `${format.number(row.number)}\u00a0${row.unit ? (UNIT_BY_CODE.get(row.unit)?.[locale] ?? row.unit) : ''}`),
    },
  ];
  return (
    <section className={classes.section} aria-label={t('options')}>
      <div className={classes.head}>
        <h2>
          {t('options')} <span className={classes.quiet}>{t('optionsCount', { count: total })}</span>
        </h2>
        <Button size="s" icon={<IconPlus {...icon16} />} onClick={onAdd}>
          {t('addOption')}
        </Button>
      </div>
      <SearchField label={t('findOption')} value={query} onChange={(q) => url.set({ q }, { replace: true })} />
      <DataTable
        label={t('options')}
        columns={columns}
        rows={list.data ?? []}
        loading={list.isPending}
        height={460}
        rowId={(row) => String(row.token)}
        rowName={label}
        empty={<EmptyState title={query === '' ? t('noOptions') : t('noOption', { query })} />}
        error={list.isError ? <ListError error={list.error} onRetry={() => void list.refetch()} /> : undefined}
      />
      {(list.data?.length ?? 0) >= SHOWN ? <p className={classes.note}>{t('first', { count: String(SHOWN) })}</p> : null}
    </section>
  );
}

function Uses({ no }: { no: number }): ReactNode {
  const t = useTranslations('admin.dictionary.attribute');
  const fields = useTranslations('taxonomy.field');
  const label = useLabel();
  const navigate = useNavigate();
  const query = useInfiniteQuery(useTRPC().operations.attributeUses.infiniteQueryOptions({ no }, { getNextPageParam: (page) => page.next }));
  const columns: readonly Column<Use>[] = [
    {
      id: 'category',
      header: t('usesColumns.category'),
      width: 'minmax(180px, 2fr)',
      phone: 'title',
      cell: (row) => (
        <Anchor href={paths.admin.categories({ c: row.id, a: no })} data-tip={row.trail.map(label).join(' › ') || undefined}>
          {label(row)}
        </Anchor>
      ),
    },
    {
      id: 'op',
      header: t('usesColumns.op'),
      width: '110px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge bare tone={row.op === 'set' ? 'success' : 'quiet'}>
          {t(row.op)}
        </StatusBadge>
      ),
    },
    {
      id: 'fields',
      header: t('usesColumns.fields'),
      width: 'minmax(120px, 2fr)',
      cell: (row) =>
        CELL_FIELDS.filter((field) => row.fields[field] !== undefined)
          .map((field) => fields(field).toLowerCase())
          .join(', '),
    },
    { id: 'below', header: t('usesColumns.below'), width: '130px', align: 'end', cell: (row) => t('categoriesCount', { count: row.below }) },
  ];
  return (
    <section className={classes.section} aria-label={t('uses')}>
      <div className={classes.head}>
        <h2>{t('uses')}</h2>
        <span className={classes.note}>{t('usesHint')}</span>
      </div>
      <DataTable
        label={t('uses')}
        columns={columns}
        {...tableState(query)}
        height={460}
        rowId={(row) => String(row.id)}
        rowName={label}
        onOpen={(row) => void navigate(paths.admin.categories({ c: row.id, a: no }))}
        empty={<EmptyState title={t('noUses')} action={<ButtonLink href={paths.admin.categories()}>{t('toCategories')}</ButtonLink>} />}
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
    </section>
  );
}
