import { followValues, type PreviewMove, takenOver } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { Conversion } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';

const AT_ONCE = 2000;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;
type OfferRow = { readonly id: number; readonly sellerId: number; readonly categoryId: number; readonly attrs: Attrs };
/** An offer with what merges leave or bring where nobody sees it; `counted`: it also holds values of attributes that simply leave. */
export type ParkedOffer = { readonly sellerId: number; readonly nos: readonly number[]; readonly counted: boolean };

/** Offers, not archived, with values that a merge cannot take along, or takes where offers show nothing; `leaving`: the offer's attributes that go without a merge. */
// authorised by caller: the preview of a delta asserts
export async function listParkedByMerges(
  ctx: Ctx,
  moves: readonly PreviewMove[],
  conversions: readonly Conversion[],
  leaving: (m: PreviewMove) => readonly number[],
): Promise<ParkedOffer[]> {
  const going = new Set([...takenOver(conversions).values()].flat());
  const own = conversions.filter((c) => c.kind !== 'category').map((conversion, no) => ({ no, conversion, undoes: null }));
  const shown = ({ schema }: PreviewMove['to']) => new Set(schema.attributes.flatMap((a) => (a.level === 'offer' ? [a.no] : [])));
  const concerned = moves
    .map((m) => ({ m, had: shown(m.from), has: shown(m.to), gone: new Set(leaving(m).filter((no) => !going.has(no))) }))
    .filter(({ had }) => [...going].some((no) => had.has(no)));
  if (concerned.length === 0) return [];
  const byCategory = new Map(concerned.flatMap((one) => one.m.categories.map((id) => [id, one] as const)));
  const out: ParkedOffer[] = [];
  for (let after = 0; ; ) {
    const rows = await ctx.read.execute<OfferRow>(sql`
      select o.id, o.seller_id as "sellerId", c.category_id as "categoryId", o.attrs from offers.offers o join catalog.cards c on c.id = o.card_id
      where o.status <> 'archived' and c.category_id = any(${ints([...byCategory.keys()])}) and o.attrs ?| ${`{${[...going].join(',')}}`}::text[] and o.id > ${after} order by o.id limit ${AT_ONCE}`);
    for (const { sellerId, categoryId, attrs } of rows) {
      const one = byCategory.get(categoryId);
      if (!one) continue;
      const many = new Map(one.m.to.schema.attributes.map((a) => [a.no, a.maxValues]));
      const next = followValues(
        attrs,
        own,
        () => undefined,
        (no) => many.get(no) ?? 1,
      ).attrs;
      const hidden = (held: Attrs, seen: ReadonlySet<number>) =>
        Object.keys(held)
          .map(Number)
          .filter((no) => !seen.has(no));
      const before = new Set(hidden(attrs, one.had));
      const nos = hidden(next, one.has).filter((no) => !before.has(no) && !(one.gone.has(no) && attrs[no] !== undefined));
      if (nos.length > 0) out.push({ sellerId, nos, counted: [...one.gone].some((no) => attrs[no] !== undefined) });
    }
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return out;
    after = last.id;
  }
}
