import type { Ctx } from '@yarmarka/kernel';
import { countDismissed, countSuggestions, type Evidence, lastMined, listSuggestions, type SuggestionKind } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';

type Words = { readonly ru: string; readonly en: string };
export type DescribedSuggestion = { readonly id: number; readonly weight: number; readonly foundAt: string; readonly evidence: Evidence };
/** One of two attributes that may be the same: what only it offers, and where it is. */
export type TwinSide = {
  /** The first of `more` + these options that the other has not. */
  readonly options: readonly Words[];
  readonly more: number;
  /** The first categories that have it; how many there are stands in the evidence. */
  readonly categories: readonly (Words & { readonly id: number })[];
};
export type Twins = { readonly shared: readonly Words[]; readonly from: TwinSide; readonly into: TwinSide };
export type SuggestionPage = {
  readonly items: readonly DescribedSuggestion[];
  readonly next: string | null;
  readonly counts: Partial<Record<SuggestionKind, number>>;
  readonly dismissed: number;
  /** When the matrix was last looked over; null: never yet. */
  readonly mined: { readonly at: string; readonly version: number } | null;
  readonly categories: Readonly<Record<string, Words>>;
  readonly attributes: Readonly<Record<string, Words>>;
  /** What pairs of attributes share and where they differ, by `from:into`. */
  readonly twins: Readonly<Record<string, Twins>>;
};

/** So many categories of one suggestion are named; the rest is counted. */
const NAMED = 8;
/** So many categories of each of two attributes are named. */
const TWIN_PLACES = 3;
const ints = (xs: Iterable<number>) => sql`${`{${[...xs].join(',')}}`}::int[]`;

/** A page of suggestions with the words for what they name. `cursor`: `weight:id` of the last one seen. */
export async function listDescribedSuggestions(
  ctx: Ctx,
  input: { kind?: SuggestionKind | undefined; dismissed: boolean; cursor?: string | null | undefined; limit: number },
): Promise<SuggestionPage> {
  const [weight, id] = (input.cursor ?? '').split(':').map(Number);
  const page = await listSuggestions(ctx, {
    kind: input.kind,
    dismissed: input.dismissed,
    limit: input.limit,
    after: weight !== undefined && id !== undefined ? [weight, id] : undefined,
  });
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
    dismissed: await countDismissed(ctx),
    mined: (await lastMined(ctx)) ?? null,
    categories: Object.fromEntries(named.map(({ id: key, ...words }) => [key, words])),
    attributes: Object.fromEntries(known.map(({ no, ...words }) => [no, words])),
    twins: await describeTwins(
      ctx,
      page.items.flatMap(({ evidence: e }) => (e.kind === 'same' ? [e] : [])),
    ),
  };
}

type Pair = { readonly fromNo: number; readonly intoNo: number };
/** Options both have by name, options of one alone, and the first categories of each, for some pairs at once. */
async function describeTwins(ctx: Ctx, pairs: readonly Pair[]): Promise<Record<string, Twins>> {
  const nos = new Set(pairs.flatMap((p) => [p.fromNo, p.intoNo]));
  if (nos.size === 0) return {};
  const options = await ctx.read.execute<Words & { no: number }>(sql`
    select a.no, e.label_ru as ru, e.label_en as en from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id and not e.retired
    where a.no = any(${ints(nos)}) order by a.no, e.position, e.entry_no`);
  const places = await ctx.read.execute<Words & { no: number; id: number }>(sql`
    select x.no, c.id, c.label_ru as ru, c.label_en as en from unnest(${ints(nos)}) x(no) cross join lateral (
      select k.id, k.label_ru, k.label_en from taxonomy.effective_cells e join taxonomy.categories k on k.id = e.category_id
      where e.attribute_no = x.no order by k.depth, k.position, k.id limit ${TWIN_PLACES}) c`);
  const of = <T extends { no: number }>(rows: readonly T[], no: number) => rows.filter((r) => r.no === no).map(({ no: _, ...rest }) => rest);
  const key = (words: Words) => words.en.toLowerCase();
  return Object.fromEntries(
    pairs.map(({ fromNo, intoNo }) => {
      const [from, into] = [of(options, fromNo), of(options, intoNo)];
      const side = (no: number, mine: readonly Words[], theirs: readonly Words[]): TwinSide => {
        const there = new Set(theirs.map(key));
        const only = mine.filter((words) => !there.has(key(words)));
        return { options: only.slice(0, NAMED), more: Math.max(0, only.length - NAMED), categories: of(places, no) };
      };
      const there = new Set(into.map(key));
      const shared = from.filter((words) => there.has(key(words))).slice(0, NAMED);
      return [`${fromNo}:${intoNo}`, { shared, from: side(fromNo, from, into), into: side(intoNo, into, from) }];
    }),
  );
}
