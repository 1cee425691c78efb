import type { Ctx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { assertCanManageCards } from '../policies.ts';
import { PRESENT, WAITS } from './enforce-grace.ts';
import { graceDays, isGraceEnforced } from './grace.ts';

/** What of a seller leaves the shop after one day of theirs (`YYYY-MM-DD`) unless these attributes are mended. */
export type EndingGrace = { readonly sellerId: number; readonly day: string; readonly nos: readonly number[] };
/** Graces that end in the next so many days; a day is one in this zone. */
export type Ahead = { readonly days: number; readonly timeZone: string };

const DAY_S = 86_400;

/**
 * Of `held` (rows of id, seller_id, no and since: what is wrong, and since when) those whose grace ends within the days ahead, each with its `day`. Undefined while no grace is enforced:
 * then none ends.
 */
// authorised by caller: the readers of cards and of offers assert
export async function endingSql(ctx: Ctx, ahead: Ahead, held: SQL): Promise<SQL | undefined> {
  if (!(await isGraceEnforced(ctx))) return undefined;
  const now = ctx.clock.now().getTime();
  const grace = (await graceDays(ctx)) * DAY_S;
  const at = (seconds: number) => sql`${new Date(now + (seconds - grace) * 1000).toISOString()}::timestamptz`;
  return sql`select h.id, h.seller_id, h.no, to_char((h.since + make_interval(secs => ${grace})) at time zone ${ahead.timeZone}::text, 'YYYY-MM-DD') as day
    from (${held}) h where h.since > ${at(0)} and h.since <= ${at(ahead.days * DAY_S)}`;
}

/** Groups what ends by seller and day. */
// authorised by caller: as endingSql
export async function groupEnding(ctx: Ctx, ending: SQL | undefined): Promise<EndingGrace[]> {
  if (ending === undefined) return [];
  return ctx.db.execute<EndingGrace>(sql`
    select seller_id as "sellerId", day, array_agg(distinct no order by no) as nos from (${ending}) e group by seller_id, day order by day, seller_id`);
}

/** How many different things that is, of one seller, day and some attributes. */
// authorised by caller: as endingSql
export async function countEnding(ctx: Ctx, ending: SQL | undefined, of: EndingGrace): Promise<number> {
  if (ending === undefined) return 0;
  const [row] = await ctx.db.execute<{ n: number }>(sql`
    select count(distinct id)::int as n from (${ending}) e where seller_id = ${of.sellerId} and day = ${of.day} and no = any(${`{${of.nos.join(',')}}`}::int[])`);
  return row?.n ?? 0;
}

/** The values that will take published cards out of the shop; not those for which a correction waits in moderation. */
const held = (sellerId?: number): SQL => sql`
  select c.id, c.seller_id, d.key::int as no, d.value::timestamptz as since from catalog.cards c cross join jsonb_each_text(c.invalid_since) d
  where c.status = 'published' and c.invalid <> '{}' and ${sellerId === undefined ? sql`c.seller_id is not null` : sql`c.seller_id = ${sellerId}`} and d.key::int = any(c.invalid)
    and exists (select 1 from taxonomy.schemas s where s.hash = c.schema_hash and s.artefact -> 'attributes' @> jsonb_build_array(jsonb_build_object('no', d.key::int, 'requirement', 'required')))
    and ${PRESENT} and not ${WAITS}`;

/** Which sellers have cards that leave the shop in the days ahead, on which day, because of which attributes. */
export async function listEndingCards(ctx: Ctx, ahead: Ahead): Promise<EndingGrace[]> {
  assertCanManageCards(ctx);
  return groupEnding(ctx, await endingSql(ctx, ahead, held()));
}

/** How many cards of that seller leave on that day because of these attributes; a card with several counts once. */
export async function countEndingCards(ctx: Ctx, ahead: Ahead, of: EndingGrace): Promise<number> {
  assertCanManageCards(ctx);
  return countEnding(ctx, await endingSql(ctx, ahead, held(of.sellerId)), of);
}
