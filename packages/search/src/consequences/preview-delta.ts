import { listMoves, type PreviewMove } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { MatrixDelta } from '@yarmarka/taxonomy';
import { type SQL, sql } from 'drizzle-orm';
import { searchEngine } from '../engine/select-engine.ts';
import { previewSlots, type SlotChange } from '../engine/meili/slots.ts';
import { assertSeesImpact } from '../policies.ts';
import { projectionRate } from '../project/rate.ts';
import { listRenamed, touchedByMoves, touchedBySchemas } from './touched-cards.ts';

/** A facet of so many categories, with the published cards of those. */
export type FacetImpact = { readonly attributeNo: number; readonly categories: number; readonly cards: number };
export type SearchImpact = {
  readonly appear: readonly FacetImpact[];
  readonly vanish: readonly FacetImpact[];
  /** Fields of the index that attributes get or leave; null where the engine has none. */
  readonly settings: SlotChange | null;
  /** Published cards whose documents are built anew. */
  readonly reproject: number;
  /** At the speed of the last projections. */
  readonly seconds: number;
};

/** What a matrix change-set would do to search: facets that appear or vanish, settings that change, documents to build anew and how long that takes. Nothing is written. */
export async function previewDelta(ctx: Ctx, delta: MatrixDelta): Promise<SearchImpact> {
  assertSeesImpact(ctx);
  const moves = await listMoves(ctx, delta);
  const changing = moves.filter((m) => m.diff.filterableOn.length + m.diff.filterableOff.length > 0);
  const cards = await countPublished(
    ctx,
    changing.flatMap((m) => m.categories),
  );
  const selects = touchedBySchemas(moves);
  const elsewhere = [...delta.moved, ...(await listRenamed(ctx, { changeSetId: delta.changeSetId }))];
  if (elsewhere.length > 0) selects.push(touchedByMoves(elsewhere));
  const settings =
    searchEngine().name === 'meilisearch'
      ? await previewSlots(
          ctx,
          [...new Set(delta.moves.map((m) => m.to))].flatMap((h) => delta.schemas.get(h)?.schema ?? []),
        )
      : null;
  const reproject = await countSelected(ctx, selects);
  return {
    appear: facetsOf(changing, cards, (m) => m.diff.filterableOn),
    vanish: facetsOf(changing, cards, (m) => m.diff.filterableOff),
    settings,
    reproject: reproject + (settings?.cards ?? 0),
    seconds: Math.ceil((reproject + (settings?.cards ?? 0)) / (await projectionRate(ctx))),
  };
}

async function countPublished(ctx: Ctx, categories: readonly number[]): Promise<Map<number, number>> {
  if (categories.length === 0) return new Map();
  const rows = await ctx.read.execute<{ id: number; n: number }>(sql`
    select category_id as id, count(*)::int as n from catalog.cards where category_id = any(${`{${categories.join(',')}}`}::int[]) and status = 'published' group by category_id`);
  return new Map(rows.map((r) => [r.id, r.n]));
}

async function countSelected(ctx: Ctx, selects: readonly SQL[]): Promise<number> {
  if (selects.length === 0) return 0;
  const [row] = await ctx.read.execute<{ n: number }>(sql`select count(*)::int as n from (${sql.join([...selects], sql` union `)}) x`);
  return row?.n ?? 0;
}

function facetsOf(moves: readonly PreviewMove[], cards: ReadonlyMap<number, number>, nosOf: (m: PreviewMove) => readonly number[]): FacetImpact[] {
  const sums = new Map<number, { categories: number; cards: number }>();
  for (const move of moves)
    for (const no of nosOf(move)) {
      const sum = sums.get(no) ?? { categories: 0, cards: 0 };
      sum.categories += move.categories.length;
      sum.cards += move.categories.reduce((n, id) => n + (cards.get(id) ?? 0), 0);
      sums.set(no, sum);
    }
  return [...sums].map(([attributeNo, s]) => ({ attributeNo, ...s })).toSorted((a, b) => b.cards - a.cards || a.attributeNo - b.attributeNo);
}
