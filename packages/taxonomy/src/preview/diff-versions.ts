import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { invalid } from '@yarmarka/kernel';
import { getSchemasByHash } from '../matrix/get-schema.ts';
import { currentVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { CellFields, Change, SchemaAttribute } from '../schemas.ts';
import { sameValue } from '../visible-values.ts';

type RuleAt = { readonly op: 'set' | 'exclude'; readonly fields: CellFields };
export type FieldDiff = { readonly field: string; readonly old: unknown; readonly new: unknown };
/** A rule that differs between the two versions; null: there was none. */
export type RuleDiff = {
  readonly categoryId: number;
  readonly attributeNo: number;
  readonly old: RuleAt | null;
  readonly new: RuleAt | null;
  readonly fields: readonly FieldDiff[];
};
/** An edit of tree or dictionary published between the two. */
export type EditBetween = { readonly version: number; readonly target: string; readonly change: Change };
/** An attribute of one category's schema that differs. */
export type SchemaAttributeDiff = { readonly no: number; readonly kind: 'added' | 'removed' | 'changed'; readonly fields: readonly FieldDiff[] };
export type VersionDiff = {
  readonly from: number;
  readonly to: number;
  readonly rules: readonly RuleDiff[];
  /** Give it back as `after` for the next page of rules; null: that was all. */
  readonly next: string | null;
  /** First page only. */
  readonly edits: readonly EditBetween[];
  readonly categoriesChanged: number;
  /** With `categoryId`: how that category's schema differs. */
  readonly schema: readonly SchemaAttributeDiff[] | null;
};
export type DiffInput = {
  readonly from: number;
  readonly to: number;
  readonly categoryId?: number | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
};

/** Edits shown on the first page at most. */
const EDITS_MAX = 500;
const wrongOrder = () => invalid('taxonomy.version_order', 'Choose an earlier and a later version.', 'Выберите более раннюю и более позднюю версии.');
const noSuchVersion = (newest: number) =>
  invalid(
    'taxonomy.version_unknown',
    `There is no such version: there are versions 0 (before everything) to ${newest}.`,
    `Такой версии нет: есть версии с 0 (пустая матрица) по ${newest}.`,
    { newest },
  );

/**
 * What differs between two versions, the earlier first: rules field by field (keyset pages), edits of tree and dictionary, how many categories have another schema; with
 * `categoryId` only that branch's rules, and its own schema attribute by attribute. Reasons: `taxonomy.version_order`, `taxonomy.version_unknown`.
 */
export async function diffVersions(ctx: Ctx, input: DiffInput): Promise<VersionDiff> {
  assertCanEditMatrix(ctx);
  const { from, to } = input;
  if (from >= to || from < 0) throw wrongOrder();
  const newest = await currentVersion(ctx);
  if (to > newest) throw noSuchVersion(newest);
  const limit = Math.min(input.limit ?? 100, 500);
  const rules = await ruleDiffs(ctx, input, limit + 1);
  const page = rules.slice(0, limit);
  const last = page.at(-1);
  const first = input.after === undefined;
  const [count] = first
    ? await ctx.read.execute<{ n: number }>(sql`
        select count(*)::int as n from ${hashesAt(from)} a full join ${hashesAt(to)} b on a.category_id = b.category_id where a.hash is distinct from b.hash`)
    : [];
  return {
    from,
    to,
    rules: page,
    next: rules.length > limit && last ? `${last.categoryId}:${last.attributeNo}` : null,
    edits: first ? await editsBetween(ctx, from, to) : [],
    categoriesChanged: count?.n ?? 0,
    schema: first && input.categoryId !== undefined ? await schemaDiff(ctx, input.categoryId, from, to) : null,
  };
}

const hashesAt = (version: number) =>
  sql`(select category_id, hash from taxonomy.category_schemas where from_version <= ${version} and (to_version is null or to_version > ${version}))`;
const rulesAt = (version: number) =>
  sql`(select category_id, attribute_no, op, fields from taxonomy.rules where from_version <= ${version} and (to_version is null or to_version > ${version}))`;

async function ruleDiffs(ctx: Ctx, input: DiffInput, limit: number): Promise<RuleDiff[]> {
  const { from, to } = input;
  const [afterCategory, afterAttribute] = (input.after ?? '0:0').split(':').map(Number);
  const branch =
    input.categoryId === undefined ? sql`` : sql`and t.category_id in (select id from taxonomy.categories where path @> array[${input.categoryId}::int])`;
  const rows = await ctx.read.execute<{ c: number; a: number; old: RuleAt | null; new: RuleAt | null }>(sql`
    with touched as (
      select distinct t.category_id, t.attribute_no from taxonomy.rules t
      where ((t.from_version > ${from} and t.from_version <= ${to}) or (t.to_version > ${from} and t.to_version <= ${to}))
        and (t.category_id, t.attribute_no) > (${afterCategory ?? 0}::int, ${afterAttribute ?? 0}::int) ${branch})
    select t.category_id as c, t.attribute_no as a,
      case when o.op is not null then jsonb_build_object('op', o.op, 'fields', o.fields) end as old,
      case when n.op is not null then jsonb_build_object('op', n.op, 'fields', n.fields) end as new
    from touched t
    left join ${rulesAt(from)} o on o.category_id = t.category_id and o.attribute_no = t.attribute_no
    left join ${rulesAt(to)} n on n.category_id = t.category_id and n.attribute_no = t.attribute_no
    where o.op is distinct from n.op or o.fields is distinct from n.fields
    order by 1, 2 limit ${limit}`);
  return rows.map((r) => ({ categoryId: r.c, attributeNo: r.a, old: r.old, new: r.new, fields: fieldDiffs(r.old?.fields ?? {}, r.new?.fields ?? {}) }));
}

function fieldDiffs(old: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): FieldDiff[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((f) => !sameValue(old[f] ?? null, now[f] ?? null))
    .map((field) => ({ field, old: old[field] ?? null, new: now[field] ?? null }));
}

async function editsBetween(ctx: Ctx, from: number, to: number): Promise<EditBetween[]> {
  return ctx.read.execute<EditBetween>(sql`
    select v.version, c.target, c.change from taxonomy.matrix_versions v join taxonomy.changes c on c.change_set_id = v.change_set_id
    where v.version > ${from} and v.version <= ${to} and c.change ->> 'kind' <> 'rule' order by v.version, c.position limit ${EDITS_MAX}`);
}

async function schemaDiff(ctx: Ctx, categoryId: number, from: number, to: number): Promise<SchemaAttributeDiff[]> {
  const rows = await ctx.read.execute<{ old: string | null; new: string | null }>(sql`
    select (select hash from ${hashesAt(from)} a where a.category_id = ${categoryId}) as old, (select hash from ${hashesAt(to)} b where b.category_id = ${categoryId}) as new`);
  const { old, new: now } = rows[0] ?? { old: null, new: null };
  const schemas = await getSchemasByHash(
    ctx,
    [old, now].flatMap((h) => (h === null ? [] : [h])),
  );
  const attributesOf = (hash: string | null) => new Map((schemas.get(hash ?? '')?.schema.attributes ?? []).map((a): [number, SchemaAttribute] => [a.no, a]));
  const [before, after] = [attributesOf(old), attributesOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort((a, b) => a - b)
    .flatMap((no): SchemaAttributeDiff[] => {
      const [a, b] = [before.get(no), after.get(no)];
      const fields = fieldDiffs({ ...a }, { ...b }).filter((f) => f.field !== 'no');
      if (fields.length === 0) return [];
      return [{ no, kind: a && b ? 'changed' : b ? 'added' : 'removed', fields }];
    });
}
