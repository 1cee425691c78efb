import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Button, ButtonLink, confirm, cx, EmptyState, PageHeader, ProgressBar } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { useErrorWords } from '../../../lib/error-words.ts';
import { notFound } from '../../../lib/errors.ts';
import { useLive } from '../../../lib/live.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import classes from './import.module.css';
import { ResultStep } from './result-step.tsx';

export type ImportJob = inferRouterOutputs<AppRouter>['imports']['import'];

const idOf = (text: string | undefined): number => {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id <= 0) throw notFound();
  return id;
};

export const loader = loadWith(({ trpc, queryClient }, { params }) =>
  queryClient.query({ ...trpc.imports.import.queryOptions({ importId: idOf(params.id) }), staleTime: 0 }),
);

const STEPS = ['file', 'columns', 'check', 'result'] as const;
const isRunning = (job: ImportJob): boolean =>
  job.status === 'staging' || job.status === 'applying' || job.submitting === 'waiting' || job.submitting === 'running';

function stepOf(job: ImportJob): number {
  if (job.status === 'uploaded' || job.status === 'mapping') return 1;
  if (job.status === 'staging' || job.status === 'validated') return 2;
  return 3;
}

/** One upload from its columns to its result, wherever it stands; progress comes live and survives a reload. */
export function Page(): ReactNode {
  const importId = idOf(useParams().id);
  const t = useTranslations('seller.imports');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const options = trpc.imports.import.queryOptions({ importId });
  const job = useSuspenseQuery({ ...options, refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? 1_500 : false) }).data;
  const category = useQuery(trpc.taxonomy.category.queryOptions({ id: job.categoryId }, { staleTime: 600_000 })).data;
  // Going back to the columns is a look, not a change of the import.
  const [looking, setLooking] = useState(false);

  const refresh = () => {
    void queryClient.invalidateQueries(trpc.imports.import.queryFilter({ importId }));
    void queryClient.invalidateQueries(trpc.imports.issues.pathFilter());
    void queryClient.invalidateQueries(trpc.imports.rows.pathFilter());
  };
  useLive('import.*', (event) => (event === null || event.key === String(importId) ? refresh() : undefined));

  const cancel = useMutation(trpc.imports.cancelImport.mutationOptions({ onSuccess: refresh, onError: errors.toast }));
  const stop = async () => {
    if (await confirm({ title: t('cancelSure'), text: t('cancelText'), action: t('cancelYes'), danger: true })) cancel.mutate({ importId });
  };

  const running = isRunning(job);
  const columns = job.status === 'uploaded' || job.status === 'mapping' || (looking && job.status === 'validated');
  const current = columns ? 1 : stepOf(job);
  const phase = job.status === 'staging' ? 'staging' : job.status === 'applying' ? 'applying' : 'submitting';

  return (
    <>
      <Head title={job.fileName} noindex />
      <PageHeader
        crumbs={[{ label: t('title'), href: paths.seller.imports() }]}
        title={job.fileName}
        meta={category ? <span>{(locale === 'ru' ? category.ru : category.en) || category.ru}</span> : null}
      />
      <ol role="list" aria-label={t('steps.label')} className={classes.steps}>
        {STEPS.map((step, index) => (
          <li
            key={step}
            className={cx(classes.step, index === current && classes.now, index < current && classes.past)}
            aria-current={index === current ? 'step' : undefined}
          >
            <span className={classes.number}>{index < current ? '✓' : index + 1}</span>
            {t(`steps.${step}`)}
            <span className="y-hidden">{index < current ? t('steps.done') : ''}</span>
          </li>
        ))}
      </ol>
      {running ? (
        <section className={classes.running} aria-live="polite">
          <h2>{t(`running.${phase}`)}</h2>
          <ProgressBar
            label={t(`running.${phase}`)}
            share={job.progress.total > 0 ? job.progress.done / job.progress.total : null}
            done={job.progress.done}
            total={job.progress.total}
            leftMs={job.progress.secondsLeft === null ? null : job.progress.secondsLeft * 1000}
          />
          <p>{t('running.text')}</p>
          {job.status === 'staging' || job.status === 'applying' ? (
            <Button pending={cancel.isPending} onClick={() => void stop()}>
              {t('running.cancel')}
            </Button>
          ) : null}
        </section>
      ) : columns ? (
        <ColumnsStep
          job={job}
          onDone={() => {
            setLooking(false);
            refresh();
          }}
        />
      ) : job.status === 'validated' ? (
        <CheckStep job={job} onBack={() => setLooking(true)} onChanged={refresh} />
      ) : job.status === 'failed' || job.status === 'canceled' ? (
        <EmptyState
          title={t(job.status === 'failed' ? 'result.failedTitle' : 'result.canceledTitle')}
          text={job.status === 'failed' ? (job.failureText?.[locale] ?? t('result.failedText', { reason: job.failure ?? '' })) : t('result.canceledText')}
          action={
            <ButtonLink look="main" href={paths.seller.newImport({ category: job.categoryId })}>
              {t('result.again')}
            </ButtonLink>
          }
          secondary={<ButtonLink href={paths.seller.cards()}>{t('result.products')}</ButtonLink>}
        />
      ) : (
        <ResultStep job={job} onChanged={refresh} />
      )}
    </>
  );
}
