import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { CellFields } from '../schemas.ts';
import { PINNED } from './pinned.ts';

export type LeafMove = {
  readonly categoryId: number;
  readonly attributeNo: number;
  /** What every leaf below says. */
  readonly fields: CellFields;
  readonly leaves: number;
  /** Rules below that the one rule replaces; pinned ones stay. */
  readonly rules: number;
  /** The category and inner ones below it that get the attribute, or other fields of it. None of them holds cards. */
  readonly changed: readonly number[];
};

const MIN_LEAVES = 3;

/**
 * Attributes that all leaves below a category have with equal fields while the category itself has not: one rule there says the same of every card, because what it changes are
 * inner categories without cards. The topmost such category of each branch; the most saved rules first. `reserved` attribute 1 (name) counts the cards of a category.
 */
export async function findLeafMoves(ctx: Ctx, limit = 500): Promise<LeafMove[]> {
  return ctx.read.execute<LeafMove>(sql`
    with live as materialized (select id, parent_id, path from taxonomy.categories where alias_of is null),
    leaf as materialized (select l.id, l.path from live l where not exists (select 1 from live k where k.parent_id = l.id)),
    leaves as materialized (select a.id, count(*)::int as n from leaf l, unnest(l.path) a(id) where a.id <> l.id group by 1),
    same as materialized (
      select a.id, e.attribute_no, e.fields, count(*)::int as n from leaf l join taxonomy.effective_cells e on e.category_id = l.id, unnest(l.path) a(id) where a.id <> l.id group by 1, 2, 3),
    whole as materialized (
      select s.id, s.attribute_no, s.fields, s.n from same s join leaves v on v.id = s.id and v.n = s.n
      left join taxonomy.effective_cells own on own.category_id = s.id and own.attribute_no = s.attribute_no
      where s.n >= ${MIN_LEAVES} and own.fields is distinct from s.fields),
    top as materialized (
      select w.* from whole w join live c on c.id = w.id where not exists (select 1 from whole u where u.id = c.parent_id and u.attribute_no = w.attribute_no and u.fields = w.fields)),
    below as materialized (select l.id as category_id, a.id as top_id from live l, unnest(l.path) a(id) where a.id in (select id from top)),
    changed as materialized (
      select t.id, t.attribute_no, array_agg(b.category_id order by b.category_id) as ids, coalesce(sum(u.filled), 0) as cards
      from top t join below b on b.top_id = t.id left join taxonomy.effective_cells e on e.category_id = b.category_id and e.attribute_no = t.attribute_no
      left join taxonomy.attribute_usage u on u.category_id = b.category_id and u.attribute_no = 1
      where e.fields is distinct from t.fields group by 1, 2),
    said as materialized (
      select t.id, t.attribute_no, count(*)::int as n from top t join taxonomy.rules r on r.attribute_no = t.attribute_no and r.to_version is null
      join below b on b.top_id = t.id and b.category_id = r.category_id
      where (r.category_id, r.attribute_no) not in (${PINNED}) group by 1, 2)
    select t.id as "categoryId", t.attribute_no as "attributeNo", t.fields, t.n as leaves, r.n as rules, g.ids as changed
    from top t join changed g on g.id = t.id and g.attribute_no = t.attribute_no join said r on r.id = t.id and r.attribute_no = t.attribute_no
    where g.cards = 0 and r.n > 1 order by r.n desc, t.id, t.attribute_no limit ${limit}`);
}
