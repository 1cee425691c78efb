import type { Ctx } from '@yarmarka/kernel';
import { countSuggestions, type Evidence, lastMined, listSuggestions, type SuggestionKind } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';

type Words = { readonly ru: string; readonly en: string };
export type DescribedSuggestion = { readonly id: number; readonly weight: number; readonly foundAt: string; readonly evidence: Evidence };
export type SuggestionPage = {
  readonly items: readonly DescribedSuggestion[];
  readonly next: string | null;
  readonly counts: Partial<Record<SuggestionKind, number>>;
  /** When the matrix was last looked over; null: never yet. */
  readonly mined: { readonly at: string; readonly version: number } | null;
  readonly categories: Readonly<Record<string, Words>>;
  readonly attributes: Readonly<Record<string, Words>>;
};

/** So many categories of one suggestion are named; the rest is counted. */
const NAMED = 8;
const ints = (xs: Iterable<number>) => sql`${`{${[...xs].join(',')}}`}::int[]`;

/** A page of suggestions with the words for what they name. `cursor`: `weight:id` of the last one seen. */
export async function listDescribedSuggestions(
  ctx: Ctx,
  input: { kind?: SuggestionKind | undefined; cursor?: string | null | undefined; limit: number },
): Promise<SuggestionPage> {
  const [weight, id] = (input.cursor ?? '').split(':').map(Number);
  const page = await listSuggestions(ctx, { kind: input.kind, limit: input.limit, after: weight !== undefined && id !== undefined ? [weight, id] : undefined });
  const categories = new Set<number>();
  const attributes = new Set<number>();
  for (const { evidence: e } of page.items) {
    if (e.kind === 'move_up') categories.add(e.originId);
    if (e.kind === 'idle_category' || e.kind === 'leaf_move') categories.add(e.categoryId);
    if (e.kind === 'move_up') for (const c of e.categories.slice(0, NAMED)) categories.add(c);
    if (e.kind === 'leaf_move') for (const c of e.changed.slice(0, NAMED)) categories.add(c);
    if (e.kind === 'idle_category') for (const a of e.attributes.slice(0, NAMED)) attributes.add(a);
    if (e.kind === 'same') for (const a of [e.fromNo, e.intoNo]) attributes.add(a);
    if (e.kind === 'move_up' || e.kind === 'leaf_move' || e.kind === 'unused') attributes.add(e.attributeNo);
  }
  const named = await ctx.read.execute<Words & { id: number }>(
    sql`select id, label_ru as ru, label_en as en from taxonomy.categories where id = any(${ints(categories)})`,
  );
  const known = await ctx.read.execute<Words & { no: number }>(
    sql`select no, label_ru as ru, label_en as en from taxonomy.attributes where no = any(${ints(attributes)})`,
  );
  return {
    items: page.items.map((s) => ({ id: s.id, weight: s.weight, foundAt: s.foundAt.toISOString(), evidence: s.evidence })),
    next: page.next ? page.next.join(':') : null,
    counts: await countSuggestions(ctx),
    mined: (await lastMined(ctx)) ?? null,
    categories: Object.fromEntries(named.map(({ id: key, ...words }) => [key, words])),
    attributes: Object.fromEntries(known.map(({ no, ...words }) => [no, words])),
  };
}
