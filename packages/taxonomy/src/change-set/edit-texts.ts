import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { attributeNotFound, categoryNotFound } from '../errors.ts';
import type { Change, GroupEdit, HelpEdit } from '../schemas.ts';
import { listGroups } from '../dictionary/queries.ts';

/** Groups of attributes: labels and order; a new key makes a new group. Inverse: as they were; a new group stays, unused. */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function editGroups(tx: Ctx, edits: readonly GroupEdit[]): Promise<Change[]> {
  if (edits.length === 0) return [];
  const before = new Map((await listGroups({ ...tx, read: tx.db })).map((g) => [g.key, g]));
  const rows = edits.map((e) => ({ k: e.key, ru: e.label.ru, en: e.label.en, p: e.position }));
  await tx.db.execute(sql`
    insert into taxonomy.attribute_groups (key, label_ru, label_en, position)
    select k, ru, en, p from json_to_recordset(${JSON.stringify(rows)}::json) as x(k text, ru text, en text, p int)
    on conflict (key) do update set label_ru = excluded.label_ru, label_en = excluded.label_en, position = excluded.position`);
  return edits.flatMap((e): Change[] => {
    const old = before.get(e.key);
    return old ? [{ kind: 'group', group: { key: e.key, label: { ru: old.ru, en: old.en }, position: old.position } }] : [];
  });
}

/** Help texts of cells; null takes one away, so that it is inherited again. Reasons: `taxonomy.category_not_found`, `taxonomy.attribute_not_found`. */
// authorised by caller: publishing and setHelp assert; no audit row: theirs covers it
export async function editHelp(tx: Ctx, edits: readonly HelpEdit[]): Promise<Change[]> {
  if (edits.length === 0) return [];
  const rows = edits.map((e) => ({ c: e.categoryId, a: e.attributeNo, ru: e.help?.ru ?? null, en: e.help?.en ?? null }));
  const json = JSON.stringify(rows);
  const found = await tx.db.execute<{ c: number; a: number; category: boolean; attribute: boolean; ru: string | null; en: string | null }>(sql`
    select x.c, x.a, k.id is not null as category, t.no is not null as attribute, h.help_ru as ru, h.help_en as en
    from json_to_recordset(${json}::json) as x(c int, a int) left join taxonomy.categories k on k.id = x.c left join taxonomy.attributes t on t.no = x.a
    left join taxonomy.cell_help h on h.category_id = x.c and h.attribute_no = x.a`);
  if (found.some((f) => !f.category)) throw categoryNotFound();
  if (found.some((f) => !f.attribute)) throw attributeNotFound();
  await tx.db.execute(sql`
    delete from taxonomy.cell_help h using json_to_recordset(${json}::json) as x(c int, a int, ru text) where h.category_id = x.c and h.attribute_no = x.a and x.ru is null`);
  await tx.db.execute(sql`
    insert into taxonomy.cell_help (category_id, attribute_no, help_ru, help_en)
    select c, a, ru, en from json_to_recordset(${json}::json) as x(c int, a int, ru text, en text) where ru is not null
    on conflict (category_id, attribute_no) do update set help_ru = excluded.help_ru, help_en = excluded.help_en`);
  return found.map((f) => ({
    kind: 'help',
    help: { categoryId: f.c, attributeNo: f.a, help: f.ru === null ? null : { ru: f.ru, en: f.en ?? '' } },
  }));
}
