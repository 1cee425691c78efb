import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { sameValue } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { toast } from '@yarmarka/ui/plain';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import type { CardEditor, CardProblem } from './use-card.ts';

/** What differs between two sets of values, as a patch. */
export function patchBetween(before: Attrs, after: Attrs): Record<string, Value | null> {
  const patch: Record<string, Value | null> = {};
  for (const no of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[no] ?? null;
    if (!sameValue(before[no] ?? null, value)) patch[no] = value;
  }
  return patch;
}

/** Edits of a live card as a proposal: the difference to what buyers see. */
export function useProposal(editor: CardEditor) {
  const t = useTranslations('seller.card');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const { data, state } = editor;
  const cardId = data.card.id;
  const live = new Map(data.card.variants.map((v) => [v.id, v.attrs]));
  const kept = new Set(state.variants.map((v) => v.id));
  const attrs = patchBetween(data.card.attrs, state.card);
  const variants = state.variants.flatMap((v) => {
    const before = live.get(v.id);
    const patch = before ? patchBetween(before, v.attrs) : {};
    return Object.keys(patch).length > 0 ? [{ id: v.id, attrs: patch }] : [];
  });
  const addVariants = state.variants.filter((v) => v.id < 0).map((v) => ({ attrs: { ...v.attrs } as Record<string, Value | null> }));
  const removeVariants = [...live.keys()].filter((id) => !kept.has(id));
  const count = Object.keys(attrs).length + variants.reduce((n, v) => n + Object.keys(v.attrs).length, 0) + addVariants.length + removeVariants.length;

  const propose = useMutation(trpc.catalog.proposeChange.mutationOptions({ onError: errors.toast }));
  return {
    count: editor.mode === 'propose' ? count : 0,
    pending: propose.isPending,
    async send(showErrors: (issues?: readonly CardProblem[]) => void) {
      if (editor.unreadable > 0) return showErrors();
      const result = await propose
        .mutateAsync({ cardId, baseVersion: data.card.version, proposal: { attrs, variants, addVariants, removeVariants } })
        .catch(() => null);
      if (result === null) return;
      if (result.status === 'invalid') return showErrors(result.issues);
      await editor.restart();
      void queryClient.invalidateQueries(trpc.catalog.verdicts.queryFilter({ cardId }));
      toast({ tone: 'success', text: t('submitted') });
    },
  };
}
