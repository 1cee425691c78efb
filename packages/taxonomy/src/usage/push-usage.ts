import { type Ctx, withTx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { assertCanEditMatrix } from '../policies.ts';

/** So many buyers' requests chose a value of this attribute while they looked at this category. */
export type FilterUse = { readonly categoryId: number; readonly attributeNo: number; readonly count: number };

/** The row that counts, of a category's cards, those on offer: an offer's attribute can be filled there only. The row of the name (1) counts the cards themselves. */
export const OFFERED = 0;
/** Who counts: the catalogue what cards and variants are asked for, offers what offers are. */
type UsageSource = 'cards' | 'offers';

/** Rows of `u` that offers count; those of attributes that a category no longer has are the catalogue's to clear. */
const OF_OFFERS = sql`(u.attribute_no = ${sql.raw(String(OFFERED))} or exists (
  select 1 from taxonomy.effective_cells e where e.category_id = u.category_id and e.attribute_no = u.attribute_no and e.fields ->> 'level' = 'offer'))`;
const OF_CARDS = sql`not ${OF_OFFERS} and (u.attribute_no < 100 or exists (select 1 from taxonomy.effective_cells e where e.category_id = u.category_id and e.attribute_no = u.attribute_no))`;

/**
 * Replaces how many cards of each category fill each attribute by what a select gives (category, attribute, count; each pair once), as far as the source counts them: attributes of the
 * offer's level are the offers' to tell, all others the catalogue's, and neither touches the other's. What its schema has not is left out. In one statement per step; how often an
 * attribute was filtered by stays. Returns the number of pairs.
 */
// no audit row: counts are a projection of the catalogue and of offers
export async function pushFilled(ctx: Ctx, source: UsageSource, rows: SQL): Promise<number> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    await tx.db.execute(sql`create temp table usage_pushed (category_id int not null, attribute_no int not null, filled int not null) on commit drop`);
    await tx.db.execute(
      sql`insert into usage_pushed select u.* from (${rows}) as u(category_id, attribute_no, filled) where ${source === 'offers' ? OF_OFFERS : OF_CARDS}`,
    );
    await tx.db.execute(sql`
      update taxonomy.attribute_usage u set filled = 0
      where u.filled > 0 and ${source === 'offers' ? OF_OFFERS : sql`not ${OF_OFFERS}`}
        and not exists (select 1 from usage_pushed p where p.category_id = u.category_id and p.attribute_no = u.attribute_no)`);
    const [row] = await tx.db.execute<{ n: number }>(sql`
      with put as (
        insert into taxonomy.attribute_usage as u (category_id, attribute_no, filled) select category_id, attribute_no, filled from usage_pushed
        on conflict (category_id, attribute_no) do update set filled = excluded.filled where u.filled <> excluded.filled)
      select count(*)::int as n from usage_pushed`);
    await tx.db.execute(sql`delete from taxonomy.attribute_usage where filled = 0 and filtered = 0`);
    await tx.db.execute(sql`drop table usage_pushed`);
    return row?.n ?? 0;
  });
}

/** Adds to how often attributes were filtered by, in one statement; pairs that no longer exist are kept until the next count of cards. */
// no audit row: buyers' choices are counted, nobody changes anything
export async function pushFiltered(ctx: Ctx, uses: readonly FilterUse[]): Promise<void> {
  assertCanEditMatrix(ctx);
  if (uses.length === 0) return;
  const sorted = uses.toSorted((a, b) => a.categoryId - b.categoryId || a.attributeNo - b.attributeNo);
  const ints = (of: (u: FilterUse) => number) => sql`${`{${sorted.map(of).join(',')}}`}::int[]`;
  await ctx.db.execute(sql`
    insert into taxonomy.attribute_usage as u (category_id, attribute_no, filtered)
    select c, a, sum(n)::int from unnest(${ints((u) => u.categoryId)}, ${ints((u) => u.attributeNo)}, ${ints((u) => u.count)}) x(c, a, n) where exists (select 1 from taxonomy.categories k where k.id = c)
    group by c, a order by c, a
    on conflict (category_id, attribute_no) do update set filtered = u.filtered + excluded.filtered`);
}
