import { patternOf, standsAlone, type Token, tokensOf } from './words.ts';

export type Phrase<T> = { readonly pattern: readonly string[]; readonly text: string; readonly data: T };
export type PhraseMatch<T> = { readonly start: number; readonly end: number; readonly length: number; readonly data: T };

/** Phrases found in a text by their words, longest first. */
export class PhraseIndex<T> {
  readonly #byFirst = new Map<string, Phrase<T>[]>();

  add(text: string, data: T): void {
    const pattern = patternOf(text, tokensOf(text));
    const first = pattern[0];
    if (first === undefined) return;
    const there = this.#byFirst.get(first) ?? [];
    there.push({ pattern, text: text.trim(), data });
    there.sort((a, b) => b.pattern.length - a.pattern.length);
    this.#byFirst.set(first, there);
  }

  /** The longest phrase that begins at the given word. `pattern` is the whole text's, so each gap but the first is compared. */
  at(text: string, tokens: readonly Token[], pattern: readonly string[], i: number): PhraseMatch<T> | undefined {
    const first = tokens[i];
    if (!first) return undefined;
    for (const phrase of this.#byFirst.get(`\u0001${first.key}`) ?? []) {
      const last = tokens[i + phrase.pattern.length - 1];
      if (!last || !phrase.pattern.every((part, k) => k === 0 || pattern[i + k] === part)) continue;
      if (!standsAlone(text, first.start, last.end) || !sameShort(phrase.text, text.slice(first.start, last.end))) continue;
      return { start: first.start, end: last.end, length: phrase.pattern.length, data: phrase.data };
    }
    return undefined;
  }
}

/** One or two letters are too little to go by: sizes (M, XL), symbols. They must be written exactly so. */
const sameShort = (phrase: string, found: string): boolean => phrase.length > 2 || phrase === found;
