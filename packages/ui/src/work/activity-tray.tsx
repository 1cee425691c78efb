import { IconActivity, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { IconButton } from '../plain/button.tsx';
import { icon16, icon20 } from '../plain/icon.ts';
import { Anchor } from '../plain/link.tsx';
import { Popover } from '../plain/popover.tsx';
import { ProgressBar } from '../plain/progress.tsx';
import { StatusBadge, type StatusTone } from '../plain/status-badge.tsx';
import classes from './activity-tray.module.css';

export type JobState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'canceled';

export interface ActivityJob {
  readonly id: string;
  /** What it does, with its object: "Import of price-2026.xlsx". */
  readonly name: string;
  readonly state: JobState;
  readonly done?: number;
  readonly total?: number;
  readonly perSecond?: number;
  readonly leftMs?: number | null;
  /** One line: what is being done now, or why it failed. */
  readonly note?: string;
  /** Where its result is. */
  readonly href?: string;
  readonly onCancel?: () => void;
  readonly onPause?: () => void;
  readonly onResume?: () => void;
}

const TONES: Record<JobState, StatusTone> = { waiting: 'quiet', running: 'progress', paused: 'draft', done: 'success', failed: 'danger', canceled: 'quiet' };

const LIVE: readonly JobState[] = ['running', 'waiting', 'paused'];

/** Everything that takes long, in one place of the top bar: name, progress, speed, time left, pause, cancel, result. */
export function ActivityTray({ jobs }: { readonly jobs: readonly ActivityJob[] }): ReactNode {
  const t = useTranslations('common.activity');
  const running = jobs.filter((job) => LIVE.includes(job.state)).length;
  const counted = jobs.filter((job) => job.state === 'running' && job.total !== undefined);
  const total = counted.reduce((sum, job) => sum + (job.total ?? 0), 0);
  const done = counted.reduce((sum, job) => sum + (job.done ?? 0), 0);
  const failed = jobs.some((job) => job.state === 'failed');
  return (
    <Popover
      align="end"
      width={420}
      label={t('title')}
      trigger={(trigger) => (
        <button {...trigger} type="button" className={classes.button} aria-label={t('open', { count: running })} data-tip={t('open', { count: running })}>
          {running > 0 ? <Ring share={total > 0 ? done / total : null} /> : <IconActivity {...icon20} />}
          {running > 0 ? <span className={classes.count}>{running}</span> : failed ? <span className={classes.failed} /> : null}
        </button>
      )}
    >
      <h2 className={classes.title}>{t('title')}</h2>
      {jobs.length === 0 ? (
        <div className={classes.empty}>
          <p>{t('nothing')}</p>
          <p className={classes.hint}>{t('nothingHint')}</p>
        </div>
      ) : (
        <ul role="list" className={classes.jobs}>
          {jobs.map((job) => (
            <Job key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Popover>
  );
}

/** How far everything that runs is, in the size of an icon. */
function Ring({ share }: { share: number | null }): ReactNode {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false" className={share === null ? classes.turning : undefined}>
      <circle cx="10" cy="10" r="7.5" pathLength="100" className={classes.ring} />
      <circle cx="10" cy="10" r="7.5" pathLength="100" className={classes.arc} strokeDasharray={`${Math.max(4, (share ?? 0.25) * 100)} 100`} />
    </svg>
  );
}

function Job({ job }: { job: ActivityJob }): ReactNode {
  const t = useTranslations('common.activity');
  const format = useFormats();
  const open = LIVE.includes(job.state);
  const share = job.total ? (job.done ?? 0) / job.total : null;
  return (
    <li className={classes.job}>
      <div className={classes.head}>
        <span className={classes.name}>{job.name}</span>
        {job.onPause && job.state === 'running' ? (
          <IconButton size="s" label={t('pause', { name: job.name })} onClick={job.onPause}>
            <IconPlayerPause {...icon16} />
          </IconButton>
        ) : null}
        {job.onResume && job.state === 'paused' ? (
          <IconButton size="s" label={t('resume', { name: job.name })} onClick={job.onResume}>
            <IconPlayerPlay {...icon16} />
          </IconButton>
        ) : null}
        {job.onCancel && open ? (
          <IconButton size="s" label={t('cancel', { name: job.name })} onClick={job.onCancel}>
            <IconX {...icon16} />
          </IconButton>
        ) : null}
      </div>
      {open && job.state !== 'waiting' ? <ProgressBar thin label={job.name} share={share} tone={job.state === 'paused' ? 'quiet' : 'accent'} /> : null}
      <div className={classes.facts}>
        <StatusBadge tone={TONES[job.state]} bare>
          {t(job.state)}
        </StatusBadge>
        {job.total !== undefined && job.done !== undefined ? <span>{t('of', { done: format.number(job.done), total: format.number(job.total) })}</span> : null}
        {job.state === 'running' && job.perSecond !== undefined ? (
          <span>{t('perSecond', { count: format.number(job.perSecond, { decimals: 0 }) })}</span>
        ) : null}
        {job.state === 'running' && job.leftMs !== undefined && job.leftMs !== null ? (
          <span className={classes.left}>{t('left', { time: format.duration(job.leftMs) })}</span>
        ) : null}
        {job.href && !open ? (
          <Anchor href={job.href} className={classes.left}>
            {t('result')}
          </Anchor>
        ) : null}
      </div>
      {job.note ? <p className={classes.note}>{job.note}</p> : null}
    </li>
  );
}
