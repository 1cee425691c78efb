import { sql } from 'drizzle-orm';
import type { Ctx } from '@yarmarka/kernel';
import { RESERVED, type TextValue } from '@yarmarka/taxonomy/schemas';
import type { Proposed } from './proposed.ts';
import type { Facts, OtherCard } from './rules.ts';

/** Offers to compare with: of the newest cards of the category, and only when there are enough of them for a median to mean something. */
const MEDIAN_CARDS = 1000;
const MEDIAN_MIN = 10;
const OTHERS = 5;
const COMPETING = sql`('in_moderation', 'changes_requested', 'published', 'suppressed')`;

/** Reads what the automatic checks compare a card with. */
export async function gatherFacts(
  ctx: Ctx,
  card: { readonly id: number; readonly categoryId: number },
  sellerId: number | null,
  proposed: Proposed,
): Promise<Omit<Facts, 'pictures'>> {
  return {
    others: [...(await sameGtin(ctx, card.id, proposed)), ...(await sameName(ctx, card.id, proposed))],
    prices: await ownPrices(ctx, card.id, sellerId),
    median: await categoryMedian(ctx, card.categoryId, card.id),
  };
}

async function sameGtin(ctx: Ctx, cardId: number, proposed: Proposed): Promise<OtherCard[]> {
  const gtins = [proposed.attrs, ...proposed.variants.map((v) => v.attrs)]
    .map((a) => a[RESERVED.gtin])
    .filter((g): g is string => typeof g === 'string' && g !== '');
  if (gtins.length === 0) return [];
  const rows = await ctx.read.execute<{ card_id: number; gtin: string }>(sql`
    select v.card_id, v.attrs ->> '4' as gtin from catalog.variants v join catalog.cards c on c.id = v.card_id
    where v.attrs ? '4' and v.attrs ->> '4' in (select jsonb_array_elements_text(${JSON.stringify(gtins)}::jsonb)) and not v.archived and v.card_id <> ${cardId} and c.status in ${COMPETING} limit ${OTHERS}`);
  return rows.map((r) => ({ cardId: r.card_id, by: 'gtin', value: r.gtin }));
}

async function sameName(ctx: Ctx, cardId: number, proposed: Proposed): Promise<OtherCard[]> {
  const { ru, en } = (proposed.attrs[RESERVED.name] ?? {}) as TextValue;
  const out: OtherCard[] = [];
  for (const [language, name] of [
    ['ru', ru],
    ['en', en],
  ] as const) {
    const text = name?.trim().toLowerCase() ?? '';
    if (text.length < 3) continue;
    // The list's name holds both languages: its trigram index finds candidates, the card's own name decides.
    const like = `%${text.replace(/[\\%_]/g, (ch) => `\\${ch}`)}%`;
    const rows = await ctx.read.execute<{ id: number; name: string }>(sql`
      select c.id, c.attrs #>> ${`{${RESERVED.name},${language}}`}::text[] as name from catalog.card_names l join catalog.cards c on c.id = l.card_id
      where l.name like ${like} and c.id <> ${cardId} and c.status in ${COMPETING} and lower(trim(c.attrs #>> ${`{${RESERVED.name},${language}}`}::text[])) = ${text} limit ${OTHERS}`);
    out.push(...rows.map((r): OtherCard => ({ cardId: r.id, by: 'name', value: r.name })));
  }
  return out;
}

async function ownPrices(ctx: Ctx, cardId: number, sellerId: number | null): Promise<number[]> {
  const rows = await ctx.read.execute<{ price: string }>(sql`
    select price_minor::text as price from offers.offers where card_id = ${cardId} and status in ('draft', 'active', 'paused') and (${sellerId}::int is null or seller_id = ${sellerId}::int) limit 500`);
  return rows.map((r) => Number(r.price));
}

async function categoryMedian(ctx: Ctx, categoryId: number, cardId: number): Promise<number | null> {
  const [row] = await ctx.read.execute<{ median: string | null; n: number }>(sql`
    select percentile_disc(0.5) within group (order by o.price_minor)::text as median, count(*)::int as n from (
      select id from catalog.cards where category_id = ${categoryId} and id <> ${cardId} and status = 'published' order by id desc limit ${MEDIAN_CARDS}) c
    join offers.offers o on o.card_id = c.id and o.status = 'active'`);
  return row && row.n >= MEDIAN_MIN && row.median !== null ? Number(row.median) : null;
}
