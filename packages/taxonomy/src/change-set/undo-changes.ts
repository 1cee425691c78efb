import type { Ctx } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import type { CellFields, Change } from '../schemas.ts';
import { versionInverses } from '../tables.ts';

type State = { readonly op: 'set' | 'exclude'; readonly fields: CellFields } | null;

/**
 * The edits that take a published version back: what it changed in tree and dictionary as kept when it was applied, its rules from their history, field by field, so that what later versions
 * changed elsewhere stays. Published in a change-set whose `undoes` names the version, they also give back the values it converted.
 */
export async function listUndoChanges(ctx: Ctx, version: number): Promise<Change[]> {
  const [kept] = await ctx.db.select({ changes: versionInverses.changes }).from(versionInverses).where(eq(versionInverses.version, version));
  const rows = await ctx.db.execute<{ category_id: number; attribute_no: number; before: State; after: State }>(sql`
    with touched as (select distinct category_id, attribute_no from taxonomy.rules where from_version = ${version} or to_version = ${version})
    select t.category_id, t.attribute_no,
      (select json_build_object('op', r.op, 'fields', r.fields) from taxonomy.rules r where r.category_id = t.category_id and r.attribute_no = t.attribute_no
        and r.from_version < ${version} and (r.to_version is null or r.to_version >= ${version})) as before,
      (select json_build_object('op', r.op, 'fields', r.fields) from taxonomy.rules r where r.category_id = t.category_id and r.attribute_no = t.attribute_no
        and r.from_version <= ${version} and (r.to_version is null or r.to_version > ${version})) as after
    from touched t order by 1, 2`);
  const rules = rows.flatMap((r): Change[] => {
    const edit = takenBack(r.before, r.after);
    return edit ? [{ kind: 'rule', edit: { categoryId: r.category_id, attributeNo: r.attribute_no, ...edit } }] : [];
  });
  return [...(kept?.changes ?? []), ...rules];
}

function takenBack(before: State, after: State): { op: 'set' | 'exclude' | 'remove'; fields: Record<string, unknown> } | undefined {
  if (!before) return after ? { op: 'remove', fields: {} } : undefined;
  if (before.op === 'exclude') return after?.op === 'exclude' ? undefined : { op: 'exclude', fields: {} };
  const now: Record<string, unknown> = after?.op === 'set' ? after.fields : {};
  const old: Record<string, unknown> = before.fields;
  if (after?.op !== 'set') return { op: 'set', fields: { ...old } };
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((k) => JSON.stringify(old[k]) !== JSON.stringify(now[k]));
  return changed.length > 0 ? { op: 'set', fields: Object.fromEntries(changed.map((k) => [k, old[k] ?? null])) } : undefined;
}
