import { type Ctx, markDirty } from '@yarmarka/kernel';
import { auditLog } from '@yarmarka/kernel/tables';
import { filterPictures } from '@yarmarka/files';
import { brands, categories } from '@yarmarka/taxonomy/tables';
import { type Attrs, RESERVED } from '@yarmarka/taxonomy/schemas';
import { sellers } from '@yarmarka/accounts/tables';
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { brandUnknown, cardMoved, cardNotFound, changeSetNotFound, picturesUnknown, placementsUnknown, sellerNotApproved } from './errors.ts';
import type { AttrsPatch } from './schemas.ts';
import { cardSellers, cards, changeActions, changeSets, variants } from './tables.ts';

export type CardRow = typeof cards.$inferSelect;
export type VariantRow = typeof variants.$inferSelect;
export type ChangeSetRow = typeof changeSets.$inferSelect;
export type ActionRow = typeof changeActions.$inferSelect;

/** What depends on a card is rebuilt by id: the search documents and the workplace's lists. */
export async function markCards(tx: Ctx, ids: readonly number[]): Promise<void> {
  await markDirty(tx, 'search.cards', ids);
  await markDirty(tx, 'catalog.card_list', ids);
}

export async function fetchCard(ctx: Ctx, id: number): Promise<CardRow> {
  const [row] = await ctx.db.select().from(cards).where(eq(cards.id, id));
  if (!row) throw cardNotFound();
  return row;
}

/** The card, its row locked until the end of the transaction. Everything that writes to a card or its variants starts here. */
export async function lockCard(tx: Ctx, id: number): Promise<CardRow> {
  const [row] = await tx.db.select().from(cards).where(eq(cards.id, id)).for('no key update');
  if (!row) throw cardNotFound();
  return row;
}

export async function listVariants(ctx: Ctx, cardId: number): Promise<VariantRow[]> {
  return ctx.db
    .select()
    .from(variants)
    .where(and(eq(variants.cardId, cardId), eq(variants.archived, false)))
    .orderBy(asc(variants.position), asc(variants.id));
}

export async function sellsCard(ctx: Ctx, cardId: number, sellerId: number | undefined): Promise<boolean> {
  if (sellerId === undefined) return false;
  const rows = await ctx.db
    .select({ id: cardSellers.cardId })
    .from(cardSellers)
    .where(and(eq(cardSellers.cardId, cardId), eq(cardSellers.sellerId, sellerId)));
  return rows.length > 0;
}

/** Of these variants, the ones that sellers other than `sellerId` offer. */
export async function variantsOfOthers(ctx: Ctx, cardId: number, variantIds: readonly number[], sellerId: number): Promise<number[]> {
  if (variantIds.length === 0) return [];
  const rows = await ctx.db
    .select({ ids: cardSellers.variantIds })
    .from(cardSellers)
    .where(and(eq(cardSellers.cardId, cardId), ne(cardSellers.sellerId, sellerId)));
  const offered = new Set(rows.flatMap((r) => r.ids));
  return variantIds.filter((id) => offered.has(id));
}

/** New cards and changes are sent to moderation by approved sellers only. */
export async function assertSellerApproved(ctx: Ctx, sellerId: number): Promise<void> {
  const [row] = await ctx.db.select({ status: sellers.status }).from(sellers).where(eq(sellers.id, sellerId));
  if (row?.status !== 'approved') throw sellerNotApproved();
}

export async function fetchChangeSet(ctx: Ctx, id: number, lock = false): Promise<ChangeSetRow> {
  const query = ctx.db.select().from(changeSets).where(eq(changeSets.id, id));
  const [row] = await (lock ? query.for('no key update') : query);
  if (!row) throw changeSetNotFound();
  return row;
}

export async function listActions(ctx: Ctx, changeSetId: number): Promise<ActionRow[]> {
  return ctx.db.select().from(changeActions).where(eq(changeActions.changeSetId, changeSetId)).orderBy(asc(changeActions.no));
}

/** Pictures must be stored, public pictures; a brand's token must be a brand's. The checker cannot know: both are rows, not rules. */
export async function assertReferences(ctx: Ctx, patches: readonly AttrsPatch[]): Promise<void> {
  const fileIds = patches.flatMap((p) => p[RESERVED.pictures] ?? []).filter((id) => typeof id === 'string');
  const known = await filterPictures(ctx, fileIds);
  const unknown = fileIds.filter((id) => !known.has(id));
  if (unknown.length > 0) throw picturesUnknown(unknown);
  const tokens = new Set(patches.flatMap((p) => p[RESERVED.brand] ?? []).filter((t) => typeof t === 'number'));
  if (tokens.size === 0) return;
  const found = await ctx.db
    .select({ id: brands.id })
    .from(brands)
    .where(
      inArray(
        brands.id,
        [...tokens].map((t) => -t),
      ),
    );
  if (found.length < tokens.size) throw brandUnknown();
}

/** The categories that wanted placements mean: each of them exists, a merged one means its target. Error: `catalog.placements_unknown`. */
export async function resolvePlacements(ctx: Ctx, wanted: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const ids = [...new Set(wanted)];
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.select({ id: categories.id, aliasOf: categories.aliasOf }).from(categories).where(inArray(categories.id, ids));
  const targets = new Map(rows.map((r) => [r.id, r.aliasOf ?? r.id]));
  const unknown = ids.filter((id) => !targets.has(id));
  if (unknown.length > 0) throw placementsUnknown(unknown);
  return targets;
}

/** Each placement once, in order, without the main category. `targets` as `resolvePlacements` gives them. */
export const placementsOf = (wanted: readonly number[], targets: ReadonlyMap<number, number>, categoryId: number): number[] =>
  [...new Set(wanted.map((id) => targets.get(id) ?? id))].filter((id) => id !== categoryId);

/** The conflict that tells what others saved since row version `since`: attribute, by whom, when, and its present value. Read from the journal. */
export async function movedSince(tx: Ctx, card: CardRow, since: number): Promise<ReturnType<typeof cardMoved>> {
  const rows = await tx.db
    .select({ actor: auditLog.actor, at: auditLog.occurredAt, patch: auditLog.patch })
    .from(auditLog)
    .where(and(eq(auditLog.entity, 'card'), eq(auditLog.entityId, String(card.id)), sql`(${auditLog.patch} ->> 'rowVersion')::int > ${since}`))
    .orderBy(asc(auditLog.id))
    .limit(200);
  const moved = new Map<number, { attributeNo: number; by: string; at: string; value: Attrs[string] | null }>();
  for (const { actor, at, patch } of rows)
    for (const no of (patch as { attributes?: number[] } | null)?.attributes ?? [])
      moved.set(no, { attributeNo: no, by: actor, at: at.toISOString(), value: card.attrs[no] ?? null });
  return cardMoved(card.rowVersion, [...moved.values()]);
}
