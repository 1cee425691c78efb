import { type SQL, sql } from 'drizzle-orm';
import { queryTerms } from '../../understanding/normalise.ts';
import { type AxisCase, axisCases, optionFilters } from '../axis-cases.ts';
import type { SearchQuery } from '../engine.ts';

export const ints = (xs: readonly number[]): SQL => sql`${`{${xs.join(',')}}`}::int[]`;
export const bigints = (xs: readonly string[]): SQL => sql`${`{${xs.join(',')}}`}::bigint[]`;

export type Without = { readonly attribute?: number; readonly price?: true };

/** The query's words as a tsquery; undefined when it has none. */
export function textCondition(text: string | undefined): SQL | undefined {
  const terms = queryTerms(text ?? '');
  if (terms.length === 0) return undefined;
  const one = terms.map(
    (t) =>
      sql`(${sql.join(
        t.alternatives.map((words) => sql`plainto_tsquery('pg_catalog.russian', ${words.join(' ')})`),
        sql` || `,
      )})`,
  );
  return sql`(${sql.join(one, sql` && `)})`;
}

/** From where the matching cards come: aliases p (product_search) and, with text, x (product_text). */
export function source(q: SearchQuery): { readonly from: SQL; readonly where: SQL[] } {
  const ts = textCondition(q.text);
  if (!ts) return { from: sql`search.product_search p`, where: [] };
  const where = [sql`x.tsv @@ ${ts}`];
  if (q.categoryId !== undefined) where.push(sql`x.cat_ids @> ${ints([q.categoryId])}`);
  return { from: sql`search.product_text x join search.product_search p on p.card_id = x.card_id`, where };
}

/**
 * Everything a card must fulfil, leaving out one attribute's own filter or the price. The array conditions of the first level are what the GIN answers; the variant rule stands
 * beside them, since its plain tokens are already among them.
 */
export function conditions(q: SearchQuery, without: Without = {}): SQL[] {
  const out: SQL[] = [];
  if (q.categoryId !== undefined) out.push(sql`p.cat_ids @> ${ints([q.categoryId])}`);
  for (const [, tokens] of optionFilters(q, without.attribute)) out.push(sql`p.facet_ids && ${ints(tokens)}`);
  for (const [no, f] of Object.entries(q.filters)) {
    if (Number(no) === without.attribute || (f.min === undefined && f.max === undefined)) continue;
    const ends = [...(f.min === undefined ? [] : [sql`n.hi >= ${f.min}::float8`]), ...(f.max === undefined ? [] : [sql`n.lo <= ${f.max}::float8`])];
    out.push(sql`exists (select 1 from search.product_num n where n.card_id = p.card_id and n.attribute_no = ${Number(no)} and ${sql.join(ends, sql` and `)})`);
  }
  if (!without.price) {
    if (q.priceMin !== undefined) out.push(sql`p.min_price >= ${q.priceMin}::bigint`);
    if (q.priceMax !== undefined) out.push(sql`p.min_price <= ${q.priceMax}::bigint`);
  }
  if (q.inStock) out.push(sql`p.in_stock`);
  if (q.sellerIds && q.sellerIds.length > 0) out.push(sql`p.seller_ids && ${ints(q.sellerIds)}`);
  const cases = axisCases(q, without.attribute);
  const named = cases.flatMap((c) => c.combinations ?? []);
  if (named.length > 0) {
    if (cases.every((c) => c.combinations)) out.push(sql`p.variant_ids && ${bigints(named)}`);
    out.push(sql`(${sql.join(cases.map(oneCase), sql` or `)})`);
  }
  return out;
}

const withoutCategory = ({ categoryId: _category, ...rest }: SearchQuery): SearchQuery => rest;

/** The same, complete with conditions, from product_text alone where words and a category are all that is asked: half the reading. `key` is the table that ids and popularity come from. */
export function leanSource(q: SearchQuery): { readonly from: SQL; readonly where: SQL[]; readonly key: SQL } {
  const { from, where } = source(q);
  const onlyWords = where.length > 0 && conditions(withoutCategory(q)).length === 0;
  return onlyWords ? { from: sql`search.product_text x`, where, key: sql.raw('x') } : { from, where: [...where, ...conditions(q)], key: sql.raw('p') };
}

function oneCase(c: AxisCase): SQL {
  const own = axesAre(c);
  return c.combinations ? sql`(${own} and p.variant_ids && ${bigints(c.combinations)})` : sql`(${own})`;
}

/** The card's own axes, among the attributes in question, are exactly these. */
export function axesAre(c: { readonly axes: readonly number[]; readonly others: readonly number[] }): SQL {
  const has = c.axes.length > 0 ? [sql`p.axis_set @> ${ints(c.axes)}`] : [];
  const lacks = c.others.length > 0 ? [sql`not p.axis_set && ${ints(c.others)}`] : [];
  return has.length + lacks.length === 0 ? sql`true` : sql.join([...has, ...lacks], sql` and `);
}

export const allOf = (parts: readonly SQL[]): SQL => (parts.length === 0 ? sql`true` : sql.join([...parts], sql` and `));
