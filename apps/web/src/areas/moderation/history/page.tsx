import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { IconHistory } from '@tabler/icons-react';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Outcome } from '@yarmarka/moderation/schemas';
import { type Column, DataTable } from '@yarmarka/ui';
import { Button, ButtonLink, EmptyState, ErrorPanel, icon32, PageHeader, StatusBadge } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type Trpc, useTRPC } from '../../../lib/trpc.ts';
import { OUTCOME_TONES } from '../../../parts/verdict-panel/verdict-panel.tsx';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import type { MyDecision } from '../desk/types.ts';

const VIEWS = {
  all: [],
  approved: ['applied', 'partly_applied', 'approved'],
  changes: ['changes_requested', 'needs_changes'],
  refused: ['declined', 'rejected'],
} as const satisfies Record<string, readonly Outcome[]>;
type View = keyof typeof VIEWS;
const viewOf = (params: URLSearchParams): View => (Object.keys(VIEWS) as View[]).find((view) => view === params.get('view')) ?? 'all';

const options = (trpc: Trpc, view: View) =>
  trpc.moderation.myDecisions.infiniteQueryOptions(
    { limit: 50, ...(view !== 'all' && { outcome: [...VIEWS[view]] }) },
    { getNextPageParam: (last) => last.next, initialCursor: null },
  );

export const loader = loadWith(({ trpc, queryClient }, { request }) =>
  Promise.all([
    queryClient.infiniteQuery({ ...options(trpc, viewOf(new URL(request.url).searchParams)), staleTime: 'static' }),
    queryClient.query(trpc.moderation.myDay.queryOptions(undefined, { staleTime: 'static' })),
  ]),
);

/** What the reader has decided, with reasons; each opens as it was decided. */
export function Page(): ReactNode {
  const t = useTranslations('moderation');
  const actions = useTranslations('common.actions');
  const locale = useLocale();
  const format = useFormats();
  const trpc = useTRPC();
  const words = useErrorWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const view = viewOf(params);
  const day = useSuspenseQuery(trpc.moderation.myDay.queryOptions()).data;
  const found = useInfiniteQuery(options(trpc, view));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const nameOf = (row: MyDecision) => row.card?.name[locale] || row.seller?.name[locale] || row.seller?.name.ru || `№ ${row.taskId}`;
  const columns: Column<MyDecision>[] = [
    { id: 'what', header: t('history.what'), cell: nameOf, width: 'minmax(220px, 2fr)', phone: 'title' },
    {
      id: 'outcome',
      header: t('history.outcome'),
      width: '200px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge tone={OUTCOME_TONES[row.outcome]} bare>
          {t(`verdict.outcome.${row.outcome}`)}
        </StatusBadge>
      ),
    },
    {
      id: 'reason',
      header: t('history.reason'),
      cell: (row) => [row.reason?.[locale], row.note].filter(Boolean).join('. '),
      width: 'minmax(160px, 2fr)',
      phone: 'value',
    },
    {
      id: 'seller',
      header: t('history.sellerColumn'),
      cell: (row) => row.seller?.name[locale] || row.seller?.name.ru || '—',
      width: 'minmax(120px, 1fr)',
      phone: 'line',
    },
    { id: 'when', header: t('history.when'), cell: (row) => format.dateTime(row.at), width: '170px', phone: 'line' },
  ];
  const tab = (id: View, label: string) => ({ label, href: paths.moderation.history(id === 'all' ? {} : { view: id }), current: view === id });
  return (
    <>
      <Head title={t('history.title')} noindex />
      <PageHeader
        title={t('history.title')}
        lead={day.decided === 0 ? t('history.leadNone') : t('history.lead', { count: day.decided, accepted: day.accepted })}
        tabsLabel={t('history.outcome')}
        tabs={[
          tab('all', t('history.all')),
          tab('approved', t('history.approved')),
          tab('changes', t('history.changes')),
          tab('refused', t('history.refused')),
        ]}
      />
      <DataTable
        label={t('history.title')}
        columns={columns}
        rows={rows}
        rowId={(row) => String(row.id)}
        rowName={nameOf}
        loading={found.isPending}
        hasMore={found.hasNextPage}
        loadingMore={found.isFetchingNextPage}
        onEnd={() => void found.fetchNextPage()}
        onOpen={(row) => void navigate(paths.moderation.task(row.taskId))}
        error={
          found.error ? (
            <ErrorPanel kind="inline" title={words.say(found.error)} actions={<Button onClick={() => void found.refetch()}>{actions('retry')}</Button>} />
          ) : undefined
        }
        empty={
          view === 'all' ? (
            <EmptyState
              icon={<IconHistory {...icon32} />}
              title={t('history.emptyTitle')}
              text={t('history.emptyText')}
              action={
                <ButtonLink look="main" href={paths.moderation.home()}>
                  {t('history.toDesk')}
                </ButtonLink>
              }
            />
          ) : (
            <EmptyState title={t('history.filteredTitle')} action={<ButtonLink href={paths.moderation.history()}>{t('history.showAll')}</ButtonLink>} />
          )
        }
      />
    </>
  );
}
