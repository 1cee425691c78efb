import type { Ctx } from '@yarmarka/kernel';
import { actorLabel } from '@yarmarka/kernel';
import { type ChangeRow, type ChangeSet, getChangeSet, listOptionLabels } from '@yarmarka/taxonomy';
import type { AttributeType, CellFields } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { namesOfActors } from './people.ts';

type Words = { readonly ru: string; readonly en: string };
export type CellBefore = { readonly fields: CellFields; readonly excluded: boolean; readonly ownFields: CellFields | null };
export type DescribedChangeSet = ChangeSet & {
  readonly authorName: string | null;
  readonly changes: readonly Pick<ChangeRow, 'target' | 'change' | 'base' | 'editedAt'>[];
  /** The cells of rule changes as they are now, by target; absent where the category does not have the attribute. */
  readonly cells: Readonly<Record<string, CellBefore>>;
  readonly categories: Readonly<Record<string, Words>>;
  readonly attributes: Readonly<Record<string, Words & { readonly type: AttributeType; readonly unitFamily: string | null; readonly unit: string | null }>>;
  readonly options: Readonly<Record<string, Words>>;
};

const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

/** The caller's newest open change-set, or null: what the draft pill shows. */
export async function findMyDraft(ctx: Ctx): Promise<DescribedChangeSet | null> {
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    select id from taxonomy.change_sets where author = ${actorLabel(ctx.actor)} and status in ('draft', 'conflict') order by id desc limit 1`);
  return row ? describeChangeSet(ctx, row.id) : null;
}

/** A change-set with the words for everything it names and the present state of each cell it touches. */
export async function describeChangeSet(ctx: Ctx, id: number): Promise<DescribedChangeSet> {
  const set = await getChangeSet(ctx, id);
  const pairs = set.changes.flatMap(({ change }) => (change.kind === 'rule' ? [change.edit] : []));
  const moved = set.changes.flatMap(({ change }) => (change.kind === 'move' ? [change.move.categoryId, change.move.parentId ?? 0] : []));
  const tokens = new Set<number>();
  const nos = new Set(pairs.map((p) => p.attributeNo));
  const cells = await cellsOf(ctx, pairs);
  for (const fields of [...pairs.map((p) => p.fields), ...Object.values(cells).map((c) => c.fields as Record<string, unknown>)]) collect(fields, tokens, nos);
  const categories = await ctx.read.execute<Words & { id: number }>(
    sql`select id, label_ru as ru, label_en as en from taxonomy.categories where id = any(${ints([...new Set([...pairs.map((p) => p.categoryId), ...moved])])})`,
  );
  const attributes = await ctx.read.execute<Words & { no: number; type: AttributeType; unitFamily: string | null; unit: string | null }>(sql`
    select a.no, a.label_ru as ru, a.label_en as en, a.type, a.unit_family as "unitFamily", (select e.fields ->> 'defaultUnit' from taxonomy.effective_cells e
      where a.unit_family is not null and e.attribute_no = a.no and e.fields ? 'defaultUnit' order by e.category_id = any(${ints(pairs.map((p) => p.categoryId))}) desc limit 1) as unit
    from taxonomy.attributes a where a.no = any(${ints([...nos])})`);
  const options = await listOptionLabels(ctx, [...tokens].slice(0, 2000));
  const names = await namesOfActors(ctx, [set.author]);
  return {
    ...set,
    authorName: names.get(set.author) ?? null,
    changes: set.changes.map(({ target, change, base, editedAt }) => ({ target, change, base, editedAt })),
    cells,
    categories: Object.fromEntries(categories.map(({ id: key, ...words }) => [key, words])),
    attributes: Object.fromEntries(attributes.map(({ no, ...rest }) => [no, rest])),
    options: Object.fromEntries([...options].map(([token, { ru, en }]) => [token, { ru, en }])),
  };
}

async function cellsOf(ctx: Ctx, pairs: readonly { categoryId: number; attributeNo: number }[]): Promise<Record<string, CellBefore>> {
  if (pairs.length === 0) return {};
  const rows = await ctx.db.execute<{ c: number; a: number; fields: CellFields | null; op: string | null; own: CellFields | null }>(sql`
    select x.c, x.a, e.fields, r.op, r.fields as own from unnest(${ints(pairs.map((p) => p.categoryId))}, ${ints(pairs.map((p) => p.attributeNo))}) x(c, a)
    left join taxonomy.effective_cells e on e.category_id = x.c and e.attribute_no = x.a
    left join taxonomy.rules r on r.category_id = x.c and r.attribute_no = x.a and r.to_version is null
    where e.fields is not null or r.op is not null`);
  return Object.fromEntries(
    rows.map((r) => [`rule:${r.c}:${r.a}`, { fields: r.fields ?? {}, excluded: r.op === 'exclude', ownFields: r.op === 'set' ? r.own : null }]),
  );
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

export type HistoryRow = {
  readonly key: string;
  readonly at: string;
  readonly title: string;
  readonly status: ChangeSet['status'];
  readonly author: string;
  readonly authorName: string | null;
  readonly version: number | null;
  readonly changeSetId: number | null;
  readonly size: number;
};

/** Versions and change-sets, the newest first: who, when, what. `before`: the `at` of the last row seen. */
export async function listMatrixHistory(
  ctx: Ctx,
  input: { before?: string | undefined; limit: number },
): Promise<{ items: HistoryRow[]; next: string | null }> {
  const rows = await ctx.read.execute<Omit<HistoryRow, 'authorName'>>(sql`
    with h as (
      select 'v' || v.version as key, v.published_at as at, v.title, 'published' as status, v.author, v.version, v.change_set_id from taxonomy.matrix_versions v
      union all
      select 'c' || s.id, s.updated_at, s.title, s.status, s.author, null, s.id from taxonomy.change_sets s where s.status <> 'published')
    select h.key, to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, h.title, h.status, h.author, h.version, h.change_set_id as "changeSetId",
      (select count(*)::int from taxonomy.changes c where c.change_set_id = h.change_set_id) as size
    from h where ${input.before ? sql`h.at < ${input.before}::timestamptz` : sql`true`} order by h.at desc, h.key limit ${input.limit + 1}`);
  const page = rows.slice(0, input.limit);
  const names = await namesOfActors(
    ctx,
    page.map((r) => r.author),
  );
  return { items: page.map((r) => ({ ...r, authorName: names.get(r.author) ?? null })), next: rows.length > input.limit ? (page.at(-1)?.at ?? null) : null };
}

export type AttributeUse = Words & {
  readonly id: number;
  readonly op: 'set' | 'exclude';
  readonly below: number;
  readonly trail: readonly Words[];
  readonly fields: CellFields;
};

/** Categories that set or exclude an attribute themselves, with how many below them have it; by category id. */
export async function listAttributeUses(
  ctx: Ctx,
  input: { no: number; after?: number | undefined; limit: number },
): Promise<{ items: AttributeUse[]; next: number | null }> {
  const rows = await ctx.read.execute<AttributeUse>(sql`
    select c.id, c.label_ru as ru, c.label_en as en, r.op, r.fields,
      (select count(*)::int from taxonomy.effective_cells e join taxonomy.categories k on k.id = e.category_id where e.attribute_no = r.attribute_no and k.path @> array[c.id]) as below,
      (select coalesce(json_agg(json_build_object('ru', t.label_ru, 'en', t.label_en) order by t.depth), '[]') from taxonomy.categories t where t.id = any(c.path) and t.id <> c.id) as trail
    from taxonomy.rules r join taxonomy.categories c on c.id = r.category_id
    where r.attribute_no = ${input.no} and r.to_version is null and c.id > ${input.after ?? 0} order by c.id limit ${input.limit + 1}`);
  const items = rows.slice(0, input.limit);
  return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}
