import { FIELD_COLUMN_LIST } from '../exchange/columns.ts';
import { type ExchangeAttribute, type ExchangeNames, readField, type TextProblem } from '../exchange/fields.ts';
import { CellFields } from '../schemas.ts';
import type { RulesRow } from './rules-file.ts';

/** A rule row's cells as fields, or what is wrong with one. `defaultUnit`: the unit its min and max are written in when neither they nor the row name one. */
export function ruleFields(row: RulesRow, attribute: ExchangeAttribute, names: ExchangeNames, defaultUnit: string | undefined): CellFields | TextProblem {
  const fields: Record<string, unknown> = {};
  for (const [column, field] of FIELD_COLUMN_LIST) {
    const text = row.get(column);
    if (text === '') continue;
    const read = readField(field, text, attribute, names, row.get('default_unit') || defaultUnit);
    if ('problem' in read) return { en: `${column}: ${read.problem.en}`, ru: `${column}: ${read.problem.ru}` };
    fields[field] = read.value;
  }
  const checked = CellFields.safeParse(fields);
  if (checked.success) return checked.data;
  const field = String(checked.error.issues[0]?.path[0]);
  return { en: `${field}: this value is not allowed`, ru: `${field}: такое значение недопустимо` };
}
