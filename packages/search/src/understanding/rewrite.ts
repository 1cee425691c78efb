import { foldText } from './normalise.ts';

const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const toRussianKey = new Map(LATIN_KEYS.split('').map((ch, i) => [ch, RUSSIAN_KEYS[i] ?? ch]));
const toLatinKey = new Map(RUSSIAN_KEYS.split('').map((ch, i) => [ch, LATIN_KEYS[i] ?? ch]));
const through = (text: string, keys: ReadonlyMap<string, string>): string => [...text.toLowerCase()].map((ch) => keys.get(ch) ?? ch).join('');

/** The same keys on the other layout: "ntktajy" is "телефон", "ыфьыгтп" is "samsung". Undefined when the text has letters of both alphabets or of neither. */
export function otherLayout(text: string): string | undefined {
  const latin = /[a-z]/i.test(text);
  const russian = /[а-яё]/i.test(text);
  if (latin === russian) return undefined;
  return latin ? through(text, toRussianKey) : through(text, toLatinKey);
}

/** Longest spellings first, so that "shch" is not read as "sh" and "ch". */
const TO_RUSSIAN: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ju', 'ю'],
  ['iu', 'ю'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['ia', 'ия'],
  ['yo', 'е'],
  ['jo', 'е'],
  ['ye', 'е'],
  ['iy', 'ий'],
  ['yy', 'ый'],
  ['ay', 'ай'],
  ['ey', 'ей'],
  ['oy', 'ой'],
  ['uy', 'уй'],
  ['ph', 'ф'],
  ['ck', 'к'],
  ['oo', 'у'],
  ['ee', 'и'],
  ['a', 'а'],
  ['b', 'б'],
  ['c', 'к'],
  ['d', 'д'],
  ['e', 'е'],
  ['f', 'ф'],
  ['g', 'г'],
  ['h', 'х'],
  ['i', 'и'],
  ['j', 'й'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['q', 'к'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['v', 'в'],
  ['w', 'в'],
  ['x', 'кс'],
  ['y', 'ы'],
  ['z', 'з'],
];
const TO_LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};
/** Names that are not written as they sound. */
const SPOKEN: Readonly<Record<string, string>> = {
  айфон: 'iphone',
  айпад: 'ipad',
  макбук: 'macbook',
  эпл: 'apple',
  ксиоми: 'xiaomi',
  сяоми: 'xiaomi',
  хуавей: 'huawei',
  хуавэй: 'huawei',
  найк: 'nike',
  пума: 'puma',
  леново: 'lenovo',
  асус: 'asus',
  эйсер: 'acer',
  делл: 'dell',
  сони: 'sony',
  филипс: 'philips',
  бош: 'bosch',
  макита: 'makita',
  элджи: 'lg',
  реалми: 'realme',
  хонор: 'honor',
  гугл: 'google',
  джбл: 'jbl',
};

/** The word in the other alphabet, by sound: "naushniki" is "наушники", "самсунг" is "samsung". Undefined as in `otherLayout`. */
export function transliterate(text: string): string | undefined {
  const folded = foldText(text);
  const latin = /[a-z]/.test(folded);
  if (latin === /[а-я]/.test(folded)) return undefined;
  return latin ? toRussian(folded) : folded.replace(/[а-я]+/g, (word) => SPOKEN[word] ?? [...word].map((ch) => TO_LATIN[ch] ?? ch).join(''));
}

function toRussian(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; ) {
    const rule = TO_RUSSIAN.find(([from]) => text.startsWith(from, i));
    out += rule ? rule[1] : (text[i] ?? '');
    i += rule ? rule[0].length : 1;
  }
  return out;
}

/**
 * Edits between two words: insert, delete, replace, swap of neighbours, each at most once in one place (optimal string alignment). Stops counting above `limit` and returns
 * `limit + 1`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (before[j - 2] ?? 0) + 1);
      row.push(d);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1);
}

/** How many edits are forgiven: none below four letters, one below seven, else two. */
export const forgivenEdits = (word: string): number => (word.length < 4 ? 0 : word.length < 7 ? 1 : 2);

export type Candidate = { readonly word: string; readonly freq: number };
/** The dictionary word that was meant: fewest edits, then the most frequent; undefined when none is near enough. */
export function nearestWord(word: string, candidates: readonly Candidate[]): string | undefined {
  const limit = forgivenEdits(word);
  let best: { word: string; edits: number; freq: number } | undefined;
  for (const c of candidates) {
    const edits = editDistance(word, c.word, limit);
    if (edits === 0 || edits > limit) continue;
    if (!best || edits < best.edits || (edits === best.edits && c.freq > best.freq)) best = { word: c.word, edits, freq: c.freq };
  }
  return best?.word;
}
