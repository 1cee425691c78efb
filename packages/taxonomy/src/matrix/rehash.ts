import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { SchemaMove } from '../delta.ts';
import type { CellFields } from '../schemas.ts';
import type { LoadedSchema } from './get-schema.ts';
import { buildArtefact, type DictionaryAttribute, type EffectiveCell } from './artefact.ts';
import { type Problem, schemaProblems } from './problems.ts';

const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

/** The dictionary as artefacts need it; without `nos`, all of it. */
export async function loadDictionary(ctx: Ctx, nos?: readonly number[]): Promise<Map<number, DictionaryAttribute>> {
  const rows = await ctx.db.execute<{
    no: number;
    type: DictionaryAttribute['type'];
    unit_family: string | null;
    localised: boolean;
    entries: number[] | null;
  }>(sql`
    select a.no, a.type, a.unit_family, a.localised, (select array_agg(e.entry_no order by e.entry_no) from taxonomy.entries e where e.list_id = a.list_id and not e.retired) as entries
    from taxonomy.attributes a ${nos ? sql`where a.no = any(${ints(nos)})` : sql``}`);
  return new Map(
    rows.map((r) => [
      r.no,
      { no: r.no, type: r.type, unitFamily: r.unit_family, localised: r.localised, tokens: (r.entries ?? []).map((e) => r.no * 65_536 + e) },
    ]),
  );
}

export type Rehashed = {
  readonly categories: number;
  readonly schemasChanged: number;
  readonly distinct: number;
  readonly problems: (Problem & { categoryId: number })[];
  /** Which categories went from which schema to which. */
  readonly moves: readonly SchemaMove[];
  /** The schemas that were built, by hash. */
  readonly built: ReadonlyMap<string, LoadedSchema>;
};

/**
 * Gives the categories their schemas for `version`: cells are grouped by equal content in SQL, one artefact is built per distinct group, and only categories whose
 * hash moved get a new row.
 */
export async function rehash(ctx: Ctx, version: number, categoryIds: readonly number[] | 'all'): Promise<Rehashed> {
  const scope = categoryIds === 'all' ? sql`c.alias_of is null` : sql`c.alias_of is null and c.id = any(${ints(categoryIds)})`;
  const groups = await ctx.db.execute<{ signature: string; categories: number[] }>(sql`
    select signature, array_agg(id order by id) as categories from (
      select c.id, coalesce((select md5(string_agg(e.attribute_no || ':' || e.fields::text, ',' order by e.attribute_no)) from taxonomy.effective_cells e where e.category_id = c.id), '') as signature
      from taxonomy.categories c where ${scope}) x group by signature`);
  const representatives = groups.map((g) => g.categories[0] ?? 0);
  const cells = await cellsOf(ctx, representatives);
  const dictionary = await loadDictionary(ctx);
  const built = new Map<string, LoadedSchema>();
  const lists = new Map<string, number[]>();
  const hashOf = new Map<number, string>();
  const problems: Rehashed['problems'] = [];
  for (const g of groups) {
    const one = buildArtefact(cells.get(g.categories[0] ?? 0) ?? [], dictionary);
    if (!built.has(one.hash)) for (const p of schemaProblems(one.schema)) problems.push({ ...p, categoryId: g.categories[0] ?? 0 });
    built.set(one.hash, { hash: one.hash, schema: one.schema, lists: Object.fromEntries(one.lists) });
    for (const [k, v] of one.lists) lists.set(k, v);
    for (const c of g.categories) hashOf.set(c, one.hash);
  }
  await storeArtefacts(ctx, built, lists);
  const moves = await storeHashes(ctx, version, hashOf);
  return { categories: hashOf.size, schemasChanged: moves.reduce((n, m) => n + m.categories.length, 0), distinct: built.size, problems, moves, built };
}

async function cellsOf(ctx: Ctx, categoryIds: readonly number[]): Promise<Map<number, EffectiveCell[]>> {
  const rows = await ctx.db.execute<{ category_id: number; attribute_no: number; fields: CellFields }>(
    sql`select category_id, attribute_no, fields from taxonomy.effective_cells where category_id = any(${ints(categoryIds)}) order by category_id, attribute_no`,
  );
  const out = new Map<number, EffectiveCell[]>();
  for (const r of rows) {
    const list = out.get(r.category_id) ?? [];
    list.push({ no: r.attribute_no, fields: r.fields });
    out.set(r.category_id, list);
  }
  return out;
}

async function storeArtefacts(ctx: Ctx, built: ReadonlyMap<string, LoadedSchema>, lists: ReadonlyMap<string, readonly number[]>): Promise<void> {
  const known = new Set(
    (await ctx.db.execute<{ hash: string }>(sql`select hash from taxonomy.schemas where hash = any(${`{${[...built.keys()].join(',')}}`}::text[])`)).map(
      (r) => r.hash,
    ),
  );
  const fresh = [...built.values()].filter(({ hash }) => !known.has(hash));
  for (let i = 0; i < fresh.length; i += 500) {
    const rows = fresh.slice(i, i + 500).map(({ hash, schema }) => ({ hash, artefact: schema }));
    await ctx.db.execute(
      sql`insert into taxonomy.schemas (hash, artefact) select hash, artefact from json_to_recordset(${JSON.stringify(rows)}::json) as x(hash text, artefact jsonb) on conflict do nothing`,
    );
  }
  if (fresh.length === 0) return;
  for (const [hash, tokens] of lists)
    await ctx.db.execute(sql`insert into taxonomy.option_lists (hash, tokens) values (${hash}, ${ints(tokens)}) on conflict do nothing`);
}

async function storeHashes(ctx: Ctx, version: number, hashOf: ReadonlyMap<number, string>): Promise<SchemaMove[]> {
  const ids = ints([...hashOf.keys()]);
  const hashes = `{${[...hashOf.values()].join(',')}}`;
  const moves = await ctx.db.execute<SchemaMove>(sql`
    with want as (select unnest(${ids}) as category_id, unnest(${hashes}::text[]) as hash),
    moved as (select w.category_id, s.hash as "from", w.hash as "to" from want w
      left join taxonomy.category_schemas s on s.category_id = w.category_id and s.to_version is null where s.hash is distinct from w.hash),
    closed as (update taxonomy.category_schemas s set to_version = ${version}::int from moved m where s.category_id = m.category_id and s.to_version is null and s.from_version < ${version}::int returning 1),
    replaced as (delete from taxonomy.category_schemas s using moved m where s.category_id = m.category_id and s.from_version = ${version}::int returning 1)
    select "from", "to", array_agg(category_id order by category_id) as categories from moved group by "from", "to"`);
  // A second statement: the first one's snapshot still sees the rows it closed, which the unique index of current rows would refuse.
  const moved = moves.flatMap((m) => m.categories.map((id) => ({ id, hash: m.to })));
  if (moved.length > 0)
    await ctx.db.execute(sql`
      insert into taxonomy.category_schemas (category_id, hash, from_version)
      select w.category_id, w.hash, ${version}::int from (select unnest(${ints(moved.map((m) => m.id))}) as category_id, unnest(${`{${moved.map((m) => m.hash).join(',')}}`}::text[]) as hash) w`);
  return [...moves];
}
