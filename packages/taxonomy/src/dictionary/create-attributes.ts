import { type Ctx, invalid } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { keyTaken } from '../errors.ts';
import { FIRST_ATTRIBUTE_NO, type NewAttribute, type NewEntry } from '../schemas.ts';
import { attributes, entries, lists } from '../tables.ts';
import { lockNumbers, refuseTakenEntries, takenAttributeNo, takenEntryNos } from './numbers.ts';
import { UNITS } from '../units.ts';

const FAMILIES = new Set(UNITS.map((u) => u.family));

/** Adds attributes (and the lists they name) as of `version`, each under the number its change-set was given, else under the next free one; numbers are never reused. Error: `taxonomy.key_taken`, `taxonomy.unit_family_unknown`. */
export async function createAttributes(ctx: Ctx, version: number, input: readonly NewAttribute[]): Promise<Map<string, number>> {
  const out = new Map<string, number>();
  if (input.length === 0) return out;
  if (input.some((a) => a.no === undefined)) await lockNumbers(ctx);
  const taken = new Set((await ctx.db.select({ key: attributes.key }).from(attributes)).map((r) => r.key));
  let next = Math.max(FIRST_ATTRIBUTE_NO, (await takenAttributeNo(ctx)) + 1);
  const listIds = await ensureLists(
    ctx,
    input.filter((a) => a.type === 'list').map((a) => a.listKey ?? a.key),
  );
  const rows = input.map((a) => {
    if (taken.has(a.key)) throw keyTaken(a.key);
    if (a.unitFamily !== undefined && !FAMILIES.has(a.unitFamily))
      throw invalid('taxonomy.unit_family_unknown', `There is no unit family “${a.unitFamily}”.`, `Нет такого семейства единиц: «${a.unitFamily}».`);
    taken.add(a.key);
    const no = a.no ?? next++;
    out.set(a.key, no);
    return {
      no,
      key: a.key,
      type: a.type,
      listId: a.type === 'list' ? (listIds.get(a.listKey ?? a.key) ?? null) : null,
      unitFamily: a.unitFamily ?? null,
      localised: a.type === 'text' && a.localised,
      labelRu: a.label.ru,
      labelEn: a.label.en,
      descriptionRu: a.description.ru,
      descriptionEn: a.description.en,
      createdVersion: version,
    };
  });
  for (let i = 0; i < rows.length; i += 1000) await ctx.db.insert(attributes).values(rows.slice(i, i + 1000));
  return out;
}

export async function ensureLists(ctx: Ctx, keys: readonly string[]): Promise<Map<string, number>> {
  const distinct = [...new Set(keys)];
  for (let i = 0; i < distinct.length; i += 1000)
    await ctx.db
      .insert(lists)
      .values(distinct.slice(i, i + 1000).map((key) => ({ key })))
      .onConflictDoNothing();
  return new Map((await ctx.db.select().from(lists)).map((l) => [l.key, l.id]));
}

/** Adds entries to lists as of `version`; an entry number is never reused. Returns the attributes that offer a touched list. Reason: `taxonomy.key_taken`. */
export async function createEntries(ctx: Ctx, version: number, input: readonly NewEntry[]): Promise<number[]> {
  if (input.length === 0) return [];
  await refuseTakenEntries(ctx, input);
  const listIds = await ensureLists(
    ctx,
    input.map((e) => e.listKey),
  );
  if (input.some((e) => e.entryNo === undefined)) await lockNumbers(ctx);
  const last = await takenEntryNos(
    ctx,
    input.map((e) => e.listKey),
  );
  const rows = input.map((e) => {
    const listId = listIds.get(e.listKey) ?? 0;
    const entryNo = e.entryNo ?? (last.get(e.listKey) ?? 0) + 1;
    if (e.entryNo === undefined) last.set(e.listKey, entryNo);
    return {
      listId,
      entryNo,
      key: e.key,
      labelRu: e.label.ru,
      labelEn: e.label.en,
      position: e.position ?? entryNo,
      number: e.number ?? null,
      unit: e.unit ?? null,
      swatch: e.swatch ?? null,
      createdVersion: version,
    };
  });
  for (let i = 0; i < rows.length; i += 1000) await ctx.db.insert(entries).values(rows.slice(i, i + 1000));
  // The rest of the transaction joins by these rows: the planner must know that a short list has become long.
  if (rows.length >= 1000) await ctx.db.execute(sql`analyze taxonomy.entries`);
  const touched = `{${[...new Set(rows.map((r) => r.listId))].join(',')}}`;
  return (await ctx.db.execute<{ no: number }>(sql`select no from taxonomy.attributes where list_id = any(${touched}::int[])`)).map((r) => r.no);
}
