import type { VersionConversion } from '@yarmarka/taxonomy';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { patched, sameValue } from '../card/rules.ts';
import { convertAttrs } from './convert-value.ts';

type Held = Readonly<Record<string, unknown>>;
/** What one conversion changed at one place; `old` and `new` hold the same keys, null = no value. */
export type Step = { readonly no: number; readonly old: Held; readonly new: Held };
type FollowedValues = { readonly attrs: Attrs; readonly steps: readonly Step[]; readonly left: number };

/** The old values, as long as every present one is still the converted one. */
export function givenBack(present: Held, was: Pick<Step, 'old' | 'new'> | undefined): Record<string, unknown> {
  if (!was || Object.entries(was.new).some(([key, value]) => !sameValue(present[key] ?? null, value))) return {};
  return { ...was.old };
}

/** A patch with what stood there before; nothing when it changes nothing. */
export function stepOf(no: number, before: Held, patch: Held): Step[] {
  const keys = Object.keys(patch);
  return keys.length === 0 ? [] : [{ no, old: Object.fromEntries(keys.map((k) => [k, before[k] ?? null])), new: patch }];
}

/**
 * What the conversions of a version make of the values of one variant or offer; moved categories do not concern them. `was`: what the undone conversion did at this place. A conversion that
 * undoes another gives back the old value only where the present one is still what that conversion made of it. `left`: values with no counterpart. Pure.
 */
export function followValues(
  attrs: Attrs,
  conversions: readonly VersionConversion[],
  was: (undone: { readonly version: number; readonly no: number }) => Pick<Step, 'old' | 'new'> | undefined,
  maxValues: (no: number) => number,
): FollowedValues {
  const steps: Step[] = [];
  let now = attrs;
  let left = 0;
  for (const { no, conversion, undoes } of conversions) {
    if (!undoes && conversion.kind === 'category') continue;
    const done =
      undoes || conversion.kind === 'category' ? { patch: undoes ? givenBack(now, was(undoes)) : {}, left: 0 } : convertAttrs(now, conversion, maxValues);
    left += done.left;
    steps.push(...stepOf(no, now, done.patch));
    now = patched(now, done.patch as Record<string, Value | null>);
  }
  return { attrs: now, steps, left };
}
