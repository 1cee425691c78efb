import { actorLabel, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type Source, titleFor } from '../change-set/source.ts';
import { listGroups } from '../dictionary/queries.ts';
import { currentVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { HelpEdit, RuleEdit } from '../schemas.ts';
import { listTree } from '../tree/queries.ts';
import { PINNED } from '../miner/pinned.ts';
import { CELL_BITS, EXCLUDED, PIN } from './cell-bits.ts';
import type { PackedRules } from './fold-grid.ts';
import { type GridAttribute, type PackedGrid, packTree } from './packed-grid.ts';

const { requirement, filterable, axis, level, condition, options, limits } = CELL_BITS;
const choice = (field: string, values: readonly (string | boolean)[], shift: number) =>
  sql`(case r.fields ->> ${field} ${sql.join(
    values.map((value, index) => sql`when ${String(value)} then ${((index + 1) << shift).toString()}::int`),
    sql` `,
  )} else 0 end)`;
const flag = (field: string, bit: number) => sql`(case when r.fields ? ${field} then ${String(bit)}::int else 0 end)`;

/** The bits of `packFields` and the pin, said in SQL. */
const BITS = sql`(case when r.op = 'exclude' then ${String(EXCLUDED)}::int else ${sql.join(
  [
    choice('requirement', requirement.values, requirement.shift),
    choice('filterable', filterable.values, filterable.shift),
    choice('axis', axis.values, axis.shift),
    choice('level', level.values, level.shift),
    flag('condition', 1 << condition.shift),
    flag('options', 1 << options.shift),
    sql`(case when not r.fields ? 'limits' then 0 when r.fields -> 'limits' = '[]' then ${String(1 << limits.shift)}::int else ${String(2 << limits.shift)}::int end)`,
    sql`(case when p.category_id is null then 0 else ${String(PIN)}::int end)`,
  ],
  sql` | `,
)} end)`;

/** Another text whenever a row of the table was written. */
export const written = (id: ReturnType<typeof sql>, table: ReturnType<typeof sql>) =>
  sql`(select concat(count(*), '.', to_hex(bit_xor(hashtidextended(ctid, hashint8extended(xmin::text::bigint, ${id}))))) from ${table})`;

/** Rises whenever the same matrix is packed otherwise, so that nobody goes on with what was packed before. */
const FORM = 2;

/**
 * Another text whenever anything that `loadGrid` answers has changed: the version for tree and rules, and the transactions that last wrote each category, attribute and group, because
 * names change without a version. A few ms for the full taxonomy.
 */
export async function findGridStamp(ctx: Ctx): Promise<string> {
  assertCanEditMatrix(ctx);
  const [row] = await ctx.db.execute<{ stamp: string }>(sql`
    select concat_ws('-', ${FORM}::int, (select max(version) from taxonomy.matrix_versions), ${written(sql`id`, sql`taxonomy.categories`)},
      ${written(sql`no`, sql`taxonomy.attributes`)}, ${written(sql`hashtext(key)`, sql`taxonomy.attribute_groups`)}) as stamp`);
  return row?.stamp ?? '';
}

/**
 * The whole matrix for the grid: the tree, its current rules, packed, and the attributes in use; the browser folds it (`createGrid`). About 11,700 rules stand for
 * 130,000 cells of the full taxonomy, so this is some 1.5 MB before compression.
 */
export async function loadGrid(ctx: Ctx): Promise<PackedGrid> {
  assertCanEditMatrix(ctx);
  const version = await currentVersion(ctx);
  // Not from a replica: it may lag behind the stamp under which the answer is kept.
  const source = { ...ctx, read: ctx.db };
  return {
    version,
    tree: packTree(await listTree(source)),
    rules: await packedRules(ctx),
    attributes: await gridAttributes(ctx),
    groups: await listGroups(source),
  };
}

const ALL = sql``;

/** Current rules (of those `where` leaves), one row per category. */
export async function packedRules(ctx: Ctx, where = ALL): Promise<PackedRules> {
  const rows = await ctx.db.execute<{ row: number[] }>(sql`
    select array[r.category_id] || array_agg(x order by r.attribute_no, n) as row
    from taxonomy.rules r join taxonomy.categories c on c.id = r.category_id and c.alias_of is null
    left join (${PINNED}) p on p.category_id = r.category_id and p.attribute_no = r.attribute_no
    cross join lateral unnest(array[r.attribute_no, ${BITS}]) with ordinality as u(x, n)
    where r.to_version is null ${where} group by r.category_id order by r.category_id`);
  return rows.map((r) => r.row);
}

/** Attributes in use (of those `where` leaves). */
export async function gridAttributes(ctx: Ctx, where = ALL): Promise<readonly GridAttribute[]> {
  return ctx.db.execute<GridAttribute>(sql`
    select a.no, a.key, a.type, a.unit_family as "unitFamily", a.label_ru as ru, a.label_en as en, g.key as "group" from taxonomy.attributes a
    left join (select distinct on (attribute_no) attribute_no, key from (
      select r.attribute_no, r.fields ->> 'group' as key, count(*) as n from taxonomy.rules r where r.to_version is null and r.fields ? 'group' group by 1, 2) x
      order by attribute_no, n desc, key) g on g.attribute_no = a.no
    where not a.retired ${where} order by a.no`);
}

export type DraftCells = {
  readonly id: number;
  readonly title: string;
  readonly status: 'draft' | 'conflict';
  readonly baseVersion: number;
  readonly updatedAt: string;
  readonly cells: readonly RuleEdit[];
  readonly helps: readonly HelpEdit[];
  /** Cells that somebody published since the draft saw them: category and attribute by turns. */
  readonly stale: readonly number[];
  /** Edits of other kinds: dictionary, tree. */
  readonly others: number;
  /** Another text whenever these or the version they apply to have changed; null when there are none. */
  readonly structure: string | null;
};

/** The caller's newest open change-set as the grid needs it, without words: 5,000 edits are a few ms. Null when there is none. */
export async function findDraftCells(ctx: Ctx): Promise<DraftCells | null> {
  assertCanEditMatrix(ctx);
  const [row] = await ctx.db.execute<DraftCells & { undoes: number | null; source: Source | null }>(sql`
    select s.id, s.title, s.undoes, s.source, s.status, s.base_version as "baseVersion", s.updated_at as "updatedAt",
      coalesce((select json_agg(c.change -> 'edit' order by c.position) from taxonomy.changes c where c.change_set_id = s.id and c.change ->> 'kind' = 'rule'), '[]') as cells,
      coalesce((select json_agg(c.change -> 'help' order by c.position) from taxonomy.changes c where c.change_set_id = s.id and c.change ->> 'kind' = 'help'), '[]') as helps,
      coalesce((select json_agg(x order by c.position, n) from taxonomy.changes c
        left join taxonomy.rules r on r.category_id = (c.change -> 'edit' ->> 'categoryId')::int and r.attribute_no = (c.change -> 'edit' ->> 'attributeNo')::int and r.to_version is null
        cross join lateral unnest(array[(c.change -> 'edit' ->> 'categoryId')::int, (c.change -> 'edit' ->> 'attributeNo')::int]) with ordinality as u(x, n)
        where c.change_set_id = s.id and c.change ->> 'kind' = 'rule' and (c.base ->> 'fromVersion')::int is distinct from r.from_version), '[]') as stale,
      (select count(*)::int from taxonomy.changes c where c.change_set_id = s.id and c.change ->> 'kind' not in ('rule', 'help')) as others,
      (select md5(concat(string_agg(c.change::text, '' order by c.position), (select max(version) from taxonomy.matrix_versions))) from taxonomy.changes c
        where c.change_set_id = s.id and c.change ->> 'kind' not in ('rule', 'help') having count(*) > 0) as structure
    from taxonomy.change_sets s where s.author = ${actorLabel(ctx.actor)} and s.status in ('draft', 'conflict') order by s.id desc limit 1`);
  if (!row) return null;
  const { undoes, source, ...draft } = row;
  return { ...draft, title: titleFor({ title: row.title, undoes, source }, ctx.locale) };
}

export type OpenDraft = {
  readonly id: number;
  readonly title: string;
  readonly author: string;
  /** Category and attribute by turns. */
  readonly cells: readonly number[];
};

/** Which cells open change-sets of other people edit. */
export async function listOpenDrafts(ctx: Ctx): Promise<OpenDraft[]> {
  assertCanEditMatrix(ctx);
  const rows = await ctx.db.execute<OpenDraft & { undoes: number | null; source: Source | null }>(sql`
    select s.id, s.title, s.undoes, s.source, s.author, json_agg(x order by c.position, n) as cells
    from taxonomy.change_sets s join taxonomy.changes c on c.change_set_id = s.id and c.change ->> 'kind' = 'rule'
    cross join lateral unnest(array[(c.change -> 'edit' ->> 'categoryId')::int, (c.change -> 'edit' ->> 'attributeNo')::int]) with ordinality as u(x, n)
    where s.status in ('draft', 'scheduled', 'conflict') and s.author <> ${actorLabel(ctx.actor)}
    group by s.id order by s.id limit 50`);
  return rows.map(({ undoes, source, ...draft }) => ({ ...draft, title: titleFor({ title: draft.title, undoes, source }, ctx.locale) }));
}

export type GridUse = { readonly no: number; readonly filled: number; readonly filtered: number };

/** How many cards of a branch (null: of all) fill each attribute, and how often buyers filtered by it there. */
export async function listGridUse(ctx: Ctx, under: number | null): Promise<GridUse[]> {
  assertCanEditMatrix(ctx);
  return ctx.read.execute<GridUse>(sql`
    select u.attribute_no as no, sum(u.filled)::int as filled, sum(u.filtered)::int as filtered from taxonomy.attribute_usage u
    ${under === null ? sql`` : sql`join taxonomy.categories c on c.id = u.category_id and c.path @> array[${under}::int]`}
    where u.attribute_no > 0 group by 1 having sum(u.filled) + sum(u.filtered) > 0`);
}
