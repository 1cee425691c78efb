import type { Condition } from './model.ts';

/** What is known of an attribute that a condition names: its bounds in base unit, its allowed options (absent: all), whether it holds one value only. */
export type NamedBounds = {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly options?: readonly number[] | undefined;
  readonly single?: boolean;
};
/**
 * A part of a condition that decides nothing. `order`: what is asked of the attribute contradicts itself. `above`, `below`: at least more, or at most less, than the attribute can be.
 * `option`: none of the options is allowed. `idle`: a bound that every value keeps. All but `idle` can never hold. `asked` and `bound` in base unit.
 */
export type ConditionFault =
  | { readonly attr: number; readonly why: 'order'; readonly asked: number; readonly bound: number }
  | { readonly attr: number; readonly why: 'above' | 'below' | 'idle'; readonly asked: number; readonly bound: number; readonly end: 'min' | 'max' }
  | { readonly attr: number; readonly why: 'options' | 'option' };

type Atom = Exclude<Condition, { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] }>;

/** Parts of a condition that can never hold, or that always do, as far as `about` knows the attributes; none: nothing speaks against it. */
export function conditionFaults(condition: Condition, about: (attributeNo: number) => NamedBounds | undefined = () => undefined): ConditionFault[] {
  if ('any' in condition) return condition.any.flatMap((part) => conditionFaults(part, about));
  const parts = together(condition);
  const atoms = parts.filter((part): part is Atom => !('any' in part));
  const groups = parts.filter((part) => 'any' in part);
  return [
    ...[...new Set(atoms.map((atom) => atom.attr))].flatMap((attr) =>
      faultsOf(
        attr,
        atoms.filter((atom) => atom.attr === attr),
        about(attr) ?? {},
      ),
    ),
    ...groups.flatMap((group) => conditionFaults(group, about)),
  ];
}

/** What must hold together: groups of `all` within `all` are opened. */
function together(condition: Condition): Exclude<Condition, { readonly all: readonly Condition[] }>[] {
  return 'all' in condition ? condition.all.flatMap(together) : [condition];
}

function faultsOf(attr: number, atoms: readonly Atom[], { min: least, max: most, options, single }: NamedBounds): ConditionFault[] {
  const mins = atoms.flatMap((a) => ('min' in a && a.min !== undefined ? [a.min] : []));
  const maxs = atoms.flatMap((a) => ('max' in a && a.max !== undefined ? [a.max] : []));
  const lists = atoms.flatMap((a) => ('in' in a ? [a.in] : []));
  const out: ConditionFault[] = [];
  if (mins.length > 0 && maxs.length > 0 && Math.max(...mins) > Math.min(...maxs))
    out.push({ attr, why: 'order', asked: Math.max(...mins), bound: Math.min(...maxs) });
  for (const asked of mins) {
    if (most !== undefined && asked > most) out.push({ attr, why: 'above', asked, bound: most, end: 'min' });
    else if (least !== undefined && asked < least) out.push({ attr, why: 'idle', asked, bound: least, end: 'min' });
  }
  for (const asked of maxs) {
    if (least !== undefined && asked < least) out.push({ attr, why: 'below', asked, bound: least, end: 'max' });
    else if (most !== undefined && asked > most) out.push({ attr, why: 'idle', asked, bound: most, end: 'max' });
  }
  if (options) for (const list of lists) if (!list.some((token) => options.includes(token))) out.push({ attr, why: 'option' });
  const [first = [], ...others] = lists;
  if (single && others.length > 0 && !first.some((token) => others.every((list) => list.includes(token)))) out.push({ attr, why: 'options' });
  return out;
}
