import { appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { lockNumbers, takenEntryNos } from '../dictionary/numbers.ts';
import { namesIn, renameFields } from '../dictionary/rewrite-fields.ts';
import { changeSetEdited } from '../events.ts';
import { type CellFields, type Change, targetOf, tokenOf } from '../schemas.ts';
import { OPEN } from '../tree/category-ids.ts';
import { asRule } from './states.ts';

type Clash = { readonly target: string; readonly change: Extract<Change, { kind: 'entry' }> };

/** New options of a set whose number an option of the same list has, or another new one in any open set. Two hashed lists, made only where the set has new options: thousands are no matter. */
const clashes = (ctx: Ctx, changeSetId: number): Promise<Clash[]> =>
  ctx.db.execute<Clash>(sql`
    with mine as materialized (
      select c.target, c.change, c.position, c.change -> 'entry' ->> 'listKey' as list, (c.change -> 'entry' ->> 'entryNo')::int as no from taxonomy.changes c
      where c.change_set_id = ${changeSetId} and c.change ->> 'kind' = 'entry' and c.change -> 'entry' ? 'entryNo')
    select m.target, m.change from mine m
    where (m.list, m.no) in (select l.key, e.entry_no from taxonomy.lists l join taxonomy.entries e on e.list_id = l.id where l.key in (select list from mine))
      or (m.list, m.no) in (
        select o.change -> 'entry' ->> 'listKey', (o.change -> 'entry' ->> 'entryNo')::int from taxonomy.changes o
        where o.change_set_id in ${OPEN} and o.change ->> 'kind' = 'entry' and o.change -> 'entry' ? 'entryNo' group by 1, 2 having count(*) > 1)
    order by m.position, m.target`);

/**
 * Gives new options of an open change-set other numbers where theirs belong to somebody else, and rewrites the rules of the set that name them; sets from before numbers were given out under
 * one lock may hold such. What a rule's base names already is another option of that number, and stays. Every other set is read and no more. An approval holds: the edits mean what they meant.
 * Taken in a transaction of its own before anything waits for the publish lock.
 */
// authorised by caller: saving, looking and publishing assert
export async function repairNumbers(ctx: Ctx, changeSetId: number): Promise<void> {
  if ((await clashes(ctx, changeSetId)).length === 0) return;
  await withTx(ctx, async (tx) => {
    // The row before the numbers, as saving takes them.
    const [open] = await tx.db.execute<{ id: number }>(sql`select id from taxonomy.change_sets where id = ${changeSetId} and id in ${OPEN} for update`);
    await lockNumbers(tx);
    const found = open ? await clashes(tx, changeSetId) : [];
    if (found.length === 0) return;
    const last = await takenEntryNos(
      tx,
      found.map((f) => f.change.entry.listKey),
    );
    const moved = found.map(({ target, change }) => {
      const { listKey, entryNo = 0 } = change.entry;
      const next = (last.get(listKey) ?? 0) + 1;
      last.set(listKey, next);
      return { target, listKey, from: entryNo, next: { ...change, entry: { ...change.entry, entryNo: next } } };
    });
    const tokens = await renamedTokens(tx, changeSetId, moved);
    const rows = [...moved.map((m) => ({ t: m.target, c: m.next as Change })), ...(await renamedRules(tx, changeSetId, tokens))];
    await tx.db.execute(sql`
      update taxonomy.changes c set change = x.c from json_to_recordset(${JSON.stringify(rows)}::json) as x(t text, c jsonb) where c.change_set_id = ${changeSetId} and c.target = x.t`);
    await audit(tx, {
      action: 'change-set.renumber',
      entity: 'matrix_change_set',
      id: changeSetId,
      patch: { targets: rows.slice(0, 100).map((r) => r.t), options: moved.length, rules: rows.length - moved.length },
    });
    await appendEvent(tx, changeSetEdited, changeSetId, { changeSetId, changes: rows.length });
  });
}

/** By each attribute that offers one of the lists, or will, the options' tokens as they were and as they are. */
async function renamedTokens(
  tx: Ctx,
  changeSetId: number,
  moved: readonly { readonly listKey: string; readonly from: number; readonly next: Clash['change'] }[],
): Promise<ReadonlyMap<number, number>> {
  const holders = await tx.db.execute<{ key: string; no: number }>(sql`
    select l.key, a.no from taxonomy.lists l join taxonomy.attributes a on a.list_id = l.id
    union select coalesce(c.change -> 'attribute' ->> 'listKey', c.change -> 'attribute' ->> 'key'), (c.change -> 'attribute' ->> 'no')::int from taxonomy.changes c
    where c.change_set_id = ${changeSetId} and c.change ->> 'kind' = 'attribute' and c.change -> 'attribute' ->> 'type' = 'list' and c.change -> 'attribute' ? 'no'`);
  const offering = Map.groupBy(holders, (h) => h.key);
  return new Map(
    moved.flatMap((m) => (offering.get(m.listKey) ?? []).map(({ no }) => [tokenOf(no, m.from), tokenOf(no, m.next.entry.entryNo ?? m.from)] as const)),
  );
}

async function renamedRules(tx: Ctx, changeSetId: number, tokens: ReadonlyMap<number, number>): Promise<{ t: string; c: Change }[]> {
  const rules = await tx.db.execute<{ change: Extract<Change, { kind: 'rule' }>; base: unknown }>(
    sql`select change, base from taxonomy.changes where change_set_id = ${changeSetId} and change ->> 'kind' = 'rule'`,
  );
  return rules.flatMap(({ change, base }) => {
    const given = present(change.edit.fields);
    const before = new Set(tokensIn(present(asRule(base)?.fields ?? {})));
    const own = new Map(tokensIn(given).flatMap((t) => (tokens.has(t) && !before.has(t) ? [[t, tokens.get(t) ?? t] as const] : [])));
    if (own.size === 0) return [];
    const fields = { ...change.edit.fields, ...renameFields(given, { attributes: new Map(), tokens: own }) };
    return [{ t: targetOf(change), c: { kind: 'rule', edit: { ...change.edit, fields } } }];
  });
}

/** A patch without the fields that it takes away. */
const present = (fields: Readonly<Record<string, unknown>>): CellFields =>
  Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== null)) as CellFields;
const tokensIn = (fields: CellFields): number[] => [...(fields.options ?? []), ...namesIn(fields).tokens];
