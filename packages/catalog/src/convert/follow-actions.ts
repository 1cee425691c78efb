import type { VersionConversion } from '@yarmarka/taxonomy';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { patched, sameValue } from '../card/rules.ts';
import { type Action, variantIdOf } from '../change-set/live-card.ts';
import type { CardContent, VariantContent } from './convert-card.ts';
import { readsOf } from './convert-value.ts';
import { followValues } from './follow-values.ts';

/** A card before and after the conversions of a version. */
type Passage = {
  readonly before: { readonly card: CardContent; readonly variants: readonly VariantContent[] };
  readonly after: { readonly card: CardContent; readonly variants: readonly VariantContent[] };
};

/**
 * What the actions of a waiting change-set become when the values of its card follow a version: what they change is what the card holds now, what they want is what the wanted value would
 * have become, under the attribute that took it over. Where a set already names that attribute, the joining one's action stays as it is, and so does a wanted value with no counterpart: the
 * checker refuses it, and the moderator is told. Conversions that undo others are not for this function. Pure.
 */
export function followActions<A extends Action>(
  passage: Passage,
  actions: readonly A[],
  conversions: readonly VersionConversion[],
  maxValues: (no: number) => number,
): readonly A[] {
  const named = new Set(actions.map((a) => `${a.target}/${a.attributeNo}`));
  const into = new Map<number, number>();
  for (const { conversion: c } of conversions) if (c.kind === 'tokens' || c.kind === 'attribute') into.set(c.fromNo, c.intoNo);
  const read = new Set(conversions.flatMap(({ conversion: c }) => (c.kind === 'category' ? [] : [readsOf(c)])));
  const follow = (attrs: Attrs): Attrs => followValues(attrs, conversions, () => undefined, maxValues).attrs;
  return actions.map((a) => {
    if (a.target === 'category') return { ...a, old: movedId(conversions, a.old), new: movedId(conversions, a.new) };
    if (a.target === 'placement') return { ...a, old: movedIds(conversions, a.old), new: movedIds(conversions, a.new) };
    const id = variantIdOf(a.target);
    const [was, is] = (['before', 'after'] as const).map((when) => attrsAt(passage[when], a.target, id));
    if (a.attributeNo === null) {
      // A variant that goes, or one that comes.
      if (id === undefined) return { ...a, new: follow(a.new as Attrs) };
      return was && is && sameValue(a.old, was) ? { ...a, old: is } : a;
    }
    const no = a.attributeNo;
    if (!read.has(no) && ![...into.values()].includes(no)) return a;
    const dest = into.get(no) ?? no;
    if (dest !== no && named.has(`${a.target}/${dest}`)) return a;
    const whole = was ?? {};
    const next = follow(patched(whole, { [no]: a.new as Value | null }));
    // It has no counterpart and stays where it was.
    if (dest !== no && a.new !== null && next[no] !== undefined) return a;
    const old = sameValue(a.old, whole[no] ?? null) ? (is?.[dest] ?? null) : a.old === null ? null : (follow({ [no]: a.old as Value })[dest] ?? a.old);
    return { ...a, attributeNo: dest, old, new: next[dest] ?? null };
  });
}

const attrsAt = (content: Passage['before'], target: string, id: number | undefined): Attrs | undefined =>
  target === 'card' ? content.card.attrs : content.variants.find((v) => v.id === id)?.attrs;

function movedId(conversions: readonly VersionConversion[], id: unknown): unknown {
  let now = id;
  for (const { conversion: c } of conversions) if (c.kind === 'category' && c.fromId === now) now = c.intoId;
  return now;
}

const movedIds = (conversions: readonly VersionConversion[], ids: unknown): unknown =>
  Array.isArray(ids) ? [...new Set(ids.map((id) => movedId(conversions, id)))] : ids;
