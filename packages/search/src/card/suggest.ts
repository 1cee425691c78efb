import type { Ctx } from '@yarmarka/kernel';
import { listCategories, searchBrands, searchCategories } from '@yarmarka/taxonomy';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { listAxisSets } from '../engine/axis-sets.ts';
import type { SearchEngine } from '../engine/engine.ts';
import { searchEngine } from '../engine/select-engine.ts';
import { SuggestInput, type SuggestResult } from '../schemas.ts';
import { foldText } from '../understanding/normalise.ts';
import { otherLayout, transliterate } from '../understanding/rewrite.ts';
import { askEngine, searchText } from '../understanding/search-text.ts';
import { suggestWords } from '../words/dictionary.ts';
import { hydrateHits } from './hydrate.ts';

const LIMITS = { queries: 6, categories: 4, brands: 3, cards: 5 } as const;
/** Names that are looked through for brands with goods. */
const BRANDS_LOOKED_AT = 12;
const EMPTY: SuggestResult = { queries: [], categories: [], brands: [], cards: [] };

/** What to offer while somebody types: whole queries, categories, brands and the five best cards. Error: `search.unavailable`. */
export async function suggest(ctx: Ctx, input: SuggestInput, engine: SearchEngine = searchEngine()): Promise<SuggestResult> {
  const typed = SuggestInput.parse(input).query.trim();
  if (typed === '') return EMPTY;
  const queries = await completions(ctx, typed);
  const best = queries[0] ?? typed;
  const [categories, brands, cards] = await Promise.all([
    suggestCategories(ctx, typed, best),
    suggestBrands(ctx, engine, typed, best),
    suggestCards(ctx, engine, typed, best),
  ]);
  return { queries, categories, brands, cards };
}

/** The last word completed from the dictionary; as typed, else on the other keyboard layout, else in the other alphabet. */
async function completions(ctx: Ctx, typed: string): Promise<string[]> {
  for (const text of [typed, otherLayout(typed), transliterate(typed)]) {
    if (text === undefined) continue;
    const words = foldText(text).split(/\s+/).filter(Boolean);
    const last = words.pop() ?? '';
    const found = await suggestWords(ctx, last, LIMITS.queries);
    if (found.length > 0) return found.map((w) => [...words, w.word].join(' '));
  }
  return [];
}

async function suggestCategories(ctx: Ctx, typed: string, best: string): Promise<SuggestResult['categories']> {
  const found = await searchCategories(ctx, typed, LIMITS.categories);
  const list = found.length > 0 || best === typed ? found : await searchCategories(ctx, best, LIMITS.categories);
  const parents = new Map(
    (
      await listCategories(
        ctx,
        list.flatMap((c) => c.parentId ?? []),
      )
    ).map((c) => [c.id, c[ctx.locale]]),
  );
  return list.map((c) => ({
    id: c.id,
    name: c[ctx.locale],
    slug: ctx.locale === 'ru' ? c.slugRu : c.slugEn,
    parent: c.parentId === null ? null : (parents.get(c.parentId) ?? null),
  }));
}

async function suggestBrands(ctx: Ctx, engine: SearchEngine, typed: string, best: string): Promise<SuggestResult['brands']> {
  const found = await heldBrands(ctx, engine, typed);
  return found.length > 0 || best === typed ? found : heldBrands(ctx, engine, best);
}

/** Brands of this name that buyers can see on a card: the list itself also holds what sellers have named in drafts. */
async function heldBrands(ctx: Ctx, engine: SearchEngine, query: string): Promise<SuggestResult['brands']> {
  const named = await searchBrands(ctx, query, BRANDS_LOOKED_AT);
  const base = { sort: 'popularity', limit: 1, facets: [], ranges: [], axisSets: await listAxisSets(ctx), uncounted: true } as const;
  const held: SuggestResult['brands'][number][] = [];
  for (let i = 0; i < named.length && held.length < LIMITS.brands; i += LIMITS.brands) {
    const some = named.slice(i, i + LIMITS.brands);
    const seen = await Promise.all(some.map(({ token }) => engine.search(ctx, { ...base, filters: { [RESERVED.brand]: { tokens: [token] } } })));
    held.push(...some.filter((_, k) => (seen[k]?.hits.length ?? 0) > 0));
  }
  return held.slice(0, LIMITS.brands);
}

/** The best cards of the completed query; when it finds none, of what may have been meant. */
async function suggestCards(ctx: Ctx, engine: SearchEngine, typed: string, best: string): Promise<SuggestResult['cards']> {
  const base = { filters: {}, sort: 'relevance', limit: LIMITS.cards, facets: [], ranges: [], axisSets: await listAxisSets(ctx) } as const;
  const direct = await askEngine(ctx, engine, { ...base, text: best, uncounted: true });
  const hits = direct.hits.length > 0 ? direct.hits : (await searchText(ctx, engine, { ...base, text: typed })).result.hits;
  return hydrateHits(
    ctx,
    hits.map((h) => h.cardId),
  );
}
