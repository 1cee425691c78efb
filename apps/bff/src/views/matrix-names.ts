import type { Ctx } from '@yarmarka/kernel';
import { listOptionLabels } from '@yarmarka/taxonomy';
import type { AttributeType, Change } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';

type Words = { readonly ru: string; readonly en: string };
/** Words for what edits of the matrix name: categories and attributes by number, options by token, entries by `list/key`. */
export type NamedThings = {
  readonly categories: Readonly<Record<string, Words>>;
  readonly attributes: Readonly<Record<string, Words & { readonly type: AttributeType; readonly unitFamily: string | null; readonly unit: string | null }>>;
  readonly options: Readonly<Record<string, Words>>;
  readonly entries: Readonly<Record<string, Words>>;
};
export type Things = {
  readonly categories: Set<number>;
  readonly attributes: Set<number>;
  readonly entries: Map<string, { readonly l: string; readonly k: string }>;
  /** Fields whose values may name options and attributes. */
  readonly values: unknown[];
};

const OPTIONS_MAX = 2000;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

/** Everything that edits name. */
export function collectNames(list: readonly Change[]): Things {
  const things: Things = { categories: new Set(), attributes: new Set(), entries: new Map(), values: [] };
  const entry = (l: string, k: string) => things.entries.set(`${l}/${k}`, { l, k });
  for (const change of list) {
    switch (change.kind) {
      case 'rule':
        things.categories.add(change.edit.categoryId);
        things.attributes.add(change.edit.attributeNo);
        things.values.push(change.edit.fields);
        break;
      case 'help':
        things.categories.add(change.help.categoryId);
        things.attributes.add(change.help.attributeNo);
        break;
      case 'attribute_edit':
        things.attributes.add(change.edit.no);
        break;
      case 'attribute_type':
        things.attributes.add(change.convert.no);
        break;
      case 'attribute_merge':
        things.attributes.add(change.merge.fromNo).add(change.merge.intoNo);
        break;
      case 'entry_edit':
        entry(change.edit.listKey, change.edit.key);
        break;
      case 'entry_merge':
        entry(change.merge.listKey, change.merge.fromKey);
        entry(change.merge.listKey, change.merge.intoKey);
        break;
      case 'category_edit':
        things.categories.add(change.edit.categoryId);
        break;
      case 'move':
        things.categories.add(change.move.categoryId);
        if (change.move.parentId !== null) things.categories.add(change.move.parentId);
        break;
      case 'category_merge':
        things.categories.add(change.merge.fromId).add(change.merge.intoId);
        break;
      // These bring their own names.
      case 'attribute':
      case 'category':
      case 'entry':
      case 'group':
        break;
    }
  }
  return things;
}

export async function nameThings(ctx: Ctx, things: Things): Promise<NamedThings> {
  const tokens = new Set<number>();
  for (const value of things.values) collect(value, tokens, things.attributes);
  const categoryIds = [...things.categories];
  const categories = await ctx.read.execute<Words & { id: number }>(
    sql`select id, label_ru as ru, label_en as en from taxonomy.categories where id = any(${ints(categoryIds)})`,
  );
  const attributes = await ctx.read.execute<Words & { no: number; type: AttributeType; unitFamily: string | null; unit: string | null }>(sql`
    select a.no, a.label_ru as ru, a.label_en as en, a.type, a.unit_family as "unitFamily", (select e.fields ->> 'defaultUnit' from taxonomy.effective_cells e
      where a.unit_family is not null and e.attribute_no = a.no and e.fields ? 'defaultUnit' order by e.category_id = any(${ints(categoryIds)}) desc limit 1) as unit
    from taxonomy.attributes a where a.no = any(${ints([...things.attributes])})`);
  const options = await listOptionLabels(ctx, [...tokens].slice(0, OPTIONS_MAX));
  const wanted = [...things.entries.values()];
  const entries =
    wanted.length === 0
      ? []
      : await ctx.read.execute<Words & { l: string; k: string }>(sql`
          select l.key as l, e.key as k, e.label_ru as ru, e.label_en as en from json_to_recordset(${JSON.stringify(wanted)}::json) as x(l text, k text)
          join taxonomy.lists l on l.key = x.l join taxonomy.entries e on e.list_id = l.id and e.key = x.k`);
  return {
    categories: Object.fromEntries(categories.map(({ id, ...words }) => [id, words])),
    attributes: Object.fromEntries(attributes.map(({ no, ...rest }) => [no, rest])),
    options: Object.fromEntries([...options].map(([token, { ru, en }]) => [token, { ru, en }])),
    entries: Object.fromEntries(entries.map(({ l, k, ...words }) => [`${l}/${k}`, words])),
  };
}

/** Words for the categories, attributes and options that the edits themselves bring, under the numbers they will have. */
export async function nameNew(ctx: Ctx, list: readonly Change[]): Promise<NamedThings> {
  const fresh = list.flatMap((c) => (c.kind === 'attribute' && c.attribute.no !== undefined ? [{ ...c.attribute, no: c.attribute.no }] : []));
  const added = list.flatMap((c) => (c.kind === 'entry' ? [c.entry] : []));
  const keys = JSON.stringify([...new Set(added.map((e) => e.listKey))]);
  const known =
    added.length === 0
      ? []
      : await ctx.read.execute<{ no: number; key: string }>(sql`
          select a.no, l.key from taxonomy.attributes a join taxonomy.lists l on l.id = a.list_id where l.key in (select jsonb_array_elements_text(${keys}::jsonb))`);
  const offers = [...known, ...fresh.filter((a) => a.type === 'list').map((a) => ({ no: a.no, key: a.listKey ?? a.key }))];
  const tokens = added.flatMap(({ listKey, entryNo, label }) =>
    entryNo === undefined ? [] : offers.filter((a) => a.key === listKey).map((a) => [String(a.no * 65_536 + entryNo), label] as const),
  );
  return {
    categories: Object.fromEntries(list.flatMap((c) => (c.kind === 'category' && c.category.id !== undefined ? [[c.category.id, c.category.label]] : []))),
    attributes: Object.fromEntries(fresh.map(({ no, label, type, unitFamily }) => [no, { ...label, type, unitFamily: unitFamily ?? null, unit: null }])),
    options: Object.fromEntries(tokens),
    entries: Object.fromEntries(added.map((e) => [`${e.listKey}/${e.key}`, e.label])),
  };
}

/** Gathers the option tokens and attributes that fields name: allowed options, conditions, limits. */
function collect(value: unknown, tokens: Set<number>, nos: Set<number>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, tokens, nos);
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'attr' && typeof inner === 'number') nos.add(inner);
      else if ((key === 'options' || key === 'in' || key === 'then') && Array.isArray(inner)) {
        for (const token of inner.slice(0, 50)) if (typeof token === 'number') tokens.add(token);
      } else collect(inner, tokens, nos);
    }
}
