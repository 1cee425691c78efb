import type { Ctx } from '@yarmarka/kernel';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import type { CardContent } from '../card/visible.ts';

export { invalidOf } from '../card/check-card.ts';

/** What a card holds and which values are flagged, with the row version it was read at. */
export type StoredContent = CardContent & { readonly id: number; readonly rowVersion: number; readonly invalid: readonly number[] };

export async function loadContents(ctx: Ctx, ids: readonly number[]): Promise<StoredContent[]> {
  const rows = await ctx.db.execute<{ id: number; row_version: number; invalid: number[]; attrs: Attrs; variants: { id: number; attrs: Attrs }[] | null }>(sql`
    select c.id, c.row_version, c.invalid, c.attrs, (select json_agg(json_build_object('id', v.id, 'attrs', v.attrs) order by v.position, v.id) from catalog.variants v where v.card_id = c.id and not v.archived) as variants
    from catalog.cards c where c.id = any(${`{${ids.join(',')}}`}::int[]) order by c.id`);
  return rows.map((r) => ({ id: r.id, rowVersion: r.row_version, invalid: r.invalid, attrs: r.attrs, variants: r.variants ?? [] }));
}
