import { useQuery } from '@tanstack/react-query';
import { tokenOf } from '@yarmarka/taxonomy/schemas';
import type { inferRouterOutputs } from '@trpc/server';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { useDraft } from './draft.ts';
import type { Draft } from './types.ts';

export type AttributeRow = inferRouterOutputs<AppRouter>['taxonomy']['attributes'][number];
type NewOption = { readonly token: number; readonly ru: string; readonly en: string; readonly swatch: string | null };

const wordsOf = (query: string): string[] => query.trim().toLowerCase().split(/\s+/).filter(Boolean);
const found = (query: string, ...texts: readonly string[]): boolean => {
  const all = texts.join(' ').toLowerCase();
  return wordsOf(query).every((word) => all.includes(word));
};

/** Attributes that my draft creates, as the dictionary shows them, as soon as the server has numbered them. */
export function newAttributes(draft: Draft | null, query = ''): AttributeRow[] {
  const list = draft?.changes.map(({ change }) => change) ?? [];
  return list.flatMap((change) => {
    if (change.kind !== 'attribute') return [];
    const { no, key, type, label, description, listKey, unitFamily, localised } = change.attribute;
    if (no === undefined || !found(query, label.ru, label.en, key)) return [];
    const ownList = type === 'list' ? (listKey ?? key) : null;
    return [
      {
        no,
        key,
        type,
        listKey: ownList,
        unitFamily: unitFamily ?? null,
        localised,
        ru: label.ru,
        en: label.en,
        descriptionRu: description.ru,
        descriptionEn: description.en,
        options: list.filter((one) => one.kind === 'entry' && one.entry.listKey === ownList).length,
        categories: new Set(list.flatMap((one) => (one.kind === 'rule' && one.edit.attributeNo === no ? [one.edit.categoryId] : []))).size,
        retired: false,
        mergedInto: null,
        changeSetId: draft?.id ?? 0,
      },
    ];
  });
}

/** The list an attribute offers and the options that my draft adds to it, ready to be chosen in the same draft. */
export function useNewOptions(attributeNo: number, query: string): { listKey: string | null; options: readonly NewOption[] } {
  const draft = useDraft();
  const attribute = useQuery(useTRPC().taxonomy.attribute.queryOptions({ no: attributeNo }, { staleTime: 300_000 })).data;
  const listKey = attribute?.listKey ?? null;
  const options = (draft?.changes ?? []).flatMap(({ change }): NewOption[] => {
    if (change.kind !== 'entry' || change.entry.listKey !== listKey || change.entry.entryNo === undefined) return [];
    const { entryNo, label, key, swatch } = change.entry;
    return found(query, label.ru, label.en, key) ? [{ token: tokenOf(attributeNo, entryNo), ...label, swatch: swatch ?? null }] : [];
  });
  return { listKey, options };
}
