import { CELL_FIELDS, type CellField, CellFields } from '../model.ts';
import { editDistance } from '../option-lookup.ts';
import { type ExchangeAttribute, type ExchangeNames, FIELD_KINDS, printField, readField, sameJson, type TextProblem } from './fields.ts';
import { CELL_WORDS, CHOICES, ENUM_WORDS, FLAG_WORDS, NAMED_FIELDS, REQUIRED_IF, REQUIRED_IF_ALSO, type TextLanguage, wordKey, type Words } from './words.ts';

/** A cell as one text says it: `set` with its fields, `exclude`, or `inherit` (an empty text). */
export type CellContent = { readonly op: 'set'; readonly fields: CellFields } | { readonly op: 'exclude' } | { readonly op: 'inherit' };
export type CellTextReading = { readonly cell: CellContent } | { readonly problems: readonly TextProblem[] };

const FLAGS = Object.keys(FLAG_WORDS) as (keyof typeof FLAG_WORDS)[];
const NAMED = Object.keys(NAMED_FIELDS) as (keyof typeof NAMED_FIELDS)[];

/**
 * A cell in one short line, in either language: `required; filter; level: variant; max: 5 kg`, «обязательная; фильтр; уровень: вариант товара; до: 5 кг». An attribute that is used and says
 * no more is `yes` / «да», an excluded one `excluded` / «исключена», an inheriting one nothing. A value with a semicolon or a line end stands in double quotes. `parseCell` reads the
 * same cell back, in whichever language. Of a list, options may also stand there by their names alone: «Красный; Синий».
 */
export function printCell(cell: CellContent, attribute: ExchangeAttribute, names: ExchangeNames, language: TextLanguage): string {
  if (cell.op === 'inherit') return '';
  if (cell.op === 'exclude') return CELL_WORDS.excluded[language];
  const { fields } = cell;
  const value = (field: CellField) => printField(field, fields[field], attribute, names, language, fields.defaultUnit);
  const items: string[] = [];
  const conditional = fields.requirement === 'required_if' && fields.condition !== undefined;
  if (conditional) items.push(`${REQUIRED_IF[language]}: ${quoteItem(value('condition'))}`);
  else if (fields.requirement) items.push(ENUM_WORDS.requirement[fields.requirement][language]);
  for (const flag of FLAGS) if (fields[flag] !== undefined) items.push(FLAG_WORDS[flag][fields[flag] ? 'yes' : 'no'][language]);
  for (const field of NAMED) {
    if (fields[field] === undefined || (field === 'condition' && conditional)) continue;
    items.push(`${NAMED_FIELDS[field][language]}: ${quoteItem(value(field))}`);
  }
  return items.length === 0 ? CELL_WORDS.used[language] : items.join('; ');
}

const quoteItem = (s: string): string => (/[;"\r\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s);
const unquoteItem = (s: string): string => (s.length > 1 && s.startsWith('"') && s.endsWith('"') ? s.slice(1, -1).replaceAll('""', '"') : s);

/** Reads what `printCell` writes, in either language and mixed; a bare number of `min` and `max` is in the cell's default unit, else in `unit`. All problems at once. */
export function parseCell(text: string, attribute: ExchangeAttribute, names: ExchangeNames, unit?: string): CellTextReading {
  const whole = wordKey(text);
  if (whole === '') return { cell: { op: 'inherit' } };
  const is = (words: Words) => whole === words.ru || whole === words.en;
  if (is(CELL_WORDS.excluded)) return { cell: { op: 'exclude' } };
  if (is(CELL_WORDS.used)) return { cell: { op: 'set', fields: {} } };
  const problems: TextProblem[] = [];
  const said: { readonly field: CellField; readonly text: string }[] = [];
  const fields: Partial<Record<CellField, unknown>> = {};
  const put = (field: CellField, value: unknown) => {
    if (field in fields) problems.push({ en: `“${field}” is said twice`, ru: `«${field}» указано дважды` });
    fields[field] = value;
  };
  const bare: number[] = [];
  for (const item of splitItems(text)) {
    const known = WORDS.get(wordKey(item));
    const named = known ? undefined : namedItem(item);
    const option = known || named || attribute.type !== 'list' ? undefined : names.token(attribute.no, unquoteItem(item));
    if (known) put(known.field, known.value);
    else if (named?.field === 'required_if') {
      put('requirement', 'required_if');
      said.push({ field: 'condition', text: named.text });
    } else if (named) said.push({ field: named.field, text: named.text });
    else if (option !== undefined) bare.push(option);
    else problems.push(unknownItem(item));
  }
  if (bare.length > 0)
    put(
      'options',
      [...new Set(bare)].sort((a, b) => a - b),
    );
  const own = said.find((s) => s.field === 'defaultUnit');
  const ownUnit = own && readField('defaultUnit', own.text, attribute, names);
  const code = ownUnit && 'value' in ownUnit ? String(ownUnit.value) : unit;
  for (const { field, text: value } of said) {
    const read = readField(field, value, attribute, names, code);
    if ('problem' in read) problems.push(read.problem);
    else put(field, read.value);
  }
  return problems.length > 0 ? { problems } : { cell: { op: 'set', fields: CellFields.parse(fields) } };
}

/** What a text calls options of a list, as far as it can tell without the dictionary: what stands after “options:”, and items that are no words of a cell. */
export function optionNames(text: string): string[] {
  return splitItems(text).flatMap((item) => {
    const word = wordKey(item);
    if (WORDS.has(word) || Object.values(CELL_WORDS).some(({ ru, en }) => word === ru || word === en)) return [];
    const named = namedItem(item);
    if (!named) return [unquoteItem(item)];
    return named.field === 'options' ? named.text.split('|').map((name) => name.trim()) : [];
  });
}

/** What turns one cell's fields into another's: a patch as rule edits take it, null = inherit again. Nothing when they are equal. */
export function fieldsPatch(from: CellFields, to: CellFields): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const field of CELL_FIELDS) if (!sameJson(from[field], to[field])) patch[field] = to[field] ?? null;
  return patch;
}

type Known = { readonly field: CellField; readonly value: unknown; readonly words: Words };
/** Words that need no value. */
const WORDS: ReadonlyMap<string, Known> = new Map([
  ...CHOICES.requirement.flatMap(({ code, words, spellings }) =>
    spellings.map((word): [string, Known] => [word, { field: 'requirement', value: code, words }]),
  ),
  ...FLAGS.flatMap((field) =>
    (['yes', 'no'] as const).flatMap((on) =>
      Object.values(FLAG_WORDS[field][on]).map((word): [string, Known] => [wordKey(word), { field, value: on === 'yes', words: FLAG_WORDS[field][on] }]),
    ),
  ),
]);
/** Names before a value, the longest first, so that «значений до» is not taken for «значения». */
const NAMES: readonly { readonly name: string; readonly field: CellField | 'required_if' }[] = [
  ...NAMED.flatMap((field) => [NAMED_FIELDS[field].ru, NAMED_FIELDS[field].en, field].map((name) => ({ name: wordKey(name), field }))),
  ...[...Object.values(REQUIRED_IF), ...REQUIRED_IF_ALSO].map((name) => ({ name: wordKey(name), field: 'required_if' as const })),
].sort((a, b) => b.name.length - a.name.length);

/** `name: value`; before a quantity or a condition the colon may be missing («до 5 кг»). */
function namedItem(item: string): { readonly field: CellField | 'required_if'; readonly text: string } | undefined {
  const colon = item.indexOf(':');
  const head = colon < 0 ? undefined : wordKey(item.slice(0, colon));
  const exact = NAMES.find((n) => n.name === head);
  if (exact) return { field: exact.field, text: unquoteItem(item.slice(colon + 1).trim()) };
  const lower = item.toLowerCase();
  const loose = NAMES.find(
    (n) => lower.startsWith(`${n.name} `) && (n.field === 'required_if' || FIELD_KINDS[n.field] === 'quantity' || FIELD_KINDS[n.field] === 'whole'),
  );
  return loose && { field: loose.field, text: unquoteItem(item.slice(loose.name.length).trim()) };
}

/** Splits at semicolons and line ends outside quotes. */
function splitItems(text: string): string[] {
  const items: string[] = [];
  let item = '';
  let quoted = false;
  for (const ch of text) {
    if (ch === '"' && (quoted || /(?::|^)\s*$/.test(item))) quoted = !quoted;
    else if (ch === '"' && item.endsWith('"')) quoted = true;
    if (!quoted && (ch === ';' || ch === '\n' || ch === '\r')) {
      items.push(item.trim());
      item = '';
    } else item += ch;
  }
  return [...items, item.trim()].filter((i) => i !== '');
}

function unknownItem(item: string): TextProblem {
  const key = wordKey(item.split(':')[0] ?? item);
  const all = [...WORDS.keys(), ...NAMES.map((n) => n.name)];
  const [near] = all
    .map((word) => ({ word, distance: editDistance(key, word, 3) }))
    .filter((x) => x.distance <= Math.min(3, Math.floor(x.word.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return {
    en: near
      ? `“${item}” is not understood; did you mean “${said(near.word, 'en')}”?`
      : `“${item}” is not understood; write for example “required; filter; level: variant”`,
    ru: near
      ? `«${item}» непонятно; возможно, «${said(near.word, 'ru')}»?`
      : `«${item}» непонятно; пишите, например, «обязательная; фильтр; уровень: вариант товара»`,
  };
}
/** The word that files write for one that is understood. */
const said = (word: string, language: TextLanguage): string => WORDS.get(word)?.words[language] ?? word;
