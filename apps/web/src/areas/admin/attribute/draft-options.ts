import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../lib/trpc.ts';
import type { Draft } from '../parts/types.ts';

type ListOption = inferRouterOutputs<AppRouter>['dictionary']['options'][number];
export type ShownOption = ListOption & { readonly state: 'stored' | 'new' | 'changed' };

/** A list as it will be once the draft is published: new entries, edits and merges laid over what is stored, in the new order. */
export function shownOptions(stored: readonly ListOption[], draft: Draft | null, listKey: string): ShownOption[] {
  const rows = new Map<string, ShownOption>(stored.map((o) => [o.key, { ...o, state: 'stored' }]));
  for (const { change } of draft?.changes ?? []) {
    if (change.kind === 'entry' && change.entry.listKey === listKey && !rows.has(change.entry.key)) {
      const { key, label, position, number, unit, swatch } = change.entry;
      const extra = { number: number ?? null, unit: unit ?? null, swatch: swatch ?? null, synonyms: [], retired: false, mergedInto: null };
      rows.set(key, { token: 0, key, ru: label.ru, en: label.en, position: position ?? rows.size + 1, ...extra, state: 'new' });
    }
  }
  for (const { change } of draft?.changes ?? []) {
    if (change.kind === 'entry_edit' && change.edit.listKey === listKey) {
      const old = rows.get(change.edit.key);
      if (!old) continue;
      const { label, position, number, unit, swatch, synonyms, retired } = change.edit;
      rows.set(old.key, {
        ...old,
        ...(label ? { ru: label.ru, en: label.en } : {}),
        ...(position === undefined ? {} : { position }),
        ...(number === undefined ? {} : { number }),
        ...(unit === undefined ? {} : { unit }),
        ...(swatch === undefined ? {} : { swatch }),
        ...(synonyms === undefined ? {} : { synonyms: [...synonyms] }),
        ...(retired === undefined ? {} : { retired, mergedInto: retired ? old.mergedInto : null }),
        state: old.state === 'new' ? 'new' : 'changed',
      });
    }
    if (change.kind === 'entry_merge' && change.merge.listKey === listKey) {
      const old = rows.get(change.merge.fromKey);
      if (old) rows.set(old.key, { ...old, retired: true, mergedInto: change.merge.intoKey, state: 'changed' });
    }
  }
  return [...rows.values()].toSorted((a, b) => a.position - b.position || a.token - b.token);
}
