import type { Ctx } from '@yarmarka/kernel';
import { type Conversion, getSchemasByHash, listSchemaHashes, type MatrixDelta } from '@yarmarka/taxonomy';
import { labelKey } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { type SQL, sql } from 'drizzle-orm';
import { listMoves } from '../consequences/preview-groups.ts';
import { assertSeesImpact } from '../policies.ts';
import { convertAttrs, readsOf, type ValueConversion } from './convert-value.ts';

export type ConversionSample = { readonly from: Value; readonly to: Value | null; readonly values: number; readonly cardId: number };
export type ConversionPreview = {
  /** Values that the conversion looks at, and what becomes of them; `custom` of the converted become custom values. */
  readonly values: number;
  readonly converted: number;
  readonly custom: number;
  readonly left: number;
  /** Cards and placements that follow a category; 0 for values. */
  readonly cards: number;
  readonly placements: number;
  /** True when only the most frequent values were looked at: the counts are then at least these. */
  readonly partial: boolean;
  /** The most frequent ones that convert, and that do not. */
  readonly samples: readonly ConversionSample[];
  readonly leftSamples: readonly ConversionSample[];
};

const DISTINCT = 20_000;
const SAMPLES = 8;
const NOTHING: ConversionPreview = { values: 0, converted: 0, custom: 0, left: 0, cards: 0, placements: 0, partial: false, samples: [], leftSamples: [] };

/**
 * What carrying out a conversion would do to the stored values of cards and variants: counted over the distinct values, so that it is exact and fast whatever the number of cards. Nothing
 * is written. `delta`: the change-set it belongs to, for what its schemas will allow; without one, those that stand.
 */
export async function previewConversion(ctx: Ctx, c: Conversion, delta?: MatrixDelta): Promise<ConversionPreview> {
  assertSeesImpact(ctx);
  if (c.kind === 'category') return previewCategory(ctx, c.fromId);
  return countConversion(
    ctx,
    c,
    (from, into) => sql`
      select attrs -> ${from} as v, attrs -> ${into} as w, case when attrs ? ${into} then category_id end as category, id as card from catalog.cards where attrs ? ${from}
      union all
      select v.attrs -> ${from}, v.attrs -> ${into}, case when v.attrs ? ${into} then (select c.category_id from catalog.cards c where c.id = v.card_id) end, v.card_id
      from catalog.variants v where v.attrs ? ${from}`,
    delta,
  );
}

async function previewCategory(ctx: Ctx, fromId: number): Promise<ConversionPreview> {
  const [row] = await ctx.read.execute<{ cards: number; placements: number }>(sql`
    select (select count(*)::int from catalog.cards where category_id = ${fromId}) as cards, (select count(*)::int from catalog.cards where placements @> array[${fromId}::int]) as placements`);
  return { ...NOTHING, ...row };
}

type HeldValue = { readonly v: Value; readonly w: Value | null; readonly category: number | null; readonly n: number; readonly card: number };

/**
 * Counts what a conversion would do to the values that `held` selects, one row a place: `v` stands under the attribute it reads (`from`), `w` under the one it goes to (`into`), `category`
 * where both do, and the `card` they belong to.
 */
// authorised by caller: the previews of cards and of offers assert
export async function countConversion(
  ctx: Ctx,
  c: ValueConversion,
  held: (from: string, into: string) => SQL,
  delta: MatrixDelta | undefined,
): Promise<ConversionPreview> {
  const from = String(readsOf(c));
  const into = 'intoNo' in c && c.intoNo !== c.fromNo ? String(c.intoNo) : undefined;
  // No attribute has an empty number: nothing stands there.
  const rows = await ctx.read.execute<HeldValue>(sql`
    select v, w, category, count(*)::int as n, min(card) as card from (${held(from, into ?? '')}) x group by v, w, category order by n desc limit ${DISTINCT + 1}`);
  const many = await limitsAfter(ctx, [...new Set(rows.flatMap((r) => r.category ?? []))], delta);
  const out = { ...NOTHING, partial: rows.length > DISTINCT };
  const samples: ConversionSample[] = [];
  const leftSamples: ConversionSample[] = [];
  for (const { v, w, category, n, card } of rows.slice(0, DISTINCT)) {
    const attrs: Attrs = { [from]: v, ...(into !== undefined && w !== null ? { [into]: w } : {}) };
    const { patch, left } = convertAttrs(attrs, c, (no) => (category === null ? 1 : many(category, no)));
    const changed = Object.keys(patch).length > 0;
    if (!changed && left === 0) continue;
    const to = patch[into ?? from] ?? null;
    out.values += n;
    out.left += left * n;
    if (changed) {
      out.converted += n;
      if (c.kind === 'type' && hasCustom(to)) out.custom += n;
      samples.push({ from: v, to, values: n, cardId: card });
    } else leftSamples.push({ from: v, to: null, values: n, cardId: card });
  }
  return { ...out, samples: mostFrequent(samples), leftSamples: mostFrequent(leftSamples) };
}

/** How many values an attribute will hold in the category of a card that holds both sides of a merge. */
async function limitsAfter(ctx: Ctx, categories: readonly number[], delta: MatrixDelta | undefined): Promise<(category: number, no: number) => number> {
  if (categories.length === 0) return () => 1;
  const hashes = await listSchemaHashes(ctx, categories);
  const stored = await getSchemasByHash(ctx, [...new Set(hashes.values())]);
  const moves = delta ? await listMoves(ctx, delta) : [];
  const next = new Map(moves.flatMap((m) => m.categories.map((id) => [id, m.to] as const)));
  return (category, no) => (next.get(category) ?? stored.get(hashes.get(category) ?? ''))?.schema.attributes.find((a) => a.no === no)?.maxValues ?? 1;
}

/** The first samples of lists that came most frequent first; the same change at several places is one. */
export function mostFrequent(list: readonly ConversionSample[]): ConversionSample[] {
  const out = new Map<string, ConversionSample>();
  for (const s of list) {
    const key = JSON.stringify([s.from, s.to]);
    const known = out.get(key);
    out.set(key, known ? { ...known, values: known.values + s.values } : s);
  }
  return [...out.values()].toSorted((a, b) => b.values - a.values).slice(0, SAMPLES);
}

const hasCustom = (v: Value | null): boolean =>
  (Array.isArray(v) ? (v as readonly unknown[]) : [v]).some((x) => typeof x === 'object' && x !== null && 'c' in x);

export type CustomValue = { readonly text: string; readonly cards: number; readonly cardId: number };
const CUSTOM_LIMIT = 500;

/** Custom values of a list attribute over all cards, most frequent first, one per name however it is spelt; at most five hundred. For promoting them to options. */
export async function listCustomValues(ctx: Ctx, input: { attributeNo: number }): Promise<CustomValue[]> {
  assertSeesImpact(ctx);
  const key = String(input.attributeNo);
  const rows = await ctx.read.execute<CustomValue>(sql`
    select x.item ->> 'c' as text, count(distinct x.card)::int as cards, min(x.card) as "cardId" from (
      select h.card, i.item from (
        select id as card, attrs -> ${key} as v from catalog.cards where attrs ? ${key} union all select card_id, attrs -> ${key} from catalog.variants where attrs ? ${key}) h
      cross join lateral jsonb_array_elements(case jsonb_typeof(h.v) when 'array' then h.v else jsonb_build_array(h.v) end) i(item)
      where jsonb_typeof(i.item) = 'object' and i.item ? 'c') x
    group by 1 order by 2 desc, 1 limit ${4 * CUSTOM_LIMIT}`);
  const byName = new Map<string, CustomValue>();
  for (const r of rows) {
    const name = labelKey(r.text);
    const known = byName.get(name);
    byName.set(name, known ? { ...known, cards: known.cards + r.cards } : { ...r, text: r.text.trim() });
  }
  return [...byName.values()].toSorted((a, b) => b.cards - a.cards).slice(0, CUSTOM_LIMIT);
}
