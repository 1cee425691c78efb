import type { Ctx } from '@yarmarka/kernel';
import { completenessSql, numbersSql } from '@yarmarka/taxonomy';
import { type SQL, sql } from 'drizzle-orm';
import { CARD_STATUSES, type CardStatus } from '../schemas.ts';
import type { PreviewGroup } from './preview-groups.ts';

export const LIVE: readonly CardStatus[] = ['published', 'suppressed'];
const OVER: readonly CardStatus[] = ['rejected', 'merged', 'archived'];
/** Cards somebody still sells or works on. */
export const OPEN: readonly CardStatus[] = CARD_STATUSES.filter((s) => !OVER.includes(s));

const words = (list: readonly string[]): SQL => sql`${`{${list.join(',')}}`}::text[]`;
export const ints = (list: readonly number[]): SQL => sql`${`{${list.join(',')}}`}::int[]`;

/** What was found in one group of categories. */
export type Found = {
  readonly counts: readonly { readonly live: boolean; readonly complete: boolean; readonly n: number }[];
  readonly attributes: readonly { readonly no: number; readonly n: number }[];
  readonly sellers: readonly { readonly seller_id: number | null; readonly complete: number; readonly n: number; readonly ids: readonly number[] }[];
};

/** Counts the open cards of categories for which some of the named conditions hold: by live or draft, by attribute, by seller. One pass over the cards. */
async function count(ctx: Ctx, categories: readonly number[], conditions: ReadonlyMap<number, string>, lateral = ''): Promise<Found> {
  const found = await ctx.read.execute<Found>(sql`
    with hit as materialized (
      select c.id, c.seller_id, c.status = any(${words(LIVE)}) as live, c.missing = '{}' as complete, ${sql.raw(conditions.size === 1 ? keysInt(conditions) : numbersSql(conditions))} as nos
      from catalog.cards c ${sql.raw(lateral)}
      where c.category_id = any(${ints(categories)}) and c.status = any(${words(OPEN)}) and (${sql.raw([...conditions.values()].join(' or '))}))
    select coalesce((select json_agg(x) from (select live, complete, count(*)::int as n from hit group by live, complete order by live, complete) x), '[]') as counts,
      coalesce((select json_agg(x) from (select no, count(*)::int as n from hit, unnest(nos) no group by no order by no) x), '[]') as attributes,
      coalesce((select json_agg(x) from (
        select seller_id, count(*)::int as n, count(*) filter (where complete)::int as complete, (array_agg(id order by id))[1:3] as ids from hit group by seller_id order by seller_id) x), '[]') as sellers`);
  return found[0] ?? { counts: [], attributes: [], sellers: [] };
}
const keysInt = (conditions: ReadonlyMap<number, string>): string => `'{${[...conditions.keys()].join(',')}}'::int[]`;

/** Above so many cards one pass over all variants costs less than a look at each card's. */
const MANY = 100_000;

/**
 * What the card shows of an attribute: its own value, else what its variants agree on. Hardly a variant holds what belongs to the card: with `held`, the attributes that any variant
 * holds at all, the others are read from the card alone. `takes`: attributes whose values will be moved into it.
 */
const cardValue =
  (takes: ReadonlyMap<number, readonly number[]>, held: ReadonlySet<number> | null) =>
  (no: number): string => {
    const values = [no, ...(takes.get(no) ?? [])].map((n) => {
      if (held && !held.has(n)) return `c.attrs -> '${n}'`;
      const holds = held
        ? `c.id in (select v.card_id from catalog.variants v where not v.archived and v.attrs ? '${n}')`
        : `exists (select 1 from catalog.variants v where v.card_id = c.id and not v.archived and v.attrs ? '${n}')`;
      const agreed = `(select case when bool_and(v.attrs ? '${n}') and count(distinct v.attrs -> '${n}') = 1 then (array_agg(v.attrs -> '${n}'))[1] end
        from catalog.variants v where v.card_id = c.id and not v.archived)`;
      return `case when c.attrs ? '${n}' then c.attrs -> '${n}' when ${holds} then ${agreed} end`;
    });
    return values.length === 1 ? `(${values[0]})` : `coalesce(${values.join(', ')})`;
  };
const variantValue =
  (takes: ReadonlyMap<number, readonly number[]>) =>
  (no: number): string => {
    const own = [no, ...(takes.get(no) ?? [])];
    return `coalesce(${[...own.map((n) => `v.attrs -> '${n}'`), ...own.map((n) => `c.attrs -> '${n}'`)].join(', ')})`;
  };

/** Which of these attributes any variant holds a value of: one pass over all variants, which the database's workers share. */
async function heldByVariants(ctx: Ctx, nos: readonly number[]): Promise<Set<number>> {
  if (nos.length === 0) return new Set();
  const flags = sql.raw(nos.map((no) => `bool_or(attrs ? '${no}') as "${no}"`).join(', '));
  const [row] = await ctx.read.execute<Record<string, boolean | null>>(
    sql`select ${flags} from catalog.variants where not archived and attrs ?| ${words(nos.map(String))}`,
  );
  return new Set(nos.filter((no) => row?.[no] === true));
}

/** Cards (`cards` in all) that will lack an attribute they do not lack now. */
export async function countLacking(ctx: Ctx, group: PreviewGroup, cards: number, takes: ReadonlyMap<number, readonly number[]>): Promise<Found> {
  const asked = new Set<number>();
  const lackingSql = (card: (no: number) => string) => completenessSql(group.to.schema, { card, variant: variantValue(takes) }, { only: new Set(group.nos) });
  if (cards > MANY)
    lackingSql((no) => {
      for (const n of [no, ...(takes.get(no) ?? [])]) asked.add(n);
      return 'null::jsonb';
    });
  const c = lackingSql(cardValue(takes, cards > MANY ? await heldByVariants(ctx, [...asked]) : null));
  const flags = [...c.variantFlags].map(([name, expression]) => `${expression} as ${name}`).join(', ');
  const anyOf = [...c.variantFlags.keys()].map((name) => `bool_or(z.${name}) as ${name}`).join(', ');
  const lateral =
    flags === '' ? '' : `cross join lateral (select ${anyOf} from (select ${flags} from catalog.variants v where v.card_id = c.id and not v.archived) z) f`;
  const conditions = new Map([...c.lacks].map(([no, lacks]) => [no, `(${lacks} and not ${no} = any(c.missing))`]));
  return count(ctx, group.categories, conditions, lateral);
}

/** Cards that hold, themselves or in a variant, values of attributes their category will not have. */
export function countParked(ctx: Ctx, group: PreviewGroup): Promise<Found> {
  const held = (no: number) =>
    `(c.attrs ? '${no}' or exists (select 1 from catalog.variants v where v.card_id = c.id and not v.archived and v.attrs ? '${no}'))`;
  return count(ctx, group.categories, new Map(group.nos.map((no) => [no, held(no)])));
}

/** Cards whose variants do not agree on an attribute that is to be read on the card: nobody would see those values. */
export function countTorn(ctx: Ctx, group: PreviewGroup): Promise<Found> {
  const torn = (
    no: number,
  ) => `(not c.attrs ? '${no}' and coalesce((select count(v.attrs -> '${no}') > 0 and (count(distinct v.attrs -> '${no}') > 1 or count(v.attrs -> '${no}') < count(*))
    from catalog.variants v where v.card_id = c.id and not v.archived), false))`;
  return count(ctx, group.categories, new Map(group.nos.map((no) => [no, torn(no)])));
}

/** Ids of open cards that hold something suspect, oldest first, with category, standing and what they lack now. */
export async function listSuspects(
  ctx: Ctx,
  categories: readonly number[],
  suspect: string,
  after: number,
  limit: number,
): Promise<{ id: number; category_id: number; seller_id: number | null; live: boolean; missing: number[] }[]> {
  return ctx.read.execute(sql`
    select c.id, c.category_id, c.seller_id, c.status = any(${words(LIVE)}) as live, c.missing from catalog.cards c
    where c.category_id = any(${ints(categories)}) and c.status = any(${words(OPEN)}) and c.id > ${after} and ${sql.raw(suspect)} order by c.id limit ${limit}`);
}

/** How many open cards each of these categories holds. */
export async function countCards(ctx: Ctx, categories: readonly number[]): Promise<Map<number, { published: number; drafts: number }>> {
  const rows = await ctx.read.execute<{ id: number; n: number; live: number }>(sql`
    select category_id as id, count(*)::int as n, (count(*) filter (where status = any(${words(LIVE)})))::int as live from catalog.cards
    where category_id = any(${ints(categories)}) and status = any(${words(OPEN)}) group by category_id`);
  return new Map(rows.map((r) => [r.id, { published: r.live, drafts: r.n - r.live }]));
}
