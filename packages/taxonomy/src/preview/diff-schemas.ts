import { sameValue } from '../visible-values.ts';
import { type CategorySchema, type Level, type OptionLists, RESERVED, type SchemaAttribute } from '../schemas.ts';

/** A schema with the lists it names by hash. */
export type SchemaAndLists = { readonly schema: CategorySchema; readonly lists: OptionLists };

/** What stands differently between two schemas, by attribute number, each list sorted. An attribute may stand in several. */
export type SchemaDiff = {
  readonly added: readonly number[];
  readonly removed: readonly number[];
  /** Asks for more than before: required now, under another condition, or in more languages. A new attribute that is required stands here too. */
  readonly newlyRequired: readonly number[];
  /** Was required, or under a condition, and is no longer asked for in every such case. */
  readonly noLongerRequired: readonly number[];
  /** Values that were allowed may not be any more: fewer options, no custom values. */
  readonly optionsNarrowed: readonly number[];
  /** The same for bounds, length, pattern, units, number of values and limits that depend on other attributes. */
  readonly limitsNarrowed: readonly number[];
  /** Something that was not allowed may be now. */
  readonly widened: readonly number[];
  readonly levelChanged: readonly { readonly no: number; readonly from: Level; readonly to: Level }[];
  readonly typeChanged: readonly number[];
  readonly filterableOn: readonly number[];
  readonly filterableOff: readonly number[];
  readonly axisOn: readonly number[];
  readonly axisOff: readonly number[];
};

const none = (): { [K in keyof SchemaDiff]: SchemaDiff[K][number][] } => ({
  added: [],
  removed: [],
  newlyRequired: [],
  noLongerRequired: [],
  optionsNarrowed: [],
  limitsNarrowed: [],
  widened: [],
  levelChanged: [],
  typeChanged: [],
  filterableOn: [],
  filterableOff: [],
  axisOn: [],
  axisOff: [],
});

/** What changes for the values of a category when its schema becomes another one. `from` null: there was none (a new category). Pure; equal changes give equal results. */
export function diffSchemas(from: SchemaAndLists | null, to: SchemaAndLists): SchemaDiff {
  const diff = none();
  const before = new Map((from?.schema.attributes ?? []).map((a) => [a.no, a]));
  for (const now of to.schema.attributes) {
    const was = before.get(now.no);
    before.delete(now.no);
    if (was) compare(diff, was, now, from?.lists ?? {}, to.lists);
    else {
      diff.added.push(now.no);
      if (asks(now)) diff.newlyRequired.push(now.no);
      if (isFacet(now)) diff.filterableOn.push(now.no);
      if (now.axis) diff.axisOn.push(now.no);
    }
  }
  for (const was of before.values()) {
    diff.removed.push(was.no);
    if (asks(was)) diff.noLongerRequired.push(was.no);
    if (isFacet(was)) diff.filterableOff.push(was.no);
    if (was.axis) diff.axisOff.push(was.no);
  }
  for (const list of [diff.noLongerRequired, diff.filterableOff, diff.axisOff]) list.sort((a, b) => a - b);
  return diff;
}

/** True when nothing that a card, a facet or an axis depends on differs: only order, groups, units shown first and the like. */
export const isEmptyDiff = (diff: SchemaDiff): boolean => Object.values(diff).every((list) => list.length === 0);

const asks = (a: SchemaAttribute): boolean => a.requirement === 'required' || (a.requirement === 'required_if' && a.condition !== undefined);
/** A shop's facet: filterable, and of a kind that can be counted. */
const isFacet = (a: SchemaAttribute): boolean => a.filterable && a.type !== 'text' && a.no !== RESERVED.pictures;

function compare(diff: ReturnType<typeof none>, was: SchemaAttribute, now: SchemaAttribute, oldLists: OptionLists, newLists: OptionLists): void {
  const { no } = now;
  const conditionMoved = was.requirement === 'required_if' && now.requirement === 'required_if' && !sameValue(was.condition, now.condition);
  const languages = (a: SchemaAttribute) => (a.localised ? (a.languages ?? []) : []);
  const moreLanguages = languages(now).some((l) => !languages(was).includes(l));
  const fewerLanguages = languages(was).some((l) => !languages(now).includes(l));
  const rank = (a: SchemaAttribute) => (a.requirement === 'required' ? 2 : asks(a) ? 1 : 0);
  if (asks(now) && (rank(now) > rank(was) || conditionMoved || moreLanguages)) diff.newlyRequired.push(no);
  if (asks(was) && (rank(now) < rank(was) || conditionMoved || fewerLanguages)) diff.noLongerRequired.push(no);
  if (was.level !== now.level) diff.levelChanged.push({ no, from: was.level, to: now.level });
  if (was.type !== now.type || (was.localised ?? false) !== (now.localised ?? false) || was.family !== now.family) diff.typeChanged.push(no);
  const options = compareOptions(was, now, oldLists, newLists);
  const limits = compareLimits(was, now);
  if (options.narrower) diff.optionsNarrowed.push(no);
  if (limits.narrower) diff.limitsNarrowed.push(no);
  if (options.wider || limits.wider) diff.widened.push(no);
  if (isFacet(now) && !isFacet(was)) diff.filterableOn.push(no);
  if (isFacet(was) && !isFacet(now)) diff.filterableOff.push(no);
  if (now.axis && !was.axis) diff.axisOn.push(no);
  if (was.axis && !now.axis) diff.axisOff.push(no);
}

type Change = { readonly narrower: boolean; readonly wider: boolean };

function compareOptions(was: SchemaAttribute, now: SchemaAttribute, oldLists: OptionLists, newLists: OptionLists): Change {
  const custom = { narrower: was.custom === true && now.custom !== true, wider: now.custom === true && was.custom !== true };
  if (sameValue(was.options, now.options)) return custom;
  const [before, after] = [tokensOf(was, oldLists), tokensOf(now, newLists)];
  if (before === 'any' || after === 'any') return { narrower: custom.narrower || after !== 'any', wider: custom.wider || before !== 'any' };
  const [b, a] = [new Set(before), new Set(after)];
  return { narrower: custom.narrower || before.some((t) => !a.has(t)), wider: custom.wider || after.some((t) => !b.has(t)) };
}

function tokensOf(a: SchemaAttribute, lists: OptionLists): readonly number[] | 'any' {
  if (a.options === undefined || a.options === 'brands') return 'any';
  return 'hash' in a.options ? (lists[a.options.hash] ?? []) : a.options;
}

function compareLimits(was: SchemaAttribute, now: SchemaAttribute): Change {
  const at = (a: SchemaAttribute, side: 'min' | 'max' | 'maxLength') => a[side] ?? (side === 'min' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  const units = (a: SchemaAttribute) => a.units;
  const unitsMoved = !sameValue(units(was), units(now));
  const other = !sameValue(was.pattern, now.pattern) || !sameValue(was.limits, now.limits);
  return {
    narrower:
      at(now, 'min') > at(was, 'min') ||
      at(now, 'max') < at(was, 'max') ||
      at(now, 'maxLength') < at(was, 'maxLength') ||
      now.maxValues < was.maxValues ||
      // One value stands alone, several in an array: where that changes, what is stored has the wrong shape.
      (now.maxValues === 1) !== (was.maxValues === 1) ||
      (unitsMoved && units(now) !== undefined) ||
      (other && (now.pattern !== undefined || now.limits !== undefined)),
    wider:
      at(now, 'min') < at(was, 'min') ||
      at(now, 'max') > at(was, 'max') ||
      at(now, 'maxLength') > at(was, 'maxLength') ||
      now.maxValues > was.maxValues ||
      (unitsMoved && units(was) !== undefined) ||
      (other && (was.pattern !== undefined || was.limits !== undefined)),
  };
}
