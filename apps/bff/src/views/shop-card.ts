import { getLiveCard } from '@yarmarka/catalog';
import type { Ctx, Locale } from '@yarmarka/kernel';
import { type Category, getCategory, getCategorySchema, listGroups, listOptionLabels } from '@yarmarka/taxonomy';
import { formatValue } from '@yarmarka/taxonomy/check';
import { type Attrs, RESERVED, type SchemaAttribute, type TextValue, type Value } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';

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
};
export type ShopCard = {
  readonly id: number;
  readonly slug: string;
  readonly slugs: { readonly ru: string; readonly en: string };
  readonly name: string;
  readonly description: string;
  readonly brand: string | null;
  readonly gtins: readonly string[];
  readonly trail: readonly { readonly id: number; readonly name: string; readonly slug: string }[];
  readonly pictures: readonly string[];
  readonly rating: { readonly value: number; readonly count: number } | null;
  /** What varies, in the schema's order, with the options that variants really have. */
  readonly axes: readonly { readonly attributeNo: number; readonly label: string; readonly options: readonly { readonly token: number; readonly label: string; readonly swatch: string | null }[] }[];
  readonly variants: readonly { readonly id: number; readonly values: Readonly<Record<string, number>>; readonly label: string }[];
  readonly groups: readonly { readonly key: string; readonly label: string; readonly rows: readonly { readonly attributeNo: number; readonly label: string; readonly value: string }[] }[];
  /** Of approved sellers, the lowest price in stock first. */
  readonly offers: readonly ShopOffer[];
  readonly updatedAt: string;
};

/** A published card as the shop shows it in the request's language, with every seller's offer. Error: `catalog.card_not_found`. */
export async function getShopCard(ctx: Ctx, cardId: number): Promise<ShopCard> {
  const { locale } = ctx;
  const card = await getLiveCard(ctx, cardId);
  const category = await getCategory(ctx, card.categoryId);
  const { schema } = await getCategorySchema(ctx, card.categoryId);
  const labels = await attributeLabels(ctx, schema.attributes.map((a) => a.no));
  const options = await listOptionLabels(ctx, tokensOf([card.attrs, ...card.variants.map((v) => v.attrs)]));
  const optionLabel = (token: number) => options.get(token)?.[locale];
  const [facts] = await ctx.read.execute<{ rating_sum: number; rating_count: number; slug_ru: string; slug_en: string }>(sql`select rating_sum, rating_count, slug_ru, slug_en from catalog.cards where id = ${cardId}`);
  const axes = schema.attributes.filter((a) => a.axis).sort(byPlace);
  const axisValue = (attrs: Attrs, no: number) => (typeof attrs[no] === 'number' ? (attrs[no] as number) : undefined);
  const variants = card.variants.map((v) => {
    const values = Object.fromEntries(axes.flatMap((a) => (axisValue(v.attrs, a.no) === undefined ? [] : [[String(a.no), axisValue(v.attrs, a.no) ?? 0] as const])));
    return { id: v.id, values, label: Object.values(values).map((t) => optionLabel(t) ?? '').join(', ') };
  });
  const brand = card.attrs[RESERVED.brand];
  return {
    id: card.id,
    slug: (locale === 'ru' ? facts?.slug_ru : facts?.slug_en) ?? '',
    slugs: { ru: facts?.slug_ru ?? '', en: facts?.slug_en ?? '' },
    name: textOf(card.attrs[RESERVED.name], locale),
    description: textOf(card.attrs[RESERVED.description], locale),
    brand: typeof brand === 'number' ? (optionLabel(brand) ?? null) : null,
    gtins: card.variants.flatMap((v) => (typeof v.attrs[RESERVED.gtin] === 'string' ? [v.attrs[RESERVED.gtin] as string] : [])),
    trail: trailOf(category, locale),
    pictures: picturesOf(card.attrs),
    rating: facts && facts.rating_count > 0 ? { value: Math.round((facts.rating_sum / facts.rating_count) * 10) / 10, count: facts.rating_count } : null,
    axes: axes.flatMap((a) => {
      const tokens = [...new Set(variants.flatMap((v) => v.values[a.no] ?? []))].sort((x, y) => (options.get(x)?.position ?? 0) - (options.get(y)?.position ?? 0));
      return tokens.length === 0 ? [] : [{ attributeNo: a.no, label: labels.get(a.no)?.[locale] ?? '', options: tokens.map((t) => ({ token: t, label: optionLabel(t) ?? '', swatch: options.get(t)?.swatch ?? null })) }];
    }),
    variants,
    groups: await groupsOf(ctx, schema.attributes, card.attrs, labels, optionLabel),
    offers: await listShopOffers(ctx, cardId),
    updatedAt: new Date(card.updatedAt).toISOString(),
  };
}

const byPlace = (a: SchemaAttribute, b: SchemaAttribute) => a.position - b.position || a.no - b.no;

export const textOf = (value: Value | undefined, locale: Locale): string => {
  const text = (value ?? {}) as TextValue;
  return text[locale] || text[locale === 'ru' ? 'en' : 'ru'] || '';
};

export const trailOf = (category: Category, locale: Locale) => category.trail.map((t) => ({ id: t.id, name: t[locale], slug: locale === 'ru' ? t.slugRu : t.slugEn }));

function picturesOf(attrs: Attrs): string[] {
  const pictures = attrs[RESERVED.pictures];
  return Array.isArray(pictures) ? pictures.filter((p): p is string => typeof p === 'string') : [];
}

function tokensOf(all: readonly Attrs[]): number[] {
  const tokens = new Set<number>();
  for (const attrs of all) for (const value of Object.values(attrs)) for (const v of Array.isArray(value) ? value : [value]) if (typeof v === 'number') tokens.add(v);
  return [...tokens];
}

async function attributeLabels(ctx: Ctx, nos: readonly number[]): Promise<Map<number, { ru: string; en: string }>> {
  const rows = await ctx.read.execute<{ no: number; ru: string; en: string }>(sql`select no, label_ru as ru, label_en as en from taxonomy.attributes where no = any(${`{${nos.join(',')}}`}::int[])`);
  return new Map(rows.map((r) => [r.no, r]));
}

async function groupsOf(ctx: Ctx, attributes: readonly SchemaAttribute[], attrs: Attrs, labels: ReadonlyMap<number, { ru: string; en: string }>, optionLabel: (token: number) => string | undefined): Promise<ShopCard['groups']> {
  const { locale } = ctx;
  const names = await listGroups(ctx);
  const order = new Map(names.map((g, i) => [g.key, i]));
  const groups = new Map<string, { attributeNo: number; label: string; value: string }[]>();
  for (const a of [...attributes].sort(byPlace)) {
    const value = attrs[a.no];
    if (value === undefined || a.no === RESERVED.name || a.no === RESERVED.description || a.no === RESERVED.pictures || a.level !== 'card') continue;
    const text = a.type === 'text' && a.localised ? textOf(value, locale) : formatValue(a, value, optionLabel, locale).replaceAll('; ', ', ');
    const rows = groups.get(a.group ?? '') ?? [];
    rows.push({ attributeNo: a.no, label: labels.get(a.no)?.[locale] ?? '', value: text });
    groups.set(a.group ?? '', rows);
  }
  const fallback = locale === 'ru' ? 'Основное' : 'Main';
  return [...groups]
    .sort(([a], [b]) => (order.get(a) ?? -1) - (order.get(b) ?? -1))
    .map(([key, rows]) => ({ key, label: names.find((g) => g.key === key)?.[locale] ?? fallback, rows }));
}

async function listShopOffers(ctx: Ctx, cardId: number): Promise<ShopOffer[]> {
  return ctx.read.execute<ShopOffer>(sql`
    select o.id, o.variant_id as "variantId", o.seller_id as "sellerId", ${ctx.locale === 'ru' ? sql`s.name_ru` : sql`s.name_en`} as "sellerName", s.slug as "sellerSlug", s.city,
      o.price_minor::float as "priceMinor", o.old_price_minor::float as "oldPriceMinor", o.currency, coalesce(t.qty, 0)::int as quantity
    from offers.offers o join accounts.sellers s on s.id = o.seller_id and s.status in ('approved', 'restricted')
    left join lateral (select sum(qty) as qty from offers.stock where offer_id = o.id) t on true
    where o.card_id = ${cardId} and o.status = 'active' order by (coalesce(t.qty, 0) > 0) desc, o.price_minor, o.id limit 200`);
}
