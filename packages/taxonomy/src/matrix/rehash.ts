import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { SchemaMove } from '../delta.ts';
import type { CellFields } from '../schemas.ts';
import { type Artefact, buildArtefact, type DictionaryAttribute, type EffectiveCell, patchArtefact } from './artefact.ts';
import { getSchemasByHash, type LoadedSchema } from './get-schema.ts';
import { withoutOldBounds } from './bounds-problems.ts';
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

/** `whole`: categories whose place changed, built from all their cells. `partial`: categories where only the attributes `nos` may differ from their present schema. */
export type RehashScope = { readonly whole: readonly number[]; readonly partial: readonly number[]; readonly nos: readonly number[] };
type Group = { readonly from: string | null; readonly categories: number[] };

/** Above so many attributes a schema is built from all its cells: patching would load about as much. */
const PATCH_UP_TO = 200;
/** Up to so many steps the database makes a new artefact from the old one; above, it gets the text. */
const PATCH_STEPS = 12;
/** Artefacts are written in batches while the next ones are built: database and process work side by side. */
const BATCH = 300;

/**
 * Gives the categories their schemas for `version`: they are grouped by equal content in SQL, one artefact is built per distinct group, and only categories whose hash
 * moved get a new row. Where few attributes changed, the present artefact is patched; a test proves that this gives what building from all cells gives.
 */
export async function rehash(ctx: Ctx, version: number, scope: RehashScope): Promise<Rehashed> {
  const patchable = scope.nos.length <= PATCH_UP_TO;
  const whole = patchable ? scope.whole : [...new Set([...scope.whole, ...scope.partial])];
  const jobs = [...(patchable ? await patchJobs(ctx, scope.partial, scope.nos) : []), ...(await wholeJobs(ctx, whole))];
  const built = new Map<string, LoadedSchema>();
  const hashOf = new Map<number, string>();
  const problems: Rehashed['problems'] = [];
  let batch: Artefact[] = [];
  let stored: Promise<void> = Promise.resolve();
  for (const job of jobs) {
    const one = job.build();
    for (const c of job.categories) hashOf.set(c, one.hash);
    if (built.has(one.hash)) continue;
    built.set(one.hash, { hash: one.hash, schema: one.schema, lists: one.lists });
    for (const p of schemaProblems(one.schema)) problems.push({ ...p, categoryId: job.categories[0] ?? 0 });
    batch.push(one);
    if (batch.length < BATCH) continue;
    await stored;
    stored = storeArtefacts(ctx, batch);
    batch = [];
  }
  await stored;
  await storeArtefacts(ctx, batch);
  const moves = await storeHashes(ctx, version, hashOf);
  const schemasChanged = moves.reduce((n, m) => n + m.categories.length, 0);
  return { categories: hashOf.size, schemasChanged, distinct: built.size, problems: await withoutOldBounds(ctx, version, problems), moves, built };
}

type BuildJob = { readonly categories: readonly number[]; build(): Artefact };

async function wholeJobs(ctx: Ctx, ids: readonly number[]): Promise<BuildJob[]> {
  if (ids.length === 0) return [];
  const groups = await ctx.db.execute<{ categories: number[] }>(sql`
    select array_agg(id order by id) as categories from (
      select c.id, md5(string_agg(e.attribute_no || ':' || e.fields::text, ',' order by e.attribute_no)) as signature
      from taxonomy.categories c left join taxonomy.effective_cells e on e.category_id = c.id where c.alias_of is null and c.id = any(${ints(ids)}) group by c.id) x group by signature`);
  const cells = await cellsOf(
    ctx,
    groups.map((g) => g.categories[0] ?? 0),
  );
  const dictionary = await loadDictionary(ctx, [...new Set([...cells.values()].flatMap((list) => list.map((c) => c.no)))]);
  return groups.map(({ categories }) => ({ categories, build: () => buildArtefact(cells.get(categories[0] ?? 0) ?? [], dictionary) }));
}

async function patchJobs(ctx: Ctx, ids: readonly number[], nos: readonly number[]): Promise<BuildJob[]> {
  if (ids.length === 0) return [];
  const groups = await ctx.db.execute<Group>(sql`
    select "from", array_agg(id order by id) as categories from (
      select c.id, s.hash as "from", md5(string_agg(e.attribute_no || ':' || e.fields::text, ',' order by e.attribute_no)) as signature
      from taxonomy.categories c
      left join taxonomy.category_schemas s on s.category_id = c.id and s.to_version is null
      left join taxonomy.effective_cells e on e.category_id = c.id and e.attribute_no = any(${ints(nos)})
      where c.alias_of is null and c.id = any(${ints(ids)}) group by c.id, s.hash) x group by "from", signature`);
  const known = groups.flatMap((g) => (g.from === null ? [] : [{ categories: g.categories, from: g.from }]));
  const representatives = known.map((g) => g.categories[0] ?? 0);
  const cells = await cellsOf(ctx, representatives, nos);
  const schemas = await getSchemasByHash(ctx, [...new Set(known.map((g) => g.from))]);
  const dictionary = await loadDictionary(ctx, nos);
  const rebuilt = new Set(nos);
  const jobs = known.flatMap(({ categories, from }) => {
    const old = schemas.get(from);
    return old ? [{ categories, build: () => patchArtefact(old, rebuilt, cells.get(categories[0] ?? 0) ?? [], dictionary) }] : [];
  });
  // A category without a schema yet has nothing to patch.
  return [
    ...jobs,
    ...(await wholeJobs(
      ctx,
      groups.filter((g) => g.from === null).flatMap((g) => g.categories),
    )),
  ];
}

async function cellsOf(ctx: Ctx, categoryIds: readonly number[], nos?: readonly number[]): Promise<Map<number, EffectiveCell[]>> {
  const rows = await ctx.db.execute<{ category_id: number; attribute_no: number; fields: CellFields }>(
    sql`select category_id, attribute_no, fields from taxonomy.effective_cells where category_id = any(${ints(categoryIds)}) ${nos ? sql`and attribute_no = any(${ints(nos)})` : sql``}
      order by category_id, attribute_no`,
  );
  const out = new Map<number, EffectiveCell[]>();
  for (const r of rows) {
    const list = out.get(r.category_id) ?? [];
    list.push({ no: r.attribute_no, fields: r.fields });
    out.set(r.category_id, list);
  }
  return out;
}

async function storeArtefacts(ctx: Ctx, artefacts: readonly Artefact[]): Promise<void> {
  if (artefacts.length === 0) return;
  const hashes = `{${artefacts.map((a) => a.hash).join(',')}}`;
  const known = new Set(
    (await ctx.db.execute<{ hash: string }>(sql`select hash from taxonomy.schemas where hash = any(${hashes}::text[])`)).map((r) => r.hash),
  );
  const fresh = artefacts.filter((a) => !known.has(a.hash));
  if (fresh.length === 0) return;
  const patched = fresh.flatMap((a) => (a.patch && a.patch.steps.length <= PATCH_STEPS ? [{ h: a.hash, f: a.patch.from, s: a.patch.steps }] : []));
  if (patched.length > 0)
    await ctx.db.execute(sql`
      insert into taxonomy.schemas (hash, artefact) select p.h, taxonomy.patch_artefact(s.artefact, p.s)
      from json_to_recordset(${JSON.stringify(patched)}::json) as p(h text, f text, s jsonb) join taxonomy.schemas s on s.hash = p.f on conflict do nothing`);
  const sent = fresh.filter((a) => !a.patch || a.patch.steps.length > PATCH_STEPS);
  // The texts are JSON already: one object of them, split by the database.
  const json = `{${sent.map((a) => `"${a.hash}":${a.text}`).join(',')}}`;
  if (sent.length > 0)
    await ctx.db.execute(sql`insert into taxonomy.schemas (hash, artefact) select key, value from jsonb_each(${json}::jsonb) on conflict do nothing`);
  const lists = new Map(fresh.flatMap((a) => Object.entries(a.lists)));
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
