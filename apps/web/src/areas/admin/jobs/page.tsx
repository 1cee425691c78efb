import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, type Column, DataTable, EmptyState, PageHeader, toast } from '@yarmarka/ui';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { useUrlState } from '../parts/url-state.ts';

type Work = inferRouterOutputs<AppRouter>['operations']['work'];
const TABS = ['queues', 'failed', 'projections', 'events'] as const;
const EVERY_MS = 5_000;

/** Queues and what failed in them, projections that wait, consumers and what they gave up on. */
export function Page(): ReactNode {
  const t = useTranslations('admin.jobs');
  const url = useUrlState();
  const query = useQuery(useTRPC().operations.work.queryOptions(undefined, { refetchInterval: EVERY_MS, staleTime: 0 }));
  const tab = TABS.find((one) => one === url.get('tab')) ?? 'queues';
  const work = query.data;
  const counts: Partial<Record<(typeof TABS)[number], number>> = work
    ? {
        failed: work.queues.reduce((sum, queue) => sum + queue.failed, 0),
        projections: work.dirty.reduce((sum, queue) => sum + queue.count, 0),
        events: work.deadLetters.length,
      }
    : {};
  const error = query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined;
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        tabsLabel={t('title')}
        tabs={TABS.map((one) => ({
          label: t(`tabs.${one}`),
          href: paths.admin.jobs({ tab: one === 'queues' ? null : one }),
          current: one === tab,
          ...(counts[one] ? { count: counts[one] } : {}),
        }))}
      />
      {tab === 'queues' ? <Queues work={work} error={error} /> : null}
      {tab === 'failed' ? <Failed work={work} error={error} queue={url.get('queue')} /> : null}
      {tab === 'projections' ? <Projections work={work} error={error} /> : null}
      {tab === 'events' ? <Events work={work} error={error} /> : null}
    </>
  );
}

type QueueKey = Parameters<ReturnType<typeof useTranslations<'admin.jobs.queues'>>>[0];

/** What a queue does, with the code that logs and settings know it by; one without words stands as its code. */
function QueueName({ code }: { code: string }): ReactNode {
  const t = useTranslations('admin.jobs.queues');
  const key = code.replaceAll(/[.-]/g, '_') as QueueKey;
  if (!t.has(key)) return <code>{code}</code>;
  return (
    <>
      {t(key)} <code className={classes.quiet}>{code}</code>
    </>
  );
}

type Part = { work: Work | undefined; error: ReactNode };

function Queues({ work, error }: Part): ReactNode {
  const t = useTranslations('admin.jobs');
  const format = useFormats();
  const count = (id: 'waiting' | 'active' | 'retry' | 'failed' | 'done'): Column<Work['queues'][number]> => ({
    id,
    header: t(`columns.${id}`),
    width: '110px',
    align: 'end',
    cell: (row) => (row[id] === 0 ? <span className={classes.quiet}>0</span> : format.number(row[id])),
  });
  return (
    <DataTable
      label={t('tabs.queues')}
      columns={[
        { id: 'queue', header: t('columns.queue'), width: 'minmax(200px, 2fr)', phone: 'title', cell: (row) => <QueueName code={row.queue} /> },
        count('waiting'),
        count('active'),
        count('retry'),
        count('failed'),
        count('done'),
        { id: 'oldest', header: t('columns.oldest'), width: '170px', cell: (row) => (row.oldestWaitingAt ? format.relative(row.oldestWaitingAt) : '') },
      ]}
      rows={work?.queues ?? []}
      loading={!work && !error}
      height="content"
      rowId={(row) => row.queue}
      rowName={(row) => row.queue}
      empty={<EmptyState title={t('noQueues')} text={t('noQueuesText')} />}
      error={error}
    />
  );
}

function Failed({ work, error, queue }: Part & { queue: string }): ReactNode {
  const t = useTranslations('admin.jobs');
  const format = useFormats();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const rows = (work?.failed ?? []).filter((job) => queue === '' || job.queue === queue);
  const retry = useMutation({
    mutationFn: async (jobs: Work['failed']) => {
      for (const { queue: name, id } of jobs) await client.operations.retryJob.mutate({ queue: name, id });
      return jobs.length;
    },
    onSuccess: (count) => toast({ tone: 'success', text: t('retried', { count }) }),
    onError: (failure) => words.toast(failure),
    onSettled: () => queryClient.invalidateQueries(trpc.operations.pathFilter()),
  });
  return (
    <>
      {rows.length > 1 ? (
        <div className={classes.actions}>
          <Button pending={retry.isPending} onClick={() => retry.mutate(rows)}>
            {t('retryAll', { count: String(rows.length) })}
          </Button>
        </div>
      ) : null}
      <DataTable
        label={t('tabs.failed')}
        columns={[
          { id: 'queue', header: t('columns.queue'), width: 'minmax(160px, 1fr)', phone: 'title', cell: (row) => <QueueName code={row.queue} /> },
          { id: 'error', header: t('columns.error'), width: 'minmax(260px, 3fr)', phone: 'value', cell: (row) => <span data-tip={row.data}>{row.error}</span> },
          { id: 'attempts', header: t('columns.attempts'), width: '90px', align: 'end', cell: (row) => row.attempts },
          { id: 'at', header: t('columns.at'), width: '170px', cell: (row) => (row.failedAt ? format.dateTime(row.failedAt) : '') },
          {
            id: 'retry',
            header: t('retry'),
            width: '120px',
            phone: 'value',
            cell: (row) => (
              <Button
                size="s"
                pending={retry.isPending}
                aria-label={t('retryOf', { queue: row.queue, time: row.failedAt ? format.dateTime(row.failedAt) : '' })}
                onClick={() => retry.mutate([row])}
              >
                {t('retry')}
              </Button>
            ),
          },
        ]}
        rows={rows}
        loading={!work && !error}
        rowId={(row) => row.id}
        rowName={(row) => row.queue}
        empty={<EmptyState title={t('noFailed')} text={t('noFailedText')} />}
        error={error}
      />
    </>
  );
}

function Projections({ work, error }: Part): ReactNode {
  const t = useTranslations('admin.jobs');
  const format = useFormats();
  return (
    <DataTable
      label={t('tabs.projections')}
      columns={[
        { id: 'queue', header: t('columns.queue'), width: 'minmax(200px, 2fr)', phone: 'title', cell: (row) => <QueueName code={row.queue} /> },
        { id: 'count', header: t('columns.count'), width: '140px', align: 'end', cell: (row) => format.number(row.count) },
        { id: 'lag', header: t('columns.lag'), width: '200px', cell: (row) => format.duration(Date.now() - Date.parse(row.oldestAt)) },
        { id: 'failing', header: t('columns.failing'), width: '160px', align: 'end', cell: (row) => (row.failing > 0 ? format.number(row.failing) : '') },
        { id: 'error', header: t('columns.error'), width: 'minmax(200px, 3fr)', cell: (row) => row.lastError ?? '' },
      ]}
      rows={work?.dirty ?? []}
      loading={!work && !error}
      height="content"
      rowId={(row) => row.queue}
      rowName={(row) => row.queue}
      empty={<EmptyState title={t('noDirty')} text={t('noDirtyText')} />}
      error={error}
    />
  );
}

function Events({ work, error }: Part): ReactNode {
  const t = useTranslations('admin.jobs');
  const format = useFormats();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const replay = useMutation(
    trpc.operations.replayDeadLetter.mutationOptions({
      onSuccess: () => toast({ tone: 'success', text: t('replayed') }),
      onError: (failure) => words.toast(failure),
      onSettled: () => queryClient.invalidateQueries(trpc.operations.pathFilter()),
    }),
  );
  return (
    <>
      <section className={classes.section} aria-label={t('consumers')}>
        <h2>{t('consumers')}</h2>
        <DataTable
          label={t('consumers')}
          columns={[
            { id: 'consumer', header: t('columns.consumer'), width: 'minmax(160px, 1fr)', phone: 'title', cell: (row) => <code>{row.consumer}</code> },
            {
              id: 'behind',
              header: t('columns.behind'),
              width: '140px',
              align: 'end',
              cell: (row) => (row.behind === 0 ? t('upToDate') : format.number(row.behind)),
            },
            { id: 'error', header: t('columns.lastError'), width: 'minmax(220px, 3fr)', cell: (row) => row.lastError ?? '' },
            { id: 'at', header: t('columns.at'), width: '170px', cell: (row) => format.dateTime(row.updatedAt) },
          ]}
          rows={work?.consumers ?? []}
          loading={!work && !error}
          height="content"
          rowId={(row) => row.consumer}
          rowName={(row) => row.consumer}
          empty={<EmptyState level={3} title={t('noConsumers')} />}
          error={error}
        />
      </section>
      <section className={classes.section} aria-label={t('dead')}>
        <h2>{t('dead')}</h2>
        <DataTable
          label={t('dead')}
          columns={[
            { id: 'event', header: t('columns.event'), width: 'minmax(180px, 1.4fr)', phone: 'title', cell: (row) => `${row.type} ${row.key}` },
            { id: 'consumer', header: t('columns.consumer'), width: '140px', cell: (row) => <code>{row.consumer}</code> },
            { id: 'error', header: t('columns.error'), width: 'minmax(220px, 3fr)', phone: 'value', cell: (row) => row.error },
            { id: 'at', header: t('columns.at'), width: '170px', cell: (row) => format.dateTime(row.failedAt) },
            {
              id: 'replay',
              header: t('replay'),
              width: '120px',
              phone: 'value',
              cell: (row) => (
                <Button
                  size="s"
                  pending={replay.isPending}
                  aria-label={t('replayOf', { seq: String(row.seq), consumer: row.consumer })}
                  onClick={() => replay.mutate({ consumer: row.consumer, seq: row.seq })}
                >
                  {t('replay')}
                </Button>
              ),
            },
          ]}
          rows={work?.deadLetters ?? []}
          loading={!work && !error}
          height="content"
          rowId={(row) => `${row.consumer} ${row.seq}`}
          rowName={(row) => `${row.type} ${row.key}`}
          empty={<EmptyState level={3} title={t('noDead')} />}
        />
      </section>
    </>
  );
}
