import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';

export type MissingAttribute = { readonly no: number; readonly ru: string; readonly en: string; readonly cards: number };

const SHOWN = 12;

/** The required attributes that most of the seller's own cards lack, for the filter of its list. */
export async function listMissingAttributes(ctx: Ctx): Promise<MissingAttribute[]> {
  const sellerId = ctx.actor.kind === 'user' ? (ctx.actor.sellerId ?? 0) : 0;
  return ctx.read.execute<MissingAttribute>(sql`
    select a.no, a.label_ru as ru, a.label_en as en, x.n as cards from (
      select m, count(*)::int as n from catalog.cards c, unnest(c.missing) m where c.seller_id = ${sellerId} and c.status not in ('rejected', 'merged', 'archived') group by m order by n desc, m limit ${SHOWN}) x
    join taxonomy.attributes a on a.no = x.m order by x.n desc, a.no`);
}
