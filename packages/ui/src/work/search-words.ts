const RU: string = 'йцукенгшщзхъфывапролджэячсмитьбю';
const EN: string = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

const TO_RU = new Map([...EN].map((letter, index) => [letter, RU[index] ?? letter]));
const TO_EN = new Map([...RU].map((letter, index) => [letter, EN[index] ?? letter]));

/** One case, no ё, single spaces. */
export const plainWords = (text: string): string => text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();

/** The same keys on the other layout: `njdfhs` -> `товары`, `зкщвгсеы` -> `products`. */
export function otherLayout(text: string): string {
  const map = /[а-яё]/i.test(text) ? TO_EN : TO_RU;
  return [...text.toLowerCase()].map((letter) => map.get(letter) ?? letter).join('');
}

function scoreOf(words: readonly string[], text: string): number {
  let score = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at === -1) return 0;
    score += at === 0 ? 3 : text[at - 1] === ' ' ? 2 : 1;
  }
  return score / words.length;
}

/** How well a query fits a text: 0 not at all, 3 best (every word at its beginning). Understands a forgotten layout. */
export function matchScore(query: string, text: string): number {
  const wanted = plainWords(query);
  if (wanted === '') return 1;
  const target = plainWords(text);
  return Math.max(scoreOf(wanted.split(' '), target), scoreOf(plainWords(otherLayout(query)).split(' '), target) * 0.9);
}
