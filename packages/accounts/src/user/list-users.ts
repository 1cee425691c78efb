import { type Ctx, invalid } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { and, desc, eq, sql } from 'drizzle-orm';
import { requireAdmin } from '../policies.ts';
import type { ListUsersInput } from '../schemas.ts';
import { sellers, users } from '../tables.ts';

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  emailVerified: users.emailVerified,
  roles: users.roles,
  status: users.status,
  twoFactorEnabled: users.twoFactorEnabled,
  sellerId: users.sellerId,
  sellerNameRu: sellers.nameRu,
  sellerNameEn: sellers.nameEn,
  createdAt: users.createdAt,
  cursor: sql<string>`(extract(epoch from ${users.createdAt}) * 1000000)::bigint || '.' || ${users.id}`,
};
export type ListedUser = Omit<Awaited<ReturnType<typeof select>>[number], 'cursor'>;
const select = (ctx: Ctx) => ctx.read.select(columns).from(users).leftJoin(sellers, eq(sellers.id, users.sellerId));

/** People with their roles, the newest first; by part of a name or an e-mail, by role. For administrators. */
export async function listUsers(ctx: Ctx, input: ListUsersInput): Promise<Page<ListedUser>> {
  requireAdmin(ctx.actor);
  const after = input.cursor ? /^(\d{1,17})\.(.{1,100})$/.exec(input.cursor) : undefined;
  if (input.cursor && !after)
    throw invalid(
      'accounts.bad_cursor',
      'This page of the list is no longer there. Start from the first.',
      'Такой страницы списка больше нет. Начните с первой.',
    );
  const like = `%${input.query.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const rows = await select(ctx)
    .where(
      and(
        input.query === '' ? undefined : sql`(lower(${users.name}) like ${like} or ${users.email} like ${like})`,
        input.role ? sql`${users.roles} @> ${`{${input.role}}`}::text[]` : undefined,
        after ? sql`(${users.createdAt}, ${users.id}) < (to_timestamp(${Number(after[1])}::float8 / 1000000), ${after[2]})` : undefined,
      ),
    )
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(input.limit + 1);
  const page = rows.slice(0, input.limit);
  return { items: page.map(({ cursor: _, ...row }) => row), next: rows.length > input.limit ? (page.at(-1)?.cursor ?? null) : null };
}
