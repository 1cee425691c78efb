import type { CellFields } from '../schemas.ts';
import { type Cell, type HelpTexts, ownFields, type Scope, shownFields } from './cells.ts';
import { type CellState, type Column, FIELD_COLUMN_LIST, type FieldColumn, STATE_WORDS } from './columns.ts';
import { type ExchangeAttribute, type ExchangeNames, printField, quoteText } from './fields.ts';
import type { NamedCategory, Names } from './names.ts';
import type { TextLanguage } from './words.ts';

export type PrintedRow = Partial<Record<Column, string>>;

/** A text of its own (a label, a help text) as a cell shows it; none is an empty cell. Line ends are the same everywhere. */
export const printText = (text: string | undefined): string => (text ? quoteText(text.replaceAll('\r\n', '\n')) : '');

/** The path of a category in words: «Электроника > Телефоны». */
export function pathText(names: Names, id: number, language: TextLanguage): string {
  const parts: string[] = [];
  for (let c: NamedCategory | undefined = names.category(id); c; c = c.parentId === null ? undefined : names.category(c.parentId))
    parts.unshift(c[language] || c.ru || c.en);
  return parts.join(' > ');
}

/** The columns of the fields, printed as they are compared: `unit` is the unit that is in force. */
export function printFields(
  fields: CellFields,
  attribute: ExchangeAttribute,
  names: ExchangeNames,
  unit: string | undefined,
  language: TextLanguage,
): Partial<Record<FieldColumn, string>> {
  const out: Partial<Record<FieldColumn, string>> = {};
  for (const [column, field] of FIELD_COLUMN_LIST)
    if (fields[field] !== undefined) out[column] = printField(field, fields[field], attribute, names, language, unit);
  return out;
}

export const unitInForce = (cell: Pick<Cell, 'fields' | 'own'>): string | undefined => cell.own?.fields.defaultUnit ?? cell.fields?.defaultUnit;

/** One line of the long file of the matrix. */
export function printCellRow(cell: Cell, scope: Scope, names: Names, help: HelpTexts, language: TextLanguage): PrintedRow | undefined {
  const category = names.category(cell.categoryId);
  const attribute = names.attribute(cell.attributeNo);
  if (!category || !attribute) return undefined;
  const text = scope === 'own' ? help.own(category.id, attribute.no) : help.effective(category.id, attribute.no);
  return {
    record: 'rule',
    category: category.key,
    category_name: category[language],
    attribute: attribute.key,
    attribute_name: attribute[language],
    op: cell.own?.op ?? '',
    ...printFields(shownFields(cell, scope), attribute, names, unitInForce(cell), language),
    ...(scope === 'effective' ? whereFrom(cell, names, language) : {}),
    help_en: printText(text?.en),
    help_ru: printText(text?.ru),
    version: String(cell.version),
  };
}

function whereFrom(cell: Cell, names: Names, language: TextLanguage): PrintedRow {
  const state: CellState = cell.own?.op === 'exclude' ? 'excluded' : cell.own ? 'own' : 'inherited';
  const origin = state === 'inherited' ? cell.origins?._?.[0] : cell.categoryId;
  const category = origin === undefined ? undefined : names.category(origin);
  const own = new Set(ownFields(cell));
  return {
    state: STATE_WORDS[state][language],
    origin: category?.key ?? '',
    origin_name: category?.[language] ?? '',
    own_fields: FIELD_COLUMN_LIST.filter(([, field]) => own.has(field))
      .map(([column]) => column)
      .join('|'),
  };
}
