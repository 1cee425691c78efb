import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';

export type SameAttributes = {
  /** The one that would go into the other: the less used. */
  readonly fromNo: number;
  readonly intoNo: number;
  /** 0..1: how alike the names are (the better of both languages, by trigrams), and the options (shared labels of all). */
  readonly name: number;
  readonly options: number;
  readonly shared: number;
  /** Categories that have the one, the other, and both: attributes that stand beside each other often mean different things. */
  readonly fromCategories: number;
  readonly intoCategories: number;
  readonly both: number;
};

const NAME_ALONE = 0.75;
const NAME_WITH_OPTIONS = 0.3;
const OPTIONS_ENOUGH = 0.7;
/** Words that more attributes than this share (type, other) tell nothing. */
const WORD_MAX = 60;

/**
 * Pairs of attributes that may mean the same: of one type and unit family, with names alike, or with somewhat alike names and mostly the same options, which seldom stand in one
 * category together. Pairs that borrow one list are judged by their names alone, because a shared list says nothing.
 */
export async function findSame(ctx: Ctx, limit = 300): Promise<SameAttributes[]> {
  return ctx.read.execute<SameAttributes>(sql`
    with a as materialized (
      select no, type, unit_family, list_id, label_ru, label_en, lower(regexp_replace(label_ru, '\\s*\\(.*\\)', '')) as ru, lower(regexp_replace(label_en, '\\s*\\(.*\\)', '')) as en,
        (select count(*)::int from taxonomy.entries e where e.list_id = x.list_id and not e.retired) as entries,
        (select count(*)::int from taxonomy.effective_cells c where c.attribute_no = x.no) as categories
      from taxonomy.attributes x where no >= 100 and not retired),
    word as materialized (select distinct no, w from a, regexp_split_to_table(ru || ' ' || en, '[^[:alnum:]]+') w where length(w) > 2),
    telling as materialized (select w from word group by w having count(*) between 2 and ${WORD_MAX}),
    alike as materialized (select distinct x.no as a, y.no as b from telling join word x using (w) join word y using (w) where y.no > x.no),
    label as materialized (select distinct a.no, lower(e.label_en) as word from a join taxonomy.entries e on e.list_id = a.list_id and not e.retired where a.entries between 2 and 500),
    rare as materialized (select word from label group by word having count(*) between 2 and ${WORD_MAX}),
    overlap as materialized (
      select x.no as a, y.no as b, count(*)::int as shared from rare join label x using (word) join label y using (word) where y.no > x.no group by 1, 2 having count(*) >= 2),
    pair as (select a, b from alike union select a, b from overlap),
    judged as materialized (
      select x.no as a, y.no as b, greatest(similarity(x.en, y.en), similarity(x.ru, y.ru))::float8 as name, coalesce(o.shared, 0) as shared,
        case when x.list_id = y.list_id or coalesce(o.shared, 0) = 0 then 0 else o.shared::float8 / (x.entries + y.entries - o.shared) end as options, x.categories as ac, y.categories as bc
      from pair p join a x on x.no = p.a join a y on y.no = p.b and y.type = x.type and y.unit_family is not distinct from x.unit_family
      left join overlap o on o.a = p.a and o.b = p.b),
    good as materialized (select * from judged where name >= ${NAME_ALONE} or (name >= ${NAME_WITH_OPTIONS} and options >= ${OPTIONS_ENOUGH})),
    beside as (
      select j.a, j.b, count(*)::int as n from good j join taxonomy.effective_cells x on x.attribute_no = j.a
      join taxonomy.effective_cells y on y.category_id = x.category_id and y.attribute_no = j.b group by 1, 2)
    select case when j.ac <= j.bc then j.a else j.b end as "fromNo", case when j.ac <= j.bc then j.b else j.a end as "intoNo", round(j.name::numeric, 2)::float8 as name,
      round(j.options::numeric, 2)::float8 as options, j.shared, least(j.ac, j.bc) as "fromCategories", greatest(j.ac, j.bc) as "intoCategories", coalesce(t.n, 0) as both
    from good j left join beside t on t.a = j.a and t.b = j.b where coalesce(t.n, 0) <= 0.2 * greatest(1, least(j.ac, j.bc))
    order by j.name + j.options desc, j.a, j.b limit ${limit}`);
}
