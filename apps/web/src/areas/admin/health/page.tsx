import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, ButtonLink, EmptyState, icon16, icon32, PageHeader, Skeleton, StatusBadge, type StatusTone } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from './health.module.css';

type Health = inferRouterOutputs<AppRouter>['operations']['health'];
type Problem = Health['problems'][number];
const EVERY_MS = 10_000;
const ERRORS_SHOWN = 8;

/** What is wrong now, since when and what helps; then the parts; then the last errors. Read anew every ten seconds. */
export function Page(): ReactNode {
  const t = useTranslations('admin.health');
  const format = useFormats();
  const query = useQuery(useTRPC().operations.health.queryOptions(undefined, { refetchInterval: EVERY_MS, staleTime: 0 }));
  const health = query.data;
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={t('title')}
        meta={
          health ? (
            <StatusBadge tone={health.problems.length === 0 ? 'success' : 'danger'}>
              {health.problems.length === 0 ? t('fine') : t('wrong', { count: health.problems.length })}
            </StatusBadge>
          ) : null
        }
        lead={health ? t('checked', { time: format.time(health.at) }) : undefined}
        actions={
          <Button icon={<IconRefresh {...icon16} />} pending={query.isFetching} onClick={() => void query.refetch()}>
            {t('refresh')}
          </Button>
        }
      />
      {query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : null}
      {health ? <Found health={health} /> : query.isError ? null : <Skeleton height={240} />}
    </>
  );
}

function Found({ health }: { health: Health }): ReactNode {
  const t = useTranslations('admin.health');
  return (
    <>
      {health.problems.length === 0 ? (
        <EmptyState icon={<IconCircleCheck {...icon32} />} title={t('fine')} text={t('fineText')} />
      ) : (
        <ul role="list" className={classes.problems}>
          {health.problems.map((problem) => (
            <ProblemRow key={`${problem.code} ${problem.subject}`} problem={problem} />
          ))}
        </ul>
      )}
      <Parts health={health} />
      <Errors health={health} />
    </>
  );
}

const HELP: Partial<Record<Problem['code'], { tab: string; label: 'jobs' | 'events' | 'projections' | 'mail' }>> = {
  jobs_failed: { tab: 'failed', label: 'jobs' },
  version_stuck: { tab: 'failed', label: 'jobs' },
  mail_fails: { tab: 'failed', label: 'mail' },
  dead_letters: { tab: 'events', label: 'events' },
  consumer_fails: { tab: 'events', label: 'events' },
  outbox_waits: { tab: 'events', label: 'events' },
  projection_waits: { tab: 'projections', label: 'projections' },
  projection_fails: { tab: 'projections', label: 'projections' },
};

function ProblemRow({ problem }: { problem: Problem }): ReactNode {
  const t = useTranslations('admin.health');
  const format = useFormats();
  const help = HELP[problem.code];
  const { count, subject } = problem;
  const titles: Record<Problem['code'], () => string> = {
    worker_never: () => t('problems.worker_never.title'),
    worker_silent: () => t('problems.worker_silent.title'),
    outbox_waits: () => t('problems.outbox_waits.title', { count }),
    projection_waits: () => t('problems.projection_waits.title', { subject, count: format.number(count) }),
    projection_fails: () => t('problems.projection_fails.title', { subject, count }),
    jobs_failed: () => t('problems.jobs_failed.title', { count, subject }),
    version_stuck: () => t('problems.version_stuck.title', { version: subject }),
    mail_fails: () => t('problems.mail_fails.title', { count }),
    dead_letters: () => t('problems.dead_letters.title', { count }),
    consumer_fails: () => t('problems.consumer_fails.title', { subject }),
    search_down: () => t('problems.search_down.title'),
  };
  return (
    <li className={classes.problem}>
      <div>
        <h2>{titles[problem.code]()}</h2>
        <p>{t(`problems.${problem.code}.text`)}</p>
        {problem.since ? (
          <p className={classes.since}>
            {t('since', { time: format.dateTime(problem.since) })} ({format.relative(problem.since)})
          </p>
        ) : null}
      </div>
      {help ? (
        <ButtonLink href={paths.admin.jobs({ tab: help.tab, queue: help.tab === 'failed' && problem.code !== 'version_stuck' ? problem.subject : null })}>
          {t(`help.${help.label}`)}
        </ButtonLink>
      ) : null}
    </li>
  );
}

function Parts({ health }: { health: Health }): ReactNode {
  const t = useTranslations('admin.health.parts');
  const states = useTranslations('admin.health.states');
  const format = useFormats();
  const { database, worker, outbox, search, mail, work } = health;
  const dirty = work.dirty.reduce((sum, queue) => sum + queue.count, 0);
  const sum = (of: 'active' | 'waiting' | 'failed') => work.queues.reduce((total, queue) => total + queue[of], 0);
  const beat = {
    time: worker.beatAt ? format.relative(worker.beatAt) : '',
    host: worker.host ?? '',
    started: worker.startedAt ? format.dateTime(worker.startedAt) : '',
  };
  const rows: readonly { name: string; tone: StatusTone; text: string }[] = [
    {
      name: t('database'),
      tone: database.answerMs > 500 ? 'warning' : 'success',
      text: t('databaseText', {
        version: database.version,
        ms: format.number(database.answerMs),
        size: format.bytes(database.bytes),
        connections: String(database.connections),
        max: String(database.maxConnections),
      }),
    },
    {
      name: t('worker'),
      tone: worker.state === 'ok' ? 'success' : 'danger',
      text: worker.beatAt === null ? t('workerNever') : worker.state === 'ok' ? t('workerOk', beat) : t('workerSilent', beat),
    },
    {
      name: t('outbox'),
      tone: outbox.waiting > 0 && health.problems.some((one) => one.code === 'outbox_waits') ? 'warning' : 'success',
      text:
        outbox.waiting === 0
          ? t('outboxOk', { seq: format.number(outbox.lastSeq) })
          : t('outboxWaits', { count: outbox.waiting, time: outbox.oldestAt ? format.relative(outbox.oldestAt) : '' }),
    },
    {
      name: t('projections'),
      tone: health.problems.some((one) => one.code === 'projection_waits') ? 'warning' : 'success',
      text: dirty === 0 ? t('projectionsOk') : t('projectionsWait', { count: dirty }),
    },
    {
      name: t('search'),
      tone: search.state === 'down' ? 'danger' : 'success',
      text:
        search.engine === 'postgres'
          ? t('searchPostgres', { documents: search.documents })
          : search.state === 'down'
            ? t('searchDown')
            : t('searchMeili', { ms: format.number(search.answerMs) }),
    },
    {
      name: t('mail'),
      tone: mail.failed > 0 ? 'warning' : mail.smtp ? 'success' : 'quiet',
      text: mail.smtp ? t('mailSmtp', { count: mail.waiting }) : t('mailBox'),
    },
    {
      name: t('jobs'),
      tone: sum('failed') > 0 ? 'warning' : 'success',
      text: t('jobsText', { active: sum('active'), waiting: sum('waiting'), failed: sum('failed') }),
    },
  ];
  const word: Partial<Record<StatusTone, string>> = { success: states('ok'), warning: states('attention'), danger: states('down'), quiet: states('off') };
  return (
    <section className={classes.section} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <dl className={classes.parts}>
        {rows.map((row) => (
          <div key={row.name} className={classes.part}>
            <dt>{row.name}</dt>
            <dd>
              <StatusBadge bare tone={row.tone}>
                {word[row.tone]}
              </StatusBadge>
            </dd>
            <dd className={classes.text}>{row.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Errors({ health }: { health: Health }): ReactNode {
  const t = useTranslations('admin.health');
  const format = useFormats();
  const errors = [
    ...health.work.failed.map((job) => ({ key: job.id, at: job.failedAt, where: job.queue, text: job.error })),
    ...health.work.deadLetters.map((letter) => ({
      key: `${letter.consumer} ${letter.seq}`,
      at: letter.failedAt,
      where: `${letter.consumer} · ${letter.type}`,
      text: letter.error,
    })),
  ]
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
    .slice(0, ERRORS_SHOWN);
  return (
    <section className={classes.section} aria-label={t('errorsTitle')}>
      <h2>{t('errorsTitle')}</h2>
      {errors.length === 0 ? (
        <p className={classes.text}>{t('noErrors')}</p>
      ) : (
        <ul role="list" className={classes.errors}>
          {errors.map((error) => (
            <li key={error.key}>
              <span className={classes.since}>
                {error.at ? format.dateTime(error.at) : ''} · {error.where}
              </span>
              <code>{error.text}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
