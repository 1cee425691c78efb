import { type Ctx, invalid } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Consequences } from '../change-set/applied.ts';
import type { Conversion } from '../delta.ts';
import { namingRules, replaceRule } from '../matrix/current-rules.ts';
import { labelKey } from '../option-lookup.ts';
import type { Change, EntryEdit, EntryMerge, NewEntry } from '../schemas.ts';
import { UNIT_BY_CODE } from '../units.ts';
import { type Renames, renameFields } from './rewrite-fields.ts';

export type EntryRow = {
  readonly listId: number;
  readonly listKey: string;
  readonly entryNo: number;
  readonly key: string;
  readonly labelRu: string;
  readonly labelEn: string;
  readonly position: number;
  readonly number: number | null;
  readonly unit: string | null;
  readonly swatch: string | null;
  readonly synonyms: readonly string[];
  readonly retired: boolean;
  readonly mergedInto: number | null;
  readonly mergedKey: string | null;
  /** The attributes that offer its list. */
  readonly attributes: readonly number[];
};
type Named = { readonly listKey: string; readonly key: string };
const nameOf = (n: Named): string => `${n.listKey}\n${n.key}`;

/** Reason: `taxonomy.entry_not_found`, with the list and key. */
async function loadEntries(tx: Ctx, named: readonly Named[]): Promise<Map<string, EntryRow>> {
  const json = JSON.stringify(named.map((n) => ({ l: n.listKey, k: n.key })));
  const rows = await tx.db.execute<EntryRow>(sql`
    select e.list_id as "listId", l.key as "listKey", e.entry_no as "entryNo", e.key, e.label_ru as "labelRu", e.label_en as "labelEn", e.position, e.number, e.unit, e.swatch, e.synonyms,
      e.retired, e.merged_into as "mergedInto", (select t.key from taxonomy.entries t where t.list_id = e.list_id and t.entry_no = e.merged_into) as "mergedKey",
      array(select a.no from taxonomy.attributes a where a.list_id = e.list_id order by a.no) as attributes
    from (select distinct l, k from json_to_recordset(${json}::json) as x(l text, k text)) w join taxonomy.lists l on l.key = w.l join taxonomy.entries e on e.list_id = l.id and e.key = w.k`);
  const found = new Map(rows.map((r) => [nameOf(r), r]));
  const missing = named.find((n) => !found.has(nameOf(n)));
  if (missing)
    throw invalid(
      'taxonomy.entry_not_found',
      `The list “${missing.listKey}” has no entry “${missing.key}”.`,
      `В списке «${missing.listKey}» нет значения «${missing.key}».`,
      { listKey: missing.listKey, key: missing.key },
    );
  return found;
}

const tokensOf = (e: EntryRow): number[] => e.attributes.map((no) => no * 65_536 + e.entryNo);

/** Rules that name these options, with them renamed; null: the option is gone. */
async function renamedRules(tx: Ctx, tokens: ReadonlyMap<number, number | null>): Promise<Consequences['writes']> {
  if (tokens.size === 0) return [];
  const by: Renames = { attributes: new Map(), tokens };
  return (await namingRules(tx)).flatMap((r) => {
    const next = renameFields(r.fields, by);
    return JSON.stringify(next) === JSON.stringify(r.fields) ? [] : [replaceRule(r, next)];
  });
}

/** Custom values called so become the option: one conversion per attribute that offers the list. */
export function customConversions(
  list: readonly { readonly attributes: readonly number[]; readonly entryNo: number; readonly names: readonly string[] }[],
): Conversion[] {
  const byNo = new Map<number, Record<string, number>>();
  for (const e of list)
    for (const no of e.attributes) {
      const values = byNo.get(no) ?? {};
      for (const name of e.names) if (labelKey(name) !== '') values[labelKey(name)] ??= no * 65_536 + e.entryNo;
      byNo.set(no, values);
    }
  return [...byNo].filter(([, values]) => Object.keys(values).length > 0).map(([no, values]) => ({ kind: 'custom', no, values }));
}

/**
 * Edits entries in one statement: labels, place, quantity, colour, synonyms, retirement. A retired option leaves the allowed options and limits of rules; a condition that asks for it is
 * named as a problem afterwards. Taking retirement back takes a merge back. Reason: `taxonomy.entry_not_found`, `taxonomy.unit_unknown`.
 */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function editEntries(tx: Ctx, edits: readonly EntryEdit[]): Promise<Consequences> {
  const rows = await loadEntries(tx, edits);
  const retired = new Map<number, null>();
  const renamed: { attributes: readonly number[]; entryNo: number; names: string[] }[] = [];
  const inverse: Change[] = [];
  const writes = edits.flatMap((e) => {
    const row = rows.get(nameOf(e));
    if (!row) return [];
    if (e.unit && !UNIT_BY_CODE.has(e.unit))
      throw invalid('taxonomy.unit_unknown', `There is no unit “${e.unit}”.`, `Нет такой единицы: «${e.unit}».`, { listKey: e.listKey, key: e.key });
    if (e.retired && !row.retired) for (const t of tokensOf(row)) retired.set(t, null);
    if (e.label || e.synonyms) renamed.push({ ...row, names: [...(e.label ? [e.label.ru, e.label.en] : []), ...(e.synonyms ?? [])] });
    if (e.retired === false && row.mergedKey !== null)
      inverse.push({ kind: 'entry_merge', merge: { listKey: row.listKey, fromKey: row.key, intoKey: row.mergedKey } });
    inverse.push({ kind: 'entry_edit', edit: inverseOf(e, row) });
    const next = { ...row, ...(e.label ? { labelRu: e.label.ru, labelEn: e.label.en } : {}), ...defined(e) };
    return [
      {
        l: row.listId,
        e: row.entryNo,
        ru: next.labelRu,
        en: next.labelEn,
        p: next.position,
        n: next.number,
        u: next.unit,
        w: next.swatch,
        s: next.synonyms,
        r: next.retired,
        m: e.retired === false ? null : row.mergedInto,
      },
    ];
  });
  for (let i = 0; i < writes.length; i += 5000)
    await tx.db.execute(sql`
      update taxonomy.entries t set label_ru = x.ru, label_en = x.en, position = x.p, number = x.n, unit = x.u, swatch = x.w, retired = x.r, merged_into = x.m,
        synonyms = array(select jsonb_array_elements_text(x.s))
      from json_to_recordset(${JSON.stringify(writes.slice(i, i + 5000))}::json) as x(l int, e int, ru text, en text, p int, n float8, u text, w text, s jsonb, r boolean, m int)
      where t.list_id = x.l and t.entry_no = x.e`);
  const touched = edits.flatMap((e) => (e.retired === undefined ? [] : (rows.get(nameOf(e))?.attributes ?? [])));
  return { writes: await renamedRules(tx, retired), attributes: [...new Set(touched)], conversions: customConversions(renamed), inverse };
}

const defined = ({ position, number, unit, swatch, synonyms, retired }: EntryEdit): Partial<EntryRow> =>
  Object.fromEntries(Object.entries({ position, number, unit, swatch, synonyms, retired }).filter(([, v]) => v !== undefined));

function inverseOf(e: EntryEdit, row: EntryRow): EntryEdit {
  return {
    listKey: row.listKey,
    key: row.key,
    ...(e.label ? { label: { ru: row.labelRu, en: row.labelEn } } : {}),
    ...(e.position === undefined ? {} : { position: row.position }),
    ...(e.number === undefined ? {} : { number: row.number }),
    ...(e.unit === undefined ? {} : { unit: row.unit }),
    ...(e.swatch === undefined ? {} : { swatch: row.swatch }),
    ...(e.synonyms ? { synonyms: [...row.synonyms] } : {}),
    ...(e.retired === undefined || (!e.retired && row.mergedKey !== null) ? {} : { retired: row.retired }),
  };
}

/** What new entries entail: custom values that are called so become the option. Inverse: they retire. */
export async function newEntryConsequences(tx: Ctx, added: readonly NewEntry[]): Promise<Consequences> {
  if (added.length === 0) return { writes: [], attributes: [], conversions: [], inverse: [] };
  const rows = await loadEntries(tx, added);
  const named = [...rows.values()].map((r) => ({ ...r, names: [r.labelRu, r.labelEn] }));
  const inverse = added.map((e): Change => ({ kind: 'entry_edit', edit: { listKey: e.listKey, key: e.key, retired: true } }));
  return { writes: [], attributes: [], conversions: customConversions(named), inverse };
}

/**
 * Merges entries of one list: the one retires into the other, which takes its names as synonyms; rules that name its option name the other's, values follow. Reasons:
 * `taxonomy.entry_not_found`, `taxonomy.entry_retired` (the target), `taxonomy.merge_into_itself`.
 */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function mergeEntries(tx: Ctx, merges: readonly EntryMerge[]): Promise<Consequences> {
  const named = merges.flatMap((m) => [
    { listKey: m.listKey, key: m.fromKey },
    { listKey: m.listKey, key: m.intoKey },
  ]);
  const rows = await loadEntries(tx, named);
  const targets = finalTargets(merges);
  const tokens = new Map<number, number>();
  const inverse: Change[] = [];
  const synonyms = new Map<string, string[]>();
  for (const m of merges) {
    const from = rows.get(nameOf({ listKey: m.listKey, key: m.fromKey }));
    const into = rows.get(nameOf({ listKey: m.listKey, key: targets.get(nameOf({ listKey: m.listKey, key: m.fromKey })) ?? m.intoKey }));
    if (!from || !into) continue;
    if (into.retired)
      throw invalid(
        'taxonomy.entry_retired',
        `“${into.labelEn}” is retired. Merge into an entry that is in use.`,
        `Значение «${into.labelRu}» выведено из списка. Объединяйте с действующим.`,
        { listKey: into.listKey, key: into.key },
      );
    inverse.push(...(await mergeEntry(tx, from, into)));
    for (const no of from.attributes) tokens.set(no * 65_536 + from.entryNo, no * 65_536 + into.entryNo);
    const known = synonyms.get(nameOf(into)) ?? [...into.synonyms];
    for (const name of [from.labelRu, from.labelEn, ...from.synonyms])
      if (![into.labelRu, into.labelEn, ...known].some((k) => labelKey(k) === labelKey(name))) known.push(name);
    synonyms.set(nameOf(into), known.slice(0, 50));
  }
  const learnt = [...synonyms].flatMap(([name, list]) => {
    const row = rows.get(name);
    return row && list.length > row.synonyms.length ? [{ listKey: row.listKey, key: row.key, synonyms: list }] : [];
  });
  const taught = learnt.length > 0 ? await editEntries(tx, learnt) : undefined;
  return {
    writes: await renamedRules(tx, tokens),
    attributes: [...new Set([...rows.values()].flatMap((r) => r.attributes))],
    conversions: [...tokenConversions(tokens), ...(taught?.conversions ?? [])],
    inverse: [...inverse, ...(taught?.inverse ?? [])],
  };
}

/** a into b and b into c in one set: a goes into c. Reason: `taxonomy.merge_into_itself`. */
function finalTargets(merges: readonly EntryMerge[]): Map<string, string> {
  const direct = new Map(merges.map((m) => [nameOf({ listKey: m.listKey, key: m.fromKey }), m]));
  return new Map(
    [...direct].map(([name, first]) => {
      let m = first;
      for (let hops = 0; ; hops++) {
        const next = direct.get(nameOf({ listKey: m.listKey, key: m.intoKey }));
        if (m.intoKey === first.fromKey || hops > merges.length) throw mergeIntoItself(first.fromKey);
        if (!next) return [name, m.intoKey];
        m = next;
      }
    }),
  );
}

const mergeIntoItself = (key: string) =>
  invalid(
    'taxonomy.merge_into_itself',
    `“${key}” cannot be merged into itself. Choose another target.`,
    `«${key}» нельзя объединить с самим собой. Выберите другое.`,
  );

async function mergeEntry(tx: Ctx, from: EntryRow, into: EntryRow): Promise<Change[]> {
  const moved = await tx.db.execute<{ key: string }>(sql`
    update taxonomy.entries set merged_into = ${into.entryNo} where list_id = ${from.listId} and merged_into = ${from.entryNo} returning key`);
  await tx.db.execute(
    sql`update taxonomy.entries set retired = true, merged_into = ${into.entryNo} where list_id = ${from.listId} and entry_no = ${from.entryNo}`,
  );
  return [
    { kind: 'entry_edit', edit: { listKey: from.listKey, key: from.key, retired: from.retired } },
    ...moved.map((m): Change => ({ kind: 'entry_merge', merge: { listKey: from.listKey, fromKey: m.key, intoKey: from.key } })),
  ];
}

/** Tokens that become others of their own attribute, one conversion per attribute. */
export function tokenConversions(tokens: ReadonlyMap<number, number>): Conversion[] {
  const byNo = new Map<number, Record<string, number>>();
  for (const [from, to] of tokens) {
    const no = Math.floor(from / 65_536);
    byNo.set(no, { ...byNo.get(no), [String(from)]: to });
  }
  return [...byNo].map(([no, map]) => ({ kind: 'tokens', fromNo: no, intoNo: no, tokens: map }));
}
