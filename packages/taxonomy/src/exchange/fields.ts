import { type ConditionKeys, type ConditionNames, parseCondition, printCondition, safeKey, TOKEN_TEXT } from '../import/condition-text.ts';
import { type AttributeType, attributeOfToken, CellFields, type CellField, NO_ENTRY, tokenOf, ValueLimit, YES_ENTRY } from '../model.ts';
import { editDistance } from '../option-lookup.ts';
import { fromBase } from '../quantity.ts';
import { findUnit, unitAlone } from '../unit-words.ts';
import { toBase, type Unit, UNIT_BY_CODE, UNITS } from '../units.ts';
import { z } from 'zod';
import { type ChoiceField, CHOICES, type TextLanguage, wordKey, YES_NO } from './words.ts';

/** What printing and reading need to know of an attribute. */
export type ExchangeAttribute = { readonly no: number; readonly key: string; readonly type: AttributeType; readonly unitFamily: string | null };
/** The dictionary as far as a cell's text names it. An option whose key is not known here is written as `#token` and read back from it. */
export type ExchangeNames = {
  attribute(no: number): ExchangeAttribute | undefined;
  attributeNo(key: string): number | undefined;
  entryKey(token: number): string | undefined;
  /** The attribute's option that is called so (its entry's key, or a label that no other has). */
  token(attributeNo: number, name: string): number | undefined;
};
/** What is wrong with a text, and the way out. */
export type TextProblem = { readonly en: string; readonly ru: string };
export type FieldReading = { readonly value: unknown } | { readonly problem: TextProblem };

type Kind = 'choice' | 'flag' | 'whole' | 'text' | 'languages' | 'units' | 'unit' | 'quantity' | 'options' | 'condition' | 'limits';
export const FIELD_KINDS: Readonly<Record<CellField, Kind>> = {
  requirement: 'choice',
  condition: 'condition',
  languages: 'languages',
  filterable: 'flag',
  facet: 'choice',
  facetPosition: 'whole',
  axis: 'flag',
  level: 'choice',
  options: 'options',
  custom: 'flag',
  units: 'units',
  defaultUnit: 'unit',
  min: 'quantity',
  max: 'quantity',
  maxLength: 'whole',
  pattern: 'text',
  maxValues: 'whole',
  group: 'text',
  position: 'whole',
  editable: 'flag',
  ai: 'flag',
  limits: 'limits',
};

/** An empty list, told apart from an empty cell. */
const NOTHING = '-';
/** A spreadsheet's cell holds 32,767 characters; longer option lists are written as spans of tokens. */
const LONGEST = 32_000;

export const sameJson = (a: unknown, b: unknown): boolean => stable(a) === stable(b);
function stable(v: unknown): string {
  if (Array.isArray(v)) return `[${v.map(stable).join()}]`;
  if (v === null || typeof v !== 'object') return JSON.stringify(v) ?? 'null';
  const known = Object.entries(v).filter(([, x]) => x !== undefined);
  return `{${known
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, x]) => `${JSON.stringify(k)}:${stable(x)}`)
    .join()}}`;
}

export const namesForConditions = (names: ExchangeNames): ConditionNames & ConditionKeys => ({
  attributeNo: (key) => names.attributeNo(key),
  token: (key, entry) => {
    const no = names.attributeNo(key);
    return no === undefined ? undefined : names.token(no, entry);
  },
  yesNo: (no, yes) => tokenOf(no, yes ? YES_ENTRY : NO_ENTRY),
  attribute: (no) => names.attribute(no),
  entryKey: (token) => names.entryKey(token),
});

/** A text that a reader would trim or take for nothing stands in quotes. */
export const quoteText = (s: string): string => (s === '' || s !== s.trim() || unquoteText(s) !== s ? `"${s.replaceAll('"', '""')}"` : s);
export function unquoteText(s: string): string {
  return s.length > 1 && s.startsWith('"') && s.endsWith('"') ? s.slice(1, -1).replaceAll('""', '"') : s;
}

/**
 * One field of a cell as it stands in a column of the matrix's own export, in the reader's words: choices, yes or no, units as the screens say them, options by their entry's key,
 * quantities with their unit. `readField` reads the same value back, in whichever language, and the codes of rules files too. Conditions have a notation of their own, in keys.
 */
export function printField(
  field: CellField,
  value: unknown,
  attribute: ExchangeAttribute,
  names: ExchangeNames,
  language: TextLanguage,
  unit?: string,
): string {
  if (value === undefined || value === null) return '';
  switch (FIELD_KINDS[field]) {
    case 'flag':
      return YES_NO[value === true ? 'yes' : 'no'][language];
    case 'choice':
      return CHOICES[field as ChoiceField].find((c) => c.code === value)?.words[language] ?? plainText(value);
    case 'unit':
      return UNIT_BY_CODE.get(plainText(value))?.[language] ?? plainText(value);
    case 'languages':
      return Array.isArray(value) && value.length > 0 ? value.join('|') : NOTHING;
    case 'units':
      return Array.isArray(value) && value.length > 0 ? value.map((code) => UNIT_BY_CODE.get(String(code))?.[language] ?? String(code)).join('|') : NOTHING;
    case 'quantity':
      return printQuantity(Number(value), attribute.unitFamily, unit, language);
    case 'options':
      return printOptions(value as readonly number[], attribute, names);
    case 'condition':
      return printCondition(value as Parameters<typeof printCondition>[0], namesForConditions(names));
    case 'limits':
      return printLimits(value as readonly ValueLimit[], attribute, names);
    case 'text':
      return quoteText(plainText(value));
    default:
      return plainText(value);
  }
}

const plainText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value));

/** A number in base unit, in the unit given if that leads back to the same number, else in the family's base unit, else raw: `#0.1234567890123`. */
function printQuantity(n: number, family: string | null, code: string | undefined, language: TextLanguage): string {
  const base = UNITS.find((u) => u.family === family);
  const digits = (v: number): string => (language === 'ru' ? String(v).replace('.', ',') : String(v));
  if (!base) return digits(n);
  const unit = UNIT_BY_CODE.get(code ?? '');
  const v = unit?.family === family ? fromBase(n, unit) : Number.NaN;
  return unit && toBase(v, unit) === n ? `${digits(v)} ${unit[language]}` : toBase(n, base) === n ? `${digits(n)} ${base[language]}` : `#${n}`;
}

function optionText(token: number, attribute: ExchangeAttribute, names: ExchangeNames): string {
  const key = names.entryKey(token);
  return key !== undefined && safeKey(key) && attributeOfToken(token) === attribute.no && names.token(attribute.no, key) === token ? key : `#${token}`;
}

function printOptions(tokens: readonly number[], attribute: ExchangeAttribute, names: ExchangeNames): string {
  const text = tokens.map((t) => optionText(t, attribute, names)).join('|');
  if (text.length <= LONGEST) return text;
  const spans: string[] = [];
  for (let i = 0; i < tokens.length; ) {
    let j = i;
    while (tokens[j + 1] === (tokens[j] ?? 0) + 1) j++;
    spans.push(j > i ? `#${tokens[i]}-${tokens[j]}` : `#${tokens[i]}`);
    i = j + 1;
  }
  return spans.join('|');
}

function printLimits(limits: readonly ValueLimit[], attribute: ExchangeAttribute, names: ExchangeNames): string {
  if (limits.length === 0) return NOTHING;
  const keys = namesForConditions(names);
  const text = limits.map((l) => `${printCondition(l.if, keys)} => ${l.then.map((t) => optionText(t, attribute, names)).join('|')}`).join('; ');
  const back = readLimits(text, attribute, names);
  return 'value' in back && sameJson(back.value, limits) ? text : JSON.stringify(limits);
}

const problem = (en: string, ru: string): { readonly problem: TextProblem } => ({ problem: { en, ru } });

/** `unit`: the code of the unit that bare numbers are in. */
export function readField(field: CellField, text: string, attribute: ExchangeAttribute, names: ExchangeNames, unit?: string): FieldReading {
  const read = readText(field, text.trim(), attribute, names, unit);
  if ('problem' in read) return read;
  const shape: z.ZodType = CellFields.shape[field];
  const checked = shape.safeParse(read.value);
  return checked.success
    ? { value: checked.data }
    : problem(`the value “${short(text)}” is out of bounds`, `значение «${short(text)}» вне допустимых пределов`);
}

function readText(field: CellField, s: string, attribute: ExchangeAttribute, names: ExchangeNames, unit?: string): FieldReading {
  switch (FIELD_KINDS[field]) {
    case 'flag':
      return readFlag(s);
    case 'whole':
      return /^\d+(?:[.,]0+)?$/.test(s)
        ? { value: Math.trunc(Number(s.replace(',', '.'))) }
        : problem(`“${short(s)}” is no whole number`, `«${short(s)}» — не целое число`);
    case 'choice':
      return readChoice(field as ChoiceField, s);
    case 'languages':
      return s === NOTHING ? { value: [] } : { value: split(s).map((x) => x.toLowerCase()) };
    case 'unit':
      return readUnit(s, attribute);
    case 'units': {
      const all = split(s).map((x) => readUnit(x, attribute));
      return all.find((u) => 'problem' in u) ?? { value: all.map((u) => ('value' in u ? u.value : '')) };
    }
    case 'quantity':
      return readQuantity(s, attribute, unit);
    case 'options':
      return readOptions(s, attribute, names);
    case 'condition': {
      const c = parseCondition(s, namesForConditions(names));
      return 'error' in c ? problem(c.error, c.ru ?? c.error) : { value: c };
    }
    case 'limits':
      return readLimits(s, attribute, names);
    default:
      return { value: unquoteText(s) };
  }
}

const YES = new Set(['yes', 'y', 'true', '1', '+', 'да', 'д', 'истина']);
const NO = new Set(['no', 'n', 'false', '0', '-', 'нет', 'н', 'ложь']);
export function readFlag(text: string): FieldReading {
  const s = wordKey(text);
  if (YES.has(s)) return { value: true };
  return NO.has(s) ? { value: false } : problem(`“${short(text)}” is neither yes nor no`, `«${short(text)}» — ни да, ни нет`);
}

export function readChoice(field: ChoiceField, text: string): FieldReading {
  const key = wordKey(text);
  const all = CHOICES[field];
  const found = all.find((c) => c.spellings.includes(key));
  const near = all.find((c) => c.spellings.some((w) => editDistance(key, w, 2) <= Math.min(2, Math.floor(w.length / 3))));
  const say = (language: TextLanguage) => all.map((c) => c.words[language]).join(', ');
  return found
    ? { value: found.code }
    : problem(
        `“${short(text)}” is none of: ${say('en')}${near ? `; did you mean “${near.words.en}”?` : ''}`,
        `«${short(text)}» нет среди: ${say('ru')}${near ? `; возможно, «${near.words.ru}»?` : ''}`,
      );
}

/** By its code, its sign or a word for it; of two units that people write alike the attribute's own is meant. */
function readUnit(text: string, { unitFamily }: ExchangeAttribute): FieldReading {
  const family = UNITS.filter((u) => u.family === unitFamily);
  const unit = findUnit(text, family);
  if (unit) return { value: unit.code };
  const foreign = UNIT_BY_CODE.get(text) ?? findUnit(text, UNITS);
  const say = (language: TextLanguage) => family.map((u: Unit) => unitAlone(u, language)).join(', ');
  if (family.length === 0)
    return problem(
      `the unit “${short(text)}” does not belong here: this attribute has none`,
      `единица «${short(text)}» здесь лишняя: у этой характеристики единиц нет`,
    );
  return foreign
    ? problem(
        `the unit “${short(text)}” does not measure this attribute; here use: ${say('en')}`,
        `единица «${short(text)}» здесь не подходит; подходят: ${say('ru')}`,
      )
    : problem(`unknown unit “${short(text)}”; here use: ${say('en')}`, `неизвестная единица «${short(text)}»; здесь подходят: ${say('ru')}`);
}

function readQuantity(text: string, attribute: ExchangeAttribute, code: string | undefined): FieldReading {
  if (/^#-?[\d.]+(?:e[+-]?\d+)?$/.test(text)) return { value: Number(text.slice(1)) };
  const [, digits = '', word = ''] = /^([+-]?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*(.*)$/iu.exec(text) ?? [];
  const v = Number(digits.replaceAll(/\s/gu, '').replace(',', '.'));
  if (digits === '' || !Number.isFinite(v)) return problem(`“${short(text)}” is no number`, `«${short(text)}» — не число`);
  if (word === '') {
    const unit = UNIT_BY_CODE.get(code ?? '');
    return { value: unit && unit.family === attribute.unitFamily ? toBase(v, unit) : v };
  }
  const read = readUnit(word, attribute);
  const unit = 'value' in read ? UNIT_BY_CODE.get(String(read.value)) : undefined;
  return unit ? { value: toBase(v, unit) } : read;
}

function readOptions(text: string, attribute: ExchangeAttribute, names: ExchangeNames): FieldReading {
  const tokens = new Set<number>();
  for (const name of split(text)) {
    const span = TOKEN_TEXT.exec(name);
    const [from, to] = span ? [Number(span[1]), Number(span[2] ?? span[1])] : [names.token(attribute.no, name), undefined];
    if (from === undefined || (span && attributeOfToken(from) !== attribute.no))
      return problem(`“${attribute.key}” has no entry “${short(name)}”`, `у «${attribute.key}» нет значения «${short(name)}»`);
    for (let t = from; t <= Math.min(to ?? from, from + 65_535); t++) tokens.add(t);
  }
  return { value: [...tokens].sort((a, b) => a - b) };
}

function readLimits(text: string, attribute: ExchangeAttribute, names: ExchangeNames): FieldReading {
  if (text === NOTHING) return { value: [] };
  if (text.startsWith('[')) return readJson(text, z.array(ValueLimit));
  const out: unknown[] = [];
  for (const part of text.split(';').filter((p) => p.trim() !== '')) {
    const [when = '', then = ''] = part.split('=>');
    const condition = readText('condition', when.trim(), attribute, names);
    if ('problem' in condition) return condition;
    const tokens = readOptions(then, attribute, names);
    if ('problem' in tokens) return tokens;
    out.push({ if: condition.value, then: tokens.value });
  }
  return { value: out };
}

function readJson(text: string, schema: z.ZodType): FieldReading {
  const parsed = z.string().transform((s, c): unknown => {
    try {
      return JSON.parse(s);
    } catch {
      c.addIssue('json');
      return z.NEVER;
    }
  });
  const read = parsed.pipe(schema).safeParse(text);
  return read.success ? { value: read.data } : problem(`cannot read “${short(text)}”`, `не удалось прочитать «${short(text)}»`);
}

const split = (s: string): string[] =>
  s
    .split('|')
    .map((x) => x.trim())
    .filter(Boolean);
const short = (s: string): string => (s.length > 60 ? `${s.slice(0, 60)}…` : s);
