import type { Ctx } from '@yarmarka/kernel';
import type { DictionaryAttribute } from '../matrix/artefact.ts';
import { newProblems } from '../matrix/problems.ts';
import { CellFields, type CellField, type Change } from '../schemas.ts';
import { type Cell, listCellsOf, listPastCells, type Scope, shownFields } from './cells.ts';
import { columnTitle, FIELD_COLUMN_LIST } from './columns.ts';
import { FIELD_KINDS, printField, sameJson, type TextProblem } from './fields.ts';
import type { NamedAttribute, Names } from './names.ts';
import type { DiffLine, Plan } from './plan.ts';
import { unitInForce } from './print-rows.ts';
import { OP_WORDS } from './row-words.ts';
import { asIs, type Words } from './words.ts';

export type WantedOp = 'set' | 'exclude' | 'remove';
/** What a file says of a cell, once it is known what stands there: fields that differ (null: empty), and what to do with the rule as a whole. */
export type Wanted = { readonly op: WantedOp | undefined; readonly fields: Readonly<Partial<Record<CellField, unknown>>> };
/** A cell that a file names. `read` compares it with what stands there: nothing when they are equal, problems go into the plan. */
export type FileCell = {
  readonly row: number;
  /** Where problems of the whole cell are shown: the header of a wide file's column. */
  readonly column?: string;
  readonly categoryId: number;
  readonly attribute: NamedAttribute;
  readonly scope: Scope;
  /** The version the file was exported at; undefined: as of now. */
  readonly version: number | undefined;
  readonly read: (cell: Cell) => Wanted | undefined;
};

/** Compares a batch of cells with the matrix and puts what differs into the plan. A file older than the matrix is compared with the matrix of its time too: what others changed meanwhile is not undone. */
export async function diffCells(ctx: Ctx, names: Names, plan: Plan, batch: readonly FileCell[]): Promise<void> {
  const pairs = new Map(batch.map((b) => [`${b.categoryId}:${b.attribute.no}`, { categoryId: b.categoryId, attributeNo: b.attribute.no }]));
  const cells = new Map((await listCellsOf(ctx, [...pairs.values()])).map((c) => [`${c.categoryId}:${c.attributeNo}`, c]));
  const differing: { readonly item: FileCell; readonly cell: Cell; readonly wanted: Wanted }[] = [];
  for (const item of batch) {
    const cell = cells.get(`${item.categoryId}:${item.attribute.no}`);
    const wanted = cell && item.read(cell);
    if (cell && wanted) differing.push({ item, cell, wanted });
  }
  const past = await pastOf(
    ctx,
    differing.filter(({ item, cell }) => item.version !== undefined && item.version < cell.version).map((d) => d.item),
  );
  for (const { item, cell, wanted } of differing) {
    const then = past.get(`${item.version}:${item.categoryId}:${item.attribute.no}`);
    decide(names, plan, item, cell, then ? withoutStale(plan, item, cell, wanted, then, names) : wanted);
  }
}

async function pastOf(ctx: Ctx, items: readonly FileCell[]): Promise<Map<string, Pick<Cell, 'fields' | 'own'>>> {
  const out = new Map<string, Pick<Cell, 'fields' | 'own'>>();
  for (const version of new Set(items.map((i) => i.version))) {
    if (version === undefined) continue;
    const pairs = items.filter((i) => i.version === version).map((i) => ({ categoryId: i.categoryId, attributeNo: i.attribute.no }));
    const known = await listPastCells(ctx, version, pairs);
    for (const p of pairs) out.set(`${version}:${p.categoryId}:${p.attributeNo}`, known.get(`${p.categoryId}:${p.attributeNo}`) ?? { fields: null, own: null });
  }
  return out;
}

/** Leaves only what the person edited: what the file says as the matrix did then is not theirs; what both changed since is shown, not taken. */
function withoutStale(plan: Plan, item: FileCell, cell: Cell, wanted: Wanted, then: Pick<Cell, 'fields' | 'own'>, names: Names): Wanted {
  const was = shownFields(then, item.scope);
  const is = shownFields(cell, item.scope);
  const fields: Partial<Record<CellField, unknown>> = {};
  const clash = (column: string | undefined, theirs: Words, mine: Words) =>
    plan.problem(item.row, item.column ?? column, {
      en: `${column ? columnTitle(column, 'en') : 'the rule'} was changed by someone else since this file was exported: now “${theirs.en}”, in the file “${mine.en}”; it was left as it is now`,
      ru: `после выгрузки файла это изменил кто-то ещё (${column ? columnTitle(column, 'ru') : 'правило'}): сейчас «${theirs.ru}», в файле «${mine.ru}»; оставлено как сейчас`,
    });
  for (const [field, value] of Object.entries(wanted.fields) as [CellField, unknown][]) {
    if (sameJson(value ?? undefined, was[field])) continue;
    if (sameJson(was[field], is[field])) fields[field] = value;
    else clash(columnNameOf(field), textOf(field, is[field], item.attribute, names), textOf(field, value, item.attribute, names));
  }
  const opThen = then.own?.op;
  const opNow = cell.own?.op;
  const statedThen = wanted.op === 'remove' ? undefined : wanted.op;
  const moved = opThen !== opNow;
  if (wanted.op === undefined || !moved) return { op: wanted.op, fields };
  // In a wide file an empty cell, or a full one, may be just what stood there.
  const shownThen = item.scope === 'own' ? then.own !== null : then.fields !== null || then.own !== null;
  const untouched = statedThen === opThen || (wanted.op === 'set' && shownThen && opThen !== 'exclude');
  if (!untouched) clash(undefined, opNow ? OP_WORDS[opNow] : asIs('—'), OP_WORDS[wanted.op]);
  return { op: undefined, fields };
}

const columnNameOf = (field: CellField): string => FIELD_COLUMN_LIST.find(([, f]) => f === field)?.[0] ?? field;
/** So many options are called by their names; more stand as the file has them. */
const NAMED_OPTIONS = 30;
/** A value in words for people: as in files, but options by name. */
function textOf(field: CellField, value: unknown, attribute: NamedAttribute, names: Names, unit?: string): Words {
  const file = { ru: printField(field, value, attribute, names, 'ru', unit), en: printField(field, value, attribute, names, 'en', unit) };
  if (FIELD_KINDS[field] !== 'options' || !Array.isArray(value) || value.length > NAMED_OPTIONS) return file;
  const labels = value.map((token: number) => names.entryLabel(token));
  if (labels.includes(undefined)) return file;
  return { ru: labels.map((l) => l?.ru).join(', '), en: labels.map((l) => l?.en).join(', ') };
}

function decide(names: Names, plan: Plan, item: FileCell, cell: Cell, wanted: Wanted): void {
  const { row, attribute, categoryId } = item;
  const shown = shownFields(cell, item.scope);
  const subject = subjectOf(names, categoryId, attribute);
  const rule = (op: WantedOp, fields: Record<string, unknown>, lines: readonly Omit<DiffLine, 'row' | 'kind' | 'subject'>[]) => {
    const change: Change = { kind: 'rule', edit: { categoryId, attributeNo: attribute.no, op, fields } };
    plan.change(
      row,
      change,
      lines.map((l) => ({ subject, ...l })),
    );
  };
  const opNow = cell.own?.op;
  const opWords = opNow ? OP_WORDS[opNow] : asIs('');
  if (wanted.op === 'exclude' || wanted.op === 'remove') {
    const there = wanted.op === 'exclude' ? opNow === 'exclude' : cell.own === null;
    if (!there) rule(wanted.op, {}, [{ column: 'op', from: opWords, to: OP_WORDS[wanted.op] }]);
    else if (wanted.op === 'remove' && cell.fields !== null) plan.problem(row, item.column, inheritedWhole(names, cell));
    return;
  }
  const patch: Record<string, unknown> = {};
  const lines: Omit<DiffLine, 'row' | 'kind' | 'subject'>[] = [];
  const unit = unitInForce(cell);
  for (const [field, value] of Object.entries(wanted.fields) as [CellField, unknown][]) {
    const own = cell.own?.op === 'set' && field in cell.own.fields;
    if (value === null && !own) {
      plan.problem(row, item.column ?? columnNameOf(field), inheritedField(names, cell, field));
      continue;
    }
    patch[field] = value;
    lines.push({ column: columnNameOf(field), from: textOf(field, shown[field], attribute, names, unit), to: textOf(field, value, attribute, names, unit) });
  }
  const before = cell.own?.op === 'set' ? cell.own.fields : {};
  const merged = CellFields.safeParse(Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, v]) => v !== null)));
  const wrong = merged.success ? newProblems(asDictionary(attribute), before, merged.data) : [];
  for (const p of wrong) plan.problem(row, item.column, { en: p.en, ru: p.ru });
  if (wrong.length > 0) return;
  const starts = wanted.op === 'set' && cell.own?.op !== 'set';
  if (lines.length > 0 || starts) rule('set', patch, starts ? [{ column: 'op', from: opWords, to: OP_WORDS.set }, ...lines] : lines);
}

export const subjectOf = (names: Names, categoryId: number, attribute: NamedAttribute): DiffLine['subject'] => {
  const c = names.category(categoryId);
  return { ru: `${c?.ru || c?.en || ''} · ${attribute.ru || attribute.en}`, en: `${c?.en || c?.ru || ''} · ${attribute.en || attribute.ru}` };
};
const asDictionary = (a: NamedAttribute): DictionaryAttribute => ({ no: a.no, type: a.type, unitFamily: a.unitFamily, localised: a.localised, tokens: [] });

function inheritedField(names: Names, cell: Cell, field: CellField): TextProblem {
  const from = names.category(cell.origins?.[field]?.[0] ?? 0);
  const column = (language: 'ru' | 'en') => columnTitle(columnNameOf(field), language);
  return {
    en: `${column('en')} comes from “${from?.en ?? ''}” (${from?.key ?? ''}) and cannot be emptied here; write another value (for a flag: no), or empty it there`,
    ru: `«${column('ru')}» задано в «${from?.ru ?? ''}» (${from?.key ?? ''}), здесь его не очистить; впишите другое значение (для признака — нет) или очистите там`,
  };
}
function inheritedWhole(names: Names, cell: Cell): TextProblem {
  const from = names.category(cell.origins?._?.[0] ?? 0);
  return {
    en: `the attribute comes from “${from?.en ?? ''}” (${from?.key ?? ''}); to do without it here, exclude it (“excluded”, in the long form op: exclude)`,
    ru: `характеристика пришла из «${from?.ru ?? ''}» (${from?.key ?? ''}); чтобы её здесь не было, исключите её («исключена», в длинной форме — «исключить»)`,
  };
}
