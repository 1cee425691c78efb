import { CellFields } from '../schemas.ts';
import { toBase, UNIT_BY_CODE } from '../units.ts';
import { type ConditionNames, parseCondition } from './condition-text.ts';
import { type RulesRow, wrongRow } from './rules-file.ts';

const NUMBERS = { facet_position: 'facetPosition', max_length: 'maxLength', max_values: 'maxValues', position: 'position' } as const;
const FLAGS = { filterable: 'filterable', axis: 'axis', custom: 'custom', editable: 'editable', ai: 'ai' } as const;
const TEXTS = { requirement: 'requirement', facet: 'facet', level: 'level', default_unit: 'defaultUnit', pattern: 'pattern', group: 'group' } as const;

/** A rule row's cells as fields. `defaultUnit`: the unit its min and max are written in when the row names none itself. Errors name the row. */
export function ruleFields(row: RulesRow & { attribute: string }, names: ConditionNames, defaultUnit: string | undefined): CellFields {
  const f: Record<string, unknown> = {};
  const cell = (c: string) => row.get(c);
  for (const [column, field] of Object.entries(TEXTS)) if (cell(column)) f[field] = cell(column);
  for (const [column, field] of Object.entries(NUMBERS)) if (cell(column)) f[field] = Number(cell(column));
  for (const [column, field] of Object.entries(FLAGS)) {
    if (cell(column) === '') continue;
    if (cell(column) !== 'yes' && cell(column) !== 'no')
      throw wrongRow(row.line, `${column} is “${cell(column)}”, expected yes or no`, `в «${column}» стоит «${cell(column)}», ожидается yes или no`);
    f[field] = cell(column) === 'yes';
  }
  if (cell('languages')) f.languages = split(cell('languages'));
  if (cell('units')) f.units = split(cell('units'));
  const unit = UNIT_BY_CODE.get(cell('default_unit') || defaultUnit || '');
  for (const column of ['min', 'max'] as const) {
    if (cell(column) === '') continue;
    const n = Number(cell(column).replace(',', '.'));
    f[column] = unit ? toBase(n, unit) : n;
  }
  if (cell('options')) f.options = tokens(row, cell('options'), names);
  if (cell('condition')) f.condition = condition(row, cell('condition'), names);
  if (cell('limits')) {
    f.limits = cell('limits')
      .split(';')
      .map((part) => part.split('=>'))
      .map(([when = '', then = '']) => ({ if: condition(row, when.trim(), names), then: tokens(row, then, names) }));
  }
  const parsed = CellFields.safeParse(f);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw wrongRow(row.line, `${issue?.path.join('.')}: ${issue?.message}`);
  }
  return parsed.data;
}

const split = (s: string): string[] =>
  s
    .split('|')
    .map((x) => x.trim())
    .filter(Boolean);

function tokens(row: RulesRow & { attribute: string }, text: string, names: ConditionNames): number[] {
  return split(text)
    .map((entry) => {
      const t = names.token(row.attribute, entry);
      if (t === undefined) throw wrongRow(row.line, `“${row.attribute}” has no entry “${entry}”`, `у «${row.attribute}» нет значения «${entry}»`);
      return t;
    })
    .sort((a, b) => a - b);
}

function condition(row: RulesRow, text: string, names: ConditionNames) {
  const c = parseCondition(text, names);
  if ('error' in c) throw wrongRow(row.line, c.error);
  return c;
}
