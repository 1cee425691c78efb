import type { VersionConversion } from '@yarmarka/taxonomy';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { patched, sameValue } from '../card/rules.ts';
import { type Action, variantIdOf } from '../change-set/live-card.ts';
import type { CardContent, VariantContent } from './convert-card.ts';
import { readsOf } from './convert-value.ts';
import { followValues } from './follow-values.ts';

/** An action that another of its change-set says too now, and that is no more. */
export type Joined = { readonly into: number };

/** A card before and after the conversions of a version. */
type Passage = {
  readonly before: { readonly card: CardContent; readonly variants: readonly VariantContent[] };
  readonly after: { readonly card: CardContent; readonly variants: readonly VariantContent[] };
};

/**
 * What the actions of a waiting change-set become when the values of its card follow a version, one for one: what they change is what the card holds now, what they want is what the wanted
 * values would have become, under the attribute that took them over. Actions on one target whose attributes become one are joined: one of them says it all, the others become `{ into }`, its
 * number. A wanted value with no counterpart stays as it is: the checker refuses it, and the moderator is told. Conversions that undo others are not for this function. Pure.
 */
export function followActions<A extends Action>(
  passage: Passage,
  actions: readonly A[],
  conversions: readonly VersionConversion[],
  maxValues: (no: number) => number,
): readonly (A | Joined)[] {
  const read = new Set(conversions.flatMap(({ conversion: c }) => (c.kind === 'category' ? [] : [readsOf(c), takerOf(conversions, readsOf(c))])));
  const follow = (attrs: Attrs): Attrs => followValues(attrs, conversions, () => undefined, maxValues).attrs;
  const next = new Map<A, A | Joined>();
  const fields = actions.flatMap((a) =>
    a.attributeNo !== null && read.has(a.attributeNo) ? [{ a, no: a.attributeNo, dest: takerOf(conversions, a.attributeNo) }] : [],
  );
  for (const [target, list] of Map.groupBy(fields, ({ a }) => a.target)) {
    const [was = {}, is = {}] = (['before', 'after'] as const).map((when) => attrsAt(passage[when], target, variantIdOf(target)));
    const wanted = (some: typeof list): Attrs => follow(patched(was, Object.fromEntries(some.map(({ a, no }) => [no, a.new as Value | null]))));
    const whole = wanted(list);
    const going = list.filter(({ a, no, dest }) => dest === no || a.new === null || (whole[no] === undefined && whole[dest] !== undefined));
    const after = wanted(going);
    for (const [dest, group] of Map.groupBy(going, (g) => g.dest)) {
      const [speaker] = group.toSorted((x, y) => Number(y.no === dest) - Number(x.no === dest));
      if (!speaker) continue;
      const known = patched({}, Object.fromEntries(group.map(({ a, no }) => [no, a.old as Value | null])));
      const fresh = group.every(({ a, no }) => sameValue(a.old, was[no] ?? null));
      const old = fresh ? (is[dest] ?? null) : Object.keys(known).length === 0 ? null : (follow(known)[dest] ?? speaker.a.old);
      for (const { a } of group) next.set(a, a === speaker.a ? { ...a, attributeNo: dest, old, new: after[dest] ?? null } : { into: speaker.a.no });
    }
  }
  return actions.map((a) => {
    if (a.target === 'category') return { ...a, old: movedId(conversions, a.old), new: movedId(conversions, a.new) };
    if (a.target === 'placement') return { ...a, old: movedIds(conversions, a.old), new: movedIds(conversions, a.new) };
    if (a.attributeNo !== null) return next.get(a) ?? a;
    // A variant that goes, or one that comes.
    const id = variantIdOf(a.target);
    if (id === undefined) return { ...a, new: follow(a.new as Attrs) };
    const [was, is] = (['before', 'after'] as const).map((when) => attrsAt(passage[when], a.target, id));
    return was && is && sameValue(a.old, was) ? { ...a, old: is } : a;
  });
}

/** The attribute that holds the values of this one after the conversions. */
const takerOf = (conversions: readonly VersionConversion[], no: number): number =>
  conversions.reduce((now, { conversion: c }) => ((c.kind === 'tokens' || c.kind === 'attribute') && c.fromNo === now ? c.intoNo : now), no);

const attrsAt = (content: Passage['before'], target: string, id: number | undefined): Attrs | undefined =>
  target === 'card' ? content.card.attrs : content.variants.find((v) => v.id === id)?.attrs;

function movedId(conversions: readonly VersionConversion[], id: unknown): unknown {
  let now = id;
  for (const { conversion: c } of conversions) if (c.kind === 'category' && c.fromId === now) now = c.intoId;
  return now;
}

const movedIds = (conversions: readonly VersionConversion[], ids: unknown): unknown =>
  Array.isArray(ids) ? [...new Set(ids.map((id) => movedId(conversions, id)))] : ids;
