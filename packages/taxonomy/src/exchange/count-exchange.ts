import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { assertCanEditMatrix } from '../policies.ts';
import { FIRST_ATTRIBUTE_NO } from '../schemas.ts';
import { chosenCategories } from './export-exchange.ts';
import { findLongCell, type LongCell } from './long-cells.ts';
import { loadNames } from './names.ts';
import { type ExportRequest, MAX_WIDE } from './request.ts';

/** How large an export would be. `tooLong`: a cell that the chosen kind of file cannot hold. */
export type ExchangeSize = {
  readonly lines: number;
  readonly categories: number;
  readonly attributes: number;
  readonly tooWide: boolean;
  readonly tooLong?: LongCell | undefined;
};

/** Counts the lines of an export before it is made. Reason: `taxonomy.exchange_nothing`. */
export async function countExchange(ctx: Ctx, request: ExportRequest): Promise<ExchangeSize> {
  assertCanEditMatrix(ctx);
  const nos = request.attributes && sql`${`{${request.attributes.join(',')}}`}::int[]`;
  if (request.what === 'dictionary') {
    const [n] = await ctx.read.execute<{ groups: number; attributes: number; entries: number }>(sql`
      select ${nos ? sql`0` : sql`(select count(*)::int from taxonomy.attribute_groups)`} as groups,
        (select count(*)::int from taxonomy.attributes a where a.no >= ${FIRST_ATTRIBUTE_NO} and a.merged_into is null ${nos ? sql`and a.no = any(${nos})` : sql``}) as attributes,
        (select count(*)::int from taxonomy.entries e where e.merged_into is null
          ${nos ? sql`and e.list_id in (select list_id from taxonomy.attributes where no = any(${nos}))` : sql``}) as entries`);
    return { lines: (n?.groups ?? 0) + (n?.attributes ?? 0) + (n?.entries ?? 0), categories: 0, attributes: n?.attributes ?? 0, tooWide: false };
  }
  const names = await loadNames(ctx);
  const ids = chosenCategories(names, request).map((c) => c.id);
  if (request.what === 'tree') return { lines: ids.length, categories: ids.length, attributes: 0, tooWide: false };
  const within = sql`category_id = any(${`{${ids.join(',')}}`}::int[]) ${nos ? sql`and attribute_no = any(${nos})` : sql``}`;
  const effective = request.scope === 'effective';
  const [n] = await ctx.read.execute<{ cells: number; attributes: number; excluded: number }>(sql`
    select count(*)::int as cells, count(distinct attribute_no)::int as attributes,
      ${effective ? sql`(select count(*)::int from taxonomy.rules where to_version is null and op = 'exclude' and ${within})` : sql`0`} as excluded
    from ${effective ? sql`taxonomy.effective_cells where` : sql`taxonomy.rules where to_version is null and`} ${within}`);
  const wide = request.layout === 'wide';
  const attributes = request.attributes?.length ?? n?.attributes ?? 0;
  return {
    lines: wide ? ids.length : (n?.cells ?? 0) + (n?.excluded ?? 0),
    categories: ids.length,
    attributes,
    tooWide: wide && attributes > MAX_WIDE,
    tooLong: await findLongCell(ctx, request, names, within),
  };
}
