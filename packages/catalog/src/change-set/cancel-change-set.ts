import { appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { proposalClosed } from '../errors.ts';
import { cardWithdrawn } from '../events.ts';
import { fetchChangeSet, lockCard, markCards } from '../internal.ts';
import { assertCanCancelChangeSet } from '../policies.ts';
import { cards, changeSets } from '../tables.ts';

/** The author takes a proposal back before it is decided; a new card becomes a draft again. Errors: `catalog.change_set_not_found`, `catalog.proposal_closed`. */
export async function cancelChangeSet(ctx: Ctx, input: { readonly changeSetId: number }): Promise<void> {
  await withTx(ctx, async (tx) => {
    const { cardId } = await fetchChangeSet(tx, input.changeSetId);
    const card = await lockCard(tx, cardId);
    const set = await fetchChangeSet(tx, input.changeSetId, true);
    assertCanCancelChangeSet(tx, set);
    const canceled = await tx.db
      .update(changeSets)
      .set({ status: 'canceled', decidedAt: tx.clock.now() })
      .where(and(eq(changeSets.id, set.id), inArray(changeSets.status, ['open', 'validating', 'submitted'])))
      .returning({ id: changeSets.id });
    if (canceled.length === 0) throw proposalClosed(set.status);
    if (set.kind === 'create' && card.status === 'in_moderation')
      await tx.db
        .update(cards)
        .set({ status: 'draft', rowVersion: card.rowVersion + 1, updatedSeq: sql`nextval('catalog.card_seq')`, updatedAt: tx.clock.now() })
        .where(and(eq(cards.id, card.id), eq(cards.status, 'in_moderation')));
    await audit(tx, { action: 'change_set.cancel', entity: 'change_set', id: set.id, from: set.status, to: 'canceled' });
    await appendEvent(tx, cardWithdrawn, card.id, { cardId: card.id, changeSetId: set.id, sellerId: set.sellerId, kind: set.kind });
    await markCards(tx, [card.id]);
  });
}
