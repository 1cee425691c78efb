import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { editGroups, editHelp } from '../change-set/edit-texts.ts';
import { presentStates, type State } from '../change-set/states.ts';
import { editEntries } from '../dictionary/edit-entries.ts';
import { listGroups } from '../dictionary/queries.ts';
import type { Names } from '../exchange/names.ts';
import { type Change, type ChangeKind, targetOf } from '../schemas.ts';
import { loadMarks, same, saveMarks } from './marks.ts';
import type { KeptField } from './plan-rules.ts';
import type { RulesFile } from './rules-file.ts';

type Of<K extends ChangeKind> = Extract<Change, { kind: K }>;
/** A text as the file says it (`said`) and as it stands (`now`; null: there is none). */
type Text = { readonly change: Of<'group' | 'help' | 'entry_edit'>; readonly said: unknown; readonly now: unknown; readonly where: KeptField };
export type ImportedTexts = {
  /** Each with the state it found, as edits of people keep it. */
  readonly made: readonly { readonly change: Change; readonly base: State }[];
  /** The edits that take `made` back. A new group stays: nothing can take a group away. */
  readonly inverse: readonly Change[];
  readonly kept: readonly KeptField[];
};

/**
 * Takes help texts, groups and colour samples of a rules file over where the file changed since its last import, and remembers them; what people edited meanwhile is kept and listed, as is every text that no import is known to have set.
 */
// authorised by caller: the import asserts; no audit row: the import's covers it
export async function importTexts(tx: Ctx, rules: RulesFile, names: Names): Promise<ImportedTexts> {
  const texts = [...(await groupTexts(tx, rules)), ...(await helpTexts(tx, rules, names)), ...(await swatchTexts(tx, rules))];
  const last = await loadMarks(tx, 'texts');
  const kept: KeptField[] = [];
  const made = texts.flatMap(({ change, said, now, where }) => {
    const mark = last.get(targetOf(change));
    if (same(said, now)) return [];
    if (mark === undefined ? now === null : same(now, mark) && !same(said, mark)) return [change];
    kept.push(where);
    return [];
  });
  const states = await presentStates(tx, made);
  const of = <K extends ChangeKind>(kind: K) => made.filter((c): c is (typeof made)[number] & Of<K> => c.kind === kind);
  const groups = await editGroups(
    tx,
    of('group').map((c) => c.group),
  );
  const helps = await editHelp(
    tx,
    of('help').map((c) => c.help),
  );
  const swatches = of('entry_edit').map((c) => c.edit);
  const entries = swatches.length > 0 ? (await editEntries(tx, swatches)).inverse : [];
  await saveMarks(tx, 'texts', new Map(texts.map((t) => [targetOf(t.change), t.said])));
  return { made: made.map((change) => ({ change, base: states.get(targetOf(change)) ?? null })), inverse: [...groups, ...helps, ...entries], kept };
}

async function groupTexts(tx: Ctx, rules: RulesFile): Promise<Text[]> {
  const now = new Map((await listGroups({ ...tx, read: tx.db })).map((g) => [g.key, { ru: g.ru, en: g.en, position: g.position }]));
  const wanted = new Map(rules.groups.map((g) => [g.key, g]));
  return [...wanted.values()].map(({ key, ru, en, position }) => ({
    change: { kind: 'group', group: { key, label: { ru, en }, position } },
    said: { ru, en, position },
    now: now.get(key) ?? null,
    where: { category: '', attribute: key, field: 'group' },
  }));
}

async function helpTexts(tx: Ctx, rules: RulesFile, names: Names): Promise<Text[]> {
  const rows = await tx.db.execute<{ c: number; a: number; ru: string; en: string }>(
    sql`select category_id as c, attribute_no as a, help_ru as ru, help_en as en from taxonomy.cell_help`,
  );
  const now = new Map(rows.map(({ c, a, ...help }) => [`${c}:${a}`, help]));
  const texts = new Map<string, Text>();
  for (const r of rules.rules) {
    const help = { ru: r.get('help_ru'), en: r.get('help_en') };
    const [categoryId, attributeNo] = [names.categoryId(r.category), names.attributeNo(r.attribute)];
    if ((!help.ru && !help.en) || categoryId === undefined || attributeNo === undefined) continue;
    const change: Of<'help'> = { kind: 'help', help: { categoryId, attributeNo, help } };
    const where = { category: r.category, attribute: r.attribute, field: 'help' };
    texts.set(targetOf(change), { change, said: help, now: now.get(`${categoryId}:${attributeNo}`) ?? null, where });
  }
  return [...texts.values()];
}

async function swatchTexts(tx: Ctx, rules: RulesFile): Promise<Text[]> {
  const swatches = rules.entries.filter((e) => e.swatch).map((e) => ({ l: e.listKey, k: e.key, w: e.swatch }));
  const rows = await tx.db.execute<{ l: string; k: string; w: string; now: string | null }>(sql`
    select distinct on (x.l, x.k) x.l, x.k, x.w, e.swatch as now from json_to_recordset(${JSON.stringify(swatches)}::json) as x(l text, k text, w text)
    join taxonomy.lists l on l.key = x.l join taxonomy.entries e on e.list_id = l.id and e.key = x.k order by x.l, x.k`);
  return rows.map(({ l, k, w, now }) => ({
    change: { kind: 'entry_edit', edit: { listKey: l, key: k, swatch: w } },
    said: w.toLowerCase(),
    now: now?.toLowerCase() ?? null,
    where: { category: '', attribute: `${l}: ${k}`, field: 'swatch' },
  }));
}
