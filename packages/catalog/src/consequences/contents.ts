import type { Ctx } from '@yarmarka/kernel';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import type { CardContent } from '../card/visible.ts';
import type { InvalidSince } from '../schemas.ts';

/** What a card holds and which values are flagged, with the row version it was read at. */
export type StoredContent = CardContent & {
  readonly id: number;
  readonly rowVersion: number;
  readonly invalid: readonly number[];
  readonly invalidSince: InvalidSince;
};
type Row = { id: number; row_version: number; invalid: number[]; invalid_since: InvalidSince; attrs: Attrs; variants: { id: number; attrs: Attrs }[] | null };

export async function loadContents(ctx: Ctx, ids: readonly number[]): Promise<StoredContent[]> {
  const rows = await ctx.db.execute<Row>(sql`
    select c.id, c.row_version, c.invalid, c.invalid_since, c.attrs, (select json_agg(json_build_object('id', v.id, 'attrs', v.attrs) order by v.position, v.id) from catalog.variants v where v.card_id = c.id and not v.archived) as variants
    from catalog.cards c where c.id = any(${`{${ids.join(',')}}`}::int[]) order by c.id`);
  return rows.map((r) => ({
    id: r.id,
    rowVersion: r.row_version,
    invalid: r.invalid,
    invalidSince: r.invalid_since,
    attrs: r.attrs,
    variants: r.variants ?? [],
  }));
}
