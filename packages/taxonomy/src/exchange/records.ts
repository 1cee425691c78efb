import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Attribute, Option } from '../dictionary/queries.ts';
import { FIRST_ATTRIBUTE_NO } from '../schemas.ts';
import type { NamedCategory, Names } from './names.ts';
import { pathText, printText, type PrintedRow } from './print-rows.ts';
import type { TextLanguage } from './words.ts';

export type GroupRecord = { readonly key: string; readonly ru: string; readonly en: string; readonly position: number };
export type AttributeRecord = Attribute & { readonly retired: boolean };
export type EntryRecord = Omit<Option, 'token'> & { readonly listKey: string; readonly retired: boolean; readonly mergedInto: string | null };
export type Dictionary = { readonly groups: readonly GroupRecord[]; readonly attributes: readonly AttributeRecord[]; readonly entries: readonly EntryRecord[] };

/** The dictionary with what is retired, without the reserved attributes and those that were merged into another; merged options name the one that took over. */
export async function loadDictionaryRecords(ctx: Ctx, nos?: readonly number[]): Promise<Dictionary> {
  const some = nos ? sql`and a.no = any(${`{${nos.join(',')}}`}::int[])` : sql``;
  const groups = await ctx.db.execute<GroupRecord>(
    sql`select key, label_ru as ru, label_en as en, position from taxonomy.attribute_groups order by position, key`,
  );
  const attributes = await ctx.db.execute<AttributeRecord>(sql`
    select a.no, a.key, a.type, l.key as "listKey", a.unit_family as "unitFamily", a.localised, a.label_ru as ru, a.label_en as en,
      a.description_ru as "descriptionRu", a.description_en as "descriptionEn", a.retired
    from taxonomy.attributes a left join taxonomy.lists l on l.id = a.list_id where a.no >= ${FIRST_ATTRIBUTE_NO} and a.merged_into is null ${some} order by a.no`);
  const entries = await ctx.db.execute<EntryRecord>(sql`
    select l.key as "listKey", e.key, e.label_ru as ru, e.label_en as en, e.position, e.number, e.unit, e.swatch, e.synonyms, e.retired, t.key as "mergedInto"
    from taxonomy.entries e join taxonomy.lists l on l.id = e.list_id left join taxonomy.entries t on t.list_id = e.list_id and t.entry_no = e.merged_into
    ${nos ? sql`where e.list_id in (select a.list_id from taxonomy.attributes a where true ${some})` : sql``} order by l.key, e.position, e.entry_no`);
  return { groups: nos ? [] : groups, attributes, entries };
}

export async function listDictionaryRows(ctx: Ctx, _names: Names, nos?: readonly number[]): Promise<PrintedRow[]> {
  const { groups, attributes, entries } = await loadDictionaryRecords(ctx, nos);
  return [...groups.map(groupRow), ...attributes.map(attributeRow), ...entries.filter((e) => e.mergedInto === null).map(entryRow)];
}

const labels = (r: { readonly ru: string; readonly en: string }) => ({ label_en: printText(r.en), label_ru: printText(r.ru) });
const yesNo = (on: boolean): string => (on ? 'yes' : 'no');

export const groupRow = (g: GroupRecord): PrintedRow => ({ record: 'group', group: g.key, ...labels(g), position: String(g.position) });

export const attributeRow = (a: AttributeRecord): PrintedRow => ({
  record: 'attribute',
  attribute: a.key,
  list: a.type === 'list' ? (a.listKey ?? '') : '',
  ...labels(a),
  description_en: printText(a.descriptionEn),
  description_ru: printText(a.descriptionRu),
  type: a.type,
  unit: a.unitFamily ?? '',
  localised: a.type === 'text' ? yesNo(a.localised) : '',
  retired: a.retired ? 'yes' : '',
});

export const entryRow = (e: EntryRecord): PrintedRow => ({
  record: 'entry',
  list: e.listKey,
  entry: printText(e.key),
  ...labels(e),
  number: e.number === null ? '' : String(e.number),
  unit: e.unit ?? '',
  swatch: e.swatch ?? '',
  position: String(e.position),
  synonyms: e.synonyms.map((s) => (/["|]|^\s|\s$|^$/.test(s) ? JSON.stringify(s) : s)).join(' | '),
  retired: e.retired ? 'yes' : '',
});

export const treeRow = (c: NamedCategory, names: Names, language: TextLanguage): PrintedRow => ({
  record: 'category',
  category: c.key,
  parent: c.parentId === null ? '' : (names.category(c.parentId)?.key ?? ''),
  ...labels(c),
  position: String(c.position),
  path: pathText(names, c.id, language),
});
