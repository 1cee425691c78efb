import { IconBulb } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, EmptyState, icon32, PageHeader, Skeleton, toast } from '@yarmarka/ui';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { ListError } from '../parts/list-error.tsx';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { useUrlState } from '../parts/url-state.ts';
import { TwinFacts } from './twin-facts.tsx';
import { type SuggestionsPage, useSuggestionWords } from './words.ts';
import classes from './suggestions.module.css';

/** The tab of what was dismissed. */
const DISMISSED = 'dismissed';
const KINDS = ['move_up', 'idle_category', 'leaf_move', 'same', 'unused'] as const;

/** What the miner found could be simpler, each with its reasons; taking one up makes a draft change-set. */
export function Page(): ReactNode {
  const t = useTranslations('admin.suggestions');
  const common = useTranslations('common.actions');
  const format = useFormats();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const url = useUrlState();
  const dismissed = url.get('kind') === DISMISSED;
  const kind = KINDS.find((one) => one === url.get('kind'));
  const query = useInfiniteQuery(trpc.operations.suggestions.infiniteQueryOptions({ kind, dismissed }, { getNextPageParam: (page) => page.next }));
  const mine = useMutation(
    trpc.taxonomy.mineOverlaps.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.operations.suggestions.pathFilter()),
      onError: (error) => words.toast(error),
    }),
  );
  const pages = query.data?.pages ?? [];
  const mined = pages[0]?.mined;
  const counts = pages[0]?.counts ?? {};
  /** Nothing is known before the first look: no number then, not a nought. */
  const shown = (n: number) => (mined ? format.number(n) : '–');
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <Head title={t('title')} noindex />
      <MatrixBar />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button onClick={() => mine.mutate()} pending={mine.isPending}>
            {t('mine')}
          </Button>
        }
        tabsLabel={t('title')}
        tabs={[
          { label: t('all', { count: shown(total) }), href: paths.admin.suggestions(), current: kind === undefined && !dismissed },
          ...KINDS.map((one) => ({
            label: `${t(`kinds.${one}`)} ${shown(counts[one] ?? 0)}`,
            href: paths.admin.suggestions({ kind: one }),
            current: one === kind,
          })),
          {
            label: t('dismissedTab', { count: format.number(pages[0]?.dismissed ?? 0) }),
            href: paths.admin.suggestions({ kind: DISMISSED }),
            current: dismissed,
          },
        ]}
      />
      <p role="status" className={classes.mined}>
        {mine.isPending
          ? t('mining')
          : mine.data
            ? t('minedNow', { count: Object.values(mine.data.found).reduce((sum, n) => sum + n, 0) })
            : mined
              ? t('minedAt', { when: format.dateTime(mined.at), version: format.number(mined.version) })
              : ''}
      </p>
      {query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={320} /> : null}
      {query.isSuccess && pages[0]?.items.length === 0 && !mine.isPending ? (
        <EmptyState
          icon={<IconBulb {...icon32} />}
          title={t(dismissed ? 'dismissedEmpty' : mined ? 'emptyTitle' : 'neverTitle')}
          text={dismissed ? undefined : mined ? t('emptyText') : t('neverText')}
        />
      ) : null}
      <ul className={classes.list} aria-label={t('title')}>
        {pages.flatMap((page) => page.items.map((row) => <SuggestionRow key={row.id} row={row} page={page} dismissed={dismissed} />))}
      </ul>
      {query.hasNextPage ? (
        <Button onClick={() => void query.fetchNextPage()} pending={query.isFetchingNextPage}>
          {common('more')}
        </Button>
      ) : null}
    </>
  );
}

function SuggestionRow({ row, page, dismissed }: { row: SuggestionsPage['items'][number]; page: SuggestionsPage; dismissed: boolean }): ReactNode {
  const t = useTranslations('admin.suggestions');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const words = useErrorWords();
  const { what, why } = useSuggestionWords(page)(row.evidence);
  const take = useMutation(
    trpc.taxonomy.takeSuggestion.mutationOptions({
      onSuccess: ({ changeSetId }) => {
        void queryClient.invalidateQueries(trpc.operations.pathFilter());
        return navigate(paths.admin.changeSet(changeSetId));
      },
      onError: (error) => words.toast(error),
    }),
  );
  const refresh = () => queryClient.invalidateQueries(trpc.operations.suggestions.pathFilter());
  const restore = useMutation(
    trpc.taxonomy.restoreSuggestion.mutationOptions({
      onSuccess: () => {
        toast({ tone: 'success', text: t('restored') });
        return refresh();
      },
      onError: (error) => words.toast(error),
    }),
  );
  const dismiss = useMutation(
    trpc.taxonomy.dismissSuggestion.mutationOptions({
      onSuccess: () => {
        toast({ tone: 'success', text: t('dismissed'), action: { label: t('restore'), run: () => restore.mutate({ id: row.id }) } });
        return refresh();
      },
      onError: (error) => words.toast(error),
    }),
  );
  const busy = take.isPending || dismiss.isPending || restore.isPending;
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <span className={classes.kind}>{t(`kinds.${row.evidence.kind}`)}</span>
        <h2>{what}</h2>
        <p>{why}</p>
        {row.evidence.kind === 'same' ? <TwinFacts evidence={row.evidence} page={page} /> : null}
      </div>
      {dismissed ? (
        <div className={classes.actions}>
          <Button size="s" disabled={busy} aria-label={t('restoreOf', { name: what })} onClick={() => restore.mutate({ id: row.id })}>
            {t('restore')}
          </Button>
        </div>
      ) : (
        <div className={classes.actions}>
          <Button size="s" disabled={busy} aria-label={t('takeOf', { name: what })} onClick={() => take.mutate({ id: row.id, title: what.slice(0, 200) })}>
            {t('take')}
          </Button>
          <Button size="s" look="quiet" disabled={busy} aria-label={t('dismissOf', { name: what })} onClick={() => dismiss.mutate({ id: row.id })}>
            {t('dismiss')}
          </Button>
        </div>
      )}
    </li>
  );
}
