import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { editDistance, labelKey } from '../option-lookup.ts';
import { attributeOfToken, entryOfToken, tokenOf } from '../schemas.ts';
import type { ExchangeAttribute, ExchangeNames } from './fields.ts';

export type NamedCategory = {
  readonly id: number;
  readonly key: string;
  readonly parentId: number | null;
  readonly ru: string;
  readonly en: string;
  readonly position: number;
};
export type NamedAttribute = ExchangeAttribute & {
  readonly ru: string;
  readonly en: string;
  readonly localised: boolean;
  readonly listId: number | null;
  readonly retired: boolean;
};
export type Names = Omit<ExchangeNames, 'attribute'> & {
  attribute(no: number): NamedAttribute | undefined;
  categoryId(key: string): number | undefined;
  /** The key of the category that took this one over in a merge. */
  mergedInto(key: string): string | undefined;
  category(id: number): NamedCategory | undefined;
  /** An option's name, for people. */
  entryLabel(token: number): { readonly ru: string; readonly en: string } | undefined;
  /** A category that the file itself brings. */
  add(category: NamedCategory): void;
  readonly categories: readonly NamedCategory[];
  readonly attributes: readonly NamedAttribute[];
  /** Keys that may have been meant. */
  suggestAttribute(text: string): string | undefined;
  suggestCategory(text: string): string | undefined;
  suggestEntry(attributeNo: number, text: string): string | undefined;
};

type Entry = { readonly list_id: number; readonly n: number; readonly key: string; readonly ru: string; readonly en: string };
type Merged = { readonly key: string; readonly into: string };

/** Everything that a file of the matrix may name, loaded once: categories, attributes, options; of merged categories only where they went. */
export async function loadNames(ctx: Ctx): Promise<Names> {
  const attributes = await ctx.db.execute<NamedAttribute>(sql`
    select no, key, type, unit_family as "unitFamily", label_ru as ru, label_en as en, localised, list_id as "listId", retired from taxonomy.attributes order by no`);
  const entries = await ctx.db.execute<Entry>(sql`select list_id, entry_no as n, key, label_ru as ru, label_en as en from taxonomy.entries`);
  const categories = await ctx.db.execute<NamedCategory>(sql`
    select id, key, parent_id as "parentId", label_ru as ru, label_en as en, position from taxonomy.categories where alias_of is null`);
  const merged = await ctx.db.execute<Merged>(sql`select c.key, t.key as "into" from taxonomy.categories c join taxonomy.categories t on t.id = c.alias_of`);
  return namesOver([...categories], [...attributes], [...entries], merged);
}

function namesOver(categories: readonly NamedCategory[], attributes: readonly NamedAttribute[], entries: readonly Entry[], merged: readonly Merged[]): Names {
  const mergedInto = new Map(merged.map((m) => [m.key, m.into]));
  const byNo = new Map(attributes.map((a) => [a.no, a]));
  const byKey = new Map(attributes.map((a) => [a.key, a.no]));
  const categoryById = new Map(categories.map((c) => [c.id, c]));
  const categoryByKey = new Map(categories.map((c) => [c.key, c.id]));
  const lists = new Map<number, Map<number, Entry>>();
  for (const e of entries) {
    const list = lists.get(e.list_id) ?? new Map<number, Entry>();
    lists.set(e.list_id, list.set(e.n, e));
  }
  const called = new Map<number, ReadonlyMap<string, number | null>>();
  const namesOfList = (listId: number) => {
    const known = called.get(listId);
    if (known) return known;
    const names = new Map<string, number | null>();
    const list = [...(lists.get(listId)?.values() ?? [])];
    for (const e of list) for (const label of [labelKey(e.ru), labelKey(e.en)]) names.set(label, (names.get(label) ?? e.n) === e.n ? e.n : null);
    for (const e of list) names.set(e.key, e.n);
    called.set(listId, names);
    return names;
  };
  const listOf = (no: number): number => byNo.get(no)?.listId ?? -1;
  return {
    categories,
    attributes,
    attribute: (no) => byNo.get(no),
    attributeNo: (key) => byKey.get(key),
    category: (id) => categoryById.get(id),
    categoryId: (key) => categoryByKey.get(key),
    mergedInto: (key) => mergedInto.get(key),
    add(category) {
      categoryById.set(category.id, category);
      categoryByKey.set(category.key, category.id);
    },
    entryKey: (token) => lists.get(listOf(attributeOfToken(token)))?.get(entryOfToken(token))?.key,
    entryLabel: (token) => lists.get(listOf(attributeOfToken(token)))?.get(entryOfToken(token)),
    token(no, name) {
      const names = namesOfList(listOf(no));
      const n = names.get(name) ?? names.get(labelKey(name));
      return n === undefined || n === null ? undefined : tokenOf(no, n);
    },
    suggestAttribute: (text) => nearest(text, attributes),
    suggestCategory: (text) => nearest(text, categories),
    suggestEntry: (no, text) => nearest(text, [...(lists.get(listOf(no))?.values() ?? [])]),
  };
}

/** The key of the one whose label is this text or whose key or label is at most two slips away. */
function nearest(text: string, among: readonly { readonly key: string; readonly ru: string; readonly en: string }[]): string | undefined {
  const wanted = labelKey(text);
  let best: { readonly key: string; readonly distance: number } | undefined;
  for (const one of among) {
    for (const name of [one.key, one.ru, one.en]) {
      const cap = Math.min(2, Math.floor(Math.min(wanted.length, name.length) / 3));
      const distance = editDistance(wanted, labelKey(name), cap);
      if (distance <= cap && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { key: one.key, distance };
    }
  }
  return best?.key;
}
