import type { Attrs, CategorySchema, Value } from '@yarmarka/taxonomy/schemas';
import { patched, sameValue } from '../card/rules.ts';
import { type VariantValues, visible } from '../card/visible.ts';
import type { LiveContent } from '../schemas.ts';
import { variantIdOf } from './live-card.ts';

/** A field of a change-set: where it stands and which attribute it is. */
export type Field = { readonly target: string; readonly attributeNo: number };
type Content<V extends VariantValues = VariantValues> = { readonly attrs: Attrs; readonly variants: readonly V[] };

const fieldKey = (target: string, no: string | number): string => `${target}/${no}`;

/** The content without these fields. A value shown at one level may stand at the other: it is taken away where it stands. */
export function withoutFields<V extends VariantValues>(content: Content<V>, fields: readonly Field[]): { readonly attrs: Attrs; readonly variants: V[] } {
  let { attrs } = content;
  let variants = [...content.variants];
  for (const { target, attributeNo } of fields) {
    const gone = { [attributeNo]: null };
    const holder = variants.find((v) => v.id === variantIdOf(target));
    if (holder?.attrs[attributeNo] !== undefined) variants = variants.map((v) => (v === holder ? { ...v, attrs: patched(v.attrs, gone) } : v));
    else if (attrs[attributeNo] !== undefined) attrs = patched(attrs, gone);
    else variants = variants.map((v) => ({ ...v, attrs: patched(v.attrs, gone) }));
  }
  return { attrs, variants };
}

/**
 * Of a draft's content, what was accepted, wherever it stands, and what was live before. Everything else has been reviewed by nobody: parked values, values that another level hides, values
 * that a schema has begun to show since the card was submitted.
 */
export function onlyReviewed<V extends VariantValues>(
  content: Content<V>,
  accepted: readonly Field[],
  lastLive: LiveContent | null,
): { attrs: Attrs; variants: V[] } {
  const named = new Set(accepted.map((f) => fieldKey(f.target, f.attributeNo)));
  const kept = (own: Attrs, was: Attrs | undefined, isNamed: (no: string) => boolean): Attrs =>
    Object.fromEntries(Object.entries(own).filter(([no, value]) => isNamed(no) || sameValue(was?.[no], value)));
  const { attrs, variants } = content;
  return {
    attrs: kept(
      attrs,
      lastLive?.attrs,
      (no) => named.has(fieldKey('card', no)) || variants.some((v) => v.attrs[no] === undefined && named.has(fieldKey(`variant:${v.id}`, no))),
    ),
    variants: variants.map((v) => ({
      ...v,
      attrs: kept(
        v.attrs,
        lastLive?.variants.find((x) => x.id === v.id)?.attrs,
        (no) => named.has(fieldKey(`variant:${v.id}`, no)) || (attrs[no] === undefined && named.has(fieldKey('card', no))),
      ),
    })),
  };
}

export type Revealed = Field & { readonly value: Value };

/**
 * What readers see under the schema `to` and nowhere under `from`: values that lay parked and come back with a category. A value that only moves between card and variants is none. New
 * variants (below zero) bring values of their own, which are reviewed with them.
 */
export function revealed(from: CategorySchema, before: Content, to: CategorySchema, after: Content): Revealed[] {
  const [was, is] = [visible(from, before), visible(to, after)];
  const seen = [was.card, ...was.variants.map((v) => v.attrs)];
  const found = new Map<string, Revealed>();
  const look = (shown: Attrs, targetOf: (no: string) => string | null) => {
    for (const [no, value] of Object.entries(shown)) {
      const target = seen.some((attrs) => sameValue(attrs[no], value)) ? null : targetOf(no);
      if (target !== null) found.set(fieldKey(target, no), { target, attributeNo: Number(no), value });
    }
  };
  look(is.card, () => 'card');
  is.variants.forEach((v, i) => look(v.attrs, (no) => (after.variants[i]?.attrs[no] === undefined ? 'card' : v.id < 0 ? null : `variant:${v.id}`)));
  return [...found.values()];
}

/** The content under a new category, rid of every value that this brings back and no accepted action names. */
export function withoutUnreviewed<L extends LiveContent>(from: CategorySchema, before: Content, to: CategorySchema, after: L, accepted: readonly Field[]): L {
  const named = new Set(accepted.map((f) => fieldKey(f.target, f.attributeNo)));
  for (let content = after; ; ) {
    const hidden = revealed(from, before, to, content).filter((f) => !named.has(fieldKey(f.target, f.attributeNo)));
    if (hidden.length === 0) return content;
    // What is taken away may have hidden another value of the same attribute: look again.
    content = { ...content, ...withoutFields(content, hidden) };
  }
}
