import { type Ctx, invalid } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { and, asc, gt, inArray, or, sql } from 'drizzle-orm';
import { requireModerator } from '../policies.ts';
import type { ListSellersInput, PageInputValue } from '../schemas.ts';
import { sellers } from '../tables.ts';
import { SELLER_STATUSES, type SellerStatus } from './words.ts';

const columns = {
  id: sellers.id,
  slug: sellers.slug,
  nameRu: sellers.nameRu,
  nameEn: sellers.nameEn,
  legalName: sellers.legalName,
  inn: sellers.inn,
  status: sellers.status,
  version: sellers.version,
  submittedAt: sellers.submittedAt,
  createdAt: sellers.createdAt,
};
type Row = {
  [K in keyof typeof columns]: (typeof columns)[K]['_']['notNull'] extends true ? (typeof columns)[K]['_']['data'] : (typeof columns)[K]['_']['data'] | null;
};
const listed = ({ nameRu, nameEn, ...row }: Row) => ({ ...row, name: { ru: nameRu, en: nameEn } });
export type ListedSeller = ReturnType<typeof listed>;

const badCursor = () =>
  invalid('accounts.bad_cursor', 'This page of the list is no longer there. Start from the first.', 'Такой страницы списка больше нет. Начните с первой.');

/** Sellers waiting for a moderator or with one, the longest waiting first. */
export async function listSellersForReview(ctx: Ctx, input: PageInputValue): Promise<Page<ListedSeller>> {
  requireModerator(ctx.actor);
  const after = input.cursor ? /^(\d{1,16})\.(\d{1,10})$/.exec(input.cursor) : undefined;
  if (input.cursor && !after) throw badCursor();
  const rows = await ctx.read
    .select(columns)
    .from(sellers)
    .where(
      and(
        sql`${sellers.status} in ('ready_for_review', 'in_review')`,
        after ? sql`(${sellers.submittedAt}, ${sellers.id}) > (to_timestamp(${Number(after[1])}::float8 / 1000000), ${Number(after[2])}::int)` : undefined,
      ),
    )
    .orderBy(asc(sellers.submittedAt), asc(sellers.id))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const next = rows.length > input.limit && last ? `${(last.submittedAt?.getTime() ?? 0) * 1000}.${last.id}` : null;
  return { items: items.map(listed), next };
}

/** Sellers by part of a name, legal name, store address or by INN or OGRN; for moderators and administrators. */
export async function searchSellers(ctx: Ctx, input: ListSellersInput): Promise<Page<ListedSeller>> {
  requireModerator(ctx.actor);
  const after = input.cursor ? Number(input.cursor) : 0;
  if (!Number.isSafeInteger(after) || after > 2_147_483_647) throw badCursor();
  const statuses = input.statuses.filter((s): s is SellerStatus => SELLER_STATUSES.some((known) => known === s));
  const text = input.query.toLowerCase();
  const like = `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const rows = await ctx.read
    .select(columns)
    .from(sellers)
    .where(
      and(
        gt(sellers.id, after),
        statuses.length > 0 ? inArray(sellers.status, statuses) : undefined,
        text === ''
          ? undefined
          : or(
              sql`lower(name_ru || ' ' || name_en || ' ' || legal_name) like ${like}`,
              sql`${sellers.slug} like ${like}`,
              sql`${sellers.inn} = ${text}`,
              sql`${sellers.ogrn} = ${text}`,
            ),
      ),
    )
    .orderBy(asc(sellers.id))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  return { items: items.map(listed), next: rows.length > input.limit ? String(items.at(-1)?.id ?? '') : null };
}
