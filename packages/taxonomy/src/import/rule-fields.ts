import { FIELD_COLUMN_LIST } from '../exchange/columns.ts';
import { type ExchangeAttribute, type ExchangeNames, readField } from '../exchange/fields.ts';
import { CellFields } from '../schemas.ts';
import { type RulesRow, wrongRow } from './rules-file.ts';

/** A rule row's cells as fields. `defaultUnit`: the unit its min and max are written in when neither they nor the row name one. Errors name the row. */
export function ruleFields(row: RulesRow, attribute: ExchangeAttribute, names: ExchangeNames, defaultUnit: string | undefined): CellFields {
  const fields: Record<string, unknown> = {};
  for (const [column, field] of FIELD_COLUMN_LIST) {
    const text = row.get(column);
    if (text === '') continue;
    const read = readField(field, text, attribute, names, row.get('default_unit') || defaultUnit);
    if ('problem' in read) throw wrongRow(row.line, `${column}: ${read.problem.en}`, `${column}: ${read.problem.ru}`);
    fields[field] = read.value;
  }
  return CellFields.parse(fields);
}
