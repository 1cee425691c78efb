import { type Ctx, invalid } from '@yarmarka/kernel';
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { requireUser } from '../policies.ts';
import { type ListNoticesInput, NOTICE_KINDS, type NoticeKind } from '../schemas.ts';
import { notices } from '../tables.ts';
import { renderNotice } from '../templates/index.ts';

const isKnown = (kind: string): kind is NoticeKind => NOTICE_KINDS.some((k) => k === kind);

/** The signed-in person's notices, the newest first, in both languages. */
export async function listNotices(ctx: Ctx, input: ListNoticesInput) {
  const user = requireUser(ctx.actor);
  const before = input.cursor ? Number(input.cursor) : undefined;
  if (before !== undefined && !Number.isSafeInteger(before))
    throw invalid(
      'messaging.bad_cursor',
      'This page of the list is no longer there. Start from the first.',
      'Такой страницы списка больше нет. Начните с первой.',
    );
  const rows = await ctx.db
    .select()
    .from(notices)
    .where(
      and(eq(notices.userId, user.userId), before === undefined ? undefined : lt(notices.id, before), input.unreadOnly ? isNull(notices.readAt) : undefined),
    )
    .orderBy(desc(notices.id))
    .limit(input.limit + 1);
  const page = rows.slice(0, input.limit);
  // A kind that this version no longer knows is passed over.
  const items = page.flatMap((n) =>
    isKnown(n.kind) ? [{ id: n.id, kind: n.kind, text: renderNotice(n.kind, n.params), link: n.link, readAt: n.readAt, createdAt: n.createdAt }] : [],
  );
  return { items, next: rows.length > input.limit ? String(page.at(-1)?.id ?? '') : null };
}

/** How many of the own notices are unread, counted up to 100. */
export async function countUnread(ctx: Ctx): Promise<number> {
  const user = requireUser(ctx.actor);
  const [row] = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from ${notices} where ${notices.userId} = ${user.userId} and ${notices.readAt} is null limit 100) x`,
  );
  return row?.n ?? 0;
}
