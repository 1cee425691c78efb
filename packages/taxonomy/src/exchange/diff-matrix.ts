import type { Ctx } from '@yarmarka/kernel';
import type { CellField } from '../schemas.ts';
import { fieldsPatch, parseCell, printCell } from './cell-text.ts';
import { type Cell, type HelpTexts, type Scope, shownFields } from './cells.ts';
import { FIELD_COLUMN_LIST, stateOf } from './columns.ts';
import { diffCells, type FileCell, subjectOf, type Wanted, type WantedOp } from './diff-cells.ts';
import { printField, readField, sameJson, unquoteText } from './fields.ts';
import type { NamedAttribute, Names } from './names.ts';
import type { Plan } from './plan.ts';
import { printText, unitInForce } from './print-rows.ts';
import { type LongRow, nearestWord, unknownAttribute, unknownCategory, versionOf, type WideColumn, type WideRow } from './read-file.ts';
import { opOf, opSpellings, OP_WORDS } from './row-words.ts';
import { asIs, LANGUAGES, type TextLanguage, wordKey } from './words.ts';

/** A `rule` line of a long file as a cell to compare; undefined when it names nothing known (the problem is in the plan). */
export function longCell(line: LongRow, names: Names, help: HelpTexts, plan: Plan): FileCell | undefined {
  const { row } = line;
  const found = findCell(row, line.text('category') ?? '', line.text('attribute') ?? '', names, plan);
  if (!found) return undefined;
  const scope: Scope = line.text('state') === undefined ? 'own' : 'effective';
  const opText = wordKey(line.text('op') ?? '');
  const op = opOf(opText);
  if (opText !== '' && !op) {
    const near = nearestWord(opText, opSpellings());
    const all = (l: TextLanguage) => Object.values(OP_WORDS).map((words) => words[l]);
    plan.problem(row, 'op', {
      en: `“${opText}” is none of: ${all('en').join(', ')}${near ? `; did you mean “${near}”?` : ''}`,
      ru: `«${opText}» нет среди: ${all('ru').join(', ')}${near ? `; возможно, «${near}»?` : ''}`,
    });
    return undefined;
  }
  diffHelp(line, found, scope, help, names, plan);
  return { row, ...found, scope, version: versionOf(line.text('version')), read: (cell) => readLong(line, cell, found.attribute, scope, op, names, plan) };
}

function findCell(
  row: number,
  categoryKey: string,
  attributeKey: string,
  names: Names,
  plan: Plan,
): { categoryId: number; attribute: NamedAttribute } | undefined {
  const categoryId = names.categoryId(categoryKey);
  const attribute = names.attribute(names.attributeNo(attributeKey) ?? 0);
  if (categoryId === undefined) plan.problem(row, 'category', unknownCategory(categoryKey, names));
  if (!attribute) plan.problem(row, 'attribute', unknownAttribute(attributeKey, names));
  return categoryId === undefined || !attribute ? undefined : { categoryId, attribute };
}

function readLong(line: LongRow, cell: Cell, attribute: NamedAttribute, scope: Scope, op: WantedOp | undefined, names: Names, plan: Plan): Wanted | undefined {
  const shown = shownFields(cell, scope);
  const fields: Partial<Record<CellField, unknown>> = {};
  const unit = unitInForce(cell);
  let wrong = false;
  for (const [column, field] of FIELD_COLUMN_LIST) {
    const text = line.text(column);
    if (text === undefined || LANGUAGES.some((l) => text === printField(field, shown[field], attribute, names, l, unit))) continue;
    if (text === '') {
      fields[field] = null;
      continue;
    }
    const read = readField(field, text, attribute, names, ownUnit(line, unit));
    if ('problem' in read) {
      wrong = true;
      plan.problem(line.row, column, withSuggestion(read.problem, text, attribute, names));
    } else if (!sameJson(read.value, shown[field])) fields[field] = read.value;
  }
  if (wrong) return undefined;
  const opNow = cell.own?.op;
  // A line is there to say that the attribute is used, even if it says nothing else.
  const isNew = opNow === undefined && (scope === 'own' || cell.fields === null);
  const wantedOp = op === opNow ? undefined : (op ?? (isNew && stateOf(line.text('state') ?? '') !== 'inherited' ? 'set' : undefined));
  const excluded = op === 'exclude';
  return wantedOp !== undefined || (!excluded && Object.keys(fields).length > 0) ? { op: wantedOp, fields: excluded ? {} : fields } : undefined;
}

const ownUnit = (line: LongRow, inForce: string | undefined): string | undefined => line.text('default_unit') || inForce;

function withSuggestion(problem: { en: string; ru: string }, text: string, attribute: NamedAttribute, names: Names): { en: string; ru: string } {
  const missing = text
    .split('|')
    .map((t) => t.trim())
    .find((t) => names.token(attribute.no, t) === undefined);
  const near = attribute.type === 'list' && missing && problem.en.includes('has no entry') ? names.suggestEntry(attribute.no, missing) : undefined;
  return near ? { en: `${problem.en}; did you mean “${near}”?`, ru: `${problem.ru}; возможно, «${near}»?` } : problem;
}

function diffHelp(
  line: LongRow,
  { categoryId, attribute }: { categoryId: number; attribute: NamedAttribute },
  scope: Scope,
  help: HelpTexts,
  names: Names,
  plan: Plan,
): void {
  const own = help.own(categoryId, attribute.no);
  const now = scope === 'own' ? own : help.effective(categoryId, attribute.no);
  const text = { ru: line.text('help_ru'), en: line.text('help_en') };
  const differing = (['en', 'ru'] as const).filter((l) => text[l] !== undefined && text[l] !== printText(now?.[l]));
  if (differing.length === 0) return;
  const next = { ru: unquoteText(text.ru ?? printText(now?.ru)), en: unquoteText(text.en ?? printText(now?.en)) };
  const empty = next.ru === '' && next.en === '';
  if (empty && !own) {
    plan.problem(line.row, 'help_en', {
      en: 'the help text comes from a category above and cannot be emptied here; write another or empty it there',
      ru: 'подсказка пришла из категории выше, здесь её не очистить; напишите другую или очистите её там',
    });
    return;
  }
  const change = { kind: 'help' as const, help: { categoryId, attributeNo: attribute.no, help: empty ? null : next } };
  const subject = subjectOf(names, categoryId, attribute);
  plan.change(
    line.row,
    change,
    differing.map((l) => ({ subject, column: `help_${l}`, from: asIs(now?.[l] ?? ''), to: asIs(next[l]) })),
  );
}

/** The cells of a line of a wide file that hold something, there or here; `present`: `category:attribute` of those that hold something here. */
export function* wideCells(
  line: WideRow,
  columns: readonly WideColumn[],
  scope: Scope,
  present: ReadonlySet<string>,
  names: Names,
  plan: Plan,
): Generator<FileCell> {
  const categoryId = names.categoryId(line.category);
  if (categoryId === undefined) {
    plan.problem(line.row, 'category', unknownCategory(line.category, names));
    return;
  }
  for (const { header, attribute, ...column } of columns) {
    const text = line.text({ header, attribute, ...column });
    if (text === '' && !present.has(`${categoryId}:${attribute.no}`)) continue;
    yield {
      row: line.row,
      column: header,
      categoryId,
      attribute,
      scope,
      version: line.version,
      read: (cell) => readWide(line.row, header, text, cell, attribute, scope, names, plan),
    };
  }
}

function readWide(
  row: number,
  header: string,
  text: string,
  cell: Cell,
  attribute: NamedAttribute,
  scope: Scope,
  names: Names,
  plan: Plan,
): Wanted | undefined {
  const shown = shownFields(cell, scope);
  const present = scope === 'own' ? cell.own !== null : cell.fields !== null || cell.own !== null;
  const content = cell.own?.op === 'exclude' ? ({ op: 'exclude' } as const) : ({ op: 'set', fields: shown } as const);
  if (text === '' && !present) return undefined;
  if (present && LANGUAGES.some((l) => text === printCell(content, attribute, names, l))) return undefined;
  const read = parseCell(text, attribute, names, unitInForce(cell));
  if ('problems' in read) {
    for (const p of read.problems) plan.problem(row, header, withSuggestion(p, /(?:options|значения):([^;]*)/iu.exec(text)?.[1] ?? '', attribute, names));
    return undefined;
  }
  if (read.cell.op === 'inherit') return { op: 'remove', fields: {} };
  if (read.cell.op === 'exclude') return cell.own?.op === 'exclude' ? undefined : { op: 'exclude', fields: {} };
  const fields = fieldsPatch(shown, read.cell.fields);
  const starts = cell.own?.op === 'exclude' || !present;
  return starts || Object.keys(fields).length > 0 ? { op: starts ? 'set' : undefined, fields } : undefined;
}

const BATCH = 4000;

/** Collects cells and compares them in batches. */
export class CellBatches {
  #batch: FileCell[] = [];
  readonly #flush: (batch: readonly FileCell[]) => Promise<void>;
  constructor(ctx: Ctx, names: Names, plan: Plan) {
    this.#flush = (batch) => diffCells(ctx, names, plan, batch);
  }
  async add(cell: FileCell): Promise<void> {
    this.#batch.push(cell);
    if (this.#batch.length >= BATCH) await this.end();
  }
  async end(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length > 0) await this.#flush(batch);
  }
}
