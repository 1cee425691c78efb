import { submitCard } from '@yarmarka/catalog';
import { AppError, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type BetweenChunks, type ImportRecord, importActor, lockImport, tellCompleted, tellProgress, writeImport } from '../internal.ts';
import { assertCanRunImports } from '../policies.ts';

const CHUNK = 40;
/** Cards that can be sent: still drafts. */
export const DRAFTS = sql`c.status in ('draft', 'changes_requested')`;

type Card = { readonly id: number; readonly rowVersion: number; readonly complete: boolean };

/** Sends card after card, chunk by chunk; the cursor stands behind the last one. */
// no audit row: submitCard journals every card, submitImported the start
export async function submitCards(ctx: Ctx, importId: number, between: BetweenChunks): Promise<void> {
  assertCanRunImports(ctx);
  for (;;) {
    const more = await withTx(ctx, async (tx) => {
      const job = await lockImport(tx, importId);
      if (job.submitting !== 'waiting' && job.submitting !== 'running') return false;
      const cards = await nextCards(tx, job);
      if (cards.length === 0) {
        await tellCompleted(tx, await writeImport(tx, job, { submitting: 'done', progressDone: job.progressTotal, heartbeatAt: tx.clock.now() }));
        return false;
      }
      const seller = { ...tx, actor: importActor(job) };
      let submitted = 0;
      for (const card of cards) if (card.complete && (await trySubmit(seller, card))) submitted++;
      const saved = await writeImport(tx, job, {
        submitting: 'running',
        cursor: cards.at(-1)?.id ?? job.cursor,
        cardsSubmitted: job.cardsSubmitted + submitted,
        cardsIncomplete: job.cardsIncomplete + cards.length - submitted,
        progressDone: Math.min(job.progressTotal, job.progressDone + cards.length),
        heartbeatAt: tx.clock.now(),
      });
      await tellProgress(tx, saved);
      return true;
    });
    if (!more) return;
    await between();
  }
}

async function nextCards(tx: Ctx, job: ImportRecord): Promise<Card[]> {
  return tx.db.execute<Card>(sql`
    select c.id, c.row_version as "rowVersion", c.completeness = 100 as complete from catalog.cards c
    where c.id > ${job.cursor} and c.seller_id = ${job.sellerId} and ${DRAFTS} and c.id in (select card_id from imports.import_rows where job_id = ${job.id} and card_id is not null)
    order by c.id limit ${CHUNK}`);
}

/** False when the card is not complete after all, or its seller may not submit any more: it stays a draft. */
async function trySubmit(tx: Ctx, card: Card): Promise<boolean> {
  try {
    return await tx.db.transaction(
      async (db) => (await submitCard({ ...tx, db, read: db }, { cardId: card.id, rowVersion: card.rowVersion })).status === 'submitted',
    );
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
