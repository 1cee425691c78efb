import { readFileSync } from 'node:fs';
import { readCsv } from '@yarmarka/files';
import { invalid } from '@yarmarka/kernel';
import { columnOf, stateOf } from '../exchange/columns.ts';
import { unquoteText } from '../exchange/fields.ts';
import { AttributeType } from '../schemas.ts';

export type RulesRow = { readonly line: number; readonly get: (column: string) => string };
export type RulesFile = {
  readonly groups: { key: string; en: string; ru: string; position: number }[];
  readonly attributes: {
    key: string;
    type: AttributeType;
    listKey: string | undefined;
    unitFamily: string | undefined;
    en: string;
    ru: string;
    descriptionEn: string;
    descriptionRu: string;
  }[];
  readonly entries: {
    listKey: string;
    key: string;
    en: string;
    ru: string;
    number: number | undefined;
    unit: string | undefined;
    swatch: string | undefined;
    position: number | undefined;
  }[];
  readonly rules: (RulesRow & { readonly category: string; readonly attribute: string; readonly op: 'set' | 'exclude' })[];
};

export const wrongRow = (line: number, en: string, ru = en) =>
  invalid('taxonomy.rules_file', `Rules file, row ${line}: ${en}.`, `Файл правил, строка ${line}: ${ru}.`, { line });

const optionalNumber = (s: string): number | undefined => (s === '' ? undefined : Number(s.replace(',', '.')));

const TEXTS = new Set(['label_en', 'label_ru', 'description_en', 'description_ru', 'help_en', 'help_ru']);

/**
 * Reads a rules file (see `yarmarka import taxonomy --help` for the format), also one that the matrix or the dictionary exported as CSV: headers in either language, any delimiter
 * and encoding; inherited cells of such a file are no rules and are passed over. Errors name the row.
 */
export function readRulesFile(path: string): RulesFile {
  const file = readCsv(readFileSync(path));
  const columns = file.header.map((header) => {
    const column = columnOf(header);
    if (header !== '' && !column) throw wrongRow(file.headerRow, `unknown column “${header}”`, `неизвестная колонка «${header}»`);
    return column;
  });
  const out: RulesFile = { groups: [], attributes: [], entries: [], rules: [] };
  for (const { row: line, cells } of file.rows) {
    const byColumn = new Map(columns.map((column, i) => [column as string, (cells[i] ?? '').trim()]));
    const get = (column: string) => (TEXTS.has(column) ? unquoteText(byColumn.get(column) ?? '') : (byColumn.get(column) ?? ''));
    if (stateOf(get('state')) === 'inherited') continue;
    const labels = { en: get('label_en'), ru: get('label_ru') };
    switch (get('record')) {
      case 'group':
        out.groups.push({ key: get('group'), ...labels, position: optionalNumber(get('position')) ?? out.groups.length });
        break;
      case 'attribute': {
        const type = AttributeType.safeParse(get('type'));
        if (!type.success) throw wrongRow(line, `unknown type “${get('type')}”`, `неизвестный тип «${get('type')}»`);
        out.attributes.push({
          key: get('attribute'),
          type: type.data,
          listKey: get('list') || undefined,
          unitFamily: get('unit') || undefined,
          ...labels,
          descriptionEn: get('description_en'),
          descriptionRu: get('description_ru'),
        });
        break;
      }
      case 'entry':
        out.entries.push({
          listKey: get('list'),
          key: get('entry'),
          ...labels,
          number: optionalNumber(get('number')),
          unit: get('unit') || undefined,
          swatch: get('swatch') || undefined,
          position: optionalNumber(get('position')),
        });
        break;
      case 'rule': {
        const op = get('op') || 'set';
        if (op !== 'set' && op !== 'exclude') throw wrongRow(line, `op is “${op}”, expected set or exclude`, `операция «${op}», ожидается set или exclude`);
        out.rules.push({ line, get, category: get('category'), attribute: get('attribute'), op });
        break;
      }
      default:
        throw wrongRow(line, `unknown record “${get('record')}”`, `неизвестная запись «${get('record')}»`);
    }
  }
  return out;
}
