import { existsSync, readFileSync } from 'node:fs';
import { readCsv } from '@yarmarka/files';
import { columnOf, stateOf } from '../exchange/columns.ts';
import { unquoteText } from '../exchange/fields.ts';
import { codeOf, recordOf } from '../exchange/row-words.ts';
import { Place } from '../model.ts';
import { AttributeType } from '../schemas.ts';
import { UNITS } from '../units.ts';
import { type FileProblem, missingFile, rowProblem } from './file-problems.ts';

export type RulesRow = { readonly line: number; readonly get: (column: string) => string };
export type RulesFile = {
  readonly file: string;
  readonly groups: { key: string; en: string; ru: string; position: number }[];
  readonly attributes: {
    line: number;
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

const FAMILIES: ReadonlySet<string> = new Set(UNITS.map((u) => u.family));
const SWATCH = /^#[0-9a-f]{6}$/i;
const TEXTS = new Set(['label_en', 'label_ru', 'description_en', 'description_ru', 'help_en', 'help_ru']);

/**
 * Reads a rules file (see `yarmarka import taxonomy --help` for the format), also one that the matrix or the dictionary exported as CSV: headers in either language, any delimiter
 * and encoding; inherited cells of such a file are no rules and are passed over. Rows that cannot be read are left out and go into `problems`. Reasons: those of `readCsv`.
 */
export function readRulesFile(path: string, problems: FileProblem[]): RulesFile {
  const out: RulesFile = { file: path, groups: [], attributes: [], entries: [], rules: [] };
  if (!existsSync(path)) {
    problems.push(missingFile(path));
    return out;
  }
  const wrong = (line: number, en: string, ru: string): void => {
    problems.push(rowProblem(path, line, en, ru));
  };
  const file = readCsv(readFileSync(path));
  const columns = file.header.map((header) => {
    const column = columnOf(header);
    if (header !== '' && !column) wrong(file.headerRow, `unknown column “${header}”`, `неизвестная колонка «${header}»`);
    return column;
  });
  for (const { row: line, cells } of file.rows) {
    const byColumn = new Map(columns.map((column, i) => [column as string, (cells[i] ?? '').trim()]));
    const record = recordOf(byColumn.get('record') ?? '') ?? '';
    const code = (column: 'type' | 'unit' | 'op') => codeOf(column, byColumn.get(column) ?? '', record);
    const get = (column: string) => (TEXTS.has(column) ? unquoteText(byColumn.get(column) ?? '') : (byColumn.get(column) ?? ''));
    if (stateOf(get('state')) === 'inherited') continue;
    const number = (column: string): number | undefined => {
      const n = get(column) === '' ? undefined : Number(get(column).replace(',', '.'));
      if (n === undefined || Number.isFinite(n)) return n;
      wrong(line, `${column}: “${get(column)}” is no number`, `${column}: «${get(column)}» — не число`);
      return undefined;
    };
    const place = (): number | undefined => {
      const n = number('position');
      if (n === undefined || Place.safeParse(n).success) return n;
      wrong(line, `position: “${get('position')}” is no whole number or too large`, `position: «${get('position')}» — не целое число или слишком большое`);
      return undefined;
    };
    const labels = { en: get('label_en'), ru: get('label_ru') };
    switch (record) {
      case 'group':
        out.groups.push({ key: get('group'), ...labels, position: place() ?? out.groups.length });
        break;
      case 'attribute': {
        const type = AttributeType.safeParse(code('type'));
        const family = code('unit');
        if (!type.success) wrong(line, `unknown type “${get('type')}”`, `неизвестный тип «${get('type')}»`);
        else if (family && !FAMILIES.has(family)) wrong(line, `unknown unit family “${family}”`, `неизвестное семейство единиц «${family}»`);
        if (!type.success || (family && !FAMILIES.has(family))) break;
        out.attributes.push({
          line,
          key: get('attribute'),
          type: type.data,
          listKey: get('list') || undefined,
          unitFamily: family || undefined,
          ...labels,
          descriptionEn: get('description_en'),
          descriptionRu: get('description_ru'),
        });
        break;
      }
      case 'entry':
        if (get('swatch') && !SWATCH.test(get('swatch')))
          wrong(line, `swatch: “${get('swatch')}” is no colour such as #1a2b3c`, `swatch: «${get('swatch')}» — не цвет вида #1a2b3c`);
        else
          out.entries.push({
            listKey: get('list'),
            key: get('entry'),
            ...labels,
            number: number('number'),
            unit: code('unit') || undefined,
            swatch: get('swatch') || undefined,
            position: place(),
          });
        break;
      case 'rule': {
        const op = code('op') || 'set';
        if (op !== 'set' && op !== 'exclude') wrong(line, `op is “${op}”, expected set or exclude`, `действие «${op}», ожидается set или exclude`);
        else out.rules.push({ line, get, category: get('category'), attribute: get('attribute'), op });
        break;
      }
      default:
        wrong(line, `unknown record “${get('record')}”`, `неизвестная запись «${get('record')}»`);
    }
  }
  return out;
}
