import { isComplete, isRequired } from './conditions.ts';
import { type Attrs, type CategorySchema, LEVELS, type Level, type SchemaAttribute } from './schemas.ts';

export type Completeness = {
  /** floor(100 * (required - missing) / required); 100 when nothing is required. */
  readonly percent: number;
  /** Required and not filled, in every language asked for. Sorted by number. */
  readonly missing: number[];
  readonly recommendedMissing: number[];
};

/** What a card and its variants hold, as `visibleValues` shows it. */
export type CardValues = { readonly card: Attrs; readonly variants: readonly Attrs[] };

const NO_VARIANT: readonly Attrs[] = [{}];

/**
 * How much of what the schema requires of the card and its variants is filled. An attribute of the variants counts once: it is required if any variant requires it, and
 * missing if any of those lacks it; a card without variants lacks whatever an empty variant would. Offers are each seller's own and do not count.
 */
export function completeness(schema: CategorySchema, values: CardValues): Completeness {
  const missing: number[] = [];
  const recommendedMissing: number[] = [];
  let required = 0;
  const variants = values.variants.length > 0 ? values.variants : NO_VARIANT;
  for (const attribute of schema.attributes) {
    if (attribute.level === 'offer') continue;
    const holders = attribute.level === 'card' ? [values.card] : variants;
    const outer = attribute.level === 'card' ? {} : values.card;
    const lacking = holders.filter((own) => !isComplete(attribute, own[attribute.no]));
    if (attribute.requirement === 'recommended') {
      if (lacking.length > 0) recommendedMissing.push(attribute.no);
      continue;
    }
    if (holders.some((own) => isRequired(attribute, own, outer))) required++;
    if (lacking.some((own) => isRequired(attribute, own, outer))) missing.push(attribute.no);
  }
  return { percent: required === 0 ? 100 : Math.floor((100 * (required - missing.length)) / required), missing, recommendedMissing };
}

/** The required attributes that are not filled at the levels given; each level sees those above it. Sorted by number. */
export function missingRequired(schema: CategorySchema, values: Readonly<Partial<Record<Level, Attrs>>>): number[] {
  const lacks = (a: SchemaAttribute): boolean => {
    const own = values[a.level];
    return own !== undefined && isRequired(a, own, outerOf(a.level, values)) && !isComplete(a, own[a.no]);
  };
  return schema.attributes.filter(lacks).map((a) => a.no);
}

/** The values of all levels above one, nearer levels first to be read. */
export function outerOf(level: Level, values: Readonly<Partial<Record<Level, Attrs>>>): Attrs {
  const above = LEVELS.slice(0, LEVELS.indexOf(level));
  return Object.assign({}, ...above.map((l) => values[l] ?? {})) as Attrs;
}
