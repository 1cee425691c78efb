import type { Ctx } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { and, desc, eq, lt } from 'drizzle-orm';
import { fetchCard, sellsCard } from '../internal.ts';
import { assertCanSeeCard, sellerOf } from '../policies.ts';
import type { CardPatch, ValueSource } from '../schemas.ts';
import { cardRevisions } from '../tables.ts';

export type Revision = {
  readonly version: number;
  readonly patch: CardPatch;
  readonly inverse: CardPatch;
  readonly actor: string;
  readonly source: ValueSource;
  readonly changeSetId: number | null;
  readonly createdAt: Date;
};

/** The history of a card's live content, newest first. Error: `catalog.card_not_found`. */
export async function listRevisions(
  ctx: Ctx,
  input: { readonly cardId: number; readonly cursor?: string | null; readonly limit?: number },
): Promise<Page<Revision>> {
  const card = await fetchCard(ctx, input.cardId);
  assertCanSeeCard(ctx, card, await sellsCard(ctx, card.id, sellerOf(ctx.actor)));
  const limit = Math.min(input.limit ?? 50, 200);
  const rows = await ctx.read
    .select()
    .from(cardRevisions)
    .where(and(eq(cardRevisions.cardId, card.id), input.cursor ? lt(cardRevisions.version, Number(input.cursor) || 0) : undefined))
    .orderBy(desc(cardRevisions.version))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(({ cardId: _card, ...revision }) => revision);
  return { items, next: rows.length > limit ? String(items.at(-1)?.version ?? '') : null };
}
