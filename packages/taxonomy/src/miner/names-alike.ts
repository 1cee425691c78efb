import { findUnit } from '../unit-words.ts';
import { UNITS } from '../units.ts';

type Label = { readonly ru: string; readonly en: string };
/** Words that bind others and mean nothing by themselves. */
const BINDING = new Set('и в во на с со для по из от до при без the of for in on with and to a an by or'.split(' '));

/**
 * How alike two names are, 0..1: the share of words that both have, in the language where it is greater. Words that differ only in their ending are one word. What stands in
 * brackets counts like any word, so «(SDR)» and «(HDR)» differ, except units. A word that only one of them has makes another thing of it: «двери», «ножек».
 */
export const namesAlike = (a: Label, b: Label): number => Math.max(wordsAlike(a.ru, b.ru), wordsAlike(a.en, b.en));

/** Whether in brackets they say different things, or only one of them says something: «Объём» and «Объём (нетто)». */
export const qualifiedApart = (a: Label, b: Label): boolean => (['ru', 'en'] as const).some((l) => qualifier(a[l]) !== qualifier(b[l]));

function wordsAlike(a: string, b: string): number {
  const left = wordsOf(a);
  const right = wordsOf(b);
  const taken = new Set<number>();
  for (const word of left) {
    const at = right.findIndex((other, i) => !taken.has(i) && sameWord(word, other));
    if (at >= 0) taken.add(at);
  }
  const all = left.length + right.length - taken.size;
  return all === 0 ? 0 : taken.size / all;
}

const wordsOf = (label: string): string[] =>
  withoutUnits(label)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !BINDING.has(word));

/** Four letters and all but the last two in common: «корпуса» and «корпусов», colour and color; not «вход» and «выход». */
function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  return common >= 4 && common >= Math.max(a.length, b.length) - 2;
}

const BRACKETS = /\(([^)]*)\)/gu;
const withoutUnits = (label: string): string => label.replaceAll(BRACKETS, (whole, inner: string) => (findUnit(inner, UNITS) ? ' ' : whole));
const qualifier = (label: string): string =>
  [...withoutUnits(label).matchAll(BRACKETS)]
    .map((m) => wordsOf(m[1] ?? '').join(' '))
    .sort()
    .join('; ');
