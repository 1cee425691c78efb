import { type CardCounts, type ConversionPreview, listMoves, type MergeLoss, type PreviewMove, previewConversion, takenOver } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { Conversion, MatrixDelta, SchemaDiff } from '@yarmarka/taxonomy';
import type { SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';

export type Words = { readonly ru: string; readonly en: string };
export type AttributeFact = Words & {
  readonly no: number;
  readonly categories: number;
  /** A merge takes its values into this attribute. */
  readonly into?: Words;
  /** The filter is set, and the shop shows it once there are values enough to choose from. */
  readonly waits?: true;
};
/** By attribute, in how many categories; the widest first. A category that merges into another counts as one that gets the other's schema. */
export type AttributeFacts = {
  readonly added: readonly AttributeFact[];
  readonly removed: readonly AttributeFact[];
  readonly newlyRequired: readonly AttributeFact[];
  readonly noLongerRequired: readonly AttributeFact[];
  readonly facetsOn: readonly AttributeFact[];
  readonly facetsOff: readonly AttributeFact[];
  /** Filters of another kind, because the attribute has another type. */
  readonly facetsChanged: readonly AttributeFact[];
  readonly axesOn: readonly AttributeFact[];
  readonly axesOff: readonly AttributeFact[];
  readonly typeChanged: readonly AttributeFact[];
  readonly narrowed: readonly AttributeFact[];
};
export type NamedLoss = { readonly from: Words; readonly into: Words; readonly cards: CardCounts };

const SHOWN = 100;
/** Filters that are looked at closely, and published cards looked at for each. */
const [CLOSELY, CARDS] = [8, 20_000];
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;
/** What conversions would do to the values of cards. */
type Counted = ReadonlyMap<Conversion, ConversionPreview>;
type Row = keyof AttributeFacts;
type Counts = Map<Row, Map<number, number>>;

/** What a delta does to the schemas of categories that stand already, attribute by attribute, and what merges cannot take along, by name. A new category gives nobody anything new. `counted`: what is known of its conversions already. */
export async function attributeFacts(
  ctx: Ctx,
  delta: MatrixDelta,
  losses: readonly MergeLoss[],
  counted: Counted = new Map(),
): Promise<{ readonly attributes: AttributeFacts; readonly losses: readonly NamedLoss[] }> {
  const moves = await listMoves(ctx, delta);
  const counts = countRows(moves, delta);
  const takes = takenOver(delta.conversions);
  const into = new Map([...takes].flatMap(([no, fromNos]) => fromNos.map((from) => [from, no] as const)));
  await settleTypes(ctx, counts, delta, moves, counted);
  const on = [...(counts.get('facetsOn') ?? [])].toSorted(([, a], [, b]) => b - a).slice(0, CLOSELY);
  const waits = new Set<number>();
  for (const [no] of on) if (await isTooFew(ctx, no, takes.get(no) ?? [], moves)) waits.add(no);
  const nos = new Set([...[...counts.values()].flatMap((m) => [...m.keys()]), ...into.values(), ...losses.flatMap((l) => [l.fromNo, l.intoNo])]);
  const nameOf = await names(ctx, [...nos]);
  const list = (row: Row): AttributeFact[] =>
    [...(counts.get(row) ?? [])]
      .toSorted(([a, x], [b, y]) => y - x || a - b)
      .slice(0, SHOWN)
      .map(([no, categories]) => {
        const goes = row === 'removed' ? into.get(no) : undefined;
        return {
          no,
          categories,
          ...nameOf(no),
          ...(goes === undefined ? {} : { into: nameOf(goes) }),
          ...(row === 'facetsOn' && waits.has(no) ? { waits: true } : {}),
        };
      });
  return {
    attributes: {
      added: list('added'),
      removed: list('removed'),
      newlyRequired: list('newlyRequired'),
      noLongerRequired: list('noLongerRequired'),
      facetsOn: list('facetsOn'),
      facetsOff: list('facetsOff'),
      facetsChanged: list('facetsChanged'),
      axesOn: list('axesOn'),
      axesOff: list('axesOff'),
      typeChanged: list('typeChanged'),
      narrowed: list('narrowed'),
    },
    losses: losses.map(({ fromNo, intoNo, cards }) => ({ from: nameOf(fromNo), into: nameOf(intoNo), cards })),
  };
}

function countRows(moves: readonly PreviewMove[], delta: MatrixDelta): Counts {
  // Cards may still name an alias; people count the categories that stand.
  const standing = new Set([...delta.moves.flatMap((m) => (m.from === null ? [] : m.categories)), ...delta.merged.map((m) => m.fromId)]);
  const counts: Counts = new Map();
  const rows: readonly (readonly [Row, (d: SchemaDiff) => readonly number[]])[] = [
    ['added', (d) => d.added],
    ['removed', (d) => d.removed],
    ['newlyRequired', (d) => d.newlyRequired],
    ['noLongerRequired', (d) => d.noLongerRequired],
    ['facetsOn', (d) => d.filterableOn],
    ['facetsOff', (d) => d.filterableOff],
    ['axesOn', (d) => d.axisOn],
    ['axesOff', (d) => d.axisOff],
    ['typeChanged', (d) => d.typeChanged],
    ['narrowed', (d) => [...new Set([...d.optionsNarrowed, ...d.limitsNarrowed])]],
  ];
  for (const { diff, from, to, categories } of moves) {
    const here = categories.filter((id) => standing.has(id)).length;
    for (const [row, nosOf] of rows) add(counts, row, nosOf(diff), here);
    const other = diff.typeChanged.filter((no) => !diff.filterableOn.includes(no) && attributeOf(from, no)?.filterable && isFacet(attributeOf(to, no)));
    add(counts, 'facetsChanged', other, here);
  }
  return counts;
}

function add(counts: Counts, row: Row, nos: readonly number[], categories: number): void {
  const byNo = counts.get(row) ?? new Map<number, number>();
  counts.set(row, byNo);
  for (const no of nos) byNo.set(no, (byNo.get(no) ?? 0) + categories);
}

const attributeOf = ({ schema }: PreviewMove['to'], no: number): SchemaAttribute | undefined => schema.attributes.find((a) => a.no === no);
const isFacet = (a: SchemaAttribute | undefined): boolean => a?.filterable === true && a.type !== 'text';
/** How many different values a filter needs before the shop shows it: a range of one number is none. */
const needed = (a: SchemaAttribute | undefined): number => (a?.facet === 'range' && a.type !== 'range' ? 2 : 1);

/** A filter whose values do not convert goes; it does not only look different. */
async function settleTypes(ctx: Ctx, counts: Counts, delta: MatrixDelta, moves: readonly PreviewMove[], counted: Counted): Promise<void> {
  for (const c of delta.conversions) {
    const changed = c.kind === 'type' ? counts.get('facetsChanged')?.get(c.no) : undefined;
    if (c.kind !== 'type' || changed === undefined) continue;
    const { samples } = counted.get(c) ?? (await previewConversion(ctx, c, delta));
    const least = Math.max(...moves.map((m) => needed(attributeOf(m.to, c.no))));
    if (new Set(samples.map((s) => JSON.stringify(s.to))).size >= least) continue;
    counts.get('facetsChanged')?.delete(c.no);
    add(counts, 'facetsOff', [c.no], changed);
  }
}

/** Whether the published cards where a filter comes on hold fewer different values of it than the shop needs; where there are very many cards, it is taken to be enough. */
async function isTooFew(ctx: Ctx, no: number, takes: readonly number[], moves: readonly PreviewMove[]): Promise<boolean> {
  const where = moves.filter((m) => m.diff.filterableOn.includes(no));
  const [first] = where;
  const least = needed(first && attributeOf(first.to, no));
  const keys = sql`${`{${[no, ...takes].join(',')}}`}::text[]`;
  const [row] = await ctx.read.execute<{ cards: number; values: number }>(sql`
    with seen as materialized (select id, attrs from catalog.cards where category_id = any(${ints(where.flatMap((m) => m.categories))}) and status = 'published' limit ${CARDS + 1})
    select (select count(*)::int from seen) as cards, (select count(distinct x.v)::int from (
      select s.attrs -> k as v from seen s, unnest(${keys}) k where s.attrs ? k
      union all select v.attrs -> k from seen s join catalog.variants v on v.card_id = s.id and not v.archived, unnest(${keys}) k where v.attrs ? k) x) as values`);
  return row !== undefined && row.cards <= CARDS && row.values < least;
}

async function names(ctx: Ctx, nos: readonly number[]): Promise<(no: number) => Words> {
  const rows =
    nos.length === 0
      ? []
      : await ctx.read.execute<Words & { no: number }>(sql`select no, label_ru as ru, label_en as en from taxonomy.attributes where no = any(${ints(nos)})`);
  const byNo = new Map(rows.map(({ no, ru, en }) => [no, { ru, en }]));
  return (no) => byNo.get(no) ?? { ru: `№ ${no}`, en: `No. ${no}` };
}
