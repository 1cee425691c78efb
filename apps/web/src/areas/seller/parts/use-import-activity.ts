import { useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import type { ActivityJob } from '@yarmarka/ui';
import { useMemo } from 'react';
import { useLive } from '../../../lib/live.ts';
import { useSession } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import { useActivityJobs } from '../../../shell/workplace/activity.tsx';

const RECENT = 5;

/** The seller's uploads in the activity tray: the same in every tab and after a reload. */
export function useImportActivity(): void {
  const t = useTranslations('seller.imports');
  const trpc = useTRPC();
  const seller = useSession()?.seller ?? null;
  const list = useQuery(trpc.imports.imports.queryOptions({ limit: RECENT }, { enabled: seller !== null, staleTime: 10_000 }));
  useLive('import.*', () => void list.refetch());
  const items = list.data?.items;
  const jobs = useMemo<readonly ActivityJob[]>(
    () =>
      (items ?? [])
        .filter((job) => job.status !== 'uploaded' && job.status !== 'mapping' && job.status !== 'validated' && job.status !== 'canceled')
        .map((job) => {
          const running = job.status === 'staging' || job.status === 'applying' || job.submitting === 'waiting' || job.submitting === 'running';
          return {
            id: `import-${job.id}`,
            name: t('activity', { file: job.fileName }),
            state: running ? 'running' : job.status === 'failed' ? 'failed' : 'done',
            ...(running && { done: job.progress.done, total: job.progress.total }),
            ...(running && job.progress.perSecond !== null && { perSecond: job.progress.perSecond }),
            ...(running && { leftMs: job.progress.secondsLeft === null ? null : job.progress.secondsLeft * 1000 }),
            href: paths.seller.import(job.id),
          } satisfies ActivityJob;
        }),
    [items, t],
  );
  useActivityJobs(jobs);
}
