import { completeSql, completenessSql, filledSql, languageFilledSql, PERCENT_SQL, trimmedSql } from '@yarmarka/taxonomy';
import { type CategorySchema, RESERVED, type SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { additionalOf, ENOUGH_ADDITIONAL, ENOUGH_DESCRIPTION, ENOUGH_PICTURES, NAME_MAX, NAME_MIN, POINTS } from '../card/quality.ts';

/**
 * What `evaluate` says of cards, compiled for one schema: SQL text of common table expressions that end in `state (id, row_version, completeness, missing, quality)` over a first one,
 * `picked (id, row_version, raw)`, whose `raw` is the card's attrs detoasted once. A property test holds it to the TypeScript.
 */
export function stateSql(schema: CategorySchema): string {
  const keysOfCard = textArray(schema.attributes.filter((a) => a.level === 'card').map((a) => a.no));
  const wanted = additionalOf(schema);
  const own = schema.attributes.filter((a) => a.level === 'card' && QUALITY_OWN.has(a.no));
  const c = completenessSql(schema, { card: (no) => `c${no}`, variant: (no) => `v${no}` }, { also: [...wanted, ...own] });
  const cardColumns = c.cardNos.map((no) => `, h.a -> '${no}' as c${no}`).join('');
  // A card without variants lacks what an empty variant would: nothing is read from the card for it.
  const variantColumns = c.variantNos.map((no) => `coalesce(u.x -> '${no}', case when k.n > 0 then k.raw -> '${no}' end) as v${no}`).join(', ');
  const flags = [...c.variantFlags].map(([name, expression]) => `${expression} as ${name}`).join(', ');
  const anyOf = [...c.variantFlags.keys()].map((name) => `bool_or(z.${name}) as ${name}`).join(', ');
  const perVariant =
    flags === ''
      ? ''
      : `cross join lateral (select ${anyOf} from unnest(case when k.n > 0 then k.vs else array['{}'::jsonb] end) u(x)
          cross join lateral (select ${flags} from (select ${variantColumns} offset 0) y offset 0) z) f`;
  return `
    held as (
      select p.id, p.row_version, p.raw, w.n, w.vs, case when w.odd then taxonomy.visible_values(${keysOfCard}, p.raw, null, to_jsonb(w.vs)) else p.raw end as a
      from picked p cross join lateral (
        select count(*)::int as n, coalesce(bool_or(v.attrs ?| ${keysOfCard}), false) as odd, array_agg(v.attrs order by v.position, v.id) as vs
        from catalog.variants v where v.card_id = p.id and not v.archived) w offset 0),
    seen as (select h.id, h.row_version, h.raw, h.n, h.vs${cardColumns} from held h offset 0),
    counted as (
      select k.id, k.row_version, ${c.required} as required, ${c.missing} as missing, ${contentSql(schema)} as content, ${additionalSql(wanted)} as additional
      from seen k ${perVariant} offset 0),
    measured as (select id, row_version, missing, content, additional, ${PERCENT_SQL} as completeness from counted offset 0),
    state as (select id, row_version, completeness, missing, ${scoreSql(schema, wanted)} as quality from measured)`;
}

/** Reserved attributes that have conditions of their own in the score. */
const QUALITY_OWN: ReadonlySet<number> = new Set([RESERVED.name, RESERVED.description, RESERVED.pictures]);

const textArray = (nos: readonly number[]): string => `'{${nos.join(',')}}'::text[]`;
const has = (schema: CategorySchema, no: number): boolean => schema.attributes.some((a) => a.no === no && a.level === 'card');

/** How many of the attributes nobody demands are there. */
function additionalSql(wanted: readonly SchemaAttribute[]): string {
  const there = wanted.map((a) => (a.level === 'card' ? `${completeSql(a, `c${a.no}`)}::int` : `(k.n > 0 and not lacks${a.no})::int`));
  return there.length === 0 ? '0' : there.join(' + ');
}

/** `floor(points * share)`, the share held between 0 and 1; in double precision, as the TypeScript reckons. */
const earned = (points: number, share: string): string => `floor(${points}::float8 * least(1::float8, ${share}))::int`;
const length = (x: string, language: string): string =>
  `(case when jsonb_typeof(${x}) = 'object' then coalesce(char_length(${trimmedSql(`(${x} ->> '${language}')`)}), 0) else 0 end)`;
const longest = (x: string): string => `greatest(${length(x, 'ru')}, ${length(x, 'en')})`;

/** Points of the conditions that no requirement touches: pictures, description, name, both languages. */
function contentSql(schema: CategorySchema): string {
  const [name, description, pictures] = [`c${RESERVED.name}`, `c${RESERVED.description}`, `c${RESERVED.pictures}`];
  const parts: string[] = [];
  if (has(schema, RESERVED.pictures)) {
    const count = `(case when jsonb_typeof(${pictures}) = 'array' then jsonb_array_length(${pictures}) else ${filledSql(pictures)}::int end)`;
    parts.push(earned(POINTS.pictures, `${count}::float8 / ${ENOUGH_PICTURES}`));
  }
  if (has(schema, RESERVED.description)) parts.push(earned(POINTS.description_length, `${longest(description)}::float8 / ${ENOUGH_DESCRIPTION}`));
  if (has(schema, RESERVED.name)) {
    const half = Math.floor(POINTS.name_length / 2);
    parts.push(
      `(select case when n = 0 then 0 when n < ${NAME_MIN} then ${half} when n <= ${NAME_MAX} then ${POINTS.name_length} else ${half} end from (select ${longest(name)} as n) x)`,
    );
  }
  const texts = [RESERVED.name, RESERVED.description].filter((no) => has(schema, no));
  const filled = texts.flatMap((no) => [`${languageFilledSql(`c${no}`, 'ru')}::int`, `${languageFilledSql(`c${no}`, 'en')}::int`]);
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
