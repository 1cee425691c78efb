import { type ConversionPreview, countConversion } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { Conversion, MatrixDelta } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';
import { assertSeesImpact } from '../policies.ts';

/** What carrying out a conversion would do to the values that offers hold, those of archived offers included; null where it moves cards and no values. Nothing is written. */
export async function previewConversion(ctx: Ctx, c: Conversion, delta: MatrixDelta): Promise<ConversionPreview | null> {
  assertSeesImpact(ctx);
  if (c.kind === 'category') return null;
  return countConversion(
    ctx,
    c,
    (from, into) => sql`
      select o.attrs -> ${from} as v, o.attrs -> ${into} as w, case when o.attrs ? ${into} then (select k.category_id from catalog.cards k where k.id = o.card_id) end as category, o.card_id as card
      from offers.offers o where o.attrs ? ${from}`,
    delta,
  );
}
