import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { type Column, confirm, DataTable, EmptyState, PageHeader, Check, StatusBadge } from '@yarmarka/ui';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { useFourEyes } from '../parts/four-eyes.ts';
import { tableState } from '../parts/keyset.ts';
import { DiffPicker } from '../parts/diff-picker.tsx';
import { ListError } from '../parts/list-error.tsx';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { UndoButton } from '../parts/undo-button.tsx';
import { TONES } from '../parts/tones.ts';
import { useErrorWords } from '../../../lib/error-words.ts';
import classes from './changes.module.css';

type Row = inferRouterOutputs<AppRouter>['operations']['history']['items'][number];

/** Versions and change-sets of the matrix, the newest first. */
export function Page(): ReactNode {
  const t = useTranslations('admin.history');
  const statuses = useTranslations('admin.review.statuses');
  const approval = useTranslations('admin.approval');
  const undo = useTranslations('admin.undo');
  const format = useFormats();
  const navigate = useNavigate();
  const { data: counts } = useQuery(useTRPC().taxonomy.counts.queryOptions());
  const query = useInfiniteQuery(useTRPC().operations.history.infiniteQueryOptions({}, { getNextPageParam: (page) => page.next }));
  const columns: readonly Column<Row>[] = [
    {
      id: 'title',
      header: t('columns.title'),
      width: 'minmax(220px, 3fr)',
      phone: 'title',
      cell: (row) => (
        <span className={classes.title}>
          {row.title}
          {row.note ? <span className={classes.note}>{row.note}</span> : null}
        </span>
      ),
    },
    {
      id: 'status',
      header: t('columns.status'),
      width: '150px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge bare tone={TONES[row.status]}>
          {row.waits ? approval('waits') : row.judged ? approval(`states.${row.judged}`) : statuses(row.status)}
        </StatusBadge>
      ),
    },
    { id: 'version', header: t('columns.version'), width: '90px', align: 'end', cell: (row) => row.version ?? '' },
    { id: 'size', header: t('columns.size'), width: '110px', align: 'end', cell: (row) => format.number(row.size) },
    {
      id: 'author',
      header: t('columns.author'),
      width: 'minmax(120px, 1fr)',
      cell: (row) => row.authorName ?? (row.author.startsWith('system:') ? `${t('system')} (${row.author.slice(7)})` : row.author),
    },
    { id: 'at', header: t('columns.at'), width: '180px', cell: (row) => format.dateTime(row.status === 'scheduled' && row.publishAt ? row.publishAt : row.at) },
    {
      id: 'undo',
      header: undo('action'),
      width: '130px',
      phone: 'value',
      cell: (row) => (row.version === null ? null : <UndoButton version={row.version} title={row.title} changes={row.size} size="s" />),
    },
  ];
  return (
    <>
      <Head title={t('title')} noindex />
      <MatrixBar />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className={classes.tools}>
        {counts ? <DiffPicker key={counts.version} from={Math.max(0, counts.version - 1)} to={counts.version} newest={counts.version} /> : null}
        <FourEyes />
        <Grace />
      </div>
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

/** The setting that asks for a second administrator. */
function FourEyes(): ReactNode {
  const t = useTranslations('admin.approval');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const on = useFourEyes();
  const set = useMutation(
    trpc.taxonomy.setFourEyes.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.taxonomy.fourEyes.queryFilter()),
      onError: (error) => words.toast(error),
    }),
  );
  const change = async (wanted: boolean) => {
    if (wanted || (await confirm({ title: t('offTitle'), text: t('offText'), action: t('off'), danger: true }))) set.mutate({ on: wanted });
  };
  return <Check kind="switch" label={t('setting')} checked={on} disabled={set.isPending} onChange={(event) => void change(event.target.checked)} />;
}

/** Whether cards whose required values stay wrong leave the shop when their grace has passed. */
function Grace(): ReactNode {
  const t = useTranslations('admin.history');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const { data: on = true } = useQuery(trpc.catalog.graceEnforced.queryOptions());
  const set = useMutation(
    trpc.catalog.setGraceEnforced.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.catalog.graceEnforced.queryFilter()),
      onError: (error) => words.toast(error),
    }),
  );
  return <Check kind="switch" label={t('grace')} checked={on} disabled={set.isPending} onChange={(event) => set.mutate({ on: event.target.checked })} />;
}
