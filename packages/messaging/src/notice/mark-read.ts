import type { Ctx } from '@yarmarka/kernel';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { requireUser } from '../policies.ts';
import type { MarkReadInput } from '../schemas.ts';
import { notices } from '../tables.ts';

/** Marks the own notices as read: these, or all. Others' ids are passed over. Returns how many changed. */
export async function markRead(ctx: Ctx, input: MarkReadInput): Promise<number> {
  const user = requireUser(ctx.actor);
  if (input.ids?.length === 0) return 0;
  const rows = await ctx.db
    .update(notices)
    .set({ readAt: ctx.clock.now() })
    .where(and(eq(notices.userId, user.userId), isNull(notices.readAt), input.ids ? inArray(notices.id, input.ids) : undefined))
    .returning({ id: notices.id });
  return rows.length;
}
