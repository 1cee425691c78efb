import { type Conversion, type LoadedSchema, type SchemaDiff, surelyAllowedSql } from '@yarmarka/taxonomy';
import type { SchemaAttribute } from '@yarmarka/taxonomy/schemas';

/** The attributes whose stored values a change of schema may have made invalid. */
export const suspectNos = (diff: SchemaDiff): number[] => [
  ...new Set([...diff.optionsNarrowed, ...diff.limitsNarrowed, ...diff.typeChanged, ...diff.added, ...diff.levelChanged.map((l) => l.no)]),
];

type Merge = Extract<Conversion, { kind: 'tokens' | 'attribute' }>;
const mergesInto = (conversions: readonly Conversion[], no: number): Merge[] =>
  conversions.flatMap((c) => ((c.kind === 'tokens' || c.kind === 'attribute') && c.intoNo === no && c.fromNo !== no ? [c] : []));
/** The attributes of a new schema that merges will fill with the values of others, and of the old one those whose values will go where the card shows nothing. */
export function movedNos({ from, to }: { readonly from: LoadedSchema; readonly to: LoadedSchema }, conversions: readonly Conversion[]): number[] {
  if (conversions.length === 0) return [];
  const [had, has] = [new Set(from.schema.attributes.map((a) => a.no)), placesOf(to)];
  return conversions.flatMap((c) => {
    if ((c.kind !== 'tokens' && c.kind !== 'attribute') || c.fromNo === c.intoNo) return [];
    return has.has(c.intoNo) ? [c.intoNo] : had.has(c.fromNo) ? [c.fromNo] : [];
  });
}
/** The attributes that cards and variants show. */
const placesOf = (to: LoadedSchema): Set<number> => new Set(to.schema.attributes.flatMap((a) => (a.level === 'offer' ? [] : [a.no])));

/**
 * A condition over `catalog.cards c`: the card or a variant holds a value of one of these attributes, or one that a merge will bring into it, that the schema may not allow. Only the
 * cards it finds are given to the checker, which alone decides. Undefined when nothing is suspect.
 */
export function suspectSql(to: LoadedSchema, nos: readonly number[], conversions: readonly Conversion[] = []): string | undefined {
  const wanted = new Set(nos);
  const attributes = to.schema.attributes.filter((a) => wanted.has(a.no) && a.level !== 'offer');
  const shown = placesOf(to);
  // Of an attribute that merges into one that is not shown here every value counts.
  const gone = conversions.flatMap((c) => ((c.kind === 'tokens' || c.kind === 'attribute') && wanted.has(c.fromNo) && !shown.has(c.intoNo) ? [c.fromNo] : []));
  if (attributes.length + gone.length === 0) return undefined;
  const merges = attributes.flatMap((a) => mergesInto(conversions, a.no).map((c) => ({ a: c.kind === 'tokens' ? asBefore(a, c, to) : a, c })));
  const heldBy = (holder: string) =>
    [
      ...attributes.map((a) => `(case when ${holder} ? '${a.no}' then not ${surelyAllowedSql(a, `(${holder} -> '${a.no}')`, to.lists)} else false end)`),
      ...merges.map(
        ({ a, c }) =>
          // Variants that would become alike keep what they hold, which nobody sees from their values alone.
          `(case when ${holder} ? '${c.fromNo}' then ${a.axis ? 'true' : `${holder} ? '${c.intoNo}' or not ${surelyAllowedSql(a, `(${holder} -> '${c.fromNo}')`, to.lists)}`} else false end)`,
      ),
      ...gone.map((no) => `${holder} ? '${no}'`),
    ].join(' or ');
  const keys = `'{${[...attributes.map((a) => a.no), ...merges.map(({ c }) => c.fromNo), ...gone].join(',')}}'::text[]`;
  return `(${heldBy('c.attrs')} or exists (select 1 from catalog.variants v where v.card_id = c.id and not v.archived and v.attrs ?| ${keys} and (${heldBy('v.attrs')})))`;
}

/** A list attribute whose options are the tokens that a merge will turn into allowed ones. */
function asBefore(a: SchemaAttribute, { tokens }: Extract<Conversion, { kind: 'tokens' }>, to: LoadedSchema): SchemaAttribute {
  const list = a.options === undefined || a.options === 'brands' ? [] : 'hash' in a.options ? (to.lists[a.options.hash] ?? []) : a.options;
  const allowed = new Set(list);
  return { ...a, options: Object.keys(tokens).flatMap((from) => (allowed.has(tokens[from] ?? 0) ? [Number(from)] : [])) };
}
