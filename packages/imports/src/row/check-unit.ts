import { checkValues, compileSchema, labelKey, sameValue } from '@yarmarka/taxonomy/check';
import { type Attrs, type Issue, type Level, RESERVED, type TextValue, type Value } from '@yarmarka/taxonomy/schemas';
import type { ColumnMapping, ParsedRow, RowIssue } from '../schemas.ts';
import { issueAt } from './read-cell.ts';
import { parseRow, type RowReader } from './parse-row.ts';

export type RawRow = {
  readonly rowNo: number;
  readonly raw: readonly string[];
  readonly sku: string;
  readonly sameSkuRow: number | null;
  /** The seller already has goods under this article number: cells left empty then change nothing. */
  readonly known: boolean;
};
export type CheckedRow = {
  readonly rowNo: number;
  readonly cardRow: number;
  readonly parsed: ParsedRow;
  readonly issues: readonly RowIssue[];
  readonly valid: boolean;
};
export type Parsed = RawRow & { readonly parsed: ParsedRow; readonly issues: readonly RowIssue[] };

/** What a row's values come to without what it empties. */
const given = (values: Readonly<Record<string, Value | null>>): Attrs =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && !isBlankText(v))) as Attrs;
const isBlankText = (v: Value): boolean => isText(v) && [v.ru, v.en].every((text) => !/\S/u.test(text ?? ''));

/**
 * Reads and checks rows that may be variants of one card (`explicit`: the file says so in its group column; else they only share name and brand). Taxonomy's checker decides what the
 * category takes. Rows that share only the name become one card when their axis values are there and differ and they agree in everything else; whoever does not fit stands alone.
 */
export function checkUnit(reader: RowReader, rows: readonly RawRow[], explicit: boolean): CheckedRow[] {
  const parsed = rows.map((row): Parsed => ({ ...row, ...parseRow(reader, row.raw) }));
  const groups = group(reader, parsed, explicit);
  if (explicit && rows.length > 1 && axesOf(reader).length === 0)
    return groups
      .flatMap((members) => checkGroup(reader, members, explicit))
      .map((row, i) => (i === 0 ? row : { ...row, issues: [...row.issues, withoutAxes(reader, rows[i])] }));
  return groups.flatMap((members) => checkGroup(reader, members, explicit));
}

/** A category without variant axes has cards of one variant: the file's groups mean nothing there. */
const withoutAxes = (reader: RowReader, row: RawRow | undefined): RowIssue => {
  const column = columnFor(reader, 'group');
  return issueAt(column, 'group_without_axes', row?.raw[column.column]?.trim() ?? '', {}, 'warning');
};

const axesOf = (reader: RowReader): number[] => reader.schema.schema.attributes.filter((a) => a.axis).map((a) => a.no);
/** The axis values of a row in one spelling; undefined where none is given. */
function axisKeyOf(axes: readonly number[], row: Parsed): string | undefined {
  const parts = axes.flatMap((no) => {
    const v = row.parsed.variant[no] ?? row.parsed.card[no];
    if (v === undefined || v === null) return [];
    return [`${no}:${typeof v === 'object' && 'c' in v ? labelKey(v.c) : JSON.stringify(v)}`];
  });
  return parts.length === 0 ? undefined : parts.join(',');
}

function group(reader: RowReader, rows: readonly Parsed[], explicit: boolean): Parsed[][] {
  const axes = axesOf(reader);
  const [head, ...rest] = rows;
  if (!head) return [];
  if (axes.length === 0 || rest.length === 0) return rows.map((r) => [r]);
  if (explicit) return [[...rows]];
  const members = [head];
  const alone: Parsed[][] = [];
  const first = axisKeyOf(axes, head);
  const seen = new Set(first === undefined ? [] : [first]);
  for (const row of rest) {
    const key = axisKeyOf(axes, row);
    if (first !== undefined && key !== undefined && !seen.has(key) && agrees(head, row)) {
      seen.add(key);
      members.push(row);
    } else alone.push([row]);
  }
  return [members, ...alone];
}

/** Nothing that one row says of the card contradicts the other. */
const agrees = (a: Parsed, b: Parsed): boolean =>
  Object.entries(b.parsed.card).every(([no, v]) => a.parsed.card[no] === undefined || sameSaid(a.parsed.card[no], v));

const isText = (v: Value | null | undefined): v is TextValue => typeof v === 'object' && v !== null && !Array.isArray(v) && ('ru' in v || 'en' in v);

/** Equal values; of texts the spelling (case, spaces, dashes) does not count: the first row's stands. */
export function sameSaid(a: Value | null | undefined, b: Value | null): boolean {
  const folded = (v: Value | null | undefined): unknown => (isText(v) ? { ru: labelKey(v.ru ?? ''), en: labelKey(v.en ?? '') } : (v ?? null));
  return sameValue(folded(a), folded(b));
}

function checkGroup(reader: RowReader, members: readonly Parsed[], explicit: boolean): CheckedRow[] {
  const [head] = members;
  if (!head) return [];
  const axes = axesOf(reader);
  const card: Record<string, Value | null> = {};
  const firstRow: Record<string, number> = {};
  const seen = new Map<string, number>();
  return members.map((row): CheckedRow => {
    const issues = [...row.issues];
    if (row.sameSkuRow !== null) issues.push(rowIssue(reader, 'sku', 'sku_repeated', row, { row: row.sameSkuRow }));
    for (const [no, v] of Object.entries(row.parsed.card)) {
      const known = card[no];
      if (known === undefined) {
        card[no] = v;
        firstRow[no] = row.rowNo;
      } else if (!sameSaid(known, v)) issues.push(rowIssue(reader, `attr:${Number(no)}`, 'differs_in_group', row, { row: firstRow[no] ?? head.rowNo }));
    }
    if (explicit && members.length > 1) {
      const key = axisKeyOf(axes, row);
      const same = seen.get(key ?? '');
      if (same !== undefined) issues.push(rowIssue(reader, 'group', key === undefined ? 'axes_empty' : 'variant_repeated', row, { row: same }));
      else seen.set(key ?? '', row.rowNo);
    }
    issues.push(...checkLevels(reader, row, card));
    return { rowNo: row.rowNo, cardRow: head.rowNo, parsed: row.parsed, issues, valid: !issues.some((i) => i.severity === 'error') };
  });
}

/** Each level as the schema enforces it. What is only missing does not keep a row out: it becomes a draft that lacks something. A name it must have, and an offer on sale must be whole. */
export function checkLevels(reader: RowReader, row: Parsed, shared: Readonly<Record<string, Value | null>>): RowIssue[] {
  const compiled = compileSchema(reader.schema.schema, reader.schema.lists);
  const mode = row.known ? 'partial' : 'enforced';
  const card = given({ ...shared, ...row.parsed.card });
  const variant = given(row.parsed.variant);
  const unread = new Set(row.issues.map((i) => i.attributeNo));
  const told = (level: Level, issues: readonly Issue[]) =>
    issues.filter((i) => !(unread.has(i.attr) && i.code === 'required')).map((issue) => fromIssue(reader, row, level, issue));
  const issues = [
    ...told('card', checkValues(compiled, card, mode, 'card')),
    ...told('variant', checkValues(compiled, variant, mode, 'variant', card)),
    ...(row.parsed.priceMinor === undefined ? [] : told('offer', checkValues(compiled, row.parsed.offer, mode, 'offer', { ...card, ...variant }))),
  ];
  const column = reader.columns.find((c) => c.target === 'price');
  if (!row.known && row.parsed.priceMinor === undefined && !row.issues.some((i) => i.code === 'price_wrong'))
    issues.push(issueAt(column ?? NO_COLUMN, 'price_missing', '', {}, 'warning'));
  return issues;
}

const NO_COLUMN: ColumnMapping = { column: -1, header: '', target: null };

function columnFor(reader: RowReader, target: string, language?: unknown): ColumnMapping {
  const columns = reader.columns.filter((c) => c.target === target);
  return columns.find((c) => c.language === language) ?? columns[0] ?? NO_COLUMN;
}

function rowIssue(reader: RowReader, target: string, code: string, row: RawRow, params: RowIssue['params']): RowIssue {
  const column = columnFor(reader, target);
  const no = target.startsWith('attr:') ? Number(target.slice(5)) : null;
  return issueAt(column, code, row.raw[column.column]?.trim() ?? '', { attributeNo: no, ...(params ? { params } : {}) });
}

function fromIssue(reader: RowReader, row: Parsed, level: Level, issue: Issue): RowIssue {
  const missing = issue.code === 'required' || issue.code === 'language_required';
  const mustHave = (issue.code === 'required' && issue.attr === RESERVED.name) || (missing && level === 'offer');
  const column = columnFor(reader, `attr:${issue.attr}`, issue.params?.['language']);
  const value = missing ? '' : (row.raw[column.column]?.trim() ?? '');
  return issueAt(
    column,
    issue.code,
    value,
    { attributeNo: issue.attr, ...(issue.params ? { params: issue.params } : {}) },
    missing && !mustHave ? 'warning' : 'error',
  );
}
