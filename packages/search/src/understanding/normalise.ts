import { UNITS } from '@yarmarka/taxonomy/schemas';

/** Units that people write beside a number in names and queries: the written form -> one form for all. Ambiguous single letters are left out, except those that stand for nothing else. */
const UNIT_FORMS: ReadonlyMap<string, string> = unitForms();

function unitForms(): Map<string, string> {
  const families = new Set(['data', 'mass', 'volume', 'power', 'charge', 'frequency', 'length', 'voltage', 'resolution']);
  const out = new Map<string, string>();
  for (const u of UNITS) {
    if (!families.has(u.family)) continue;
    const form = foldText(u.code);
    for (const written of [u.code, u.en, u.ru]) {
      const w = foldText(written).replaceAll(' ', '');
      if (/^\p{L}+$/u.test(w)) out.set(w, form);
    }
  }
  for (const [form, words] of Object.entries({
    in: ['inch', 'inches', 'дюйма', 'дюймов', 'дюймовый'],
    mah: ['мач', 'mah'],
    g: ['гр'],
    w: ['ватт', 'watt'],
    gb: ['гигабайт', 'гиг'],
    l: ['литр', 'литра', 'литров'],
  }))
    for (const w of words) out.set(w, form);
  return out;
}

/** Control characters out, lower case, ё as е, accents of Latin letters and soft hyphens away, apostrophes closed up: what both documents and queries go through first. */
export function foldText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\p{Co}]/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\u00c0-\u024f]/g, (ch) => ch.normalize('NFD').replace(/\p{M}/gu, ''))
    .replace(/\p{Mn}|\p{Cf}|['’`]/gu, '')
    .replace(/(\d)\s?["″”]/g, '$1 in ')
    .replace(/(\d)[.,](?=\d)/g, '$1\ue000');
}

/** A run of letters and digits, pieces joined by - / _ . + kept together: "qx-3410", "wi-fi", "16gb". */
const CHUNK = /[\p{L}\p{N}\ue000]+(?:[-/_.+&][\p{L}\p{N}\ue000]+)*/gu;
const RUNS = /\p{L}+|[\p{N}\ue000]+/gu;
const hasLetter = (s: string) => /\p{L}/u.test(s);
const hasDigit = (s: string) => /\p{N}/u.test(s);
/** The decimal point inside a word that no parser may split: 1.5 -> 1d5. */
const closed = (s: string) => s.replaceAll('\ue000', 'd');
const MAX_WORD = 60;

type Chunk = { readonly pieces: readonly string[]; readonly whole: string };
const chunksOf = (text: string): Chunk[] =>
  (foldText(text).match(CHUNK) ?? []).map((c) => {
    const pieces = c.split(/[-/_.+&]/);
    return { pieces, whole: pieces.join('') };
  });

/** "16", "гб" -> "16gb"; undefined when the second is no unit. */
const withUnit = (number: string, word: string): string | undefined => {
  const unit = UNIT_FORMS.get(word);
  return unit !== undefined && /^[\p{N}\ue000]+$/u.test(number) ? `${number}${unit}` : undefined;
};

/**
 * The words a document is found by, in order: plain words, and besides them every form that a query may be written in (the number glued to its unit, a code without its hyphens,
 * the parts of a code). Single spaces between.
 */
export function indexText(text: string): string {
  const out: string[] = [];
  let before = '';
  for (const { pieces, whole } of chunksOf(text)) {
    const mixed = hasLetter(whole) && hasDigit(whole);
    for (const piece of pieces) {
      const runs = piece.match(RUNS) ?? [];
      if (runs.length > 1) out.push(piece);
      out.push(...runs);
      runs.forEach((run, i) => {
        const glued = withUnit(runs[i - 1] ?? '', run);
        if (glued) out.push(glued);
      });
    }
    if (pieces.length > 1 && (mixed || pieces.length === 2)) out.push(whole);
    if (pieces.length === 1) {
      const glued = withUnit(before, whole);
      if (glued) out.push(glued);
      else if (/^\p{L}{1,12}$/u.test(before) && /^\p{N}+$/u.test(whole)) out.push(before + whole);
    }
    before = pieces.length === 1 ? whole : '';
  }
  return [...out]
    .map(closed)
    .filter((w) => w.length <= MAX_WORD)
    .join(' ');
}

/** One thing the buyer asks for: any of the alternatives, each a list of words that all have to be there. The first is the one to use where only one can be. */
export type Term = { readonly alternatives: readonly (readonly string[])[] };
const MAX_TERMS = 10;

/** The query as terms; at most ten, the rest is ignored. */
export function queryTerms(text: string): Term[] {
  const terms: Term[] = [];
  const chunks = chunksOf(text);
  for (let i = 0; i < chunks.length && terms.length < MAX_TERMS; i++) {
    const { pieces, whole } = chunks[i] ?? { pieces: [], whole: '' };
    const next = chunks[i + 1]?.whole ?? '';
    const measured = pieces.length === 1 ? withUnit(whole, next) : undefined;
    if (measured) {
      terms.push(term([measured], [whole, next]));
      i++;
      continue;
    }
    const runs = whole.match(RUNS) ?? [];
    const glued = runs.length === 2 ? withUnit(runs[0] ?? '', runs[1] ?? '') : undefined;
    if (glued) terms.push(term([glued], runs));
    else if (hasLetter(whole) && hasDigit(whole)) terms.push(term([whole], runs));
    else if (pieces.length > 1) terms.push(term([...pieces], [whole]));
    else terms.push(term([whole]));
  }
  return terms;
}

const term = (...alternatives: readonly (readonly string[])[]): Term => ({
  alternatives: alternatives.map((words) => words.map(closed).filter((w) => w.length <= MAX_WORD)).filter((words) => words.length > 0),
});

/** The words of a name that typo correction and suggestions may offer: letters only, three and more, folded, each once. */
export function dictionaryWords(text: string): string[] {
  const words = chunksOf(text).flatMap((c) => c.pieces);
  return [...new Set(words.filter((w) => /^\p{L}{3,30}$/u.test(w)))].sort();
}
