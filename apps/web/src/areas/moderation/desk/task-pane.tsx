import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, Button, ErrorPanel, icon16, Skeleton, SkeletonForm } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { useLive } from '../../../lib/live.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { CardTaskView } from './card-task.tsx';
import classes from './desk.module.css';
import { restoreDraft } from './draft.ts';
import { SellerTaskView } from './seller-task.tsx';
import type { TaskViewProps } from './task-props.ts';
import type { DeskTask, QueueTask, ReasonCode } from './types.ts';

export interface TaskPaneProps extends Omit<TaskViewProps, 'codes' | 'onSend'> {
  readonly taskId: number;
  /** What the queue says of it: a newer version there means that this view is old. */
  readonly listed: QueueTask | undefined;
  readonly backHref: string;
  readonly onSend: (data: DeskTask) => void;
}

/** The open task. Give it a key of the task's id: leaving one gives the hold back. */
export function TaskPane({ taskId, listed, backHref, onSend, ...rest }: TaskPaneProps): ReactNode {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const t = useTranslations('moderation.desk');
  const actions = useTranslations('common.actions');
  const words = useErrorWords();
  const found = useQuery(trpc.moderation.deskTask.queryOptions({ taskId }));
  const codes = useQuery(trpc.moderation.reasonCodes.queryOptions({}, { staleTime: 600_000 }));
  const data = found.data;
  const me = useSignedIn().id;
  const subject = data === undefined ? null : data.kind === 'card' ? `set-${data.changeSet.id}` : `seller-${data.seller.version}`;
  useEffect(() => {
    if (subject !== null) restoreDraft(me, taskId, subject);
  }, [me, taskId, subject]);

  const refresh = () => void queryClient.invalidateQueries(trpc.moderation.deskTask.queryFilter({ taskId }));
  const behind = data !== undefined && listed !== undefined && listed.version > data.task.version;
  useEffect(() => {
    if (behind) void queryClient.invalidateQueries(trpc.moderation.deskTask.queryFilter({ taskId }));
  }, [behind, queryClient, trpc, taskId]);
  useLive(['moderation.decided.v1', 'card.*', 'seller.*'], (event) => {
    const key = event?.key;
    if (event === null || (event.type.startsWith('moderation.') && key === String(taskId))) refresh();
    else if (event.type.startsWith('card.') && data?.kind === 'card' && key === String(data.card.id)) refresh();
    else if (event.type.startsWith('seller.') && data?.kind === 'seller' && key === String(data.seller.id)) refresh();
  });

  const back = (
    <Anchor href={backHref} replace className={classes.back}>
      <IconArrowLeft {...icon16} />
      {t('backToQueue')}
    </Anchor>
  );
  if (found.error && !data) {
    const known = serverErrorOf(found.error);
    return (
      <div className={classes.task}>
        <div className={classes.alone}>
          {back}
          <ErrorPanel
            kind="inline"
            title={words.say(found.error)}
            requestId={known.requestId}
            actions={<Button onClick={() => void found.refetch()}>{actions('retry')}</Button>}
          />
        </div>
      </div>
    );
  }
  if (!data || !codes.data) return <TaskSkeleton back={back} />;
  const props = { ...rest, codes: codes.data as readonly ReasonCode[], onSend: () => onSend(data) };
  return (
    <section className={classes.task} aria-label={data.kind === 'card' ? (data.task.cardName?.ru ?? '') : data.seller.name.ru}>
      <div className={classes.backLine}>{back}</div>
      {data.kind === 'card' ? <CardTaskView {...props} data={data} /> : <SellerTaskView {...props} data={data} />}
    </section>
  );
}

function TaskSkeleton({ back }: { readonly back: ReactNode }): ReactNode {
  return (
    <div className={classes.task} aria-busy="true">
      <div className={classes.backLine}>{back}</div>
      <div className={classes.alone}>
        <div style={{ display: 'flex', gap: 16 }}>
          <Skeleton width={148} height={148} />
          <div style={{ display: 'grid', gap: 8, flex: 1, alignContent: 'start' }}>
            <Skeleton width="40%" height={12} />
            <Skeleton width="80%" height={24} />
            <Skeleton width="30%" height={20} />
          </div>
        </div>
        <SkeletonForm fields={7} />
      </div>
    </div>
  );
}
