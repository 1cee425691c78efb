import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { keyTaken } from '../errors.ts';
import { type Change, targetOf } from '../schemas.ts';

const SEQUENCE = sql`pg_get_serial_sequence('taxonomy.categories', 'id')`;
/** Change-sets that may still be published. */
export const OPEN = sql`(select id from taxonomy.change_sets where status in ('draft', 'scheduled', 'conflict'))`;

/** Ids that no category has or will get but those they are drawn for. */
export async function drawCategoryIds(ctx: Ctx, count: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`select nextval(${SEQUENCE})::int as id from generate_series(1, ${count})`);
  return rows.map((r) => r.id);
}

/**
 * Gives the new categories of a change-set their ids. One saved again keeps its own; one that brings an id gets it where it was drawn once and nobody has it, here or in an open change-set.
 * The caller holds the lock on numbers. Reason: `taxonomy.key_taken` (a category of this key exists).
 */
// authorised by caller: saveChanges asserts; no audit row: it writes one
export async function giveCategoryIds(tx: Ctx, changeSetId: number, list: readonly Change[]): Promise<readonly Change[]> {
  const brought = new Set<number>();
  const fresh = list.flatMap((c) => {
    if (c.kind !== 'category') return [];
    const { key, id } = c.category;
    const asked = id === undefined || brought.has(id) ? null : id;
    if (asked !== null) brought.add(asked);
    return [{ target: targetOf(c), key, asked }];
  });
  if (fresh.length === 0) return list;
  const rows = await tx.db.execute<{ target: string; key: string; known: boolean; id: number }>(sql`
    with held as (select change_set_id, target, (change -> 'category' ->> 'id')::int as id from taxonomy.changes where change ->> 'kind' = 'category' and change_set_id in ${OPEN})
    select x.target, x.key, exists (select 1 from taxonomy.categories k where k.key = x.key) as known,
      coalesce((select h.id from held h where h.change_set_id = ${changeSetId} and h.target = x.target),
        case when x.asked <= pg_sequence_last_value(${SEQUENCE}::regclass) and not exists (select 1 from held h where h.id = x.asked)
          and not exists (select 1 from taxonomy.categories k where k.id = x.asked) then x.asked end,
        nextval(${SEQUENCE})::int) as id
    from json_to_recordset(${JSON.stringify(fresh)}::json) as x(target text, key text, asked int)`);
  const taken = rows.find((r) => r.known);
  if (taken) throw keyTaken(taken.key);
  const ids = new Map(rows.map((r) => [r.target, r.id]));
  return list.map((c): Change => {
    const id = ids.get(targetOf(c));
    return c.kind === 'category' && id !== undefined ? { kind: 'category', category: { ...c.category, id } } : c;
  });
}
