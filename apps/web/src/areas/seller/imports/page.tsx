import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { IconFileUpload } from '@tabler/icons-react';
import type { inferRouterOutputs } from '@trpc/server';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { type Column, DataTable } from '@yarmarka/ui';
import { Anchor, Button, ButtonLink, EmptyState, ErrorPanel, icon32, PageHeader, StatusBadge, type StatusTone } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useLive } from '../../../lib/live.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';

type Row = inferRouterOutputs<AppRouter>['imports']['imports']['items'][number];

const TONES: Readonly<Record<Row['status'], StatusTone>> = {
  uploaded: 'warning',
  mapping: 'warning',
  staging: 'progress',
  validated: 'warning',
  applying: 'progress',
  completed: 'success',
  completed_with_errors: 'warning',
  failed: 'danger',
  canceled: 'quiet',
};

/** All uploads, the newest first. */
export function Page(): ReactNode {
  const t = useTranslations('seller.imports');
  const common = useTranslations('common.actions');
  const locale = useLocale();
  const format = useFormats();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const errors = useErrorWords();
  const list = useInfiniteQuery(
    trpc.imports.imports.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.next ?? undefined, initialCursor: null }),
  );
  const tree = useQuery(trpc.taxonomy.tree.queryOptions(undefined, { staleTime: 600_000 })).data;
  useLive('import.*', () => void list.refetch());
  const columns: Column<Row>[] = [
    {
      id: 'file',
      header: t('columns.file'),
      width: 'minmax(220px, 2fr)',
      phone: 'title',
      cell: (row) => (
        <Anchor href={paths.seller.import(row.id)} tabIndex={-1}>
          {row.fileName}
        </Anchor>
      ),
    },
    {
      id: 'category',
      header: t('columns.category'),
      phone: 'hide',
      cell: (row) => {
        const node = tree?.find((one) => one.id === row.categoryId);
        return node ? (locale === 'ru' ? node.ru : node.en) || node.ru : '…';
      },
    },
    {
      id: 'status',
      header: t('columns.status'),
      width: 'minmax(180px, 1fr)',
      phone: 'value',
      cell: (row) => (
        <StatusBadge bare tone={TONES[row.status]}>
          {t(`status.${row.status}`)}
        </StatusBadge>
      ),
    },
    {
      id: 'rows',
      header: t('columns.rows'),
      width: '90px',
      align: 'end',
      phone: 'line',
      cell: (row) => (row.rowsTotal === 0 ? '' : format.number(row.rowsTotal)),
    },
    {
      id: 'result',
      header: t('columns.result'),
      phone: 'hide',
      cell: (row) => (row.completedAt ? t('counts', { created: row.rowsCreated, updated: row.rowsUpdated }) : ''),
    },
    { id: 'created', header: t('columns.created'), width: '150px', phone: 'hide', cell: (row) => format.dateTime(row.createdAt) },
  ];
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <ButtonLink look="main" href={paths.seller.newImport()}>
            {t('new')}
          </ButtonLink>
        }
      />
      <DataTable
        label={t('table')}
        columns={columns}
        rows={list.data?.pages.flatMap((page) => page.items) ?? []}
        rowId={(row) => String(row.id)}
        rowName={(row) => row.fileName}
        rowHeight={40}
        loading={list.isPending}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onEnd={() => void list.fetchNextPage()}
        onOpen={(row) => void navigate(paths.seller.import(row.id))}
        empty={
          <EmptyState
            icon={<IconFileUpload {...icon32} />}
            title={t('emptyTitle')}
            text={t('emptyText')}
            action={
              <ButtonLink look="main" href={paths.seller.newImport()}>
                {t('new')}
              </ButtonLink>
            }
          />
        }
        error={
          list.error ? <ErrorPanel text={errors.say(list.error)} actions={<Button onClick={() => void list.refetch()}>{common('retry')}</Button>} /> : undefined
        }
      />
    </>
  );
}
