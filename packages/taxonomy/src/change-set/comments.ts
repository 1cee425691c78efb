import { actorLabel, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { asc, eq } from 'drizzle-orm';
import { changeSetNotFound } from '../errors.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { changeSetComments, changeSets } from '../tables.ts';

export type ChangeSetComment = typeof changeSetComments.$inferSelect;

/** Says something about a change-set, or about one of its edits (`target`). Reason: `taxonomy.change_set_not_found`. */
export async function addComment(ctx: Ctx, input: { changeSetId: number; target?: string | undefined; text: string }): Promise<ChangeSetComment> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    const [set] = await tx.db.select({ id: changeSets.id }).from(changeSets).where(eq(changeSets.id, input.changeSetId));
    if (!set) throw changeSetNotFound();
    const [row] = await tx.db
      .insert(changeSetComments)
      .values({ changeSetId: set.id, target: input.target ?? null, author: actorLabel(tx.actor), text: input.text, createdAt: tx.clock.now() })
      .returning();
    if (!row) throw changeSetNotFound();
    await audit(tx, { action: 'change-set.comment', entity: 'matrix_change_set', id: set.id, patch: { target: input.target ?? null } });
    return row;
  });
}

/** All comments of a change-set, oldest first. */
export async function listComments(ctx: Ctx, changeSetId: number): Promise<ChangeSetComment[]> {
  assertCanEditMatrix(ctx);
  return ctx.db.select().from(changeSetComments).where(eq(changeSetComments.changeSetId, changeSetId)).orderBy(asc(changeSetComments.id)).limit(500);
}
