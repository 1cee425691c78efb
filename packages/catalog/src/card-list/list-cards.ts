import { type Ctx, denied } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { type SQL, sql } from 'drizzle-orm';
import { GRACE_FROM, graceDays, graceUntil } from '../card/grace.ts';
import { seesAllCards, sellerOf } from '../policies.ts';
import { type CardStatus, ListCardsInput } from '../schemas.ts';
import { categoryToken, completenessToken, INVALID_TOKEN, missingToken, placementToken, qualityToken, sellerToken, statusToken } from './tokens.ts';

export type CardListItem = {
  readonly id: number;
  readonly name: { readonly ru: string | null; readonly en: string | null };
  /** The main picture's file id. */
  readonly picture: string | null;
  readonly status: CardStatus;
  readonly version: number;
  readonly categoryId: number;
  readonly sellerId: number | null;
  readonly completeness: number;
  readonly missing: readonly number[];
  readonly quality: number;
  /** Attributes with values the category does not allow any more, and by when they should be right. */
  readonly invalid: readonly number[];
  readonly graceUntil: Date | null;
  readonly variants: number;
  readonly updatedAt: Date;
};

/** Up to so many matches are collected through the GIN and sorted; above, the sort index is walked and each row tested. */
const PROBE_CAP = 50_000;

type Filter = {
  /** A row has all of these tokens. */
  readonly all: readonly number[];
  /** And at least one of each group. */
  readonly any: readonly (readonly number[])[];
  readonly words: readonly string[];
};

/** What `listCards` filters by, for bulk jobs over the same query. Sellers are held to their own cards. */
export function filterOf(ctx: Ctx, input: ReturnType<typeof ListCardsInput.parse>): Filter {
  const seller = sellerOf(ctx.actor);
  if (!seesAllCards(ctx.actor) && seller === undefined) throw denied(ctx.actor);
  const sellerId = seesAllCards(ctx.actor) ? input.sellerId : seller;
  const groups = [input.status?.map(statusToken), input.completeness?.map(completenessToken), input.quality?.map(qualityToken)].filter(
    (g) => g !== undefined && g.length > 0,
  );
  return {
    all: [
      ...(input.categoryId === undefined ? [] : [categoryToken(input.categoryId)]),
      ...(input.placedIn === undefined ? [] : [placementToken(input.placedIn)]),
      ...(sellerId === undefined ? [] : [sellerToken(sellerId)]),
      ...(input.missing === undefined ? [] : [missingToken(input.missing)]),
      ...(input.invalid ? [INVALID_TOKEN] : []),
      ...groups.flatMap((g) => (g?.length === 1 ? g : [])),
    ],
    any: groups.flatMap((g) => (g !== undefined && g.length > 1 ? [g] : [])),
    words: (input.query ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((w) => w !== '')
      .slice(0, 6),
  };
}

const ints = (list: readonly number[]): SQL => sql`${`{${list.join(',')}}`}::int[]`;
const likeOf = (word: string): string => `%${word.replace(/[\\%_]/g, (ch) => `\\${ch}`)}%`;

/** By the indexes: of the tokens, and of the names where words are looked for. */
function byIndex(filter: Filter): { readonly from: SQL; readonly where: SQL } {
  const words = filter.words.map((w) => sql`n.name like ${likeOf(w)}`);
  const from = words.length > 0 ? sql`catalog.card_list l join catalog.card_names n on n.card_id = l.card_id` : sql`catalog.card_list l`;
  return { from, where: allOf([...tokensAre(filter, sql`l.tokens`), ...words]) };
}

/** Row by row, in the order of the sort: the `||` hides the array from its index, the sub-select reads one name by its key. */
const byWalk = (filter: Filter): SQL =>
  allOf([
    ...tokensAre(filter, sql`(l.tokens || '{}'::int[])`),
    ...filter.words.map((w) => sql`(select n.name from catalog.card_names n where n.card_id = l.card_id) like ${likeOf(w)}`),
  ]);

const tokensAre = (filter: Filter, column: SQL): SQL[] => [
  ...(filter.all.length > 0 ? [sql`${column} @> ${ints(filter.all)}`] : []),
  ...filter.any.map((group) => sql`${column} && ${ints(group)}`),
];
const allOf = (parts: readonly SQL[]): SQL => (parts.length === 0 ? sql`true` : sql.join([...parts], sql` and `));

/**
 * The workplace's list of cards, any status, keyset pages; newest changed (`updated`) or newest made first. A seller sees its own and the live ones it sells. The list is a projection:
 * a change shows after the next `projectCardList`. How it is read is decided by a capped probe of the index, never by the planner's guess.
 */
export async function listCards(ctx: Ctx, raw: ListCardsInput): Promise<Page<CardListItem>> {
  const input = ListCardsInput.parse(raw);
  const filter = filterOf(ctx, input);
  const order = input.sort === 'newest' ? sql`card_id` : sql`updated_seq`;
  const before = input.cursor && /^\d{1,18}$/.test(input.cursor) ? sql`${order} < ${input.cursor}::bigint` : sql`true`;
  const indexed = byIndex(filter);
  const few = (filter.all.length > 0 || filter.any.length > 0 || filter.words.length > 0) && (await countCapped(ctx, filter)) <= PROBE_CAP;
  const page = few
    ? sql`with m as materialized (select l.card_id, l.updated_seq from ${indexed.from} where ${indexed.where})
          select card_id, updated_seq from m where ${before} order by ${order} desc limit ${input.limit + 1}`
    : sql`select card_id, updated_seq from catalog.card_list l where ${before} and ${byWalk(filter)} order by ${order} desc limit ${input.limit + 1}`;
  const keys = await ctx.read.execute<{ card_id: number; updated_seq: string }>(page);
  const shown = keys.slice(0, input.limit);
  const last = shown.at(-1);
  const next = keys.length > input.limit && last ? String(input.sort === 'newest' ? last.card_id : last.updated_seq) : null;
  return {
    items: await loadItems(
      ctx,
      shown.map((k) => k.card_id),
    ),
    next,
  };
}

/** How many cards match, up to 50,001: more is "more than 50,000". */
export async function countCards(ctx: Ctx, raw: ListCardsInput): Promise<{ readonly count: number; readonly more: boolean }> {
  const count = await countCapped(ctx, filterOf(ctx, ListCardsInput.parse(raw)));
  return { count: Math.min(count, PROBE_CAP), more: count > PROBE_CAP };
}

async function countCapped(ctx: Ctx, filter: Filter): Promise<number> {
  const { from, where } = byIndex(filter);
  const [row] = await ctx.read.execute<{ n: number }>(sql`select count(*)::int as n from (select 1 from ${from} where ${where} limit ${PROBE_CAP + 1}) x`);
  return row?.n ?? 0;
}

async function loadItems(ctx: Ctx, ids: readonly number[]): Promise<CardListItem[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.read.execute<
    Omit<CardListItem, 'name' | 'updatedAt' | 'graceUntil'> & { ru: string | null; en: string | null; updatedAt: string; graceFrom: string | null }
  >(sql`
    select c.id, c.attrs #>> '{1,ru}' as ru, c.attrs #>> '{1,en}' as en,
      case jsonb_typeof(c.attrs -> '5') when 'array' then c.attrs #>> '{5,0}' else c.attrs ->> '5' end as picture,
      c.status, c.version, c.category_id as "categoryId", c.seller_id as "sellerId", c.completeness, c.missing, c.quality, c.invalid, ${GRACE_FROM} as "graceFrom", c.updated_at as "updatedAt",
      (select count(*)::int from catalog.variants v where v.card_id = c.id and not v.archived) as variants
    from catalog.cards c where c.id = any(${ints(ids)})`);
  const days = await graceDays(ctx);
  const byId = new Map(
    rows.map(({ ru, en, updatedAt, graceFrom, ...r }) => [
      r.id,
      { ...r, name: { ru, en }, graceUntil: graceUntil(graceFrom, days), updatedAt: new Date(updatedAt) },
    ]),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}
