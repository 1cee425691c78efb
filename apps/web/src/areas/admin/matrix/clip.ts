import { type CellContent, type ExchangeNames, parseCell, printCell, type TextProblem } from '@yarmarka/taxonomy/check';
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

/** Options are not at hand here: a text that names them says so as a problem. */
const namesOf = (attributes: ReadonlyMap<number, GridAttribute>, byKey: ReadonlyMap<string, number>): ExchangeNames => ({
  attribute: (no) => attributes.get(no),
  attributeNo: (key) => byKey.get(key),
  entryKey: () => undefined,
  token: () => undefined,
});

export type Clip = {
  /** A cell as text: `required; filter`. */
  print(at: CellAt, grid: Grid, locale: 'ru' | 'en'): string;
  parse(text: string, no: number): { readonly content: CellContent } | { readonly problems: readonly TextProblem[] };
};

/** Reads and writes cells as the texts that spreadsheets exchange, the same words as in exported files; pasted glyphs are understood too. */
export function createClip(attributes: ReadonlyMap<number, GridAttribute>): Clip {
  const names = namesOf(attributes, new Map([...attributes.values()].map((a) => [a.key, a.no])));
  return {
    print(at, grid, locale) {
      const attribute = attributes.get(at[1]);
      if (!attribute) return '';
      const content = contentOf(grid, at);
      // What a cell shows: requirement, filter, axis and level; "not" of the last three goes without saying.
      const fields = content.op === 'set' ? Object.fromEntries(Object.entries(content.fields).filter(([, value]) => value !== false)) : {};
      return printCell(content.op === 'set' ? { op: 'set', fields } : { op: content.op }, attribute, names, locale);
    },
    parse(text, no) {
      const attribute = attributes.get(no);
      if (!attribute) return { content: { op: 'inherit' } };
      const trimmed = text.trim();
      const words = trimmed !== '' && ONLY_GLYPHS.test(trimmed) ? [...trimmed].flatMap((sign) => WORDS[sign] ?? []).join('; ') : trimmed;
      const read = parseCell(words, attribute, names);
      return 'cell' in read ? { content: read.cell } : read;
    },
  };
}
