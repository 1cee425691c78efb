import { type Ctx, invalid } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import type { Consequences } from '../change-set/applied.ts';
import type { Conversion } from '../delta.ts';
import type { RuleWrite } from '../matrix/apply-rules.ts';
import { type CurrentRule, listCurrentRules, namingRules, removeRule, replaceRule } from '../matrix/current-rules.ts';
import { labelKey } from '../option-lookup.ts';
import { type AttributeMerge, type CellFields, type Change, NO_ENTRY, tokenOf, YES_ENTRY } from '../schemas.ts';
import { assertOwn, type AttributeRow, entriesOf, type EntryNames, loadAttributes } from './edit-attributes.ts';
import { lockNumbers, takenEntryNos } from './numbers.ts';
import { lists } from '../tables.ts';
import { mergedRule } from './merge-fields.ts';
import { namesIn, type Renames, renameFields } from './rewrite-fields.ts';

/** What a merge of two attributes does to tokens: pairs, and entries of the one that the other's list lacks. */
export type MergePlan = {
  readonly tokens: ReadonlyMap<number, number>;
  readonly pairs: readonly (readonly [mine: EntryNames, theirs: EntryNames])[];
  readonly missing: readonly EntryNames[];
  readonly firstNew: number;
};

const shortKey = (key: string): string => (key.includes('__') ? key.slice(key.indexOf('__') + 2) : key);

/**
 * Merges one attribute into another of the same type: its options are matched by the given map, key, label or synonym, and those that stay alone join the other's list; its rules go over
 * where the other has none and widen the other's where it has; conditions that name it name the other; its help texts fill gaps; it retires and its values follow. `taxonomy.effective_cells`
 * must be up to date. Reasons: `taxonomy.merge_types_differ`, `taxonomy.attribute_retired`, `taxonomy.attribute_reserved`, `taxonomy.merge_into_itself`.
 */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function mergeAttribute(tx: Ctx, version: number, merge: AttributeMerge): Promise<Consequences> {
  const { from, into } = await loadPair(tx, merge);
  if (into.listId !== null) await lockNumbers(tx);
  const plan = await planMerge(tx, from, into, merge.options);
  const added = await addMissing(tx, version, from, into, plan);
  const renames: Renames = { attributes: new Map([[from.no, into.no]]), tokens: plan.tokens };
  const rules = await mergedRules(tx, from, into, renames);
  const others = (await namingRules(tx)).filter((r) => r.attributeNo !== from.no && r.attributeNo !== into.no);
  const rewritten = others.flatMap((r) => {
    if (!namesIn(r.fields).attributes.includes(from.no)) return [];
    return [replaceRule(r, renameFields(r.fields, renames))];
  });
  const helped = await tx.db.execute<{ category_id: number }>(sql`
    insert into taxonomy.cell_help (category_id, attribute_no, help_ru, help_en)
    select category_id, ${into.no}::int, help_ru, help_en from taxonomy.cell_help where attribute_no = ${from.no} on conflict do nothing returning category_id`);
  const repointed = await tx.db.execute<{ no: number }>(
    sql`update taxonomy.attributes set merged_into = ${into.no} where merged_into = ${from.no} returning no`,
  );
  await tx.db.execute(sql`update taxonomy.attributes set retired = true, merged_into = ${into.no} where no = ${from.no}`);
  return {
    writes: [...rules, ...rewritten],
    attributes: [into.no, from.no, ...(await sharing(tx, into, added))],
    conversions: [mergeConversion(from, into, plan)],
    inverse: [
      { kind: 'attribute_edit', edit: { no: from.no, retired: from.retired } },
      ...added,
      ...repointed.map((r): Change => ({ kind: 'attribute_merge', merge: { fromNo: r.no, intoNo: from.no, options: {} } })),
      ...helped.map((h): Change => ({ kind: 'help', help: { categoryId: h.category_id, attributeNo: into.no, help: null } })),
    ],
  };
}

/** Both attributes of a merge, fit for it; also for the preview. */
export async function loadPair(tx: Ctx, merge: { fromNo: number; intoNo: number }): Promise<{ from: AttributeRow; into: AttributeRow }> {
  const rows = await loadAttributes(tx, [merge.fromNo, merge.intoNo]);
  const from = rows.get(merge.fromNo);
  const into = rows.get(merge.intoNo);
  if (!from || !into || from === into)
    throw invalid(
      'taxonomy.merge_into_itself',
      'An attribute cannot be merged into itself. Choose another target.',
      'Характеристику нельзя объединить с самой собой. Выберите другую.',
    );
  assertOwn(from);
  assertOwn(into);
  if (into.retired)
    throw invalid(
      'taxonomy.attribute_retired',
      `“${into.labelEn}” is retired. Merge into an attribute that is in use.`,
      `Характеристика «${into.labelRu}» выведена из словаря. Объединяйте с действующей.`,
      { attributeNo: into.no },
    );
  if (from.type !== into.type || from.unitFamily !== into.unitFamily || from.localised !== into.localised)
    throw invalid(
      'taxonomy.merge_types_differ',
      `“${from.labelEn}” and “${into.labelEn}” hold different kinds of values. Change the type of one first, then merge.`,
      `У характеристик «${from.labelRu}» и «${into.labelRu}» разные типы значений. Сначала смените тип одной из них, потом объединяйте.`,
      { attributeNo: from.no, intoNo: into.no },
    );
  return { from, into };
}

/** Pairs the options of both; what `given` (entry key -> entry key) says goes before names. */
export async function planMerge(tx: Ctx, from: AttributeRow, into: AttributeRow, given: Readonly<Record<string, string>>): Promise<MergePlan> {
  const tokens = new Map<number, number>();
  if (from.type === 'boolean') for (const entry of [NO_ENTRY, YES_ENTRY]) tokens.set(tokenOf(from.no, entry), tokenOf(into.no, entry));
  if (from.listId === null || into.listId === null) return { tokens, pairs: [], missing: [], firstNew: 0 };
  const theirs = await entriesOf(tx, into.listId);
  const mine = from.listId === into.listId ? theirs : await entriesOf(tx, from.listId);
  const [list] = await tx.db.select({ key: lists.key }).from(lists).where(eq(lists.id, into.listId));
  const taken = list ? (await takenEntryNos(tx, [list.key])).get(list.key) : undefined;
  const firstNew = (taken ?? 0) + 1;
  const missing: EntryNames[] = [];
  const pairs: [EntryNames, EntryNames][] = [];
  const find = from.listId === into.listId ? (e: EntryNames) => e : finder(theirs, given);
  for (const e of mine) {
    const match = find(e);
    if (match) {
      pairs.push([e, match]);
      tokens.set(tokenOf(from.no, e.entryNo), tokenOf(into.no, match.entryNo));
    } else {
      tokens.set(tokenOf(from.no, e.entryNo), tokenOf(into.no, firstNew + missing.length));
      missing.push(e);
    }
  }
  return { tokens, pairs, missing, firstNew };
}

function finder(theirs: readonly EntryNames[], given: Readonly<Record<string, string>>): (e: EntryNames) => EntryNames | undefined {
  const byKey = new Map(theirs.map((e) => [e.key, e]));
  const named = new Map<string, EntryNames>();
  const alive = [...theirs].sort((a, b) => Number(a.retired) - Number(b.retired));
  for (const names of [(e: EntryNames) => [`key ${shortKey(e.key)}`], (e: EntryNames) => [e.ru, e.en], (e: EntryNames) => e.synonyms])
    for (const e of alive) for (const name of names(e)) if (!named.has(labelKey(name))) named.set(labelKey(name), e);
  const byNo = new Map(theirs.map((e) => [e.entryNo, e]));
  const final = (e: EntryNames | undefined): EntryNames | undefined => (e?.mergedInto == null ? e : (byNo.get(e.mergedInto) ?? e));
  return (e) => {
    const wanted = given[e.key];
    if (wanted !== undefined) return final(byKey.get(wanted));
    for (const name of [`key ${shortKey(e.key)}`, e.ru, e.en, ...e.synonyms]) {
      const match = named.get(labelKey(name));
      if (match) return final(match);
    }
    return undefined;
  };
}

async function addMissing(tx: Ctx, version: number, from: AttributeRow, into: AttributeRow, plan: MergePlan): Promise<Change[]> {
  if (plan.missing.length === 0 || into.listId === null) return [];
  const [list] = await tx.db.execute<{ key: string; keys: string[] }>(
    sql`select l.key, array(select e.key from taxonomy.entries e where e.list_id = l.id) as keys from taxonomy.lists l where l.id = ${into.listId}`,
  );
  const taken = new Set(list?.keys);
  const rows = plan.missing.map((e, n) => {
    let key = `${into.key}__${shortKey(e.key)}`.slice(0, 190);
    if (taken.has(key)) key = `${key}_${from.no}_${e.entryNo}`;
    taken.add(key);
    return { n: plan.firstNew + n, k: key, ru: e.ru, en: e.en, p: plan.firstNew + n, q: e.number, u: e.unit, w: e.swatch, s: e.synonyms, r: e.retired };
  });
  for (let i = 0; i < rows.length; i += 5000)
    await tx.db.execute(sql`
      insert into taxonomy.entries (list_id, entry_no, key, label_ru, label_en, position, number, unit, swatch, synonyms, created_version, retired)
      select ${into.listId}::int, n, k, ru, en, p, q, u, w, array(select jsonb_array_elements_text(s)), ${version}::int, r
      from json_to_recordset(${JSON.stringify(rows.slice(i, i + 5000))}::json) as x(n int, k text, ru text, en text, p int, q float8, u text, w text, s jsonb, r boolean)`);
  return rows.filter((r) => !r.r).map((r) => ({ kind: 'entry_edit', edit: { listKey: list?.key ?? '', key: r.k, retired: true } }));
}

/** Other attributes that offer a list which has grown. */
async function sharing(tx: Ctx, into: AttributeRow, added: readonly Change[]): Promise<number[]> {
  if (added.length === 0) return [];
  return (await tx.db.execute<{ no: number }>(sql`select no from taxonomy.attributes where list_id = ${into.listId}`)).map((r) => r.no);
}

export function mergeConversion(from: AttributeRow, into: AttributeRow, plan: MergePlan): Conversion {
  if (from.type !== 'list' && from.type !== 'boolean') return { kind: 'attribute', fromNo: from.no, intoNo: into.no };
  return { kind: 'tokens', fromNo: from.no, intoNo: into.no, tokens: Object.fromEntries([...plan.tokens].map(([a, b]) => [String(a), b])) };
}

/** The rules of both attributes after the merge. */
async function mergedRules(tx: Ctx, from: AttributeRow, into: AttributeRow, renames: Renames): Promise<RuleWrite[]> {
  const own = await listCurrentRules(tx, sql`r.attribute_no in (${from.no}, ${into.no})`);
  const mine = new Map(own.filter((r) => r.attributeNo === into.no).map((r) => [r.categoryId, r]));
  const touched = [...new Set(own.map((r) => r.categoryId))];
  const cells = await tx.db.execute<{ category_id: number; attribute_no: number; fields: CellFields }>(sql`
    select category_id, attribute_no, fields from taxonomy.effective_cells
    where category_id = any(${`{${touched.join(',')}}`}::int[]) and attribute_no in (${from.no}, ${into.no})`);
  const cell = (no: number) => new Map(cells.filter((c) => c.attribute_no === no).map((c) => [c.category_id, c.fields]));
  const [fromCells, intoCells] = [cell(from.no), cell(into.no)];
  const allTokens = [...renames.tokens.values()].filter((t) => t !== null);
  const writes: RuleWrite[] = [];
  for (const r of own.filter((x) => x.attributeNo === from.no)) {
    writes.push(removeRule(r));
    const here = intoCells.get(r.categoryId);
    const rule = mine.get(r.categoryId);
    if (r.op === 'set' && rule?.op !== 'exclude')
      writes.push(
        replaceRule(
          { ...r, attributeNo: into.no },
          mergedRule(here, rule ? renameFields(rule.fields, renames) : {}, renameFields(r.fields, renames), allTokens),
        ),
      );
    else if (r.op === 'exclude' && !here && !rule) writes.push({ categoryId: r.categoryId, attributeNo: into.no, op: 'exclude', fields: {} });
  }
  for (const rule of mine.values()) writes.push(...reopened(rule, fromCells.get(rule.categoryId), renames));
  return writes;
}

/** Where the receiver was excluded and the joining attribute was not, the receiver takes its place: those cards keep their values. */
function reopened(rule: CurrentRule, joining: CellFields | undefined, renames: Renames): RuleWrite[] {
  if (rule.op === 'exclude' && joining) return [replaceRule(rule, renameFields(joining, renames))];
  return [];
}
