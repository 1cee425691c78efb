import type { Ctx } from '@yarmarka/kernel';
import { diffSchemas, getSchemasByHash, listConversions } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';
import { graceDays, graceUntil } from '../card/grace.ts';
import { assertSeesImpact } from '../policies.ts';
import { missableNos, type PreviewMove } from './preview-groups.ts';
import { suspectNos } from './suspects.ts';

/**
 * What a seller has to do since a version: cards on sale to complete, cards on sale that hold what is no longer allowed, and the day by which to correct the first of them. `held`: some of it
 * lies with values that are still to follow a version, so that it may look different then.
 */
export type SellerWork = { readonly sellerId: number; readonly lacking: number; readonly invalid: number; readonly until: Date | null; readonly held: boolean };
/** `attributes`: what is to be filled in or corrected, that of most cards first. */
export type VersionWork = { readonly attributes: readonly number[]; readonly sellers: readonly SellerWork[] };

/** How a published version changed categories: the schemas it ended and those it began, aliases included. */
export async function listVersionMoves(ctx: Ctx, version: number): Promise<PreviewMove[]> {
  assertSeesImpact(ctx);
  const rows = await ctx.db.execute<{ from: string; to: string; categories: number[]; aliases: number }>(sql`
    select o.hash as "from", n.hash as "to", array_agg(k.id order by k.id) as categories, count(k.alias_of)::int as aliases
    from taxonomy.categories k
    cross join lateral (select x.hash from taxonomy.category_schemas x where x.category_id in (k.id, k.alias_of) and x.to_version = ${version}::int
      order by x.category_id = k.id desc limit 1) o
    join taxonomy.category_schemas n on n.category_id = coalesce(k.alias_of, k.id) and n.from_version <= ${version}::int and (n.to_version is null or n.to_version > ${version}::int)
    where o.hash <> n.hash group by 1, 2`);
  const schemas = await getSchemasByHash(ctx, [...new Set(rows.flatMap((r) => [r.from, r.to]))]);
  return rows.flatMap((r) => {
    const [from, to] = [schemas.get(r.from), schemas.get(r.to)];
    return from && to ? [{ from, to, categories: r.categories, aliases: r.aliases, diff: diffSchemas(from, to) }] : [];
  });
}

/**
 * The versions up to this one that the cards' values still have to follow, once the cards of it are recomputed; undefined before: until then nothing can be said of any of them. Once
 * recomputed stays so: the run of a version is open before the recompute of that version begins. Each of the jobs waited for says with `cards.followed.v1` that it has ended.
 */
export async function listOpenRuns(ctx: Ctx, version: number): Promise<readonly number[] | undefined> {
  assertSeesImpact(ctx);
  const [row] = await ctx.db.execute<{ recomputed: boolean; open: number[] }>(sql`
    select exists (select 1 from catalog.recomputed_versions where version = ${version}::int) as recomputed,
      array(select version from catalog.conversion_runs where version <= ${version}::int and finished_at is null order by 1) as open`);
  return row?.recomputed ? row.open : undefined;
}

/** The attributes whose values these versions take away, bring or change; cards that follow a category take theirs along as they are. */
export async function listConvertedNos(ctx: Ctx, versions: readonly number[]): Promise<number[]> {
  assertSeesImpact(ctx);
  const nos = new Set<number>();
  for (const version of new Set(versions))
    for (const { conversion: c } of await listConversions(ctx, version))
      for (const no of c.kind === 'category' ? [] : 'no' in c ? [c.no] : [c.fromNo, c.intoNo]) nos.add(no);
  return [...nos];
}

/**
 * Which sellers have work on cards on sale because of a published version, once the cards are recomputed: required values that came with it and are missing, values that have not been
 * allowed since. Two passes over the cards of its categories, however many sellers there are. `following`: attributes whose values are still to follow a version.
 */
export async function listVersionWork(ctx: Ctx, version: number, moves: readonly PreviewMove[], following: readonly number[] = []): Promise<VersionWork> {
  assertSeesImpact(ctx);
  const places = moves.flatMap((m) => {
    const nos = `{${missableNos(m).join(',')}}`;
    // A wrong value that becomes required has its days from then on, so it is news too.
    const narrowed = `{${[...suspectNos(m.diff), ...m.diff.newlyRequired].join(',')}}`;
    return m.categories.map((id) => ({ id, nos, narrowed }));
  });
  if (places.length === 0) return { attributes: [], sellers: [] };
  const [row] = await ctx.db.execute<{
    attributes: number[];
    sellers: readonly {
      readonly sellerId: number;
      readonly lacking: number;
      readonly invalid: number;
      readonly since: string | null;
      readonly held: boolean;
    }[];
  }>(sql`
    with place as (select id, nos::int[] as nos, narrowed::int[] as narrowed from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p(id int, nos text, narrowed text)),
    began as (select published_at as at from taxonomy.matrix_versions where version = ${version}::int),
    hit as materialized (
      select c.seller_id, array(select unnest(c.missing) intersect select unnest(p.nos)) as lacks, bad.nos as bad, bad.since
      from place p join catalog.cards c on c.category_id = p.id and c.status = 'published' and c.seller_id is not null cross join began b
      cross join lateral (select coalesce(array_agg(d.key::int), '{}') as nos, min(d.value::timestamptz) as since from jsonb_each_text(c.invalid_since) d
        where c.invalid && p.narrowed and d.key::int = any(c.invalid) and d.key::int = any(p.narrowed) and d.value::timestamptz >= b.at) bad
      where c.missing && p.nos or bad.since is not null)
    select coalesce((select json_agg(no order by n desc, no) from (select no, count(*) as n from hit, unnest(lacks || bad) no group by no) a), '[]') as attributes,
      coalesce((select json_agg(s) from (
        select seller_id as "sellerId", count(*) filter (where lacks <> '{}')::int as lacking, count(*) filter (where bad <> '{}')::int as invalid, min(since) as since,
          bool_or((lacks || bad) && ${`{${following.join(',')}}`}::int[]) as held
        from hit group by seller_id order by seller_id) s), '[]') as sellers`);
  const days = await graceDays(ctx);
  return {
    attributes: row?.attributes ?? [],
    sellers: (row?.sellers ?? []).map(({ since, ...s }) => ({ ...s, until: graceUntil(since, days) })),
  };
}
