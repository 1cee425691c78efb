import type { Ctx } from '@yarmarka/kernel';
import type { LoadedSchema } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { checkCard, invalidNos } from '../card/check-card.ts';
import type { CardContent } from '../card/visible.ts';

/** What a card holds, with the row version it was read at. */
export type StoredContent = CardContent & { readonly id: number; readonly rowVersion: number };

export async function loadContents(ctx: Ctx, ids: readonly number[]): Promise<StoredContent[]> {
  const rows = await ctx.db.execute<{ id: number; row_version: number; attrs: Attrs; variants: { id: number; attrs: Attrs }[] | null }>(sql`
    select c.id, c.row_version, c.attrs, (select json_agg(json_build_object('id', v.id, 'attrs', v.attrs) order by v.position, v.id) from catalog.variants v where v.card_id = c.id and not v.archived) as variants
    from catalog.cards c where c.id = any(${`{${ids.join(',')}}`}::int[]) order by c.id`);
  return rows.map((r) => ({ id: r.id, rowVersion: r.row_version, attrs: r.attrs, variants: r.variants ?? [] }));
}

/** The attributes whose values the schema does not allow; what is missing is no fault of a value. Sorted by number. */
export const invalidOf = (loaded: LoadedSchema, content: CardContent): number[] => invalidNos(checkCard(loaded, content, 'partial'));
