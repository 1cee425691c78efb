import type { Ctx } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { type ActionRow, type ChangeSetRow, fetchChangeSet, listActions } from '../internal.ts';
import { assertCanSeeChangeSet, seesAllCards, sellerOf } from '../policies.ts';
import type { ChangeSetStatus } from '../schemas.ts';
import { changeSets } from '../tables.ts';

export type ChangeSetView = ChangeSetRow & { readonly actions: readonly Omit<ActionRow, 'changeSetId'>[] };

/** A proposal with its actions and what was decided on each. Error: `catalog.change_set_not_found`. */
export async function getChangeSet(ctx: Ctx, id: number): Promise<ChangeSetView> {
  const set = await fetchChangeSet(ctx, id);
  assertCanSeeChangeSet(ctx, set);
  const actions = await listActions(ctx, id);
  return { ...set, actions: actions.map(({ changeSetId: _set, ...action }) => action) };
}

export type ListChangeSets = {
  readonly cardId?: number;
  readonly status?: readonly ChangeSetStatus[];
  readonly cursor?: string | null;
  readonly limit?: number;
};

/** Proposals, newest first: a seller's own, for moderators and administrators all. */
export async function listChangeSets(ctx: Ctx, input: ListChangeSets): Promise<Page<ChangeSetRow>> {
  const seller = sellerOf(ctx.actor);
  if (!seesAllCards(ctx.actor) && seller === undefined) return { items: [], next: null };
  const limit = Math.min(input.limit ?? 50, 200);
  const rows = await ctx.read
    .select()
    .from(changeSets)
    .where(
      and(
        input.cardId === undefined ? undefined : eq(changeSets.cardId, input.cardId),
        input.status === undefined ? undefined : inArray(changeSets.status, [...input.status]),
        seesAllCards(ctx.actor) ? undefined : eq(changeSets.sellerId, seller ?? 0),
        input.cursor ? lt(changeSets.id, Number(input.cursor) || 0) : undefined,
      ),
    )
    .orderBy(desc(changeSets.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? String(items.at(-1)?.id ?? '') : null };
}
