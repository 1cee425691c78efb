import { type Ctx, invalid } from '@yarmarka/kernel';
import { eq, inArray, sql } from 'drizzle-orm';
import type { Consequences } from '../change-set/applied.ts';
import type { Conversion } from '../delta.ts';
import { attributeNotFound } from '../errors.ts';
import { listCurrentRules, removeRule, replaceRule } from '../matrix/current-rules.ts';
import { labelKey } from '../option-lookup.ts';
import { type AttributeEdit, FIRST_ATTRIBUTE_NO, type TypeChange } from '../schemas.ts';
import { attributes, lists } from '../tables.ts';
import { UNITS } from '../units.ts';
import { ensureLists } from './create-attributes.ts';
import { fieldsForType } from './rewrite-fields.ts';

export type AttributeRow = typeof attributes.$inferSelect;
const FAMILIES = new Set(UNITS.map((u) => u.family));

/** Error: `taxonomy.attribute_not_found`. */
export async function loadAttributes(tx: Ctx, nos: readonly number[]): Promise<Map<number, AttributeRow>> {
  const rows =
    nos.length === 0
      ? []
      : await tx.db
          .select()
          .from(attributes)
          .where(inArray(attributes.no, [...nos]));
  const byNo = new Map(rows.map((r) => [r.no, r]));
  if (nos.some((no) => !byNo.has(no))) throw attributeNotFound();
  return byNo;
}

/** Reserved attributes are the platform's own: their type and existence are known to the code. Reason: `taxonomy.attribute_reserved`. */
export function assertOwn(row: AttributeRow): void {
  if (row.no < FIRST_ATTRIBUTE_NO)
    throw invalid(
      'taxonomy.attribute_reserved',
      `“${row.labelEn}” belongs to every card: it can be renamed, but not retired, merged or given another type.`,
      `«${row.labelRu}» есть у каждой карточки: её можно переименовать, но нельзя убрать, объединить или сменить ей тип.`,
      { attributeNo: row.no },
    );
}

/**
 * Labels, descriptions, retirement. A retired attribute leaves every schema: its rules end, its values are parked. Taking retirement back also takes a merge back; the rules come back by
 * their history. Reasons: `taxonomy.attribute_not_found`, `taxonomy.attribute_reserved`.
 */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function editAttributes(tx: Ctx, edits: readonly AttributeEdit[]): Promise<Consequences> {
  const rows = await loadAttributes(
    tx,
    edits.map((e) => e.no),
  );
  const inverse: Consequences['inverse'][number][] = [];
  const retired: number[] = [];
  for (const e of edits) {
    const row = rows.get(e.no);
    if (!row) continue;
    if (e.retired !== undefined) assertOwn(row);
    if (e.retired && !row.retired) retired.push(e.no);
    await tx.db
      .update(attributes)
      .set({
        ...(e.label ? { labelRu: e.label.ru, labelEn: e.label.en } : {}),
        ...(e.description ? { descriptionRu: e.description.ru, descriptionEn: e.description.en } : {}),
        ...(e.retired === undefined ? {} : { retired: e.retired, ...(e.retired ? {} : { mergedInto: null }) }),
        no: e.no,
      })
      .where(eq(attributes.no, e.no));
    const unmerged = e.retired === false && row.mergedInto !== null;
    if (unmerged && row.mergedInto !== null) inverse.push({ kind: 'attribute_merge', merge: { fromNo: row.no, intoNo: row.mergedInto, options: {} } });
    inverse.push({
      kind: 'attribute_edit',
      edit: {
        no: e.no,
        ...(e.label ? { label: { ru: row.labelRu, en: row.labelEn } } : {}),
        ...(e.description ? { description: { ru: row.descriptionRu, en: row.descriptionEn } } : {}),
        ...(e.retired === undefined || unmerged ? {} : { retired: row.retired }),
      },
    });
  }
  const ended = retired.length > 0 ? await listCurrentRules(tx, sql`r.attribute_no = any(${`{${retired.join(',')}}`}::int[])`) : [];
  return { writes: ended.map(removeRule), attributes: edits.filter((e) => e.retired !== undefined).map((e) => e.no), conversions: [], inverse };
}

/**
 * Another type, list or unit family. Fields of its rules that mean nothing for the new type are dropped. Reasons: `taxonomy.attribute_reserved`, `taxonomy.unit_family_unknown`,
 * `taxonomy.type_unchanged`.
 */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function changeTypes(tx: Ctx, edits: readonly TypeChange[]): Promise<Consequences> {
  const rows = await loadAttributes(
    tx,
    edits.map((e) => e.no),
  );
  const out: Consequences[] = [];
  for (const e of edits) {
    const row = rows.get(e.no);
    if (row) out.push(await changeType(tx, row, e));
  }
  return {
    writes: out.flatMap((o) => o.writes),
    attributes: edits.map((e) => e.no),
    conversions: out.flatMap((o) => o.conversions),
    inverse: out.flatMap((o) => o.inverse),
  };
}

async function changeType(tx: Ctx, row: AttributeRow, e: TypeChange): Promise<Consequences> {
  assertOwn(row);
  const numeric = e.type === 'number' || e.type === 'range';
  const unitFamily = numeric ? (e.unitFamily === undefined ? row.unitFamily : e.unitFamily) : null;
  if (unitFamily !== null && !FAMILIES.has(unitFamily))
    throw invalid('taxonomy.unit_family_unknown', `There is no unit family “${unitFamily}”.`, `Нет такого семейства единиц: «${unitFamily}».`);
  const listKey = e.type === 'list' ? (e.listKey ?? row.key) : undefined;
  const listId = listKey === undefined ? null : ((await ensureLists(tx, [listKey])).get(listKey) ?? null);
  const localised = e.type === 'text' && (e.localised ?? row.localised);
  if (row.type === e.type && row.listId === listId && row.unitFamily === unitFamily && row.localised === localised)
    throw invalid('taxonomy.type_unchanged', `“${row.labelEn}” already has this type.`, `У характеристики «${row.labelRu}» уже такой тип.`, {
      attributeNo: row.no,
    });
  const conversion = await typeConversion(tx, row, { type: e.type, listId, unitFamily, localised });
  const [list] = row.listId === null ? [] : await tx.db.select({ key: lists.key }).from(lists).where(eq(lists.id, row.listId));
  await tx.db.update(attributes).set({ type: e.type, listId, unitFamily, localised }).where(eq(attributes.no, row.no));
  const rules = await listCurrentRules(tx, sql`r.attribute_no = ${row.no} and r.op = 'set'`);
  return {
    writes: rules.map((r) => replaceRule(r, fieldsForType(r.fields, e.type, row.unitFamily === unitFamily))),
    attributes: [row.no],
    conversions: [conversion],
    inverse: [
      {
        kind: 'attribute_type',
        convert: { no: row.no, type: row.type, ...(list ? { listKey: list.key } : {}), unitFamily: row.unitFamily, localised: row.localised },
      },
    ],
  };
}

type NewType = { readonly type: TypeChange['type']; readonly listId: number | null; readonly unitFamily: string | null; readonly localised: boolean };

/** How values follow a change of type; also for the preview, before anything is written. */
export async function typeConversion(tx: Ctx, row: AttributeRow, to: NewType): Promise<Conversion> {
  const old = row.type === 'list' && row.listId !== null ? await entriesOf(tx, row.listId) : [];
  const fresh = to.listId === null ? [] : await entriesOf(tx, to.listId);
  const entries: Record<string, number> = {};
  // The first to have a name keeps it: entries come in the list's order, labels before synonyms.
  for (const names of [(x: EntryNames) => [x.ru, x.en], (x: EntryNames) => x.synonyms])
    for (const x of fresh.filter((f) => !f.retired)) for (const name of names(x)) entries[labelKey(name)] ??= row.no * 65_536 + x.entryNo;
  const labels = Object.fromEntries(old.map((x) => [String(row.no * 65_536 + x.entryNo), { ru: x.ru, en: x.en }]));
  return { kind: 'type', no: row.no, from: row.type, to: to.type, unitFamily: to.unitFamily, localised: to.localised, entries, labels };
}

export type EntryNames = {
  readonly entryNo: number;
  readonly key: string;
  readonly ru: string;
  readonly en: string;
  readonly synonyms: readonly string[];
  readonly position: number;
  readonly number: number | null;
  readonly unit: string | null;
  readonly swatch: string | null;
  readonly retired: boolean;
  readonly mergedInto: number | null;
};

export async function entriesOf(tx: Ctx, listId: number): Promise<EntryNames[]> {
  return tx.db.execute<EntryNames>(sql`
    select entry_no as "entryNo", key, label_ru as ru, label_en as en, synonyms, position, number, unit, swatch, retired, merged_into as "mergedInto"
    from taxonomy.entries where list_id = ${listId} order by position, entry_no`);
}
