import { graceDays, isGraceEnforced } from '@yarmarka/catalog';
import { appendEvents, audit, type Ctx, defineJob, withTx } from '@yarmarka/kernel';
import { completeSql, getSchemasByHash, listSchemaHashes, type LoadedSchema, surelyAllowedSql } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { offerReturned, offerSuppressed } from '../events.ts';
import { touchCards } from '../internal.ts';
import { assertCanReconcile } from '../policies.ts';
import type { OfferStatus, WrongSince } from '../schemas.ts';
import { requiredOfOffers, wrongSince, wrongValues } from './wrong-values.ts';

const BATCH = 500;
/** Cards whose offers are looked at together. */
const CARDS = 2000;
const DAY_MS = 86_400_000;
const ints = (xs: readonly number[]): SQL => sql`${`{${xs.join(',')}}`}::int[]`;
export type OfferGraceResult = { readonly suppressed: number; readonly returned: number };
/** `afterBatch`: told after each committed batch; a test kills the run there. */
type GraceOptions = { readonly batch?: number; readonly afterBatch?: () => void };

/**
 * Takes offers out of the shop that have lacked a required value of their own, or held a disallowed one, for the whole grace; the card and other sellers' offers stay. Brings back those
 * that are right again (or all, when the setting is off). An attribute's grace runs from the night that found it wrong. In short transactions of many offers, each judged by what stands
 * then: a killed run starts over and finds nothing left of what was done, a repeated one does nothing. Offers somebody is writing are left to the next night.
 */
export async function enforceOfferGrace(ctx: Ctx, options: GraceOptions = {}): Promise<OfferGraceResult> {
  assertCanReconcile(ctx);
  const limit = { enforced: await isGraceEnforced(ctx), cutoff: ctx.clock.now().getTime() - (await graceDays(ctx)) * DAY_MS };
  const sum = { suppressed: 0, returned: 0 };
  const size = options.batch ?? BATCH;
  const judgeAll = async (ids: readonly number[]) => {
    for (let i = 0; i < ids.length; i += size) {
      const done = await withTx(ctx, (tx) => judge(tx, ids.slice(i, i + size), limit));
      sum.suppressed += done.suppressed;
      sum.returned += done.returned;
      options.afterBatch?.();
    }
  };
  for (let ids = await listWrong(ctx, 0, size); ids.length > 0; ids = await listWrong(ctx, ids.at(-1) ?? 0, size)) await judgeAll(ids);
  for (const { loaded, categories } of await askingSchemas(ctx))
    for (let from: Place | null = { category: 0, card: 0 }; from !== null; ) {
      const found: Found = await findDoubtful(ctx, loaded, categories, from, options.batch ?? CARDS);
      await judgeAll(found.ids);
      from = found.last;
    }
  return sum;
}

/** Offers that were wrong some night, by id; suppressed ones are among them. Walks the index of the few that are. */
async function listWrong(ctx: Ctx, after: number, size: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`select id from offers.offers where wrong_since <> '{}' and id > ${after} order by id limit ${size}`);
  return rows.map((r) => r.id);
}

type Place = { readonly category: number; readonly card: number };
type Found = { readonly ids: readonly number[]; readonly last: Place | null };

/** Offers on sale of the next cards of a schema that may be wrong and were not so far; `last`: the last of these cards, null after all. Each card is passed once a night. */
async function findDoubtful(ctx: Ctx, loaded: LoadedSchema, categories: readonly number[], from: Place, cards: number): Promise<Found> {
  const doubt = requiredOfOffers(loaded).map((a) => mayBeWrong(a, loaded));
  const [row] = await ctx.db.execute<Found>(sql`
    with seen as materialized (
      select id, category_id, attrs from catalog.cards where category_id = any(${ints(categories)}) and (category_id, id) > (${from.category}::int, ${from.card}::int)
      order by category_id, id limit ${cards})
    select (select jsonb_build_object('category', category_id, 'card', id) from seen order by category_id desc, id desc limit 1) as last, array(
      select o.id from seen c join offers.offers o on o.card_id = c.id and o.status = 'active' and o.wrong_since = '{}' join catalog.variants v on v.id = o.variant_id
      where ${sql.raw(doubt.join(' or '))} order by o.id) as ids`);
  return row ?? { ids: [], last: null };
}

/** The offer may lack the attribute or hold it wrong; only the checker knows. An offer reads its own value, else its variant's and its card's. */
function mayBeWrong(a: ReturnType<typeof requiredOfOffers>[number], { lists }: LoadedSchema): string {
  const value = `coalesce(o.attrs -> '${a.no}', v.attrs -> '${a.no}', c.attrs -> '${a.no}')`;
  return `(case when ${value} is null then true else not (${completeSql(a, value)} and ${surelyAllowedSql(a, value, lists)}) end)`;
}

/** The schemas that require something of offers, with their categories, aliases included. */
async function askingSchemas(ctx: Ctx): Promise<{ loaded: LoadedSchema; categories: number[] }[]> {
  const rows = await ctx.db.execute<{ hash: string; categories: number[] }>(sql`
    select x.hash, array_agg(k.id order by k.id) as categories from taxonomy.category_schemas x join taxonomy.categories k on coalesce(k.alias_of, k.id) = x.category_id
    where x.to_version is null and x.hash in (
      select s.hash from taxonomy.schemas s where s.artefact -> 'attributes' @> '[{"level": "offer", "requirement": "required"}]'::jsonb) group by x.hash order by x.hash`);
  const schemas = await getSchemasByHash(
    ctx,
    rows.map((r) => r.hash),
  );
  return rows.flatMap(({ hash, categories }) => {
    const loaded = schemas.get(hash);
    return loaded ? [{ loaded, categories }] : [];
  });
}

type Row = {
  readonly id: number;
  readonly sellerId: number;
  readonly sellerSku: string;
  readonly cardId: number;
  readonly status: OfferStatus;
  readonly attrs: Attrs;
  readonly wrongSince: WrongSince;
  readonly categoryId: number;
  readonly card: Attrs;
  readonly variant: Attrs;
  readonly variants: readonly Attrs[] | null;
};
type Judged = Row & { readonly next: { readonly status: OfferStatus; readonly wrongSince: WrongSince } };

// authorised by caller: enforceOfferGrace asserts
async function judge(tx: Ctx, ids: readonly number[], limit: { readonly enforced: boolean; readonly cutoff: number }): Promise<OfferGraceResult> {
  const rows = await tx.db.execute<Row>(sql`
    select o.id, o.seller_id as "sellerId", o.seller_sku as "sellerSku", o.card_id as "cardId", o.status, o.attrs, o.wrong_since as "wrongSince", c.category_id as "categoryId",
      c.attrs as card, v.attrs as variant, (select jsonb_agg(w.attrs order by w.position, w.id) from catalog.variants w where w.card_id = c.id and not w.archived) as variants
    from offers.offers o join catalog.cards c on c.id = o.card_id join catalog.variants v on v.id = o.variant_id where o.id = any(${ints(ids)}) order by o.id for no key update of o skip locked`);
  const hashes = await listSchemaHashes(tx, [...new Set(rows.map((r) => r.categoryId))]);
  const schemas = await getSchemasByHash(tx, [...new Set(hashes.values())]);
  const now = tx.clock.now();
  const judged = rows.map((row): Judged => {
    const loaded = schemas.get(hashes.get(row.categoryId) ?? '');
    const concerned = row.status === 'active' || row.status === 'suppressed';
    const nos = concerned && loaded ? wrongValues(loaded, row.attrs, { card: row.card, variant: row.variant, variants: row.variants ?? [] }) : [];
    const since = wrongSince(row.wrongSince, nos, now);
    const overdue = limit.enforced && Object.values(since).some((at) => new Date(at).getTime() <= limit.cutoff);
    return { ...row, next: { status: concerned ? (overdue ? 'suppressed' : 'active') : row.status, wrongSince: since } };
  });
  const moved = judged.filter((j) => j.next.status !== j.status);
  await write(
    tx,
    judged.filter((j) => j.next.status !== j.status || JSON.stringify(j.next.wrongSince) !== JSON.stringify(j.wrongSince)),
    now,
  );
  await tellMoved(tx, moved);
  const suppressed = moved.filter((j) => j.next.status === 'suppressed').length;
  return { suppressed, returned: moved.length - suppressed };
}

// authorised by caller: enforceOfferGrace asserts; no audit row: tellMoved writes one an offer
async function write(tx: Ctx, changed: readonly Judged[], now: Date): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, next }) => ({ i: id, s: next.status, w: next.wrongSince }));
  await tx.db.execute(sql`
    update offers.offers o set wrong_since = x.w, status = x.s, version = o.version + (o.status <> x.s)::int,
      updated_at = case when o.status <> x.s then ${now.toISOString()}::timestamptz else o.updated_at end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(i int, s text, w jsonb) where o.id = x.i`);
}

/** Journal, events and search of offers that left the shop or came back. */
async function tellMoved(tx: Ctx, moved: readonly Judged[]): Promise<void> {
  if (moved.length === 0) return;
  await audit(
    tx,
    moved.map(({ id, status, next }) => ({
      action: next.status === 'suppressed' ? 'offer.suppress' : 'offer.return',
      entity: 'offer',
      id,
      from: status,
      to: next.status,
      patch: { wrong: Object.keys(next.wrongSince).map(Number) },
    })),
  );
  for (const [event, list] of [
    [offerSuppressed, moved.filter((j) => j.next.status === 'suppressed')],
    [offerReturned, moved.filter((j) => j.next.status === 'active')],
  ] as const)
    if (list.length > 0)
      await appendEvents(
        tx,
        event,
        list.map(({ id, cardId, sellerId, sellerSku }) => ({ key: id, payload: { offerId: id, cardId, sellerId, sellerSku } })),
      );
  for (const [sellerId, list] of Map.groupBy(moved, (j) => j.sellerId))
    await touchCards(
      tx,
      sellerId,
      list.map((j) => j.cardId),
      'status',
    );
}

/** Every night, after that of the cards. */
export const enforceOfferGraceJob = defineJob({
  name: 'offers.enforce-grace',
  schema: z.object({}),
  cron: '55 2 * * *',
  options: { expireInSeconds: 3600 },
  run: async (ctx) => {
    await enforceOfferGrace(ctx);
  },
});
