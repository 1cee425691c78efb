import type { AttributeType } from '../model.ts';
import { UNIT_BY_CODE, UNITS } from '../units.ts';
import type { Column } from './columns.ts';
import { readFlag } from './fields.ts';
import { asIs, LANGUAGES, type TextLanguage, wordKey, type Words, YES_NO } from './words.ts';

/** Kinds of lines. */
export const RECORD_WORDS = {
  rule: { ru: 'правило', en: 'rule' },
  group: { ru: 'группа', en: 'group' },
  attribute: { ru: 'характеристика', en: 'attribute' },
  entry: { ru: 'значение', en: 'entry' },
  category: { ru: 'категория', en: 'category' },
} as const satisfies Readonly<Record<string, Words>>;
export type RecordKind = keyof typeof RECORD_WORDS;

/** What a line does with the category's own rule. */
export const OP_WORDS = {
  set: { ru: 'задать', en: 'set' },
  exclude: { ru: 'исключить', en: 'exclude' },
  remove: { ru: 'убрать', en: 'remove' },
} as const satisfies Readonly<Record<string, Words>>;
type Op = keyof typeof OP_WORDS;
const OP_ALSO: Readonly<Record<Op, readonly string[]>> = { set: [], exclude: ['исключена', 'excluded'], remove: ['наследовать', 'inherit'] };

const TYPE_WORDS: Readonly<Record<AttributeType, Words>> = {
  list: { ru: 'список', en: 'list' },
  number: { ru: 'число', en: 'number' },
  boolean: { ru: 'да или нет', en: 'yes or no' },
  text: { ru: 'текст', en: 'text' },
  date: { ru: 'дата', en: 'date' },
  range: { ru: 'диапазон', en: 'range' },
};

/** A family of units has no name of its own: it is called by its units. */
const FAMILY_WORDS: Readonly<Record<string, Words>> = Object.fromEntries(
  [...new Set(UNITS.map((u) => u.family))].map((family) => {
    const units = UNITS.filter((u) => u.family === family);
    return [family, { ru: units.map((u) => u.ru).join(', '), en: units.map((u) => u.en).join(', ') }];
  }),
);

function codesOf<Code extends string>(words: Readonly<Record<Code, Words>>, also?: Readonly<Record<Code, readonly string[]>>): ReadonlyMap<string, Code> {
  const codes = Object.keys(words) as Code[];
  return new Map(codes.flatMap((code) => [code, words[code].ru, words[code].en, ...(also?.[code] ?? [])].map((text) => [wordKey(text), code] as const)));
}
const RECORDS = codesOf(RECORD_WORDS);
const OPS = codesOf(OP_WORDS, OP_ALSO);
const TYPES = codesOf(TYPE_WORDS);
const FAMILIES = codesOf(FAMILY_WORDS);

export const recordOf = (text: string): RecordKind | undefined => RECORDS.get(wordKey(text));
export const opOf = (text: string): Op | undefined => OPS.get(wordKey(text));
export const opSpellings = (): readonly string[] => [...OPS.keys()];

/** What a column holds as its code: `list` for «список». A text that is none of its words stays as it is, for the caller to judge. */
export function codeOf(column: Column, text: string, record: string): string {
  if (text === '') return text;
  if (column === 'record') return recordOf(text) ?? text;
  if (column === 'op') return opOf(text) ?? text;
  if (column === 'type') return TYPES.get(wordKey(text)) ?? text;
  if (column === 'unit' && record === 'attribute') return FAMILIES.get(wordKey(text)) ?? text;
  // Signs, not words people write: a gram and a year are told apart by the full stop only.
  if (column === 'unit') return UNIT_BY_CODE.has(text) ? text : (UNITS.find((u) => LANGUAGES.some((l) => u[l] === text))?.code ?? text);
  if (column !== 'retired' && column !== 'localised') return text;
  const flag = readFlag(text);
  return 'value' in flag ? (flag.value === true ? 'yes' : 'no') : text;
}

/** A code of such a column in both languages; other texts as they are. */
export function columnWords(column: Column, code: string, record: string): Words {
  const known: Words | undefined = wordsOf(column, record)?.[code];
  return known ?? asIs(code);
}

function wordsOf(column: Column, record: string): Readonly<Partial<Record<string, Words>>> | undefined {
  if (column === 'record') return RECORD_WORDS;
  if (column === 'op') return OP_WORDS;
  if (column === 'type') return TYPE_WORDS;
  if (column === 'unit') return record === 'attribute' ? FAMILY_WORDS : UNIT_WORDS;
  return column === 'retired' || column === 'localised' ? YES_NO : undefined;
}
const UNIT_WORDS: Readonly<Record<string, Words>> = Object.fromEntries(UNITS.map((u) => [u.code, { ru: u.ru, en: u.en }]));

const WORDED: readonly Column[] = ['record', 'op', 'type', 'unit', 'retired', 'localised'];
/** A line with its codes in the words of one language. */
export function sayRow(row: Readonly<Partial<Record<Column, string>>>, language: TextLanguage): Partial<Record<Column, string>> {
  const out = { ...row };
  for (const column of WORDED) if (row[column]) out[column] = columnWords(column, row[column], row.record ?? '')[language];
  return out;
}
