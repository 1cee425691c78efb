import { type Ctx, metrics } from '@yarmarka/kernel';
import type { SearchEngine, SearchQuery, SearchResult } from '../engine/engine.ts';
import { knownWords, similarWords } from '../words/dictionary.ts';
import { bareWords } from './bare-words.ts';
import { foldText } from './normalise.ts';
import { forgivenEdits, nearestWord, otherLayout, transliterate } from './rewrite.ts';

/** Below this the buyer is offered other words. */
const FEW = 3;

export type Understood = {
  readonly result: SearchResult;
  /** The words the result is for. */
  readonly text: string | undefined;
  readonly corrected: boolean;
  readonly alternative: { readonly query: string; readonly total: number } | null;
};

/** Asks the engine and takes the time. */
export async function askEngine(ctx: Ctx, engine: SearchEngine, query: SearchQuery): Promise<SearchResult> {
  const started = performance.now();
  try {
    return await engine.search(ctx, query);
  } finally {
    metrics.searchSeconds.observe(
      { engine: engine.name, operation: query.limit === 0 ? 'count' : query.facets.length > 0 ? 'page_facets' : 'page' },
      (performance.now() - started) / 1000,
    );
  }
}

/**
 * Searches as typed; when nothing is found and the words, not the filters, are why, tries what the buyer may have meant (without prices and praise, in the other keyboard layout, in the other
 * alphabet, with words of the dictionary a typo away, at last without the words that match nothing) and shows the first that finds something. When few are found, what is found stays and the better words are offered beside it.
 */
export async function searchText(ctx: Ctx, engine: SearchEngine, query: SearchQuery): Promise<Understood> {
  const result = await askEngine(ctx, engine, query);
  const text = query.text?.trim() ?? '';
  const asTyped: Understood = { result, text: query.text, corrected: false, alternative: null };
  if (text === '' || result.total >= FEW || query.cursor) return asTyped;
  const bare: SearchQuery = {
    text,
    filters: {},
    sort: 'popularity',
    limit: 0,
    facets: [],
    ranges: [],
    axisSets: query.axisSets,
    ...(query.categoryId === undefined ? {} : { categoryId: query.categoryId }),
  };
  const before = hasFilters(query) ? (await askEngine(ctx, engine, bare)).total : result.total;
  // A code that is found is what was meant.
  if (before >= FEW || (before > 0 && /\d/.test(text))) return asTyped;
  const meant = await rewrites(ctx, text);
  const bareOnes = [text, ...meant].flatMap((t) => bareWords(t) ?? []);
  for (const candidate of new Set([...bareOnes.slice(0, 1), ...meant, ...bareOnes])) {
    const { total } = await askEngine(ctx, engine, { ...bare, text: candidate });
    if (total === 0 || total <= before) continue;
    if (before > 0) return { ...asTyped, alternative: { query: candidate, total } };
    return { result: await askEngine(ctx, engine, { ...query, text: candidate }), text: candidate, corrected: true, alternative: null };
  }
  const matching = before === 0 ? await matchingWords(ctx, engine, bare) : undefined;
  if (matching === undefined) return asTyped;
  return { result: await askEngine(ctx, engine, { ...query, text: matching }), text: matching, corrected: true, alternative: null };
}

const MAX_TRIED = 6;

/** The text without the words that match nothing, when those that are left match together; undefined when none or all of them match nothing. */
async function matchingWords(ctx: Ctx, engine: SearchEngine, query: SearchQuery): Promise<string | undefined> {
  const words = (query.text ?? '').split(/\s+/).filter(Boolean);
  if (words.length < 2 || words.length > MAX_TRIED) return undefined;
  const totals = await Promise.all(words.map(async (text) => (await askEngine(ctx, engine, { ...query, text })).total));
  const kept = words.filter((_, i) => (totals[i] ?? 0) > 0);
  if (kept.length === 0 || kept.length === words.length) return undefined;
  const text = kept.join(' ');
  return (await askEngine(ctx, engine, { ...query, text })).total > 0 ? text : undefined;
}

const hasFilters = (q: SearchQuery): boolean =>
  Object.keys(q.filters).length > 0 || q.priceMin !== undefined || q.priceMax !== undefined || q.inStock === true || (q.sellerIds?.length ?? 0) > 0;

/** What the words may have been meant to be, the likeliest first; each differs from the text. */
export async function rewrites(ctx: Ctx, text: string): Promise<string[]> {
  const known = await knownWords(ctx, foldText(text).split(/\s+/));
  const unknownOnly = (change: (word: string) => string | undefined) =>
    text
      .split(/\s+/)
      .map((w) => (known.has(foldText(w)) ? w : (change(w) ?? w)))
      .join(' ');
  const layout = otherLayout(text) ?? text;
  const sound = transliterate(text) ?? text;
  const direct = [layout, unknownOnly(otherLayout), sound, unknownOnly(transliterate)];
  const fixed: string[] = [];
  for (const t of new Set([text, ...direct])) fixed.push(await fixTypos(ctx, t));
  const same = foldText(text);
  return [...new Set([...direct, ...fixed].map((t) => t.trim()))].filter((t) => t !== '' && foldText(t) !== same).slice(0, 8);
}

/** The text with each word that the dictionary does not hold replaced by the nearest one it does. */
async function fixTypos(ctx: Ctx, text: string): Promise<string> {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  const known = await knownWords(ctx, words);
  const fixed: string[] = [];
  for (const w of words) fixed.push(known.has(w) || forgivenEdits(w) === 0 || !/^\p{L}+$/u.test(w) ? w : (nearestWord(w, await similarWords(ctx, w)) ?? w));
  return fixed.join(' ');
}
