import { completeSql, completenessSql, filledSql, PERCENT_SQL, trimmedLengthSql } from '@yarmarka/taxonomy';
import { type CategorySchema, RESERVED, type SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { additionalOf, ENOUGH_ADDITIONAL, ENOUGH_DESCRIPTION, ENOUGH_PICTURES, NAME_MAX, NAME_MIN, POINTS } from '../card/quality.ts';

/**
 * What `evaluate` says of cards, compiled for one schema: SQL text of common table expressions over a first one, `picked (id, row_version, raw)` with the card's attrs, that end in
 * `state (id, row_version, odd, completeness, missing, quality)`. A card is odd when a variant holds a value that stands on the card now, after a change of level: what the card shows
 * then depends on all its variants. The plain statement only finds out, and its other columns mean nothing for an odd card; `forOdd` reckons any card, for about twice the price.
 * A property test holds both to the TypeScript.
 */
export function stateSql(schema: CategorySchema, forOdd = false): string {
  const wanted = additionalOf(schema);
  const own = schema.attributes.filter((a) => a.level === 'card' && a.no === RESERVED.pictures);
  const keys = textArray(schema.attributes.filter((a) => a.level === 'card').map((a) => a.no));
  const c = completenessSql(schema, { card: (no) => `c${no}`, variant: (no) => `v${no}` }, { also: [...wanted, ...own] });
  const cardColumns = (from: string) => `${c.cardNos.map((no) => `, ${from} -> '${no}' as c${no}`).join('')}${textColumns(schema, from)}`;
  const variantColumns = (own: string, fallback: (no: number) => string) =>
    c.variantNos.map((no) => `, coalesce(${own} -> '${no}', ${fallback(no)}) as v${no}`).join('');
  const flags = [...c.variantFlags].map(([name, expression]) => `, ${expression} as ${name}`).join('');
  const anyOf = [...c.variantFlags.keys()].map((name) => `, bool_or(z.${name}) as ${name}`).join('');
  const { required, missing } = c;
  const scores = `${required} as required, ${missing} as missing, ${contentSql(schema)} as content, ${additionalSql(wanted)} as additional`;
  const measured = `
    measured as (select id, row_version, odd, missing, content, additional, ${PERCENT_SQL} as completeness from counted offset 0),
    state as (select id, row_version, odd, completeness, missing, ${scoreSql(schema, wanted)} as quality from measured)`;
  if (!forOdd)
    return `
    seen as (select p.id, p.row_version, p.raw${cardColumns('p.raw')} from picked p offset 0),
    texts as (select s.*${lengthColumns(schema)} from seen s offset 0),
    counted as (
      select k.id, k.row_version, k.n = 0 or k.odd as odd, ${scores}
      from (select s.*, f.* from texts s cross join lateral (
        select count(*)::int as n, coalesce(bool_or(z.odd), false) as odd${anyOf}
        from (select y.odd${flags} from (
          select v.attrs ?| ${keys} as odd${variantColumns('v.attrs', (no) => `s.raw -> '${no}'`)} from catalog.variants v where v.card_id = s.id and not v.archived offset 0) y) z) f offset 0) k offset 0),${measured}`;
  // A card without variants lacks what an empty variant would: nothing is read from the card for it.
  return `
    held as (
      select p.id, p.row_version, p.raw, w.n, w.vs, taxonomy.visible_values(${keys}, p.raw, null, to_jsonb(w.vs)) as a
      from picked p cross join lateral (
        select count(*)::int as n, array_agg(v.attrs order by v.position, v.id) as vs from catalog.variants v where v.card_id = p.id and not v.archived) w offset 0),
    seen as (select h.id, h.row_version, h.raw, h.n, h.vs${cardColumns('h.a')} from held h offset 0),
    texts as (select s.*${lengthColumns(schema)} from seen s offset 0),
    counted as (
      select k.id, k.row_version, true as odd, ${scores}
      from texts k cross join lateral (
        select 1 as one${anyOf} from unnest(case when k.n > 0 then k.vs else array['{}'::jsonb] end) u(x)
        cross join lateral (select 1 as one${flags} from (select 1 as one${variantColumns('u.x', (no) => `case when k.n > 0 then k.raw -> '${no}' end`)} offset 0) y offset 0) z) f offset 0),${measured}`;
}

const textArray = (nos: readonly number[]): string => `'{${nos.join(',')}}'::text[]`;
const has = (schema: CategorySchema, no: number): boolean => schema.attributes.some((a) => a.no === no && a.level === 'card');

/** How many of the attributes nobody demands are there. */
function additionalSql(wanted: readonly SchemaAttribute[]): string {
  const there = wanted.map((a) => (a.level === 'card' ? `${completeSql(a, `c${a.no}`)}::int` : `(k.n > 0 and not lacks${a.no})::int`));
  return there.length === 0 ? '0' : there.join(' + ');
}

/** `floor(points * share)`, the share held between 0 and 1; in double precision, as the TypeScript reckons. */
const earned = (points: number, share: string): string => `floor(${points}::float8 * least(1::float8, ${share}))::int`;
const TEXTS = [RESERVED.name, RESERVED.description] as const;
/** The texts whose length counts, as columns of their own. */
const textColumns = (schema: CategorySchema, from: string): string =>
  TEXTS.filter((no) => has(schema, no))
    .map((no) => `, ${from} #>> '{${no},ru}' as t${no}ru, ${from} #>> '{${no},en}' as t${no}en`)
    .join('');
const lengthColumns = (schema: CategorySchema): string =>
  TEXTS.filter((no) => has(schema, no))
    .map((no) => `, coalesce(${trimmedLengthSql(`t${no}ru`)}, 0) as n${no}ru, coalesce(${trimmedLengthSql(`t${no}en`)}, 0) as n${no}en`)
    .join('');
const longest = (no: number): string => `greatest(n${no}ru, n${no}en)`;

/** Points of the conditions that no requirement touches: pictures, description, name, both languages. */
function contentSql(schema: CategorySchema): string {
  const pictures = `c${RESERVED.pictures}`;
  const parts: string[] = [];
  if (has(schema, RESERVED.pictures)) {
    const count = `(case when jsonb_typeof(${pictures}) = 'array' then jsonb_array_length(${pictures}) else ${filledSql(pictures)}::int end)`;
    parts.push(earned(POINTS.pictures, `${count}::float8 / ${ENOUGH_PICTURES}`));
  }
  if (has(schema, RESERVED.description)) parts.push(earned(POINTS.description_length, `${longest(RESERVED.description)}::float8 / ${ENOUGH_DESCRIPTION}`));
  if (has(schema, RESERVED.name)) {
    const [half, n] = [Math.floor(POINTS.name_length / 2), longest(RESERVED.name)];
    parts.push(`(case when ${n} = 0 then 0 when ${n} between ${NAME_MIN} and ${NAME_MAX} then ${POINTS.name_length} else ${half} end)`);
  }
  const filled = TEXTS.filter((no) => has(schema, no)).flatMap((no) => [`(n${no}ru > 0)::int`, `(n${no}en > 0)::int`]);
  parts.push(filled.length === 0 ? String(POINTS.both_languages) : earned(POINTS.both_languages, `(${filled.join(' + ')})::float8 / ${filled.length}`));
  return parts.join(' + ');
}

function scoreSql(schema: CategorySchema, wanted: readonly SchemaAttribute[]): string {
  const parts = ['content', earned(POINTS.main_attributes, 'completeness::float8 / 100')];
  let points = POINTS.main_attributes + POINTS.name_length + POINTS.both_languages;
  if (wanted.length > 0) {
    parts.push(earned(POINTS.additional_attributes, `additional::float8 / ${Math.ceil(wanted.length * ENOUGH_ADDITIONAL)}`));
    points += POINTS.additional_attributes;
  }
  if (has(schema, RESERVED.pictures)) points += POINTS.pictures;
  if (has(schema, RESERVED.description)) points += POINTS.description_length;
  return `(100 * (${parts.join(' + ')})) / ${points}`;
}
