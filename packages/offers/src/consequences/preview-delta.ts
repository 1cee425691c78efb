import { groupMoves, listMoves, type PreviewMove, requirementFields, takenOver } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { completeSql, conditionSql, type MatrixDelta } from '@yarmarka/taxonomy';
import type { SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { assertSeesImpact } from '../policies.ts';
import { eachParkedByMerges } from './parked-by-merges.ts';

export type OffersImpact = {
  /** Offers, not archived, that will lack an attribute the offer is then asked for. */
  readonly lacking: number;
  /** Offers, not archived, with values that nobody will see: of attributes that leave the offer, and those that a merge cannot take along. */
  readonly parked: number;
  readonly sellers: number;
  readonly attributes: readonly { readonly attributeNo: number; readonly lacking: number; readonly parked: number }[];
};

const asked = (a: SchemaAttribute): boolean =>
  a.level === 'offer' && (a.requirement === 'required' || (a.requirement === 'required_if' && a.condition !== undefined));

/** `attributes`: those that offers will lack, most offers first; `offers`: so many of the seller's, not archived, will lack one; `held`: of those whose values are still to follow a version. */
type OfferWork = {
  readonly attributes: readonly number[];
  readonly sellers: readonly { readonly sellerId: number; readonly offers: number; readonly held: boolean }[];
};

/** Which sellers a matrix change-set asks to complete their offers, and what. Counted in SQL; nothing is written. */
export async function listOfferWork(ctx: Ctx, delta: MatrixDelta): Promise<OfferWork> {
  return listOfferWorkOf(ctx, await listMoves(ctx, delta), { takes: takenOver(delta.conversions) });
}

/** The same of moves that are known, of a published version, say. `following`: attributes whose values are still to follow a version. */
export async function listOfferWorkOf(
  ctx: Ctx,
  moves: readonly PreviewMove[],
  { takes = new Map(), following = [] }: { readonly takes?: Takes; readonly following?: readonly number[] } = {},
): Promise<OfferWork> {
  assertSeesImpact(ctx);
  const late = (m: PreviewMove) => newlyAsked(m).filter((no) => following.includes(no));
  const held = new Set(following.length === 0 ? [] : (await countLacking(ctx, moves, takes, late)).flatMap((found) => found.sellers.map((s) => s.id)));
  const attributes = new Map<number, number>();
  const offers = new Map<number, number>();
  for (const found of await countLacking(ctx, moves, takes)) {
    for (const { no, n } of found.attributes) attributes.set(no, (attributes.get(no) ?? 0) + n);
    for (const { id, n } of found.sellers) offers.set(id, (offers.get(id) ?? 0) + n);
  }
  return {
    attributes: [...attributes].toSorted(([, a], [, b]) => b - a).map(([no]) => no),
    sellers: [...offers].map(([sellerId, n]) => ({ sellerId, offers: n, held: held.has(sellerId) })),
  };
}

/**
 * What a matrix change-set would do to offers: only attributes of the offer's own level concern them. Values count where merges take them. Counted in SQL,
 * but for what merges cannot take along, which goes offer by offer; nothing is written.
 */
export async function previewDelta(ctx: Ctx, delta: MatrixDelta): Promise<OffersImpact> {
  assertSeesImpact(ctx);
  const moves = await listMoves(ctx, delta);
  const attributes = new Map<number, { lacking: number; parked: number }>();
  const sellers = new Set<number>();
  let [lacking, parked] = [0, 0];
  const attribute = (no: number) => attributes.get(no) ?? attributes.set(no, { lacking: 0, parked: 0 }).get(no) ?? { lacking: 0, parked: 0 };
  const takes = takenOver(delta.conversions);
  const following = new Set([...takes.values()].flat());
  for (const found of await countLacking(ctx, moves, takes)) {
    lacking += found.offers;
    for (const { no, n } of found.attributes) attribute(no).lacking += n;
    for (const { id } of found.sellers) sellers.add(id);
  }
  for (const group of groupMoves(
    moves,
    (m) => leaving(m).filter((no) => !following.has(no)),
    (a) => a.no,
  )) {
    const found = await count(ctx, group.categories, new Map(group.nos.map((no) => [no, `o.attrs ? '${no}'`])));
    parked += found.offers;
    for (const { no, n } of found.attributes) attribute(no).parked += n;
    for (const { id } of found.sellers) sellers.add(id);
  }
  await eachParkedByMerges(ctx, moves, delta.conversions, leaving, ({ sellerId, nos, counted }) => {
    if (!counted) parked++;
    for (const no of nos) attribute(no).parked++;
    sellers.add(sellerId);
  });
  return { lacking, parked, sellers: sellers.size, attributes: [...attributes].map(([attributeNo, a]) => ({ attributeNo, ...a })) };
}

/** attribute -> attributes whose values will be moved into it. */
type Takes = ReadonlyMap<number, readonly number[]>;

/** By groups of categories that no two share. */
async function countLacking(ctx: Ctx, moves: readonly PreviewMove[], takes: Takes, nosOf = newlyAsked): Promise<Found[]> {
  const out: Found[] = [];
  for (const group of groupMoves(moves, nosOf, requirementFields)) {
    const own = group.to.schema.attributes.filter((a) => group.nos.includes(a.no));
    out.push(await count(ctx, group.categories, new Map(own.map((a) => [a.no, lacksSql(group.to.schema.attributes, a, takes)]))));
  }
  return out;
}

/** Asked of the offer now, and not (so much) before. */
function newlyAsked({ to, diff }: PreviewMove): number[] {
  const came = new Set([...diff.newlyRequired, ...diff.added, ...diff.levelChanged.map((l) => l.no)]);
  return to.schema.attributes.filter((a) => asked(a) && came.has(a.no)).map((a) => a.no);
}

/** Was the offer's, and is nobody's or another level's: the card does not read what offers hold. */
function leaving({ from, diff }: PreviewMove): number[] {
  const gone = new Set([...diff.removed, ...diff.levelChanged.map((l) => l.no)]);
  return from.schema.attributes.filter((a) => a.level === 'offer' && gone.has(a.no)).map((a) => a.no);
}

/** An offer reads its own value, else its variant's and its card's; conditions see the levels above as they stand. */
function lacksSql(all: readonly SchemaAttribute[], a: SchemaAttribute, takes: Takes): string {
  const level = new Map(all.map((x) => [x.no, x.level]));
  const value = (no: number): string | undefined => {
    const at = level.get(no);
    const places = at === 'offer' ? ['o', 'v', 'c'] : at === 'variant' ? ['v', 'c'] : ['c', 'v'];
    const nos = [no, ...(takes.get(no) ?? [])];
    return at && `coalesce(${places.flatMap((place) => nos.map((n) => `${place}.attrs -> '${n}'`)).join(', ')})`;
  };
  const lacks = `not ${completeSql(a, value(a.no) ?? 'null::jsonb')}`;
  return a.condition !== undefined && a.requirement === 'required_if' ? `(${conditionSql(a.condition, value)} and ${lacks})` : `(${lacks})`;
}

type Found = {
  readonly offers: number;
  readonly attributes: readonly { readonly no: number; readonly n: number }[];
  /** With their offers. */
  readonly sellers: readonly { readonly id: number; readonly n: number }[];
};

async function count(ctx: Ctx, categories: readonly number[], conditions: ReadonlyMap<number, string>): Promise<Found> {
  const nos = `array_remove(array[${[...conditions].map(([no, holds]) => `case when ${holds} then ${no} end`).join(', ')}]::int[], null)`;
  const [row] = await ctx.read.execute<Found>(sql`
    with hit as materialized (
      select o.id, o.seller_id, ${sql.raw(nos)} as nos from catalog.cards c join offers.offers o on o.card_id = c.id and o.status <> 'archived' join catalog.variants v on v.id = o.variant_id
      where c.category_id = any(${`{${categories.join(',')}}`}::int[]) and (${sql.raw([...conditions.values()].join(' or '))}))
    select (select count(*)::int from hit) as offers, coalesce((select json_agg(x) from (select no, count(*)::int as n from hit, unnest(nos) no group by no) x), '[]') as attributes,
      coalesce((select json_agg(x) from (select seller_id as id, count(*)::int as n from hit group by 1) x), '[]') as sellers`);
  return row ?? { offers: 0, attributes: [], sellers: [] };
}
