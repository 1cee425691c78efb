import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { ATTRIBUTE_TYPES, AttributeType, UNITS } from '@yarmarka/taxonomy/schemas';
import { Button, type Column, DataTable, EmptyState, icon16, PageHeader, SelectField, StatusBadge } from '@yarmarka/ui';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { TypeIcon } from '../parts/inspector/glyphs.tsx';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import { useDraft } from '../parts/draft.ts';
import { newAttributes } from '../parts/draft-new.ts';
import { useDictionaryNews } from '../parts/dictionary-news.ts';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { useUrlState } from '../parts/url-state.ts';
import classes from '../parts/lists.module.css';
import { CreateAttribute } from './create-attribute.tsx';

type Row = inferRouterOutputs<AppRouter>['taxonomy']['attributes'][number];
const PAGE = 100;

/** All attributes: found by name or key, by type. */
export function Page(): ReactNode {
  useDictionaryNews();
  const t = useTranslations('admin.dictionary');
  const w = useTranslations('admin.work');
  const types = useTranslations('taxonomy.type');
  const format = useFormats();
  const locale = useLocale();
  const label = useLabel();
  const url = useUrlState();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const type = AttributeType.safeParse(url.get('type')).data;
  const use = url.get('use');
  const input = {
    query: url.get('q'),
    limit: PAGE,
    ...(type && { type }),
    ...(use === 'used' || use === 'unused' ? { used: use === 'used' } : {}),
    ...(use === 'retired' ? { retired: true } : {}),
  };
  const query = useInfiniteQuery({
    queryKey: [...trpc.taxonomy.attributes.queryKey(input), 'pages'],
    queryFn: ({ pageParam, client }) =>
      client.query(trpc.taxonomy.attributes.queryOptions({ ...input, ...(pageParam === null ? {} : { afterNo: pageParam }) })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.length < PAGE ? null : (page.at(-1)?.no ?? null)),
    placeholderData: (before) => before,
  });
  const draft = useDraft();
  // New ones of the draft stand first: they are what one works on.
  const drafted = use === '' || use === 'unused' ? newAttributes(draft, url.get('q')).filter((row) => type === undefined || row.type === type) : [];
  const rows = [...drafted, ...(query.data?.pages.flat() ?? [])];
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      header: t('columns.name'),
      width: 'minmax(220px, 3fr)',
      phone: 'title',
      cell: (row) => (
        <span className={classes.named}>
          <TypeIcon type={row.type} /> {label(row)}
          {row.changeSetId === null ? null : (
            <StatusBadge bare tone="changed">
              {t('attribute.draftNew')}
            </StatusBadge>
          )}
        </span>
      ),
    },
    { id: 'key', header: t('columns.key'), width: 'minmax(140px, 1.6fr)', cell: (row) => <code>{row.key}</code> },
    { id: 'type', header: t('columns.type'), width: '120px', phone: 'value', cell: (row) => types(row.type) },
    {
      id: 'unit',
      header: t('columns.unit'),
      width: '90px',
      phone: 'hide',
      cell: (row) => UNITS.find((unit) => unit.family === row.unitFamily)?.[locale] ?? '',
    },
    { id: 'options', header: t('columns.options'), width: '100px', align: 'end', cell: (row) => (row.options > 0 ? format.number(row.options) : '') },
    { id: 'categories', header: t('columns.categories'), width: '110px', align: 'end', cell: (row) => format.number(row.categories) },
  ];
  const filtered = url.get('q') !== '' || type !== undefined || use !== '';
  return (
    <>
      <Head title={t('title')} noindex />
      <MatrixBar />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button look="main" icon={<IconPlus {...icon16} />} onClick={() => url.set({ create: '1' })}>
            {t('create')}
          </Button>
        }
      />
      <div className={classes.filters}>
        <SearchField label={t('find')} value={url.get('q')} onChange={(q) => url.set({ q }, { replace: true })} />
        <SelectField
          label={t('type')}
          labelHidden
          value={type ?? ''}
          options={[{ value: '', label: t('anyType') }, ...ATTRIBUTE_TYPES.map((one) => ({ value: one, label: types(one) }))]}
          onChange={(event) => url.set({ type: event.target.value })}
        />
        <SelectField
          label={w('filters.use')}
          labelHidden
          value={use}
          options={[
            { value: '', label: w('filters.anyUse') },
            ...(['used', 'unused', 'retired'] as const).map((one) => ({ value: one, label: w(`filters.${one}`) })),
          ]}
          onChange={(event) => url.set({ use: event.target.value })}
        />
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        loading={query.isPending}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        onEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        rowId={(row) => row.key}
        rowTone={(row) => (row.changeSetId === null ? undefined : 'changed')}
        rowName={label}
        onOpen={(row) => row.no > 0 && void navigate(paths.admin.attribute(row.no))}
        empty={
          filtered ? (
            <EmptyState
              title={t('noneTitle')}
              text={t('noneText')}
              action={<Button onClick={() => url.set({ q: null, type: null, use: null })}>{t('clear')}</Button>}
            />
          ) : (
            <EmptyState title={t('emptyTitle')} text={t('emptyText')} />
          )
        }
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
      {url.get('create') === '1' ? <CreateAttribute onClose={() => url.set({ create: null }, { replace: true })} /> : null}
    </>
  );
}
