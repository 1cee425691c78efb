import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Change } from '../schemas.ts';
import { targetOf } from '../schemas.ts';

/** What an edit's target looks like at one moment, field by field; a rule keeps its own shape (or null: there is none). */
export type State = Readonly<Record<string, unknown>> | null;

type RuleState = { readonly op: string; readonly fields: Readonly<Record<string, unknown>>; readonly fromVersion: number };
export const asRule = (state: unknown): RuleState | null => (state === null || state === undefined ? null : (state as RuleState));

const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;
const texts = (xs: readonly string[]) => sql`array(select x from jsonb_array_elements_text(${JSON.stringify(xs)}::jsonb) x)`;

/** The present state of the targets of edits, by target. Kinds that only add something have none. */
export async function presentStates(ctx: Ctx, list: readonly Change[]): Promise<Map<string, State>> {
  const of = <K extends Change['kind']>(kind: K) => list.filter((c): c is Extract<Change, { kind: K }> => c.kind === kind);
  const out = new Map<string, State>();
  await ruleStates(ctx, of('rule'), out);
  await helpStates(ctx, of('help'), out);
  await groupStates(ctx, of('group'), out);
  await attributeStates(ctx, [...of('attribute_edit'), ...of('attribute_type'), ...of('attribute_merge')], out);
  await entryStates(ctx, [...of('entry_edit'), ...of('entry_merge')], out);
  await categoryStates(ctx, [...of('category_edit'), ...of('move'), ...of('category_merge')], out);
  return out;
}

type Of<K extends Change['kind']> = readonly Extract<Change, { kind: K }>[];
type Out = Map<string, State>;

async function ruleStates(ctx: Ctx, list: Of<'rule'>, out: Out): Promise<void> {
  if (list.length === 0) return;
  const rows = await ctx.db.execute<{ c: number; a: number } & RuleState>(sql`
    select r.category_id as c, r.attribute_no as a, r.op, r.fields, r.from_version as "fromVersion" from taxonomy.rules r
    join unnest(${ints(list.map((l) => l.edit.categoryId))}, ${ints(list.map((l) => l.edit.attributeNo))}) x(c, a) on r.category_id = x.c and r.attribute_no = x.a
    where r.to_version is null`);
  for (const l of list) out.set(targetOf(l), null);
  for (const { c, a, ...state } of rows) out.set(`rule:${c}:${a}`, state);
}

async function helpStates(ctx: Ctx, list: Of<'help'>, out: Out): Promise<void> {
  if (list.length === 0) return;
  const rows = await ctx.db.execute<{ c: number; a: number; ru: string; en: string }>(sql`
    select h.category_id as c, h.attribute_no as a, h.help_ru as ru, h.help_en as en from taxonomy.cell_help h
    join unnest(${ints(list.map((l) => l.help.categoryId))}, ${ints(list.map((l) => l.help.attributeNo))}) x(c, a) on h.category_id = x.c and h.attribute_no = x.a`);
  for (const l of list) out.set(targetOf(l), { help: null });
  for (const r of rows) out.set(`help:${r.c}:${r.a}`, { help: { ru: r.ru, en: r.en } });
}

async function groupStates(ctx: Ctx, list: Of<'group'>, out: Out): Promise<void> {
  if (list.length === 0) return;
  const rows = await ctx.db.execute<{ key: string; ru: string; en: string; position: number }>(
    sql`select key, label_ru as ru, label_en as en, position from taxonomy.attribute_groups where key = any(${texts(list.map((l) => l.group.key))})`,
  );
  for (const l of list) out.set(targetOf(l), { label: null, position: null });
  for (const r of rows) out.set(`group:${r.key}`, { label: { ru: r.ru, en: r.en }, position: r.position });
}

type AttributeRow = {
  no: number;
  type: string;
  ru: string;
  en: string;
  description_ru: string;
  description_en: string;
  retired: boolean;
  unit_family: string | null;
  localised: boolean;
  merged_into: number | null;
};

async function attributeStates(ctx: Ctx, list: readonly Extract<Change, { kind: 'attribute_edit' | 'attribute_type' | 'attribute_merge' }>[], out: Out) {
  if (list.length === 0) return;
  const nos = list.flatMap((l) =>
    l.kind === 'attribute_edit' ? [l.edit.no] : l.kind === 'attribute_type' ? [l.convert.no] : [l.merge.fromNo, l.merge.intoNo],
  );
  const rows = await ctx.db.execute<AttributeRow>(sql`
    select no, type, label_ru as ru, label_en as en, description_ru, description_en, retired, unit_family, localised, merged_into from taxonomy.attributes where no = any(${ints(nos)})`);
  const byNo = new Map(rows.map((r) => [r.no, r]));
  const place = (no: number) => {
    const r = byNo.get(no);
    return r ? { type: r.type, retired: r.retired, mergedInto: r.merged_into } : null;
  };
  for (const l of list) {
    const target = targetOf(l);
    if (l.kind === 'attribute_merge') out.set(target, { from: place(l.merge.fromNo), into: place(l.merge.intoNo) });
    else if (l.kind === 'attribute_type') {
      const r = byNo.get(l.convert.no);
      if (r) out.set(target, { type: r.type, unitFamily: r.unit_family, localised: r.localised, retired: r.retired });
    } else {
      const r = byNo.get(l.edit.no);
      if (r) out.set(target, { label: { ru: r.ru, en: r.en }, description: { ru: r.description_ru, en: r.description_en }, retired: r.retired });
    }
  }
}

type EntryRow = {
  list: string;
  key: string;
  ru: string;
  en: string;
  position: number;
  number: number | null;
  unit: string | null;
  swatch: string | null;
  synonyms: string[];
  retired: boolean;
  merged_into: number | null;
};

async function entryStates(ctx: Ctx, list: readonly Extract<Change, { kind: 'entry_edit' | 'entry_merge' }>[], out: Out) {
  if (list.length === 0) return;
  const wanted = list.flatMap((l) =>
    l.kind === 'entry_edit'
      ? [{ l: l.edit.listKey, k: l.edit.key }]
      : [
          { l: l.merge.listKey, k: l.merge.fromKey },
          { l: l.merge.listKey, k: l.merge.intoKey },
        ],
  );
  const rows = await ctx.db.execute<EntryRow>(sql`
    select l.key as list, e.key, e.label_ru as ru, e.label_en as en, e.position, e.number, e.unit, e.swatch, e.synonyms, e.retired, e.merged_into
    from json_to_recordset(${JSON.stringify(wanted)}::json) as x(l text, k text) join taxonomy.lists l on l.key = x.l join taxonomy.entries e on e.list_id = l.id and e.key = x.k`);
  const byKey = new Map(rows.map((r) => [`${r.list}\n${r.key}`, r]));
  const place = (listKey: string, key: string) => {
    const r = byKey.get(`${listKey}\n${key}`);
    return r ? { retired: r.retired, mergedInto: r.merged_into } : null;
  };
  for (const l of list) {
    const target = targetOf(l);
    if (l.kind === 'entry_merge') out.set(target, { from: place(l.merge.listKey, l.merge.fromKey), into: place(l.merge.listKey, l.merge.intoKey) });
    else {
      const r = byKey.get(`${l.edit.listKey}\n${l.edit.key}`);
      if (!r) continue;
      const { ru, en, position, number, unit, swatch, synonyms, retired } = r;
      out.set(target, { label: { ru, en }, position, number, unit, swatch, synonyms, retired });
    }
  }
}

async function categoryStates(ctx: Ctx, list: readonly Extract<Change, { kind: 'category_edit' | 'move' | 'category_merge' }>[], out: Out) {
  if (list.length === 0) return;
  const ids = list.flatMap((l) =>
    l.kind === 'category_edit' ? [l.edit.categoryId] : l.kind === 'move' ? [l.move.categoryId] : [l.merge.fromId, l.merge.intoId],
  );
  const rows = await ctx.db.execute<{ id: number; ru: string; en: string; position: number; parent: number | null; alias: number | null }>(
    sql`select id, label_ru as ru, label_en as en, position, parent_id as parent, alias_of as alias from taxonomy.categories where id = any(${ints(ids)})`,
  );
  const byId = new Map(rows.map((r) => [r.id, r]));
  const place = (id: number) => {
    const r = byId.get(id);
    return r ? { parentId: r.alias === null ? r.parent : null, aliasOf: r.alias } : null;
  };
  for (const l of list) {
    const target = targetOf(l);
    if (l.kind === 'category_merge') out.set(target, { from: place(l.merge.fromId), into: place(l.merge.intoId) });
    else if (l.kind === 'move') {
      const r = byId.get(l.move.categoryId);
      if (r) out.set(target, { parentId: r.alias === null ? r.parent : null, aliasOf: r.alias });
    } else {
      const r = byId.get(l.edit.categoryId);
      if (r) out.set(target, { label: { ru: r.ru, en: r.en }, position: r.position });
    }
  }
}
