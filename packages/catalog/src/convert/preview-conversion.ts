import type { Ctx } from '@yarmarka/kernel';
import type { Conversion } from '@yarmarka/taxonomy';
import { labelKey } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
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

/** What carrying out a conversion would do to the stored values: counted over the distinct values, so that it is exact and fast whatever the number of cards. Nothing is written. */
export async function previewConversion(ctx: Ctx, c: Conversion): Promise<ConversionPreview> {
  assertSeesImpact(ctx);
  return c.kind === 'category' ? previewCategory(ctx, c.fromId) : previewValues(ctx, c);
}

async function previewCategory(ctx: Ctx, fromId: number): Promise<ConversionPreview> {
  const [row] = await ctx.read.execute<{ cards: number; placements: number }>(sql`
    select (select count(*)::int from catalog.cards where category_id = ${fromId}) as cards, (select count(*)::int from catalog.cards where placements @> array[${fromId}::int]) as placements`);
  return { ...NOTHING, ...row };
}

async function previewValues(ctx: Ctx, c: ValueConversion): Promise<ConversionPreview> {
  const from = String(readsOf(c));
  const into = 'intoNo' in c && c.intoNo !== c.fromNo ? String(c.intoNo) : undefined;
  const there = into === undefined ? sql`null::jsonb` : sql`attrs -> ${into}`;
  const rows = await ctx.read.execute<{ v: Value; w: Value | null; n: number; card: number }>(sql`
    select v, w, count(*)::int as n, min(card) as card from (
      select attrs -> ${from} as v, ${there} as w, id as card from catalog.cards where attrs ? ${from}
      union all select attrs -> ${from}, ${there}, card_id from catalog.variants where attrs ? ${from}) x
    group by v, w order by n desc limit ${DISTINCT + 1}`);
  const out = { ...NOTHING, partial: rows.length > DISTINCT };
  const samples: ConversionSample[] = [];
  const leftSamples: ConversionSample[] = [];
  for (const { v, w, n, card } of rows.slice(0, DISTINCT)) {
    const attrs: Attrs = { [from]: v, ...(into !== undefined && w !== null ? { [into]: w } : {}) };
    const { patch, left } = convertAttrs(attrs, c, (no) => (String(no) === into && Array.isArray(v) ? 2 : 1));
    const changed = Object.keys(patch).length > 0;
    if (!changed && left === 0) continue;
    out.values += n;
    const to = patch[into ?? from] ?? null;
    if (changed) {
      out.converted += n;
      if (c.kind === 'type' && hasCustom(to)) out.custom += n;
      if (samples.length < SAMPLES) samples.push({ from: v, to, values: n, cardId: card });
    } else {
      out.left += n;
      if (leftSamples.length < SAMPLES) leftSamples.push({ from: v, to: null, values: n, cardId: card });
    }
  }
  return { ...out, samples, leftSamples };
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
