import { type CellContent, type ExchangeNames, optionNames, parseCell, printCell, type TextProblem } from '@yarmarka/taxonomy/check';
import type { CellAt, Grid } from '@yarmarka/taxonomy/schemas';
import type { GridAttribute } from '../parts/types.ts';
import { SIGNS } from './draw.ts';
import { contentOf } from './plan-edits.ts';

/** Glyphs as a person copies them from the screen, in the words that cells are written in. */
const WORDS: Readonly<Record<string, string>> = {
  [SIGNS.required]: 'required',
  [SIGNS.recommended]: 'recommended',
  [SIGNS.optional]: 'optional',
  [SIGNS.filter]: 'filter',
  [SIGNS.axis]: 'variant axis; level: variant',
  [SIGNS.variant]: 'level: variant',
  [SIGNS.offer]: 'level: offer',
};
const ONLY_GLYPHS = new RegExp(`^[${Object.keys(WORDS).join('')}\\s]+$`, 'u');

/** What the server knows of the options that texts name: the token, or what may have been meant. */
export type NamedOptions = readonly {
  readonly attributeNo: number;
  readonly name: string;
  readonly token: number | null;
  readonly candidates: readonly string[];
}[];
const NONE: NamedOptions = [];
const nameKey = (no: number, name: string): string => `${no} ${name}`;

export type Clip = {
  /** A cell as text: `required; filter`. */
  print(at: CellAt, grid: Grid, locale: 'ru' | 'en'): string;
  /** Names of options that a text of this attribute holds: reading it takes `NamedOptions`. */
  optionsIn(text: string, no: number): readonly string[];
  parse(text: string, no: number, options?: NamedOptions): { readonly content: CellContent } | { readonly problems: readonly TextProblem[] };
};

/** Glyphs become words, other texts stay. */
function inWords(text: string): string {
  const trimmed = text.trim();
  return trimmed !== '' && ONLY_GLYPHS.test(trimmed) ? [...trimmed].flatMap((sign) => WORDS[sign] ?? []).join('; ') : trimmed;
}

const unknownOption = (name: string, attribute: GridAttribute, candidates: readonly string[]): TextProblem => ({
  ru: `«${name}» нет среди значений «${attribute.ru}»${candidates.length > 0 ? `; возможно: ${candidates.join(', ')}` : ''}`,
  en: `“${name}” is no option of “${attribute.en}”${candidates.length > 0 ? `; perhaps: ${candidates.join(', ')}` : ''}`,
});

/** Reads and writes cells as the texts that spreadsheets exchange, the same words as in exported files; pasted glyphs are understood too. */
export function createClip(attributes: ReadonlyMap<number, GridAttribute>): Clip {
  const byKey = new Map([...attributes.values()].map((a) => [a.key, a.no]));
  const namesOver = (options: NamedOptions): ExchangeNames => {
    const tokens = new Map(options.flatMap(({ attributeNo, name, token }) => (token === null ? [] : [[nameKey(attributeNo, name), token] as const])));
    return {
      attribute: (no) => attributes.get(no),
      attributeNo: (key) => byKey.get(key),
      entryKey: () => undefined,
      token: (no, name) => tokens.get(nameKey(no, name)),
    };
  };
  const names = namesOver(NONE);
  let known: { readonly options: NamedOptions; readonly names: ExchangeNames } = { options: NONE, names };
  return {
    print(at, grid, locale) {
      const attribute = attributes.get(at[1]);
      if (!attribute) return '';
      const content = contentOf(grid, at);
      // What a cell shows: requirement, filter, axis and level; "not" of the last three goes without saying.
      const fields = content.op === 'set' ? Object.fromEntries(Object.entries(content.fields).filter(([, value]) => value !== false)) : {};
      return printCell(content.op === 'set' ? { op: 'set', fields } : { op: content.op }, attribute, names, locale);
    },
    optionsIn: (text, no) => (attributes.get(no)?.type === 'list' ? optionNames(inWords(text)) : []),
    parse(text, no, options = NONE) {
      const attribute = attributes.get(no);
      if (!attribute) return { content: { op: 'inherit' } };
      const words = inWords(text);
      if (known.options !== options) known = { options, names: namesOver(options) };
      const read = parseCell(words, attribute, known.names);
      if ('cell' in read) return { content: read.cell };
      const meant = new Set(attribute.type === 'list' ? optionNames(words) : []);
      const unknown = options.filter((one) => one.attributeNo === no && one.token === null && meant.has(one.name) && one.candidates.length > 0);
      return unknown.length > 0 ? { problems: unknown.map((one) => unknownOption(one.name, attribute, one.candidates)) } : read;
    },
  };
}
