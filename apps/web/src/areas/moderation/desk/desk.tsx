import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconGavel } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import type { LaneKey } from '@yarmarka/moderation/schemas';
import { Button, cx, EmptyState, icon32, Kbd, toast, useShortcuts } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { withQuery } from '../../../shell/paths.ts';
import classes from './desk.module.css';
import { draftOf } from './draft.ts';
import { QueuePane } from './queue.tsx';
import { TaskPane } from './task-pane.tsx';
import type { DeskTask } from './types.ts';
import { noteHold } from './use-claim.ts';
import { useQueue } from './use-queue.ts';
import { useSend } from './use-send.ts';

const ALL: readonly LaneKey[] = [];
/** How many neighbours are tried before the server is asked for whatever is free. */
const TRIES = 5;

/** The desk: queue on the left, the open task in the middle, what helps to decide on the right. The address holds lanes and task. */
export function Desk({ title, home, only = ALL }: { readonly title: string; readonly home: string; readonly only?: readonly LaneKey[] }): ReactNode {
  const t = useTranslations('moderation');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const words = useErrorWords();
  const me = useSignedIn().id;
  const [params] = useSearchParams();
  const [said, setSaid] = useState('');
  const queue = useQueue(only);
  const openId = Number(params.get('task')) || null;
  const index = queue.tasks.findIndex((task) => task.id === openId);
  const neighbour = queue.tasks[index + 1];
  // The next one is read ahead, so that it opens at once.
  useQuery(trpc.moderation.deskTask.queryOptions({ taskId: neighbour?.id ?? 0 }, { enabled: neighbour !== undefined && openId !== null }));

  const at = (change: Readonly<Record<string, string | readonly string[] | null>>) =>
    withQuery(home, {
      lane: only.length > 0 ? [] : queue.view.lanes,
      mine: queue.view.mine ? '1' : null,
      task: openId === null ? null : String(openId),
      ...change,
    });
  const open = (taskId: number | null) => {
    void navigate(at({ task: taskId === null ? null : String(taskId) }), { replace: true, preventScrollReset: true });
    window.scrollTo({ top: 0 });
    if (taskId !== null) setTimeout(() => document.querySelector(`[data-task="${taskId}"]`)?.scrollIntoView({ block: 'nearest' }));
  };
  const move = (step: 1 | -1) => {
    const next = queue.tasks[index === -1 ? (step === 1 ? 0 : queue.tasks.length - 1) : index + step];
    if (next) open(next.id);
    if (queue.hasMore && index > queue.tasks.length - 5) queue.more();
  };

  const hold = (taken: { readonly taskId: number; readonly until: string; readonly version: number }) => {
    queryClient.setQueryData(
      trpc.moderation.deskTask.queryKey({ taskId: taken.taskId }),
      (before) => before && noteHold(before, { userId: me, until: taken.until }, taken.version),
    );
    queue.refresh();
    open(taken.taskId);
    setSaid(t('claim.taken'));
  };
  /** The next free task after the open one, in the queue's order; past its end whatever the server has. */
  const takeNext = async (): Promise<void> => {
    const free = queue.tasks.slice(index + 1).filter((task) => task.heldBy === null);
    for (const task of index === -1 ? [] : free.slice(0, TRIES)) {
      const taken = await client.moderation.claimTask.mutate({ taskId: task.id }).catch(() => null);
      if (taken) return hold(taken);
    }
    try {
      const taken = await client.moderation.claimNextTask.mutate(queue.view.lanes.length > 0 ? { lane: [...queue.view.lanes] } : {});
      if (taken) return hold(taken);
      toast({ text: t(queue.tasks.length > 0 ? 'desk.nothingFree' : 'desk.emptyTitle') });
      open(null);
    } catch (error) {
      words.toast(error);
    }
  };
  const { send, undoLast } = useSend(open);
  const sendAndNext = (data: DeskTask) => {
    send(data, draftOf(data.task.id));
    void takeNext();
  };

  useShortcuts(
    t('keys.title'),
    openId === null
      ? [
          { keys: 'n', label: t('keys.next'), run: () => void takeNext() },
          { keys: 'j', label: t('keys.taskNext'), run: () => move(1) },
          { keys: 'k', label: t('keys.taskPrevious'), run: () => move(-1) },
          { keys: 'u', label: t('keys.undo'), run: undoLast },
        ]
      : [],
  );

  return (
    <div className={cx(classes.desk, openId !== null && classes.open)}>
      <Head title={title} noindex />
      <h1 className="y-hidden">{title}</h1>
      <span role="status" className="y-hidden">
        {said}
      </span>
      <div className={classes.queue}>
        <QueuePane queue={queue} title={title} fixed={only.length > 0} openId={openId} at={at} onNext={() => void takeNext()} />
      </div>
      {openId === null ? (
        <div className={classes.nothing}>
          {queue.tasks.length > 0 ? (
            <EmptyState
              icon={<IconGavel {...icon32} />}
              title={t('desk.chooseTitle')}
              text={t('desk.chooseText')}
              action={
                <Button look="main" onClick={() => void takeNext()}>
                  {t('desk.takeNext')} <Kbd keys="n" />
                </Button>
              }
            />
          ) : null}
        </div>
      ) : (
        <TaskPane
          key={openId}
          taskId={openId}
          listed={queue.tasks[index]}
          backHref={at({ task: null })}
          onSend={sendAndNext}
          onNext={() => void takeNext()}
          onClose={() => open(null)}
          onUndo={undoLast}
          onMove={move}
        />
      )}
    </div>
  );
}
