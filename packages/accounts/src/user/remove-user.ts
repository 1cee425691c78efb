import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { requireAdmin } from '../policies.ts';
import { users } from '../tables.ts';

/** Removes an account with its passwords and sessions: one that was made for a while by the operators' tools. What the person did keeps their id. */
export async function removeUser(ctx: Ctx, userId: string): Promise<void> {
  requireAdmin(ctx.actor);
  await withTx(ctx, async (tx) => {
    await tx.db.delete(users).where(eq(users.id, userId));
    await audit(tx, { action: 'user.remove', entity: 'user', id: userId });
  });
}
