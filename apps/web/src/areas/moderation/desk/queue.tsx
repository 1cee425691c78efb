import { IconBuildingStore, IconLock, IconPencil, IconPlus } from '@tabler/icons-react';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Button, cx, EmptyState, ErrorPanel, icon16, PictureBox, Skeleton } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { pictureUrl } from '../../../lib/pictures.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { DueClock } from './clock.tsx';
import classes from './queue.module.css';
import type { Lane, QueueTask } from './types.ts';
import type { Queue } from './use-queue.ts';

export interface QueuePaneProps {
  readonly queue: Queue;
  readonly title: string;
  /** The desk of one kind has no lanes to choose from. */
  readonly fixed: boolean;
  readonly openId: number | null;
  /** The address of this desk with something changed. */
  readonly at: (change: Readonly<Record<string, string | readonly string[] | null>>) => string;
  readonly onNext: () => void;
}

/** Lanes with their counts and clocks, and below them what waits, the most urgent first. */
export function QueuePane({ queue, title, fixed, openId, at, onNext }: QueuePaneProps): ReactNode {
  const t = useTranslations('moderation.desk');
  const actions = useTranslations('common.actions');
  const words = useErrorWords();
  return (
    <section aria-label={t('queue')} className={classes.pane}>
      <header className={classes.head}>
        <p className={classes.title} aria-hidden="true">
          {title}
        </p>
        <Button size="s" onClick={onNext} data-tip-keys="n">
          {t('takeNext')}
        </Button>
      </header>
      {fixed ? null : <Lanes queue={queue} at={at} />}
      {queue.error ? <ErrorPanel kind="inline" title={words.say(queue.error)} actions={<Button onClick={queue.refresh}>{actions('retry')}</Button>} /> : null}
      {queue.loading ? <QueueSkeleton /> : null}
      {!queue.loading && !queue.error && queue.tasks.length === 0 ? <NothingWaits queue={queue} fixed={fixed} at={at} /> : null}
      <ul role="list" className={classes.tasks} aria-label={t('queue')}>
        {queue.tasks.map((task) => (
          <li key={task.id}>
            <TaskItem task={task} current={task.id === openId} href={at({ task: String(task.id) })} />
          </li>
        ))}
      </ul>
      {queue.hasMore ? (
        <Button look="quiet" onClick={queue.more}>
          {t('more')}
        </Button>
      ) : null}
    </section>
  );
}

function Lanes({ queue, at }: Pick<QueuePaneProps, 'queue' | 'at'>): ReactNode {
  const t = useTranslations('moderation.desk');
  const format = useFormats();
  const { view } = queue;
  const total = queue.lanes.reduce((sum, lane) => sum + lane.waiting + lane.inReview, 0);
  return (
    <nav aria-label={t('lanes')} className={classes.lanes}>
      <Link
        to={at({ lane: null })}
        replace
        preventScrollReset
        className={cx(classes.lane, view.lanes.length === 0 && classes.chosen)}
        aria-current={view.lanes.length === 0 ? 'true' : undefined}
      >
        <span className={classes.laneName}>{t('allLanes')}</span>
        <span className={classes.laneCount}>{format.number(total)}</span>
      </Link>
      {queue.lanes.map((lane) => (
        <LaneLink key={lane.key} lane={lane} chosen={view.lanes.includes(lane.key)} href={at({ lane: [lane.key] })} />
      ))}
      <Link
        to={at({ mine: view.mine ? null : '1' })}
        replace
        preventScrollReset
        className={cx(classes.lane, view.mine && classes.chosen)}
        aria-current={view.mine ? 'true' : undefined}
      >
        <span className={classes.laneName}>{t('mine')}</span>
      </Link>
    </nav>
  );
}

function LaneLink({ lane, chosen, href }: { readonly lane: Lane; readonly chosen: boolean; readonly href: string }): ReactNode {
  const t = useTranslations('moderation');
  const format = useFormats();
  const locale = useLocale();
  const count = lane.waiting + lane.inReview;
  return (
    <Link
      to={href}
      replace
      preventScrollReset
      className={cx(classes.lane, chosen && classes.chosen)}
      aria-current={chosen ? 'true' : undefined}
      title={t('task.promise', { time: format.duration(lane.promiseMinutes * 60_000) })}
    >
      <span className={classes.laneName}>
        {lane.label[locale]}
        {lane.nextDue !== null && lane.oldest !== null ? <DueClock dueAt={lane.nextDue} createdAt={lane.oldest} /> : null}
      </span>
      {lane.overdue > 0 ? <span className={classes.late}>{t('desk.overdueCount', { count: lane.overdue })}</span> : null}
      <span className={classes.laneCount}>{format.number(count)}</span>
    </Link>
  );
}

const ICONS = { create: <IconPlus {...icon16} />, update: <IconPencil {...icon16} />, seller: <IconBuildingStore {...icon16} /> };

function TaskItem({ task, current, href }: { readonly task: QueueTask; readonly current: boolean; readonly href: string }): ReactNode {
  const t = useTranslations('moderation.task');
  const locale = useLocale();
  const me = useSignedIn().id;
  const seller = task.seller ? task.seller.name[locale] || task.seller.name.ru : '';
  const name = task.cardName?.[locale] || seller || `№ ${task.id}`;
  const kind = task.kind === 'seller' ? 'seller' : (task.changeKind ?? 'create');
  return (
    <Link
      to={href}
      replace
      preventScrollReset
      className={cx(classes.task, current && classes.current)}
      aria-current={current ? 'true' : undefined}
      data-task={task.id}
    >
      <PictureBox src={task.picture ? pictureUrl(task.picture, 160) : null} alt="" className={cx(classes.picture)} />
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.meta}>
          <span className={classes.kind}>
            {ICONS[kind]}
            {t(kind)}
          </span>
          {task.kind === 'card' && seller ? <span className={classes.seller}>{seller}</span> : null}
        </span>
        <span className={classes.meta}>
          <DueClock dueAt={task.dueAt} createdAt={task.createdAt} />
          {task.heldBy ? (
            <span className={cx(classes.holder, task.heldBy.userId === me && classes.own)}>
              <IconLock {...icon16} />
              {task.heldBy.userId === me ? t('heldByYou') : t('heldBy', { name: task.heldBy.name })}
            </span>
          ) : null}
        </span>
      </span>
    </Link>
  );
}

function NothingWaits({ queue, fixed, at }: Pick<QueuePaneProps, 'queue' | 'fixed' | 'at'>): ReactNode {
  const t = useTranslations('moderation.desk');
  const narrowed = !fixed && (queue.view.lanes.length > 0 || queue.view.mine);
  if (!narrowed) return <EmptyState level={2} title={t('emptyTitle')} text={t(fixed ? 'emptySellers' : 'emptyText')} />;
  const elsewhere = queue.lanes.filter((lane) => !queue.view.lanes.includes(lane.key)).reduce((sum, lane) => sum + lane.waiting, 0);
  return (
    <EmptyState
      level={2}
      title={t('filteredTitle')}
      text={t('filteredText', { count: elsewhere })}
      action={
        <Link to={at({ lane: null, mine: null })} replace className={classes.showAll}>
          {t('showAll')}
        </Link>
      }
    />
  );
}

function QueueSkeleton(): ReactNode {
  return (
    <div aria-busy="true" className={classes.tasks}>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className={classes.task}>
          <Skeleton width={48} height={48} />
          <span className={classes.words}>
            <Skeleton width="90%" height={14} />
            <Skeleton width="60%" height={12} />
          </span>
        </div>
      ))}
    </div>
  );
}
