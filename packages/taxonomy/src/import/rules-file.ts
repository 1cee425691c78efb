import { readFileSync } from 'node:fs';
import { invalid } from '@yarmarka/kernel';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AttributeType } from '../schemas.ts';

const Row = z.record(z.string(), z.string());
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

export const RULES_COLUMNS = [
  'record',
  'category',
  'attribute',
  'op',
  'label_en',
  'label_ru',
  'description_en',
  'description_ru',
  'type',
  'list',
  'entry',
  'number',
  'unit',
  'swatch',
  'group',
  'position',
  'requirement',
  'condition',
  'languages',
  'filterable',
  'facet',
  'facet_position',
  'axis',
  'level',
  'options',
  'custom',
  'units',
  'default_unit',
  'min',
  'max',
  'max_length',
  'pattern',
  'max_values',
  'editable',
  'ai',
  'help_en',
  'help_ru',
  'limits',
] as const;

export const wrongRow = (line: number, en: string, ru = en) =>
  invalid('taxonomy.rules_file', `Rules file, row ${line}: ${en}.`, `Файл правил, строка ${line}: ${ru}.`, { line });

const optionalNumber = (s: string): number | undefined => (s === '' ? undefined : Number(s.replace(',', '.')));

/** Reads a rules file (see `yarmarka import taxonomy --help` for the format). Errors name the row. */
export function readRulesFile(path: string): RulesFile {
  return parseRulesFile(readFileSync(path, 'utf8'));
}

export function parseRulesFile(text: string): RulesFile {
  const rows = z.array(Row).parse(parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true }));
  const out: RulesFile = { groups: [], attributes: [], entries: [], rules: [] };
  rows.forEach((row, i) => {
    const line = i + 2;
    const get = (column: string) => row[column] ?? '';
    for (const column of Object.keys(row))
      if (!(RULES_COLUMNS as readonly string[]).includes(column)) throw wrongRow(1, `unknown column “${column}”`, `неизвестная колонка «${column}»`);
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
  });
  return out;
}
