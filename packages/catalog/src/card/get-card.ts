import type { Ctx } from '@yarmarka/kernel';
import { getCategorySchema, type LoadedSchema } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { cardNotFound } from '../errors.ts';
import { type CardRow, fetchCard, listVariants, sellsCard } from '../internal.ts';
import { assertCanSeeCard, isLive, managesCards, seesAllCards, sellerOf } from '../policies.ts';
import type { CardIssue, CardStatus, ChangeSetKind, ChangeSetStatus, QualityCondition, Sources } from '../schemas.ts';
import { changeSets } from '../tables.ts';
import { checkCard, evaluate } from './check-card.ts';
import { GRACE_FROM, graceDays, graceUntil } from './grace.ts';
import { isDraft } from './rules.ts';

export type CardVariant = { readonly id: number; readonly attrs: Attrs; readonly sources: Sources; readonly axisKey: string; readonly position: number };
export type OpenChangeSet = { readonly id: number; readonly kind: ChangeSetKind; readonly status: ChangeSetStatus; readonly sellerId: number | null };
export type CardView = {
  readonly id: number;
  readonly categoryId: number;
  readonly placements: readonly number[];
  readonly status: CardStatus;
  readonly version: number;
  readonly rowVersion: number;
  readonly sellerId: number | null;
  /** What the present schema sees, at each attribute's present level. */
  readonly attrs: Attrs;
  readonly variants: readonly CardVariant[];
  readonly sources: Sources;
  /** Attributes whose values are kept but not shown: the category does not know them. */
  readonly parked: readonly number[];
  readonly completeness: number;
  readonly missing: readonly number[];
  readonly quality: number;
  /** Attributes with values the category does not allow any more, and by when they should be right. */
  readonly invalid: readonly number[];
  readonly graceUntil: Date | null;
  readonly slug: { readonly ru: string; readonly en: string };
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly openChangeSets: readonly OpenChangeSet[];
};

/** A card as the workplace sees it: for its seller, sellers with an offer on it, moderators, editors and administrators. Error: `catalog.card_not_found`. */
export async function getCard(ctx: Ctx, cardId: number): Promise<CardView> {
  const card = await seenCard(ctx, cardId);
  return viewOf(ctx, card, await getCategorySchema(ctx, card.categoryId));
}

/** Everything a card's form needs besides labels: values, schema, what is wrong, what is missing, the quality conditions, and what the actor may do now. */
export type CardForm = {
  readonly card: CardView;
  readonly schema: LoadedSchema;
  /** `draft`: saved field by field. `propose`: a live card, edits become a proposal. `none`: to look at. */
  readonly mode: 'draft' | 'propose' | 'none';
  readonly issues: readonly CardIssue[];
  readonly recommendedMissing: readonly number[];
  readonly conditions: readonly QualityCondition[];
};

/** View data of the card's form. Error: `catalog.card_not_found`. */
export async function getCardForm(ctx: Ctx, cardId: number): Promise<CardForm> {
  const card = await seenCard(ctx, cardId);
  const schema = await getCategorySchema(ctx, card.categoryId);
  const view = await viewOf(ctx, card, schema);
  const content = { attrs: card.attrs, variants: await listVariants(ctx, cardId) };
  const state = evaluate(schema, content);
  const own = managesCards(ctx.actor) || (card.sellerId !== null && sellerOf(ctx.actor) === card.sellerId);
  const proposes = managesCards(ctx.actor) || sellerOf(ctx.actor) !== undefined;
  return {
    card: { ...view, completeness: state.completeness, missing: state.missing, quality: state.quality.score },
    schema,
    mode: own && isDraft(card.status) ? 'draft' : proposes && isLive(card.status) ? 'propose' : 'none',
    issues: checkCard(schema, content, 'partial'),
    recommendedMissing: state.recommendedMissing,
    conditions: state.quality.conditions,
  };
}

export type LiveCard = Pick<CardView, 'id' | 'categoryId' | 'placements' | 'version' | 'attrs' | 'slug' | 'publishedAt' | 'updatedAt' | 'sellerId'> & {
  readonly variants: readonly Omit<CardVariant, 'sources'>[];
};

/** A published card as buyers see it. Error: `catalog.card_not_found`, also for cards that are not published. */
export async function getLiveCard(ctx: Ctx, cardId: number): Promise<LiveCard> {
  const card = await fetchCard(ctx, cardId);
  if (card.status !== 'published') throw cardNotFound();
  const { id, categoryId, placements, version, attrs, slug, publishedAt, updatedAt, sellerId, variants } = contentOf(
    card,
    await getCategorySchema(ctx, card.categoryId),
    await listVariants(ctx, cardId),
  );
  return { id, categoryId, placements, version, attrs, slug, publishedAt, updatedAt, sellerId, variants: variants.map(({ sources: _sources, ...v }) => v) };
}

async function seenCard(ctx: Ctx, cardId: number): Promise<CardRow> {
  const card = await fetchCard(ctx, cardId);
  assertCanSeeCard(ctx, card, seesAllCards(ctx.actor) || (await sellsCard(ctx, cardId, sellerOf(ctx.actor))));
  return card;
}

async function viewOf(ctx: Ctx, card: CardRow, schema: LoadedSchema): Promise<CardView> {
  const open = await ctx.db
    .select({ id: changeSets.id, kind: changeSets.kind, status: changeSets.status, sellerId: changeSets.sellerId })
    .from(changeSets)
    .where(and(eq(changeSets.cardId, card.id), inArray(changeSets.status, ['open', 'validating', 'submitted'])));
  const mine = open.filter((s) => seesAllCards(ctx.actor) || s.sellerId === sellerOf(ctx.actor));
  return { ...contentOf(card, schema, await listVariants(ctx, card.id)), graceUntil: await graceEnd(ctx, card), openChangeSets: mine };
}

async function graceEnd(ctx: Ctx, card: CardRow): Promise<Date | null> {
  if (card.invalid.length === 0) return null;
  const [row] = await ctx.db.execute<{ graceFrom: string | null }>(sql`select ${GRACE_FROM} as "graceFrom" from catalog.cards c where c.id = ${card.id}`);
  return graceUntil(row?.graceFrom ?? null, await graceDays(ctx));
}

function contentOf(card: CardRow, schema: LoadedSchema, variants: Awaited<ReturnType<typeof listVariants>>): Omit<CardView, 'openChangeSets' | 'graceUntil'> {
  const state = evaluate(schema, { attrs: card.attrs, variants });
  return {
    id: card.id,
    categoryId: card.categoryId,
    placements: card.placements,
    status: card.status,
    version: card.version,
    rowVersion: card.rowVersion,
    sellerId: card.sellerId,
    attrs: state.card,
    variants: variants.map(({ id, sources, axisKey, position }, i) => ({ id, attrs: state.variants[i]?.attrs ?? {}, sources, axisKey, position })),
    sources: card.sources,
    parked: state.parked,
    completeness: card.completeness,
    missing: card.missing,
    quality: card.quality,
    invalid: card.invalid,
    slug: { ru: card.slugRu, en: card.slugEn },
    publishedAt: card.publishedAt,
    createdAt: card.createdAt,
    updatedAt: card.updatedAt,
  };
}
