import { type ConversionStep, followValues, readsOf } from '@yarmarka/catalog';
import { audit, type Ctx } from '@yarmarka/kernel';
import { getSchemasByHash, listConversions, listSchemaHashes, type VersionConversion } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { type SQL, sql } from 'drizzle-orm';
import { touchCards } from '../internal.ts';
import { finishRun } from './finish-run.ts';

const BATCH = 500;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

type Row = { readonly id: number; readonly sellerId: number; readonly cardId: number; readonly categoryId: number; readonly attrs: Attrs };
export type BatchResult = { readonly offers: number; readonly doneUpTo: number; readonly finished: boolean };

/**
 * Converts the next offers of a version's run in the caller's transaction: values, what to restore on undo, and the run's cursor commit together, so a kill repeats nothing and loses nothing.
 * The run's row is the lock: two workers take turns.
 */
// authorised by caller: the job runs as the platform
export async function convertBatch(tx: Ctx, version: number): Promise<BatchResult> {
  const [run] = await tx.db.execute<{ done_up_to: number; finished: boolean }>(
    sql`select done_up_to, finished_at is not null as finished from offers.conversion_runs where version = ${version} for update`,
  );
  if (!run || run.finished) return { offers: 0, doneUpTo: 0, finished: true };
  const conversions = await listConversions(tx, version);
  const ids = await nextOffers(tx, conversions, run.done_up_to);
  const upTo = ids.at(-1);
  if (upTo === undefined) {
    await finishRun(tx, version);
    return { offers: 0, doneUpTo: run.done_up_to, finished: true };
  }
  const rows = await tx.db.execute<Row>(sql`
    select o.id, o.seller_id as "sellerId", o.card_id as "cardId", c.category_id as "categoryId", o.attrs from offers.offers o join catalog.cards c on c.id = o.card_id
    where o.id = any(${ints(ids)}) order by o.id for no key update of o`);
  const remembered = await recall(tx, conversions, ids);
  const maxValues = await limits(tx, rows);
  const done = rows.map((row) => ({
    row,
    ...followValues(row.attrs, conversions, (undone) => remembered.get(`${undone.version}/${undone.no}/${row.id}`), maxValues(row.categoryId)),
  }));
  const changed = done.filter((d) => d.steps.length > 0);
  const sum = (n: (d: (typeof done)[number]) => number): number => done.reduce((s, d) => s + n(d), 0);
  await write(tx, version, changed);
  await tx.db.execute(sql`
    update offers.conversion_runs set done_up_to = ${upTo}, offers = offers + ${changed.length}, converted = converted + ${sum((d) => d.steps.length)},
      unconverted = unconverted + ${sum((d) => d.left)} where version = ${version}`);
  if (changed.length > 0) await audit(tx, { action: 'offer.convert', entity: 'matrix_version', id: version, patch: { offers: changed.length, upTo } });
  return { offers: changed.length, doneUpTo: upTo, finished: false };
}

/** The next offers, by id, that hold a value which the version converts, or were converted by the version it undoes. */
async function nextOffers(tx: Ctx, conversions: readonly VersionConversion[], after: number): Promise<number[]> {
  const nos = new Set(conversions.flatMap(({ conversion: c, undoes }) => (undoes || c.kind === 'category' ? [] : [String(readsOf(c))])));
  const limit = sql`limit ${BATCH}`;
  const parts: SQL[] = [];
  if (nos.size > 0) parts.push(sql`(select id from offers.offers where id > ${after} and attrs ?| ${`{${[...nos].join(',')}}`}::text[] order by id ${limit})`);
  for (const { undoes } of conversions)
    if (undoes)
      parts.push(
        sql`(select offer_id from offers.converted_values where version = ${undoes.version} and no = ${undoes.no} and offer_id > ${after} order by 1 ${limit})`,
      );
  if (parts.length === 0) return [];
  const rows = await tx.db.execute<{ id: number }>(sql`select distinct id from (${sql.join(parts, sql` union all `)}) s(id) order by id ${limit}`);
  return rows.map((r) => r.id);
}

/** What earlier conversions changed in these offers, by `<version>/<no>/<offer>`. */
async function recall(
  tx: Ctx,
  conversions: readonly VersionConversion[],
  ids: readonly number[],
): Promise<ReadonlyMap<string, Pick<ConversionStep, 'old' | 'new'>>> {
  const undone = [...new Set(conversions.flatMap((c) => (c.undoes ? [c.undoes.version] : [])))];
  if (undone.length === 0) return new Map();
  const rows = await tx.db.execute<{ version: number; offer_id: number } & ConversionStep>(
    sql`select version, no, offer_id, old, new from offers.converted_values where version = any(${ints(undone)}) and offer_id = any(${ints(ids)})`,
  );
  return new Map(rows.map((r) => [`${r.version}/${r.no}/${r.offer_id}`, r]));
}

/** How many values the category of an offer's card allows an attribute. */
async function limits(tx: Ctx, rows: readonly Row[]): Promise<(categoryId: number) => (no: number) => number> {
  const hashes = await listSchemaHashes(tx, [...new Set(rows.map((r) => r.categoryId))]);
  const loaded = await getSchemasByHash(tx, [...new Set(hashes.values())]);
  const most = new Map([...loaded].map(([hash, { schema }]) => [hash, new Map(schema.attributes.map((a) => [a.no, a.maxValues]))]));
  return (categoryId) => (no) => most.get(hashes.get(categoryId) ?? '')?.get(no) ?? 1;
}

async function write(
  tx: Ctx,
  version: number,
  changed: readonly { readonly row: Row; readonly attrs: Attrs; readonly steps: readonly ConversionStep[] }[],
): Promise<void> {
  if (changed.length === 0) return;
  await tx.db.execute(sql`
    update offers.offers o set attrs = x.a, version = o.version + 1, updated_at = ${tx.clock.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(changed.map((d) => ({ i: d.row.id, a: d.attrs })))}::jsonb) as x(i int, a jsonb) where o.id = x.i`);
  const kept = changed.flatMap((d) => d.steps.map((step) => ({ n: step.no, i: d.row.id, o: step.old, w: step.new })));
  await tx.db.execute(sql`
    insert into offers.converted_values (version, no, offer_id, old, new)
    select ${version}::int, n, i, o, w from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as x(n int, i int, o jsonb, w jsonb)`);
  for (const [sellerId, rows] of Map.groupBy(changed, (d) => d.row.sellerId))
    await touchCards(
      tx,
      sellerId,
      rows.map((d) => d.row.cardId),
      'offer',
    );
}
