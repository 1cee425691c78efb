import { useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { toast, undoToast } from '@yarmarka/ui/plain';
import { useEffect } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, partingClient, useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { type Draft, dropDraft } from './draft.ts';
import { lastWaiting, letWait, sendAllNow, takeBack } from './outbox.ts';
import type { DeskTask } from './types.ts';
import { cardVerdict, sellerVerdict } from './verdict-of.ts';

type CardDecided = inferRouterOutputs<AppRouter>['moderation']['decideCardTask'];

/** Which words say why a verdict could not be carried out. */
function whyInvalid(applied: CardDecided['applied']): 'invalid' | 'noVariants' | 'variantOffered' {
  const codes = applied.status === 'invalid' ? applied.issues.map((i) => i.code) : [];
  if (codes.includes('no_variants')) return 'noVariants';
  return codes.includes('variant_offered') ? 'variantOffered' : 'invalid';
}

export interface Sender {
  /** Lets the verdict wait its ten seconds and sends it then. */
  readonly send: (data: DeskTask, draft: Draft) => void;
  /** Takes the latest waiting verdict back and opens its task. */
  readonly undoLast: () => void;
}

/** Sends verdicts: with ten seconds to take each back, at once when the page is left, with a way back to the task when it could not be carried out. */
export function useSend(open: (taskId: number) => void): Sender {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const locale = useLocale();
  const t = useTranslations('moderation.verdict');
  const undo = useTranslations('common.toast');

  useEffect(() => {
    window.addEventListener('pagehide', sendAllNow);
    return () => window.removeEventListener('pagehide', sendAllNow);
  }, []);

  const settle = (taskId: number) => {
    const { deskTask, lanes, myDay, tasks, myDecisions } = trpc.moderation;
    void queryClient.invalidateQueries(deskTask.queryFilter({ taskId }));
    void queryClient.invalidateQueries(lanes.queryFilter());
    void queryClient.invalidateQueries(myDay.queryFilter());
    void queryClient.invalidateQueries(tasks.infiniteQueryFilter());
    void queryClient.invalidateQueries(myDecisions.infiniteQueryFilter());
  };

  const back = (taskId: number) => {
    if (!takeBack(taskId)) return;
    toast({ text: t('undone') });
    open(taskId);
  };

  const carryOut = async (data: DeskTask, draft: Draft, name: string): Promise<void> => {
    const { id } = data.task;
    const reopen = { label: t('open'), run: () => open(id) };
    try {
      const result =
        data.kind === 'card'
          ? await client.moderation.decideCardTask.mutate(cardVerdict(data, draft))
          : await client.moderation.decideSellerTask.mutate(sellerVerdict(data, draft));
      if ('status' in result && result.status === 'invalid') toast({ tone: 'danger', text: t(whyInvalid(result.applied), { name }), action: reopen });
      else dropDraft(id);
      if ('status' in result && result.status === 'stale') toast({ tone: 'danger', text: t('stale', { name }), action: reopen });
    } catch (error) {
      words.toast(error);
    }
    settle(id);
  };

  return {
    send(data, draft) {
      const { id } = data.task;
      const name = data.kind === 'card' ? (data.task.cardName?.[locale] ?? '') : data.seller.name[locale] || data.seller.name.ru;
      const dropToast = undoToast({ text: t('sending', { name }), label: undo('undo'), undo: () => back(id) });
      letWait(id, {
        dropToast,
        send: () => void carryOut(data, draft, name),
        part: () => {
          const parting = partingClient().moderation;
          const sent =
            data.kind === 'card' ? parting.decideCardTask.mutate(cardVerdict(data, draft)) : parting.decideSellerTask.mutate(sellerVerdict(data, draft));
          sent.catch(() => undefined);
          dropDraft(id);
        },
      });
    },
    undoLast() {
      const last = lastWaiting();
      if (last !== null) back(last);
    },
  };
}
