import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { CellFields } from '../schemas.ts';
import { buildArtefact, canonicalJson, type DictionaryAttribute, type EffectiveCell } from './artefact.ts';
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
  const artefacts = new Map<string, string>();
  const lists = new Map<string, number[]>();
  const hashOf = new Map<number, string>();
  const problems: Rehashed['problems'] = [];
  for (const g of groups) {
    const built = buildArtefact(cells.get(g.categories[0] ?? 0) ?? [], dictionary);
    if (!artefacts.has(built.hash)) for (const p of schemaProblems(built.schema)) problems.push({ ...p, categoryId: g.categories[0] ?? 0 });
    artefacts.set(built.hash, canonicalJson(built.schema));
    for (const [k, v] of built.lists) lists.set(k, v);
    for (const c of g.categories) hashOf.set(c, built.hash);
  }
  await storeArtefacts(ctx, artefacts, lists);
  const schemasChanged = await storeHashes(ctx, version, hashOf);
  return { categories: hashOf.size, schemasChanged, distinct: artefacts.size, problems };
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

async function storeArtefacts(ctx: Ctx, artefacts: Map<string, string>, lists: Map<string, number[]>): Promise<void> {
  const known = new Set((await ctx.db.execute<{ hash: string }>(sql`select hash from taxonomy.schemas`)).map((r) => r.hash));
  const fresh = [...artefacts].filter(([hash]) => !known.has(hash));
  for (let i = 0; i < fresh.length; i += 500) {
    const rows = fresh.slice(i, i + 500).map(([hash, text]) => ({ hash, artefact: text }));
    await ctx.db.execute(
      sql`insert into taxonomy.schemas (hash, artefact) select hash, artefact::jsonb from json_to_recordset(${JSON.stringify(rows)}::json) as x(hash text, artefact text) on conflict do nothing`,
    );
  }
  for (const [hash, tokens] of lists)
    await ctx.db.execute(sql`insert into taxonomy.option_lists (hash, tokens) values (${hash}, ${ints(tokens)}) on conflict do nothing`);
}

async function storeHashes(ctx: Ctx, version: number, hashOf: Map<number, string>): Promise<number> {
  const ids = [...hashOf.keys()];
  const hashes = `{${[...hashOf.values()].join(',')}}`;
  const rows = await ctx.db.execute<{ n: string }>(sql`
    with want as (select unnest(${ints(ids)}) as category_id, unnest(${hashes}::text[]) as hash),
    moved as (select w.* from want w left join taxonomy.category_schemas s on s.category_id = w.category_id and s.to_version is null where s.hash is distinct from w.hash),
    closed as (update taxonomy.category_schemas s set to_version = ${version}::int from moved m where s.category_id = m.category_id and s.to_version is null and s.from_version < ${version}::int returning 1),
    replaced as (delete from taxonomy.category_schemas s using moved m where s.category_id = m.category_id and s.from_version = ${version}::int returning 1)
    select count(*) as n from moved, (select count(*) from closed) a, (select count(*) from replaced) b`);
  // A second statement: the first one's snapshot still sees the rows it closed, which the unique index of current rows would refuse.
  await ctx.db.execute(sql`
    insert into taxonomy.category_schemas (category_id, hash, from_version)
    select w.category_id, w.hash, ${version}::int from (select unnest(${ints(ids)}) as category_id, unnest(${hashes}::text[]) as hash) w
    where not exists (select 1 from taxonomy.category_schemas s where s.category_id = w.category_id and s.to_version is null)`);
  return Number(rows[0]?.n ?? 0);
}
