import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { type Column, DataTable, EmptyState, PageHeader, StatusBadge, type StatusTone } from '@yarmarka/ui';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { tableState } from '../parts/keyset.ts';
import { ListError } from '../parts/list-error.tsx';
import { MatrixBar } from '../parts/matrix-bar.tsx';

type Row = inferRouterOutputs<AppRouter>['operations']['history']['items'][number];
const TONES: Record<Row['status'], StatusTone> = { draft: 'draft', scheduled: 'progress', published: 'success', canceled: 'quiet', conflict: 'warning' };

/** Versions and change-sets of the matrix, the newest first. */
export function Page(): ReactNode {
  const t = useTranslations('admin.history');
  const statuses = useTranslations('admin.review.statuses');
  const format = useFormats();
  const navigate = useNavigate();
  const query = useInfiniteQuery(useTRPC().operations.history.infiniteQueryOptions({}, { getNextPageParam: (page) => page.next }));
  const columns: readonly Column<Row>[] = [
    { id: 'title', header: t('columns.title'), width: 'minmax(220px, 3fr)', phone: 'title', cell: (row) => row.title },
    {
      id: 'status',
      header: t('columns.status'),
      width: '150px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge bare tone={TONES[row.status]}>
          {statuses(row.status)}
        </StatusBadge>
      ),
    },
    { id: 'version', header: t('columns.version'), width: '90px', align: 'end', cell: (row) => row.version ?? '' },
    { id: 'size', header: t('columns.size'), width: '110px', align: 'end', cell: (row) => (row.changeSetId === null ? '' : format.number(row.size)) },
    {
      id: 'author',
      header: t('columns.author'),
      width: 'minmax(120px, 1fr)',
      cell: (row) => row.authorName ?? (row.author.startsWith('system:') ? `${t('system')} (${row.author.slice(7)})` : row.author),
    },
    { id: 'at', header: t('columns.at'), width: '180px', cell: (row) => format.dateTime(row.at) },
  ];
  return (
    <>
      <Head title={t('title')} noindex />
      <MatrixBar />
      <PageHeader title={t('title')} lead={t('lead')} />
      <DataTable
        label={t('title')}
        columns={columns}
        {...tableState(query)}
        rowId={(row) => row.key}
        rowName={(row) => row.title}
        onOpen={(row) => row.changeSetId !== null && void navigate(paths.admin.changeSet(row.changeSetId))}
        empty={<EmptyState title={t('emptyTitle')} text={t('emptyText')} />}
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
    </>
  );
}
