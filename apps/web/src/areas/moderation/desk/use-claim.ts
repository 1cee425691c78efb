import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { LEASE_MINUTES } from '@yarmarka/moderation/schemas';
import { toast } from '@yarmarka/ui/plain';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { dropDraft } from './draft.ts';
import { isWaiting } from './outbox.ts';
import type { DeskTask } from './types.ts';
import { useNow } from './use-now.ts';

export type Holding =
  | { readonly by: 'me'; readonly until: number }
  | { readonly by: 'other'; readonly name: string; readonly until: number }
  | { readonly by: 'nobody' }
  | { readonly by: 'closed' };

const LEASE_MS = LEASE_MINUTES * 60_000;
/** Renewed when a third of the lease is used up, as long as somebody has moved lately. */
const RENEW_BELOW_MS = LEASE_MS * 0.66;
const ACTIVE_MS = 3 * 60_000;
const LOOK_EVERY_MS = 15_000;

export interface ClaimControl {
  readonly holding: Holding;
  readonly claiming: boolean;
  /** True when the task is held by the reader now. */
  readonly claim: () => Promise<boolean>;
  readonly release: () => void;
}

const open = (task: DeskTask['task']): boolean => task.status === 'queued' || task.status === 'in_review';

/** Writes into what the desk knows of a task that it is held, or free again, without asking the server anew. */
export function noteHold(data: DeskTask, hold: { readonly userId: string; readonly until: string } | null, version = data.task.version): DeskTask {
  const heldBy = hold && { userId: hold.userId, name: data.task.heldBy?.name ?? '', until: hold.until };
  return { ...data, task: { ...data.task, version, status: hold ? 'in_review' : 'queued', heldBy } };
}

/** Who holds the open task, and the reader's own hold on it: taken, renewed while there is activity, given back on leaving. */
export function useClaim(data: DeskTask): ClaimControl {
  const { task } = data;
  const me = useSignedIn().id;
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const t = useTranslations('moderation.claim');
  const now = useNow();
  const key = trpc.moderation.deskTask.queryKey({ taskId: task.id });

  const until = task.heldBy?.until ? new Date(task.heldBy.until).getTime() : 0;
  const holding: Holding = !open(task)
    ? { by: 'closed' }
    : until <= now || !task.heldBy
      ? { by: 'nobody' }
      : task.heldBy.userId === me
        ? { by: 'me', until }
        : { by: 'other', name: task.heldBy.name, until };

  const note = (heldUntil: string | null, version?: number) =>
    queryClient.setQueryData(key, (before) => before && noteHold(before, heldUntil === null ? null : { userId: me, until: heldUntil }, version));

  const claiming = useMutation(trpc.moderation.claimTask.mutationOptions());
  const claim = async (): Promise<boolean> => {
    if (holding.by === 'me') return true;
    try {
      const taken = await claiming.mutateAsync({ taskId: task.id });
      note(taken.until, taken.version);
      return true;
    } catch (error) {
      words.toast(error);
      void queryClient.invalidateQueries(trpc.moderation.deskTask.queryFilter({ taskId: task.id }));
      return false;
    }
  };
  const release = () => {
    note(null);
    dropDraft(task.id);
    client.moderation.releaseTask.mutate({ taskId: task.id }).catch(() => undefined);
  };

  const active = useRef(0);
  const renew = useEffectEvent(() => {
    if (holding.by !== 'me' || document.visibilityState === 'hidden') return;
    const left = holding.until - Date.now();
    if (left > RENEW_BELOW_MS || Date.now() - active.current > ACTIVE_MS) return;
    client.moderation.renewClaim.mutate({ taskId: task.id }).then(
      (renewed) => note(renewed.until),
      () => queryClient.invalidateQueries(trpc.moderation.deskTask.queryFilter({ taskId: task.id })),
    );
  });
  useEffect(() => {
    const moved = () => {
      active.current = Date.now();
    };
    moved();
    const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
    for (const kind of kinds) window.addEventListener(kind, moved, { passive: true });
    const timer = setInterval(() => renew(), LOOK_EVERY_MS);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, moved);
      clearInterval(timer);
    };
  }, []);

  const by = holding.by;
  const before = useRef(by);
  useEffect(() => {
    if (before.current === 'me' && by === 'nobody' && until > 0 && until <= Date.now()) toast({ text: t('lost') });
    before.current = by;
  }, [by, until, t]);

  // Left for another task it is free at once. A reload keeps it: the lease is the reader's for as long as was said, and runs out by itself when a tab is closed.
  const leave = useEffectEvent((taskId: number) => {
    if (by !== 'me' || isWaiting(taskId)) return;
    client.moderation.releaseTask.mutate({ taskId }).catch(() => undefined);
    void queryClient.invalidateQueries(trpc.moderation.deskTask.queryFilter({ taskId }));
  });
  useEffect(() => {
    const taskId = task.id;
    return () => leave(taskId);
  }, [task.id]);

  return { holding, claiming: claiming.isPending, claim, release };
}
