import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Conflict } from '../delta.ts';
import { Change } from '../schemas.ts';
import type { ChangeRow } from './change-sets.ts';

export type StoredChange = { readonly target: string; readonly change: Change; readonly base: unknown };

/** The stored edits of a change-set, read through their schema again. */
export const parseChanges = (rows: readonly ChangeRow[]): StoredChange[] =>
  rows.map((c) => ({ target: c.target, change: Change.parse(c.change), base: c.base }));

type Base = { op: string; fields: Record<string, unknown>; fromVersion: number } | null;

/** Fields that others published differently since this set saw them, and that it changes too. */
export async function findConflicts(tx: Ctx, list: readonly StoredChange[]): Promise<Conflict[]> {
  const out: Conflict[] = [];
  const edits = list.flatMap((c) => (c.change.kind === 'rule' ? [{ ...c, edit: c.change.edit }] : []));
  if (edits.length === 0) return out;
  const rows = await tx.db.execute<{ category_id: number; attribute_no: number; op: string; fields: Record<string, unknown>; from_version: number }>(sql`
    select r.category_id, r.attribute_no, r.op, r.fields, r.from_version from taxonomy.rules r
    join unnest(${`{${edits.map((e) => e.edit.categoryId).join(',')}}`}::int[], ${`{${edits.map((e) => e.edit.attributeNo).join(',')}}`}::int[]) x(c, a) on r.category_id = x.c and r.attribute_no = x.a
    where r.to_version is null`);
  const now = new Map(rows.map((r) => [`rule:${r.category_id}:${r.attribute_no}`, r]));
  for (const e of edits) {
    const base = e.base as Base;
    const theirs = now.get(e.target);
    if ((theirs?.from_version ?? 0) === (base?.fromVersion ?? 0)) continue;
    if (e.edit.op !== 'set' || (theirs?.op ?? 'none') !== (base?.op ?? 'none')) {
      out.push({ target: e.target, field: 'op', base: base?.op ?? null, theirs: theirs?.op ?? null, mine: e.edit.op });
      continue;
    }
    for (const [field, mine] of Object.entries(e.edit.fields)) {
      const was = JSON.stringify(base?.fields[field] ?? null);
      const is = JSON.stringify(theirs?.fields[field] ?? null);
      if (was !== is && is !== JSON.stringify(mine))
        out.push({ target: e.target, field, base: base?.fields[field] ?? null, theirs: theirs?.fields[field] ?? null, mine });
    }
  }
  return out;
}
