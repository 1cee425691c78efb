import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { CellFields } from '../schemas.ts';

/** What an import set for one (category, attribute), keyed `<category key>\n<attribute key>`. */
export type Mark = { readonly op: 'set' | 'exclude'; readonly fields: CellFields };

export async function loadMarks(tx: Ctx, source: string): Promise<Map<string, unknown>> {
  const rows = await tx.db.execute<{ target: string; fields: unknown }>(sql`select target, fields from taxonomy.import_marks where source = ${source}`);
  return new Map(rows.map((r) => [r.target, r.fields]));
}

/** Replaces a source's marks, writing only what differs. */
export async function saveMarks(tx: Ctx, source: string, marks: ReadonlyMap<string, unknown>): Promise<void> {
  const json = JSON.stringify([...marks].map(([t, f]) => ({ t, f })));
  await tx.db.execute(sql`
    with want as (select t, f from json_to_recordset(${json}::json) as x(t text, f jsonb)),
    gone as (delete from taxonomy.import_marks m where m.source = ${source} and not exists (select 1 from want w where w.t = m.target))
    insert into taxonomy.import_marks as m (source, target, fields) select ${source}, t, f from want
    on conflict (source, target) do update set fields = excluded.fields where m.fields is distinct from excluded.fields`);
}

type Step = { readonly target: string; readonly before: Mark | null; readonly after: Mark | null };

/** Takes over into a source's marks by what rules changed, field by field: what people had set besides stays theirs. */
export async function patchMarks(tx: Ctx, source: string, steps: readonly Step[], last: ReadonlyMap<string, Mark>): Promise<void> {
  const marks = new Map(last);
  for (const { target, before, after } of steps) {
    const mark = last.get(target);
    if (after === null) marks.delete(target);
    else if (mark?.op !== 'set' || before?.op !== 'set' || after.op !== 'set') marks.set(target, after);
    else {
      const fields = new Map<string, unknown>(Object.entries(mark.fields));
      for (const field of differing(after, before)) {
        const value = after.fields[field as keyof CellFields];
        if (value === undefined) fields.delete(field);
        else fields.set(field, value);
      }
      marks.set(target, { op: 'set', fields: Object.fromEntries(fields) });
    }
  }
  await saveMarks(tx, source, marks);
}

type Write = { category: string; attribute: string; op: 'set' | 'exclude' | 'remove'; fields: Record<string, unknown> };
type Kept = { category: string; attribute: string; field: string };

/** Whether two values say the same, whatever the order of their fields. */
export const same = (a: unknown, b: unknown): boolean => stable(a) === stable(b);
function stable(v: unknown): string {
  if (Array.isArray(v)) return `[${v.map(stable).join()}]`;
  if (v !== null && typeof v === 'object') {
    return `{${Object.entries(v)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, x]) => `${k}:${stable(x)}`)
      .join()}}`;
  }
  return JSON.stringify(v) ?? 'null';
}

/**
 * Three-way merge of an import: `want` (the files now), `last` (what the files said last time), `now` (the rules as they stand). Only what the files changed is written, and
 * only where nobody edited it since; the rest is kept and listed.
 */
export function mergeRules(
  want: ReadonlyMap<string, Mark>,
  last: ReadonlyMap<string, Mark>,
  now: ReadonlyMap<string, Mark>,
): { writes: Write[]; kept: Kept[] } {
  const writes: Write[] = [];
  const kept: Kept[] = [];
  for (const target of new Set([...want.keys(), ...last.keys()])) {
    const [category = '', attribute = ''] = target.split('\n');
    const w = want.get(target);
    const l = last.get(target);
    const n = now.get(target);
    const edited = l !== undefined && !same(l, n);
    if (same(w, l)) {
      if (edited) for (const field of differing(l, n)) kept.push({ category, attribute, field });
      continue;
    }
    if (same(w, n)) continue;
    if (w?.op !== l?.op) {
      if (n?.op === l?.op) writes.push({ category, attribute, op: w?.op ?? 'remove', fields: w?.op === 'set' ? { ...w.fields } : {} });
      else kept.push({ category, attribute, field: 'op' });
      continue;
    }
    const patch: Record<string, unknown> = {};
    for (const field of differing(w, l)) {
      if (same(n?.fields[field as keyof CellFields], l?.fields[field as keyof CellFields])) patch[field] = w?.fields[field as keyof CellFields] ?? null;
      else if (!same(n?.fields[field as keyof CellFields], w?.fields[field as keyof CellFields])) kept.push({ category, attribute, field });
    }
    if (Object.keys(patch).length > 0) writes.push({ category, attribute, op: 'set', fields: patch });
  }
  return { writes, kept };
}

function differing(a: Mark | undefined, b: Mark | undefined): string[] {
  if (a?.op !== b?.op) return ['op'];
  const keys = new Set([...Object.keys(a?.fields ?? {}), ...Object.keys(b?.fields ?? {})]);
  return [...keys].filter((k) => !same(a?.fields[k as keyof CellFields], b?.fields[k as keyof CellFields]));
}
