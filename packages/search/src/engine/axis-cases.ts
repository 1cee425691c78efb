import { combinationToken, chosenCombinations } from '../document/combinations.ts';
import { tooManyChoices } from '../errors.ts';
import type { SearchQuery } from './engine.ts';

/** Cards whose own axes, among the filtered attributes, are exactly `axes`; what one of their variants has to be. */
export type AxisCase = {
  readonly axes: readonly number[];
  /** Filtered attributes that are axes elsewhere, but not of these cards. */
  readonly others: readonly number[];
  /** The variant's combination, any of these; null: nothing beyond the plain tokens (and the card's stock, where asked). */
  readonly combinations: readonly string[] | null;
};

/** Filtered attributes with options, in order of number. */
export function optionFilters(q: SearchQuery, without?: number): [attributeNo: number, tokens: readonly number[]][] {
  return Object.entries(q.filters).flatMap(([no, f]) => (f.tokens && Number(no) !== without ? [[Number(no), f.tokens] as [number, readonly number[]]] : []));
}

/** The distinct sets that the axis sets leave among `attributes`, the empty one always among them. */
function distinctCases(axisSets: readonly (readonly number[])[], attributes: ReadonlySet<number>): number[][] {
  const cases = new Map<string, number[]>([['', []]]);
  for (const set of axisSets) {
    const axes = set.filter((no) => attributes.has(no)).sort((a, b) => a - b);
    cases.set(axes.join(','), axes);
  }
  return [...cases.values()];
}

/**
 * The OR over T of the design: for each set T that can be (axes of a card's schema among the filtered attributes) the combinations a variant must have one of. A single axis
 * without stock needs none: its plain token says it.
 */
export function axisCases(q: SearchQuery, without?: number): AxisCase[] {
  const chosen = new Map(optionFilters(q, without));
  const cases = distinctCases(q.axisSets, new Set(chosen.keys()));
  const anywhere = [...new Set(cases.flat())];
  return cases.map((axes) => ({ axes, others: anywhere.filter((no) => !axes.includes(no)), combinations: combinationsFor(q, axes, chosen) }));
}

function combinationsFor(q: SearchQuery, axes: readonly number[], chosen: ReadonlyMap<number, readonly number[]>): string[] | null {
  if (axes.length === 0 || (axes.length === 1 && !q.inStock)) return null;
  const names = chosenCombinations(
    q.inStock ? 'stock' : 'all',
    axes.map((no) => chosen.get(no) ?? []),
  );
  if (!names) throw tooManyChoices();
  return names;
}

/** How the options of one attribute are counted on cards of which it is an axis, while other axes are chosen or stock is asked. */
export type CountCase = {
  /** The attribute itself is always among them. */
  readonly axes: readonly number[];
  readonly others: readonly number[];
  /** null: the plain tokens tell. */
  readonly tokenOf: ((option: number) => readonly string[]) | null;
};

/** The cases for counting `attributeNo`; undefined when its plain tokens tell everything. */
export function countCases(q: SearchQuery, attributeNo: number): CountCase[] | undefined {
  const chosen = new Map(optionFilters(q, attributeNo));
  const own = q.axisSets.filter((s) => s.includes(attributeNo));
  if (own.length === 0) return undefined;
  const family = q.inStock ? 'stock' : 'all';
  const cases = distinctCases(own, new Set(chosen.keys()));
  const anywhere = [...new Set(cases.flat())];
  const out = cases.map((rest): CountCase => {
    const sets = rest.reduce<number[][]>((all, no) => all.flatMap((s) => (chosen.get(no) ?? []).map((t) => [...s, t])), [[]]);
    return {
      axes: [attributeNo, ...rest],
      others: anywhere.filter((no) => !rest.includes(no)),
      tokenOf: rest.length === 0 && !q.inStock ? null : (option) => sets.map((s) => combinationToken(family, [option, ...s])),
    };
  });
  return out.every((c) => c.tokenOf === null) ? undefined : out;
}
