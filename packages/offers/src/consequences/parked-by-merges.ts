import { followValues, type PreviewMove, takenOver } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { Conversion } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';

/** Offers held at a time. */
const AT_ONCE = 2000;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;
type OfferRow = { readonly categoryId: number; readonly sellerId: number; readonly attrs: Attrs };
/** An offer with what merges leave or bring where nobody sees it; `counted`: it also holds values of attributes that simply leave. */
export type ParkedOffer = { readonly sellerId: number; readonly nos: readonly number[]; readonly counted: boolean };

/**
 * Tells of each offer, not archived, with values that a merge cannot take along, or takes where offers show nothing; `leaving`: the offer's attributes that go without a merge. One pass
 * by a cursor, so that few are held at a time however many there are.
 */
// authorised by caller: the preview of a delta asserts
export async function eachParkedByMerges(
  ctx: Ctx,
  moves: readonly PreviewMove[],
  conversions: readonly Conversion[],
  leaving: (m: PreviewMove) => readonly number[],
  tell: (offer: ParkedOffer) => void,
): Promise<void> {
  const going = new Set([...takenOver(conversions).values()].flat());
  const own = conversions.filter((c) => c.kind !== 'category').map((conversion, no) => ({ no, conversion, undoes: null }));
  const shown = ({ schema }: PreviewMove['to']) => new Set(schema.attributes.flatMap((a) => (a.level === 'offer' ? [a.no] : [])));
  const concerned = moves
    .map((m) => ({
      categories: m.categories,
      had: shown(m.from),
      has: shown(m.to),
      gone: new Set(leaving(m).filter((no) => !going.has(no))),
      many: new Map(m.to.schema.attributes.map((a) => [a.no, a.maxValues])),
    }))
    .filter(({ had }) => [...going].some((no) => had.has(no)));
  if (concerned.length === 0) return;
  const byCategory = new Map(concerned.flatMap((one) => one.categories.map((id) => [id, one] as const)));
  const judge = ({ sellerId, categoryId, attrs }: OfferRow): void => {
    const one = byCategory.get(categoryId);
    if (!one) return;
    const next = followValues(
      attrs,
      own,
      () => undefined,
      (no) => one.many.get(no) ?? 1,
    ).attrs;
    const hidden = (held: Attrs, seen: ReadonlySet<number>) =>
      Object.keys(held)
        .map(Number)
        .filter((no) => !seen.has(no));
    const before = new Set(hidden(attrs, one.had));
    const nos = hidden(next, one.has).filter((no) => !before.has(no) && !(one.gone.has(no) && attrs[no] !== undefined));
    if (nos.length > 0) tell({ sellerId, nos, counted: [...one.gone].some((no) => attrs[no] !== undefined) });
  };
  await ctx.read.transaction(async (tx) => {
    // The plan is for all rows, not for the first.
    await tx.execute(sql`set local cursor_tuple_fraction = 1`);
    await tx.execute(sql`
      declare parked_by_merges no scroll cursor for
      select o.seller_id as "sellerId", c.category_id as "categoryId", o.attrs from offers.offers o join catalog.cards c on c.id = o.card_id
      where o.status <> 'archived' and c.category_id = any(${ints([...byCategory.keys()])}) and o.attrs ?| ${`{${[...going].join(',')}}`}::text[]`);
    for (let n = AT_ONCE; n === AT_ONCE; ) {
      const rows = await tx.execute<OfferRow>(sql.raw(`fetch ${AT_ONCE} from parked_by_merges`));
      for (const row of rows) judge(row);
      n = rows.length;
    }
    await tx.execute(sql`close parked_by_merges`);
  });
}
