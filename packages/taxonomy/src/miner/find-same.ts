import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { namesAlike, qualifiedApart } from './names-alike.ts';

export type SameAttributes = {
  /** The one that would go into the other: the less used. */
  readonly fromNo: number;
  readonly intoNo: number;
  /** 0..1: the share of words that both names have, and of telling options that both have among all such options. */
  readonly name: number;
  readonly options: number;
  /** Telling options that both have: those that few other attributes offer. */
  readonly shared: number;
  /** Categories that have the one, the other, and both: attributes that stand beside each other mostly mean different things. */
  readonly fromCategories: number;
  readonly intoCategories: number;
  readonly both: number;
};

/** A name with all but every fourth word in common tells by itself; half of the words do where the options tell as well, a third where many options do. */
const NAME_ALONE = 0.75;
const NAME_WITH_OPTIONS = 0.5;
const NAME_WITH_MANY = 0.3;
const OPTIONS_ENOUGH = 0.7;
const MANY = 4;
/** Words of names that more attributes than this share (type, other) tell nothing. */
const WORD_MAX = 60;
/** Options that more attributes than this offer (steel, black, other) belong to lists of general use and tell nothing. */
const OPTION_MAX = 8;
/** In so many of the categories of the rarer one both may stand at most; each counts against the pair. */
const TOGETHER_MAX = 0.2;

type Pair = { a: number; b: number; aRu: string; aEn: string; bRu: string; bEn: string; shared: number; options: number; ac: number; bc: number };

/**
 * Pairs of attributes that may mean the same, the surest first: of one type and unit family, with the same words in their names, or with somewhat alike names and mostly the same
 * telling options, and seldom in one category together. A qualifier in brackets that only one has makes them two things. A list that both borrow, or one of options that many
 * attributes offer, is no evidence. The order: names and options alike, less by every category that has both.
 */
export async function findSame(ctx: Ctx, limit = 300): Promise<SameAttributes[]> {
  const pairs = await ctx.read.execute<Pair>(sql`
    with a as materialized (
      select no, type, unit_family, list_id, label_ru, label_en, lower(label_ru) as ru, lower(label_en) as en,
        (select count(*)::int from taxonomy.effective_cells c where c.attribute_no = x.no) as categories
      from taxonomy.attributes x where no >= 100 and not retired),
    word as materialized (select distinct no, w from a, regexp_split_to_table(ru || ' ' || en, '[^[:alnum:]]+') w where length(w) > 2),
    telling as materialized (select w from word group by w having count(*) between 2 and ${WORD_MAX}),
    alike as materialized (select distinct x.no as a, y.no as b from telling join word x using (w) join word y using (w) where y.no > x.no),
    label as materialized (select distinct a.no, a.list_id, lower(e.label_en) as word from a join taxonomy.entries e on e.list_id = a.list_id and not e.retired),
    rare as materialized (select word from label group by word having count(*) <= ${OPTION_MAX}),
    own as materialized (select l.no, l.list_id, l.word from label l join rare using (word)),
    size as materialized (select no, count(*)::int as n from own group by no having count(*) <= 500),
    overlap as materialized (
      select x.no as a, y.no as b, count(*)::int as shared from own x join own y on y.word = x.word and y.no > x.no and y.list_id <> x.list_id
      where x.no in (select no from size) and y.no in (select no from size) group by 1, 2 having count(*) >= 2),
    pair as (select a, b from alike union select a, b from overlap)
    select x.no as a, y.no as b, x.label_ru as "aRu", x.label_en as "aEn", y.label_ru as "bRu", y.label_en as "bEn", coalesce(o.shared, 0) as shared,
      coalesce(o.shared::float8 / nullif(m.n + n.n - o.shared, 0), 0) as options, x.categories as ac, y.categories as bc
    from pair p join a x on x.no = p.a join a y on y.no = p.b and y.type = x.type and y.unit_family is not distinct from x.unit_family
    left join overlap o on o.a = p.a and o.b = p.b left join size m on m.no = p.a left join size n on n.no = p.b
    where coalesce(o.shared, 0) > 0 or greatest(similarity(x.en, y.en), similarity(x.ru, y.ru)) >= 0.4`);
  const told = pairs.flatMap((p) => {
    const a = { ru: p.aRu, en: p.aEn };
    const b = { ru: p.bRu, en: p.bEn };
    const name = namesAlike(a, b);
    const tells = name >= NAME_ALONE || (p.options >= OPTIONS_ENOUGH && name >= (p.shared >= MANY ? NAME_WITH_MANY : NAME_WITH_OPTIONS));
    return tells && !qualifiedApart(a, b) ? [{ ...p, name }] : [];
  });
  const together = await countTogether(ctx, told);
  return told
    .flatMap((p): (SameAttributes & { readonly sure: number })[] => {
      const [fromNo, intoNo, fromCategories, intoCategories] = p.ac <= p.bc ? [p.a, p.b, p.ac, p.bc] : [p.b, p.a, p.bc, p.ac];
      const both = together.get(`${p.a}:${p.b}`) ?? 0;
      if (both > TOGETHER_MAX * Math.max(1, fromCategories)) return [];
      const sure = sureness({ name: p.name, options: p.options, both, fromCategories });
      return [{ fromNo, intoNo, name: round(p.name), options: round(p.options), shared: p.shared, fromCategories, intoCategories, both, sure }];
    })
    .sort((x, y) => y.sure - x.sure || x.fromNo - y.fromNo || x.intoNo - y.intoNo)
    .slice(0, limit)
    .map(({ sure: _, ...pair }) => pair);
}

/** In how many categories both attributes of a pair stand. */
async function countTogether(ctx: Ctx, pairs: readonly { readonly a: number; readonly b: number }[]): Promise<Map<string, number>> {
  const rows = await ctx.read.execute<{ a: number; b: number; n: number }>(sql`
    select p.a, p.b, count(*)::int as n from jsonb_to_recordset(${JSON.stringify(pairs.map(({ a, b }) => ({ a, b })))}::jsonb) as p(a int, b int)
    join taxonomy.effective_cells x on x.attribute_no = p.a join taxonomy.effective_cells y on y.category_id = x.category_id and y.attribute_no = p.b group by 1, 2`);
  return new Map(rows.map((r) => [`${r.a}:${r.b}`, r.n]));
}

const round = (n: number): number => Math.round(n * 100) / 100;

/** 0..3: names alike count twice, options once; every category that has both takes from it, down to nothing at the share that is still let through. */
export function sureness(e: Pick<SameAttributes, 'name' | 'options' | 'both' | 'fromCategories'>): number {
  return (2 * e.name + e.options) * Math.max(0, 1 - e.both / Math.max(1, e.fromCategories) / TOGETHER_MAX);
}
