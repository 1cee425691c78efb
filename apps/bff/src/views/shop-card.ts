import { getLiveCard } from '@yarmarka/catalog';
import type { Ctx, Locale } from '@yarmarka/kernel';
import { getOffersOfCard } from '@yarmarka/offers';
import { type Category, getCategory, getCategorySchema, listGroups, listOptionLabels } from '@yarmarka/taxonomy';
import { formatValue, visibleValues } from '@yarmarka/taxonomy/check';
import { type Attrs, type CategorySchema, RESERVED, type SchemaAttribute, type TextValue, type Value } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';

/** One characteristic in words. */
export type ShopFact = { readonly attributeNo: number; readonly label: string; readonly value: string };
export type ShopOffer = {
  readonly id: number;
  readonly variantId: number;
  readonly sellerId: number;
  readonly sellerName: string;
  readonly sellerSlug: string;
  readonly city: string;
  readonly priceMinor: number;
  readonly oldPriceMinor: number | null;
  readonly currency: string;
  readonly quantity: number;
  /** What the schema asks of the offer itself: guarantee, condition, packing. */
  readonly facts: readonly ShopFact[];
  /** Why it stands first among the offers of its variant; null for all others, and for every one of a variant that nobody has in stock. */
  readonly why: string | null;
};
export type ShopVariant = {
  readonly id: number;
  /** Attribute number of an axis -> option token. */
  readonly values: Readonly<Record<string, number>>;
  readonly label: string;
  readonly pictures: readonly string[];
  /** Everything the schema puts on the variant, by attribute number. */
  readonly facts: Readonly<Record<string, string>>;
};
export type ShopCard = {
  readonly id: number;
  readonly slugs: { readonly ru: string; readonly en: string };
  readonly name: string;
  readonly description: string;
  readonly brand: string | null;
  readonly gtins: readonly string[];
  readonly trail: readonly { readonly id: number; readonly name: string; readonly slug: string }[];
  readonly pictures: readonly string[];
  readonly rating: { readonly value: number; readonly count: number } | null;
  /** What varies, in the schema's order, with the options that variants really have. */
  readonly axes: readonly {
    readonly attributeNo: number;
    readonly label: string;
    readonly options: readonly { readonly token: number; readonly label: string; readonly swatch: string | null }[];
  }[];
  readonly variants: readonly ShopVariant[];
  /** In the schema's order; a row without a value takes it from the chosen variant's facts. */
  readonly groups: readonly { readonly key: string; readonly label: string; readonly rows: readonly (Omit<ShopFact, 'value'> & { value: string | null })[] }[];
  /** What buyers may buy: in stock first, then the lowest price. */
  readonly offers: readonly ShopOffer[];
};

/** Shown elsewhere on the page: in its head, its gallery. */
const APART: ReadonlySet<number> = new Set([RESERVED.name, RESERVED.description, RESERVED.pictures]);

/** A published card as the shop shows it in the request's language, with every seller's offer. Error: `catalog.card_not_found`. */
export async function getShopCard(ctx: Ctx, cardId: number): Promise<ShopCard> {
  const { locale } = ctx;
  const card = await getLiveCard(ctx, cardId);
  const [category, { schema }, bought, groups, rating] = await Promise.all([
    getCategory(ctx, card.categoryId),
    getCategorySchema(ctx, card.categoryId),
    getOffersOfCard(ctx, cardId),
    listGroups(ctx),
    ratingOf(ctx, cardId),
  ]);
  const extras = await offerExtras(
    ctx,
    bought.offers.map((o) => o.offerId),
  );
  const ofOffer = new Map([...extras].map(([id, o]) => [id, visibleValues(schema, 'offer', o.attrs)]));
  const [labels, options] = await Promise.all([
    attributeLabels(
      ctx,
      schema.attributes.map((a) => a.no),
    ),
    listOptionLabels(ctx, tokensOf([card.attrs, ...card.variants.map((v) => v.attrs), ...ofOffer.values()])),
  ]);
  const optionLabel = (token: number) => options.get(token)?.[locale];
  const words = wordsOf(schema, locale, optionLabel);
  const named = (no: number) => labels.get(no)?.[locale] ?? '';
  const axes = schema.attributes.filter((a) => a.axis).sort(byPlace);
  const variants = card.variants.map((v): ShopVariant => {
    const values: Record<string, number> = {};
    for (const { no } of axes) {
      const token = v.attrs[no];
      if (typeof token === 'number') values[no] = token;
    }
    const label = Object.values(values).map((t) => optionLabel(t) ?? '');
    return { id: v.id, values, label: label.join(', '), pictures: picturesOf(v.attrs), facts: Object.fromEntries(words('variant', v.attrs)) };
  });
  const why = new Map(bought.buyBoxes.map((b) => [b.offerId, b.explanation[locale]]));
  const brand = card.attrs[RESERVED.brand];
  return {
    id: card.id,
    slugs: card.slug,
    name: textOf(card.attrs[RESERVED.name], locale),
    description: textOf(card.attrs[RESERVED.description], locale),
    brand: typeof brand === 'number' ? (optionLabel(brand) ?? null) : isCustom(brand) ? brand.c : null,
    gtins: card.variants.flatMap((v) => (typeof v.attrs[RESERVED.gtin] === 'string' ? [v.attrs[RESERVED.gtin] as string] : [])),
    trail: trailOf(category, locale),
    pictures: picturesOf(card.attrs),
    rating,
    axes: axes.flatMap(({ no }) => {
      const place = (token: number) => options.get(token)?.position ?? 0;
      const tokens = [...new Set(variants.flatMap((v) => v.values[no] ?? []))].sort((x, y) => place(x) - place(y) || x - y);
      const shown = tokens.map((token) => ({ token, label: optionLabel(token) ?? '', swatch: options.get(token)?.swatch ?? null }));
      return tokens.length === 0 ? [] : [{ attributeNo: no, label: named(no), options: shown }];
    }),
    variants,
    groups: groupsOf(schema, groups, locale, named, new Map(words('card', card.attrs)), variants),
    offers: bought.offers.map((o) => ({
      id: o.offerId,
      variantId: o.variantId,
      sellerId: o.sellerId,
      sellerName: o.sellerName[locale],
      sellerSlug: o.sellerSlug,
      city: extras.get(o.offerId)?.city ?? '',
      priceMinor: o.priceMinor,
      oldPriceMinor: o.oldPriceMinor,
      currency: o.currency,
      quantity: o.qty,
      facts: words('offer', ofOffer.get(o.offerId) ?? {}).map(([no, value]) => ({ attributeNo: Number(no), label: named(Number(no)), value })),
      why: why.get(o.offerId) ?? null,
    })),
  };
}

const byPlace = (a: SchemaAttribute, b: SchemaAttribute) => a.position - b.position || a.no - b.no;
const isCustom = (value: Value | undefined): value is { c: string } => typeof value === 'object' && value !== null && 'c' in value;

/** The text in this language, else in the other. */
export const textOf = (value: Value | undefined, locale: Locale): string => {
  const text = (value ?? {}) as TextValue;
  return text[locale] || text[locale === 'ru' ? 'en' : 'ru'] || '';
};

export const trailOf = (category: Category, locale: Locale) =>
  category.trail.map((t) => ({ id: t.id, name: t[locale], slug: locale === 'ru' ? t.slugRu : t.slugEn }));

function picturesOf(attrs: Attrs): string[] {
  const pictures = attrs[RESERVED.pictures];
  return Array.isArray(pictures) ? pictures.filter((p): p is string => typeof p === 'string') : [];
}

function tokensOf(all: readonly Attrs[]): number[] {
  const tokens = new Set<number>();
  for (const attrs of all)
    for (const value of Object.values(attrs)) for (const v of Array.isArray(value) ? value : [value]) if (typeof v === 'number') tokens.add(v);
  return [...tokens];
}

/** What one level holds, in words and in the schema's order: attribute number -> text. */
function wordsOf(schema: CategorySchema, locale: Locale, optionLabel: (token: number) => string | undefined) {
  const ordered = [...schema.attributes].sort(byPlace).filter((a) => !APART.has(a.no));
  return (level: SchemaAttribute['level'], attrs: Attrs): [string, string][] =>
    ordered.flatMap((a): [string, string][] => {
      const value = attrs[a.no];
      if (a.level !== level || value === undefined) return [];
      const text = a.type === 'text' && a.localised ? textOf(value, locale) : formatValue(a, value, optionLabel, locale).replaceAll('; ', ', ');
      return text === '' ? [] : [[String(a.no), text]];
    });
}

function groupsOf(
  schema: CategorySchema,
  names: Awaited<ReturnType<typeof listGroups>>,
  locale: Locale,
  named: (no: number) => string,
  ofCard: ReadonlyMap<string, string>,
  variants: readonly ShopVariant[],
): ShopCard['groups'] {
  const order = new Map(names.map((g, i) => [g.key, i]));
  const groups = new Map<string, { attributeNo: number; label: string; value: string | null }[]>();
  for (const a of [...schema.attributes].sort(byPlace)) {
    const value = ofCard.get(String(a.no)) ?? null;
    if (value === null && !variants.some((v) => v.facts[a.no] !== undefined)) continue;
    // What stands in no group comes with the first one.
    const key = a.group || (names[0]?.key ?? '');
    const rows = groups.get(key) ?? [];
    rows.push({ attributeNo: a.no, label: named(a.no), value });
    groups.set(key, rows);
  }
  const fallback = locale === 'ru' ? 'Основное' : 'Main';
  return [...groups]
    .sort(([a], [b]) => (order.get(a) ?? -1) - (order.get(b) ?? -1))
    .map(([key, rows]) => ({ key, label: names.find((g) => g.key === key)?.[locale] ?? fallback, rows }));
}

async function attributeLabels(ctx: Ctx, nos: readonly number[]): Promise<Map<number, { ru: string; en: string }>> {
  const rows = await ctx.read.execute<{ no: number; ru: string; en: string }>(
    sql`select no, label_ru as ru, label_en as en from taxonomy.attributes where no = any(${`{${nos.join(',')}}`}::int[])`,
  );
  return new Map(rows.map((r) => [r.no, r]));
}

async function ratingOf(ctx: Ctx, cardId: number): Promise<ShopCard['rating']> {
  const [row] = await ctx.read.execute<{ sum: number; count: number }>(
    sql`select rating_sum as sum, rating_count as count from catalog.cards where id = ${cardId}`,
  );
  return row && row.count > 0 ? { value: Math.round((row.sum / row.count) * 10) / 10, count: row.count } : null;
}

/** What the page tells of an offer beside its price: the seller's city and the offer's own attributes. */
async function offerExtras(ctx: Ctx, ids: readonly number[]): Promise<Map<number, { readonly city: string; readonly attrs: Attrs }>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.read.execute<{ id: number; city: string; attrs: Attrs }>(
    sql`select o.id, s.city, o.attrs from offers.offers o join accounts.sellers s on s.id = o.seller_id where o.id = any(${`{${ids.join(',')}}`}::int[])`,
  );
  return new Map(rows.map((r) => [r.id, r]));
}
