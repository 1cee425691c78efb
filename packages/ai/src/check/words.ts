/** A run of letters or a run of digits in a text; `key` is equal for the forms of one word. */
export type Token = { readonly start: number; readonly end: number; readonly key: string };

// Longest first: endings of adjectives and participles, then of nouns.
const RU_ENDINGS =
  /(?:ыми|ими|ого|его|ому|ему|ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ым|им|ую|юю|ями|ами|ях|ах|ям|ам|ов|ев|ей|ом|ем|ью|ия|ию|ии|ья|ье|а|я|ы|и|у|ю|е|о|ь|й)$/;

/** One key for the forms of a word: case and ё do not count, Russian endings and English plurals fall away while three letters remain. No dictionary, so rare forms stay apart. */
export function stem(word: string): string {
  const text = word.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  if (/^[а-я]+$/.test(text)) {
    const cut = text.replace(RU_ENDINGS, '');
    // A fleeting vowel: хлопок, хлопка.
    return (cut.length >= 3 ? cut : text).replace(/(?<=[а-я]{2})[ое](?=[кц]$)/, '');
  }
  if (!/^[a-z]{4,}$/.test(text) || text.endsWith('ss')) return text;
  const single = text.replace(/(?<=s|x|z|ch|sh)es$|s$/, '');
  return single.length > 3 ? single.replace(/e$/, '') : single;
}

/** The words of a text, digits apart from letters: «X515» gives two. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{M}]*|\d+/gu)].map((m) => ({ start: m.index, end: m.index + m[0].length, key: stem(m[0]) }));
}

/** What stands between two words, without what does not matter: spaces, hyphens, quotes, brackets; a decimal comma is a point. */
export const gapBetween = (text: string, a: Token, b: Token): string =>
  text
    .slice(a.end, b.start)
    .replaceAll(/[\s\u00ad\-‐‑‒–—'"’«»“”„()/&]+/gu, '')
    .replaceAll(',', '.');

/** Tokens with the gaps before them as one comparable list; the first gap is empty. */
export function patternOf(text: string, tokens: readonly Token[]): string[] {
  return tokens.map((t, i) => {
    const before = tokens[i - 1];
    return `${before ? gapBetween(text, before, t) : ''}\u0001${t.key}`;
  });
}

/** True when the passage neither begins nor ends inside a word or a number. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)];
  if (/[\p{L}\d]$/u.test(before) || /^[\p{L}\d]/u.test(after)) return false;
  const digitFirst = /\d/.test(text.charAt(start));
  const digitLast = /\d/.test(text.charAt(end - 1));
  return !(digitFirst && /\d[.,]$/.test(before)) && !(digitLast && /^[.,]\d/.test(after));
}
