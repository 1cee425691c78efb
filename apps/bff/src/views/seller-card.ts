import { type CardForm, getCardForm, listCategoryQuality } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { OfferRow } from '@yarmarka/offers/schemas';
import { visibleValues } from '@yarmarka/taxonomy/check';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';

export type CardOffer = Pick<OfferRow, 'id' | 'variantId' | 'sellerSku' | 'status' | 'priceMinor' | 'oldPriceMinor' | 'qty'> & {
  /** Values of the attributes that the category asks of the offer. */
  readonly attrs: Attrs;
};
export type SellerCard = Omit<CardForm, 'schema'> & {
  readonly schemaHash: string;
  readonly offers: readonly CardOffer[];
  /** The quality of the category's live cards on average; null while it has none. */
  readonly averageQuality: number | null;
};

const sellerOf = (ctx: Ctx): number => (ctx.actor.kind === 'user' ? (ctx.actor.sellerId ?? 0) : 0);

/** The seller's form of one card: its values, what is wrong with them, and the seller's own offers on its variants. The schema comes from the category's form. Error: `catalog.card_not_found`. */
export async function getSellerCard(ctx: Ctx, cardId: number): Promise<SellerCard> {
  const { schema, ...form } = await getCardForm(ctx, cardId);
  const rows = await ctx.read.execute<
    Omit<CardOffer, 'priceMinor' | 'oldPriceMinor' | 'qty'> & { priceMinor: string; oldPriceMinor: string | null; qty: string; card: Attrs; variant: Attrs }
  >(sql`
    select o.id, o.variant_id as "variantId", o.seller_sku as "sellerSku", o.status, o.price_minor::text as "priceMinor", o.old_price_minor::text as "oldPriceMinor",
      (select coalesce(sum(k.qty), 0)::text from offers.stock k where k.offer_id = o.id) as qty, o.attrs, c.attrs as card, v.attrs as variant
    from offers.offers o join catalog.cards c on c.id = o.card_id join catalog.variants v on v.id = o.variant_id where o.card_id = ${cardId} and o.seller_id = ${sellerOf(ctx)} and o.status <> 'archived' order by o.id`);
  const offers = rows.map(({ card, variant, ...r }) => ({
    ...r,
    attrs: visibleValues(schema.schema, 'offer', r.attrs, { card, variants: [variant] }),
    priceMinor: Number(r.priceMinor),
    oldPriceMinor: r.oldPriceMinor === null ? null : Number(r.oldPriceMinor),
    qty: Number(r.qty),
  }));
  const [average] = await listCategoryQuality(ctx, [form.card.categoryId]);
  return { ...form, schemaHash: schema.hash, offers, averageQuality: average?.quality ?? null };
}

type Words = { readonly ru: string; readonly en: string };
export type CardVerdict = {
  readonly changeSetId: number;
  readonly kind: 'create' | 'update';
  readonly status: string;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  /** The verdict on the whole, when the moderator gave one. */
  readonly reason: Words | null;
  readonly howToFix: Words | null;
  readonly note: string | null;
  /** Fields of the proposal: what was wanted and what was decided. */
  readonly fields: readonly {
    readonly target: string;
    readonly attributeNo: number | null;
    readonly old: unknown;
    readonly new: unknown;
    readonly verdict: 'accept' | 'refuse' | null;
    readonly reason: Words | null;
    readonly howToFix: Words | null;
    readonly note: string | null;
  }[];
};

const NAMED_FIELDS = 300;

/** The seller's last five proposals on one card, newest first, each with the verdict on the whole and on its fields. Of a new card only the refused fields are named. */
export async function listCardVerdicts(ctx: Ctx, cardId: number): Promise<CardVerdict[]> {
  return ctx.read.execute<CardVerdict>(sql`
    with sets as (
      select s.* from catalog.change_sets s where s.card_id = ${cardId} and s.seller_id = ${sellerOf(ctx)} order by s.id desc limit 5
    ), whole as (
      select distinct on ((a.patch ->> 'changeSetId')::int) (a.patch ->> 'changeSetId')::int as id, a.reason_code, a.note
      from kernel.audit_log a where a.entity = 'card' and a.entity_id = ${String(cardId)} and a.action = 'card.apply' order by (a.patch ->> 'changeSetId')::int, a.id desc
    )
    select s.id as "changeSetId", s.kind, s.status, s.submitted_at as "submittedAt", s.decided_at as "decidedAt", w.note,
      case when r.code is not null then json_build_object('ru', r.text_ru, 'en', r.text_en) end as reason,
      case when r.code is not null then json_build_object('ru', r.how_to_fix_ru, 'en', r.how_to_fix_en) end as "howToFix",
      coalesce((
        select json_agg(json_build_object('target', x.target, 'attributeNo', x.attribute_no, 'old', x.old, 'new', x.new, 'verdict', x.verdict, 'note', x.reason_note,
          'reason', case when f.code is not null then json_build_object('ru', f.text_ru, 'en', f.text_en) end,
          'howToFix', case when f.code is not null then json_build_object('ru', f.how_to_fix_ru, 'en', f.how_to_fix_en) end) order by x.no)
        from (select * from catalog.change_actions a where a.change_set_id = s.id and (s.kind = 'update' or a.verdict = 'refuse') order by a.no limit ${NAMED_FIELDS}) x
        left join moderation.reason_codes f on f.code = x.reason_code
      ), '[]'::json) as fields
    from sets s left join whole w on w.id = s.id left join moderation.reason_codes r on r.code = w.reason_code order by s.id desc`);
}
