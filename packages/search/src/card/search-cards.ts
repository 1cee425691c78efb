import type { Ctx } from '@yarmarka/kernel';
import { listCategories } from '@yarmarka/taxonomy';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { listAxisSets } from '../engine/axis-sets.ts';
import type { SearchEngine, SearchQuery, SearchResult } from '../engine/engine.ts';
import { searchEngine } from '../engine/select-engine.ts';
import { badCursor } from '../errors.ts';
import { SearchCardsInput, type SearchCardsResult, type Sort } from '../schemas.ts';
import { askEngine, searchText, type Understood } from '../understanding/search-text.ts';
import { noteFacetUse } from './facet-use.ts';
import { describeFacets } from './facets.ts';
import { facetsOfCategory, facetsOfResult, facetsOrNone, type PlannedFacet, withListRanges } from './facet-plan.ts';
import { hydrateHits } from './hydrate.ts';
import { listLoosenings } from './loosen.ts';

const SHOWN_CATEGORIES = 8;

/**
 * One page of the shop's search or category screen: tiles, facets with disjunctive counts, price span, corrections and, when nothing is found, which choice to give up. Money in
 * minor units, numbers in base units. Facets come with the first page only. Errors: `search.unavailable`, `search.bad_cursor`, `search.too_many_choices`.
 */
export async function searchCards(ctx: Ctx, input: SearchCardsInput, engine: SearchEngine = searchEngine()): Promise<SearchCardsResult> {
  const asked = SearchCardsInput.parse(input);
  const typed = asked.query === undefined || asked.query === '' ? undefined : asked.query;
  const from = asked.cursor ? decodeCursor(asked.cursor) : undefined;
  const text = from ? from.text : typed;
  const sort: Sort = asked.sort ?? (text === undefined ? 'popularity' : 'relevance');
  const chosen = new Set(Object.keys(asked.filters).map(Number));
  if (!from && asked.categoryId !== undefined) noteFacetUse(asked.categoryId, chosen);
  const query: SearchQuery = {
    filters: await withListRanges(ctx, asked.filters),
    sort: text === undefined && sort === 'relevance' ? 'popularity' : sort,
    cursor: from?.position ?? null,
    limit: asked.limit,
    facets: [],
    ranges: [],
    axisSets: await listAxisSets(ctx),
    ...(text === undefined ? {} : { text }),
    ...(asked.categoryId === undefined ? {} : { categoryId: asked.categoryId }),
    ...(asked.priceMin === undefined ? {} : { priceMin: asked.priceMin }),
    ...(asked.priceMax === undefined ? {} : { priceMax: asked.priceMax }),
    ...(asked.inStock ? { inStock: true } : {}),
    ...(asked.sellerIds.length > 0 ? { sellerIds: asked.sellerIds } : {}),
  };
  const narrowed = typed !== undefined || chosen.size > 0 || asked.sellerIds.length > 0;
  const wanted = asked.facets && !from && (asked.categoryId !== undefined || narrowed);
  const plan = wanted && asked.categoryId !== undefined ? await facetsOrNone(facetsOfCategory(ctx, asked.categoryId, chosen)) : [];
  const first = { ...query, ...askFor(plan), categories: wanted };
  const understood: Understood =
    asked.exact || from ? { result: await askEngine(ctx, engine, first), text, corrected: false, alternative: null } : await searchText(ctx, engine, first);
  const { plan: full, result } =
    wanted && asked.categoryId === undefined ? await addFacets(ctx, engine, first, understood, chosen) : { plan, result: understood.result };
  const [hits, facets, categories, loosen] = await Promise.all([
    hydrateHits(
      ctx,
      result.hits.map((h) => h.cardId),
    ),
    wanted ? describeFacets(ctx, full, asked.filters, result) : [],
    describeCategories(ctx, result),
    result.total === 0 && !from ? listLoosenings(ctx, engine, first) : [],
  ]);
  return {
    hits,
    total: result.total,
    capped: result.capped,
    facets,
    price: result.price,
    categories,
    sort,
    corrected: understood.corrected ? (understood.text ?? null) : null,
    alternative: understood.alternative,
    loosen,
    next: result.next === null ? null : encodeCursor({ text: understood.text, position: result.next }),
  };
}

const askFor = (plan: readonly PlannedFacet[]) => ({
  facets: plan.filter((f) => f.attribute.facet !== 'range').map((f) => f.attribute.no),
  ranges: plan.filter((f) => f.attribute.facet === 'range').map((f) => f.attribute.no),
});

/** Without a category, which attributes matter is known only from what was found: they are counted in a second question. */
async function addFacets(
  ctx: Ctx,
  engine: SearchEngine,
  first: SearchQuery,
  understood: Understood,
  chosen: ReadonlySet<number>,
): Promise<{ plan: PlannedFacet[]; result: SearchResult }> {
  const plan = await facetsOfResult(ctx, understood.result.categories, new Set([...chosen, RESERVED.brand]));
  if (plan.length === 0) return { plan, result: understood.result };
  const counts = await askEngine(ctx, engine, {
    ...first,
    ...askFor(plan),
    ...(understood.text === undefined ? {} : { text: understood.text }),
    limit: 0,
    cursor: null,
  });
  return { plan, result: { ...understood.result, facets: counts.facets, ranges: counts.ranges, price: counts.price } };
}

async function describeCategories(ctx: Ctx, result: SearchResult): Promise<SearchCardsResult['categories']> {
  const largest = [...result.categories].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, SHOWN_CATEGORIES);
  const known = new Map(
    (
      await listCategories(
        ctx,
        largest.map(([id]) => id),
      )
    ).map((c) => [c.id, c]),
  );
  return largest.flatMap(([id, count]) => {
    const c = known.get(id);
    return c ? [{ id, ru: c.ru, en: c.en, slugRu: c.slugRu, slugEn: c.slugEn, count }] : [];
  });
}

type Cursor = { readonly text: string | undefined; readonly position: string };
const encodeCursor = (c: Cursor): string => Buffer.from(JSON.stringify([c.text ?? null, c.position])).toString('base64url');

function decodeCursor(cursor: string): Cursor {
  try {
    const [text, position] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof position === 'string' && (text === null || (typeof text === 'string' && text.length <= 300))) return { text: text ?? undefined, position };
  } catch {
    // falls through: a cursor that cannot be read is a wrong cursor
  }
  throw badCursor();
}
