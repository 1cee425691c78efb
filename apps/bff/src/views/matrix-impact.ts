import { type CatalogImpact, previewDelta } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { type OffersImpact, previewDelta as previewOffers } from '@yarmarka/offers';
import { previewDelta as previewSearch, type SearchImpact } from '@yarmarka/search';
import { type Blocker, type Conflict, type MatrixDelta, previewChangeSet } from '@yarmarka/taxonomy';
import type { NewCategory } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { type AttributeFacts, attributeFacts, type NamedLoss, type Words } from './attribute-facts.ts';

export type CategoryFact = Words & { readonly id: number; readonly trail: readonly Words[] /** The set itself creates it. */; readonly created?: true };
/** What the publication of a change-set would do, numbers first; the taxonomy's own part and, when nothing stands in the way of working it out, those of catalogue, offers and search. */
export type MatrixImpact = {
  readonly changeSetId: number;
  readonly baseVersion: number;
  /** The edits it speaks of: a publish that sends it back publishes these or none. */
  readonly stamp: string;
  /** How long it took to work out, in milliseconds. */
  readonly tookMs: number;
  readonly categories: number;
  /** Categories with another schema, and how many different schemas they will have. */
  readonly schemasChanged: number;
  readonly distinctSchemas: number;
  readonly created: number;
  readonly moved: number;
  readonly merged: number;
  /** Some of the categories whose schema changes, new ones first, then the upper ones. */
  readonly samples: readonly CategoryFact[];
  readonly attributes: AttributeFacts;
  /** Merges whose values lose to those that are there already: these cards' values are put aside. */
  readonly losses: readonly NamedLoss[];
  /** True when the publication changes no category, card, filter or name at all. */
  readonly nothing: boolean;
  /** Merges and changes of type that stored values follow in the background; custom values that become options of their name are not counted. */
  readonly conversions: number;
  readonly catalog: CatalogImpact | null;
  readonly offers: OffersImpact | null;
  readonly search: SearchImpact | null;
  readonly conflicts: readonly Conflict[];
  readonly problems: MatrixDelta['problems'];
  readonly blockers: readonly Blocker[];
};

const SAMPLES = 12;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

export async function previewImpact(ctx: Ctx, changeSetId: number): Promise<MatrixImpact> {
  const started = performance.now();
  const delta = await previewChangeSet(ctx, changeSetId);
  const torn = delta.problems.length > 0;
  const [catalog, offers, search] = torn
    ? [null, null, null]
    : await Promise.all([previewDelta(ctx, delta), previewOffers(ctx, delta), previewSearch(ctx, delta)]);
  const moved = delta.moves.flatMap((m) => m.categories);
  const { attributes, losses } = await attributeFacts(ctx, delta, catalog?.losses ?? []);
  return {
    changeSetId,
    baseVersion: delta.baseVersion,
    stamp: delta.stamp,
    categories: delta.categories,
    schemasChanged: moved.length,
    distinctSchemas: new Set(delta.moves.map((m) => m.to)).size,
    created: delta.created.length,
    moved: delta.moved.length,
    merged: delta.merged.length,
    samples: [...(await describeNew(ctx, changeSetId, delta.created)), ...(await describeCategories(ctx, moved))].slice(0, SAMPLES),
    attributes,
    losses,
    nothing: !torn && isIdle(delta, search) && !(await editsWords(ctx, changeSetId)),
    conversions: delta.conversions.filter((c) => c.kind !== 'custom').length,
    catalog,
    offers,
    search,
    conflicts: delta.conflicts,
    problems: delta.problems.slice(0, 50),
    blockers: catalog?.blockers ?? [],
    tookMs: Math.round(performance.now() - started),
  };
}

const isIdle = (delta: MatrixDelta, search: SearchImpact | null): boolean =>
  delta.categories +
    delta.moves.length +
    delta.created.length +
    delta.moved.length +
    delta.merged.length +
    delta.conversions.length +
    (search?.reproject ?? 0) ===
  0;

/** Whether a set edits anything beside rules: names, help texts and options show at once, also where no schema changes. */
async function editsWords(ctx: Ctx, changeSetId: number): Promise<boolean> {
  const [row] = await ctx.read.execute<{ words: boolean }>(
    sql`select exists (select 1 from taxonomy.changes where change_set_id = ${changeSetId} and change ->> 'kind' <> 'rule') as words`,
  );
  return row?.words === true;
}

async function describeCategories(ctx: Ctx, ids: readonly number[]): Promise<CategoryFact[]> {
  if (ids.length === 0) return [];
  return ctx.read.execute<CategoryFact>(sql`
    select c.id, c.label_ru as ru, c.label_en as en,
      (select coalesce(json_agg(json_build_object('ru', t.label_ru, 'en', t.label_en) order by t.depth), '[]') from taxonomy.categories t where t.id = any(c.path) and t.id <> c.id) as trail
    from taxonomy.categories c where c.id = any(${ints(ids)}) order by c.depth, c.position, c.id limit ${SAMPLES}`);
}

/** Categories that the set itself creates, by the words and the places it gives them. */
async function describeNew(ctx: Ctx, changeSetId: number, created: readonly number[]): Promise<CategoryFact[]> {
  if (created.length === 0) return [];
  const rows = await ctx.read.execute<{ made: NewCategory; above: readonly Words[] | null }>(sql`
    select c.change -> 'category' as made, (select json_agg(json_build_object('ru', t.label_ru, 'en', t.label_en) order by t.depth)
      from taxonomy.categories p join taxonomy.categories t on t.id = any(p.path) where p.key = c.change #>> '{category,parentKey}') as above
    from taxonomy.changes c where c.change_set_id = ${changeSetId} and c.change ->> 'kind' = 'category' order by c.position`);
  const byKey = new Map(rows.map((row) => [row.made.key, row]));
  const trailOf = (made: NewCategory, above: readonly Words[] | null): readonly Words[] => {
    const parent = made.parentKey === null ? undefined : byKey.get(made.parentKey);
    return parent ? [...trailOf(parent.made, parent.above), parent.made.label] : (above ?? []);
  };
  const is = new Set(created);
  return rows.flatMap(({ made, above }) =>
    made.id !== undefined && is.has(made.id) ? [{ id: made.id, ...made.label, trail: trailOf(made, above), created: true as const }] : [],
  );
}
