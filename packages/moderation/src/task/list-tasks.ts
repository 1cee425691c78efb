import { sellers, users } from '@yarmarka/accounts/tables';
import { cardNames, cards, changeSets } from '@yarmarka/catalog/tables';
import type { Ctx } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { badCursor } from '../errors.ts';
import { assertCanModerate, requireModerator } from '../policies.ts';
import { ListTasksInput } from '../schemas.ts';
import { tasks } from '../tables.ts';

const text = (no: number, language: 'ru' | 'en') => sql<string | null>`${cards.attrs} #>> ${`{${no},${language}}`}::text[]`;

const columns = {
  id: tasks.id,
  kind: tasks.kind,
  lane: tasks.lane,
  rank: tasks.rank,
  dueAt: tasks.dueAt,
  createdAt: tasks.createdAt,
  status: tasks.status,
  claimedBy: tasks.claimedBy,
  claimUntil: tasks.claimUntil,
  version: tasks.version,
  cardId: tasks.cardId,
  changeSetId: tasks.changeSetId,
  changeKind: changeSets.kind,
  sellerId: tasks.sellerId,
  sellerRu: sellers.nameRu,
  sellerEn: sellers.nameEn,
  categoryId: cards.categoryId,
  nameRu: text(RESERVED.name, 'ru'),
  nameEn: text(RESERVED.name, 'en'),
  picture: sql<string | null>`${cards.attrs} #>> ${`{${RESERVED.pictures},0}`}::text[]`,
  holder: users.name,
};

export type ListedTask = Awaited<ReturnType<typeof readTasks>>[number];

/** Open tasks with what a queue shows of them, in its order. */
export async function readTasks(ctx: Ctx, where: SQL | undefined, limit: number) {
  const rows = await ctx.db
    .select(columns)
    .from(tasks)
    .leftJoin(changeSets, eq(changeSets.id, tasks.changeSetId))
    .leftJoin(cards, eq(cards.id, tasks.cardId))
    .leftJoin(sellers, eq(sellers.id, tasks.sellerId))
    .leftJoin(users, eq(users.id, tasks.claimedBy))
    .where(where)
    .orderBy(asc(tasks.rank), asc(tasks.dueAt), asc(tasks.id))
    .limit(limit);
  const now = ctx.clock.now().getTime();
  return rows.map(({ sellerRu, sellerEn, nameRu, nameEn, holder, claimedBy, claimUntil, status, ...row }) => {
    const held = status === 'in_review' && claimUntil !== null && claimUntil.getTime() > now;
    return {
      ...row,
      status,
      /** Who has it now; a lease that has run out holds nothing. */
      heldBy: held && claimedBy !== null ? { userId: claimedBy, name: holder ?? claimedBy, until: claimUntil } : null,
      overdue: row.dueAt.getTime() < now,
      cardName: row.cardId === null ? null : { ru: nameRu ?? nameEn ?? '', en: nameEn ?? nameRu ?? '' },
      seller: row.sellerId === null ? null : { id: row.sellerId, name: { ru: sellerRu ?? '', en: sellerEn ?? '' } },
    };
  });
}

/** The open queue, most urgent first: by rank, then by due time. Pages by keyset. A card is found by a new name as soon as the lists of cards know it. Error: `moderation.bad_cursor`. */
export async function listTasks(ctx: Ctx, raw: ListTasksInput): Promise<Page<ListedTask>> {
  assertCanModerate(ctx);
  const input = ListTasksInput.parse(raw);
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const items = await readTasks(
    ctx,
    and(
      sql`${tasks.status} in ('queued', 'in_review')`,
      input.lane && input.lane.length > 0 ? inArray(tasks.lane, input.lane) : undefined,
      input.sellerId === undefined ? undefined : eq(tasks.sellerId, input.sellerId),
      input.mine ? and(eq(tasks.claimedBy, requireModerator(ctx)), eq(tasks.status, 'in_review'), sql`${tasks.claimUntil} > ${now}`) : undefined,
      input.query ? matching(input.query) : undefined,
      input.cursor ? after(input.cursor) : undefined,
    ),
    input.limit + 1,
  );
  const page = items.slice(0, input.limit);
  const last = page.at(-1);
  return { items: page, next: items.length > input.limit && last ? `${last.rank}.${last.dueAt.getTime()}.${last.id}` : null };
}

function after(cursor: string): SQL {
  const m = /^(-?\d{1,5})\.(\d{1,15})\.(\d{1,10})$/.exec(cursor);
  if (!m) throw badCursor();
  return sql`(${tasks.rank}, ${tasks.dueAt}, ${tasks.id}) > (${Number(m[1])}::smallint, ${new Date(Number(m[2])).toISOString()}::timestamptz, ${Number(m[3])}::int)`;
}

/** Read task by task along the queue, one name by its key each: it is the open queue that is short, not the list of names. */
function matching(query: string): SQL | undefined {
  const number = /^[№#]?\s*(\d{1,9})$/.exec(query)?.[1];
  if (number !== undefined) return or(eq(tasks.id, Number(number)), eq(tasks.cardId, Number(number)));
  const words = query.toLowerCase().split(/\s+/).slice(0, 6);
  const card = sql`(select ${cardNames.name} from ${cardNames} where ${cardNames.cardId} = ${tasks.cardId})`;
  const names = sql`concat_ws(' ', ${card}, lower(${sellers.nameRu}), lower(${sellers.nameEn}), lower(${sellers.legalName}), ${sellers.inn})`;
  return and(...words.map((word) => sql`${names} like ${`%${word.replace(/[\\%_]/g, (ch) => `\\${ch}`)}%`}`));
}
