import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { keyTaken } from '../errors.ts';
import { giveCategoryIds, OPEN } from '../tree/category-ids.ts';
import { type Change, FIRST_ATTRIBUTE_NO, targetOf } from '../schemas.ts';

const texts = (xs: readonly string[]) => sql`array(select jsonb_array_elements_text(${JSON.stringify(xs)}::jsonb))`;

/** Held to the end of the transaction by whoever picks numbers, so that no two pick the same. Whoever needs the publish lock too takes that one first. */
export async function lockNumbers(tx: Ctx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('taxonomy.numbers'))`);
}

/** The highest number that an attribute has, or that an open change-set holds for one. */
export async function takenAttributeNo(ctx: Ctx): Promise<number> {
  const [r] = await ctx.db.execute<{ no: number | null }>(sql`
    select greatest((select max(no) from taxonomy.attributes),
      (select max((c.change -> 'attribute' ->> 'no')::int) from taxonomy.changes c where c.change_set_id in ${OPEN} and c.change ->> 'kind' = 'attribute')) as no`);
  return r?.no ?? 0;
}

/** By list key, the highest number that an entry has or that an open change-set holds for one. */
export async function takenEntryNos(ctx: Ctx, listKeys: readonly string[]): Promise<Map<string, number>> {
  const keys = texts([...new Set(listKeys)]);
  const rows = await ctx.db.execute<{ key: string; n: number }>(sql`
    select key, max(n) as n from (
      select l.key, e.entry_no as n from taxonomy.lists l join taxonomy.entries e on e.list_id = l.id where l.key = any(${keys})
      union all select c.change -> 'entry' ->> 'listKey', (c.change -> 'entry' ->> 'entryNo')::int from taxonomy.changes c
      where c.change_set_id in ${OPEN} and c.change ->> 'kind' = 'entry' and c.change -> 'entry' ? 'entryNo' and c.change -> 'entry' ->> 'listKey' = any(${keys})) x group by key`);
  return new Map(rows.map((r) => [r.key, r.n]));
}

type Held = { readonly target: string; readonly n: number };

/**
 * Gives new categories, attributes and options of a change-set the numbers they will have once it is published, so that edits of the same set may name them. One saved again keeps its number;
 * one put back after it was taken out gets the number it brings, unless somebody else has it meanwhile. Reason: `taxonomy.key_taken` (a category or an attribute of this key exists, or an option of it in that list).
 */
// authorised by caller: saveChanges asserts; no audit row: it writes one
export async function giveNumbers(tx: Ctx, changeSetId: number, list: readonly Change[]): Promise<readonly Change[]> {
  if (!list.some((c) => c.kind === 'category' || c.kind === 'attribute' || c.kind === 'entry')) return list;
  await lockNumbers(tx);
  return giveDictionaryNumbers(tx, changeSetId, await giveCategoryIds(tx, changeSetId, list));
}

async function giveDictionaryNumbers(tx: Ctx, changeSetId: number, list: readonly Change[]): Promise<readonly Change[]> {
  const fresh = list.filter((c) => c.kind === 'attribute' || c.kind === 'entry');
  if (fresh.length === 0) return list;
  const held = await tx.db.execute<Held>(sql`
    select target, coalesce(change -> 'attribute' ->> 'no', change -> 'entry' ->> 'entryNo')::int as n from taxonomy.changes
    where change_set_id = ${changeSetId} and target = any(${texts(fresh.map(targetOf))}) and (change -> 'attribute' ? 'no' or change -> 'entry' ? 'entryNo')`);
  const own = new Map(held.map((h) => [h.target, h.n]));
  const keys = fresh.flatMap((c) => (c.kind === 'attribute' ? [c.attribute.key] : []));
  const [known] =
    keys.length === 0 ? [] : await tx.db.execute<{ key: string }>(sql`select key from taxonomy.attributes where key = any(${texts(keys)}) limit 1`);
  if (known) throw keyTaken(known.key);
  await refuseTakenEntries(
    tx,
    fresh.flatMap((c) => (c.kind === 'entry' ? [c.entry] : [])),
  );
  const used = await usedNumbers(tx, fresh);
  let attributeNo = Math.max(FIRST_ATTRIBUTE_NO - 1, await takenAttributeNo(tx));
  const entryNos = await takenEntryNos(
    tx,
    fresh.flatMap((c) => (c.kind === 'entry' ? [c.entry.listKey] : [])),
  );
  return list.map((c): Change => {
    const mine = own.get(targetOf(c));
    if (c.kind === 'attribute') {
      const asked = c.attribute.no;
      const free = asked !== undefined && asked >= FIRST_ATTRIBUTE_NO && asked <= attributeNo + NEAR && !used.has(numberKey('', asked));
      const no = mine ?? (free ? asked : attributeNo + 1);
      used.add(numberKey('', no));
      attributeNo = Math.max(attributeNo, no);
      return { kind: 'attribute', attribute: { ...c.attribute, no } };
    }
    if (c.kind !== 'entry') return c;
    const { listKey, entryNo: asked } = c.entry;
    const last = entryNos.get(listKey) ?? 0;
    const free = asked !== undefined && asked <= last + NEAR && !used.has(numberKey(listKey, asked));
    const entryNo = mine ?? (free ? asked : last + 1);
    used.add(numberKey(listKey, entryNo));
    entryNos.set(listKey, Math.max(last, entryNo));
    return { kind: 'entry', entry: { ...c.entry, entryNo } };
  });
}

/** New options whose key their list has already, in force or retired. Reason: `taxonomy.key_taken`. */
export async function refuseTakenEntries(tx: Ctx, fresh: readonly { readonly listKey: string; readonly key: string }[]): Promise<void> {
  if (fresh.length === 0) return;
  const [known] = await tx.db.execute<{ key: string }>(sql`
    select e.key from json_to_recordset(${JSON.stringify(fresh.map((e) => ({ l: e.listKey, k: e.key })))}::json) as x(l text, k text)
    join taxonomy.lists l on l.key = x.l join taxonomy.entries e on e.list_id = l.id and e.key = x.k limit 1`);
  if (known) throw keyTaken(known.key);
}

/** A number that comes back with its edit lies at most so far above those in use. */
const NEAR = 1000;
/** The empty list stands for attributes. */
const numberKey = (listKey: string, n: number): string => `${listKey}\n${n}`;

/** Of the numbers that edits bring along, those in use, here or in an open change-set. */
async function usedNumbers(tx: Ctx, fresh: readonly Change[]): Promise<Set<string>> {
  const asked = fresh.flatMap((c) =>
    c.kind === 'attribute' && c.attribute.no !== undefined
      ? [{ l: '', n: c.attribute.no }]
      : c.kind === 'entry' && c.entry.entryNo !== undefined
        ? [{ l: c.entry.listKey, n: c.entry.entryNo }]
        : [],
  );
  if (asked.length === 0) return new Set();
  const rows = await tx.db.execute<{ l: string; n: number }>(sql`
    with x as (select * from json_to_recordset(${JSON.stringify(asked)}::json) as x(l text, n int))
    select x.l, x.n from x where case when x.l = '' then exists (select 1 from taxonomy.attributes a where a.no = x.n)
        else exists (select 1 from taxonomy.lists l join taxonomy.entries e on e.list_id = l.id where l.key = x.l and e.entry_no = x.n) end
      or exists (select 1 from taxonomy.changes c where c.change_set_id in ${OPEN}
        and case when x.l = '' then (c.change -> 'attribute' ->> 'no')::int = x.n else c.change -> 'entry' ->> 'listKey' = x.l and (c.change -> 'entry' ->> 'entryNo')::int = x.n end)`);
  return new Set(rows.map((r) => numberKey(r.l, r.n)));
}
