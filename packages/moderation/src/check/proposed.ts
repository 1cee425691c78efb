import type { CardView, ChangeSetView } from '@yarmarka/catalog';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';

export type ProposedVariant = { readonly id: number; readonly attrs: Attrs };
/** A card as it will be if everything is accepted, and which attributes the proposal touches. */
export type Proposed = { readonly attrs: Attrs; readonly variants: readonly ProposedVariant[]; readonly touched: ReadonlySet<number> };

const changed = (attrs: Attrs, no: number, value: unknown): Attrs => {
  const next: Record<string, Value> = { ...attrs };
  if (value === null) delete next[no];
  else next[no] = value as Value;
  return next;
};

/** Lays a change-set over the card's present values. A new card already holds what it proposes. New variants get ids below zero. */
export function proposedOf(card: Pick<CardView, 'attrs' | 'variants'>, changeSet: Pick<ChangeSetView, 'kind' | 'actions'>): Proposed {
  let attrs = card.attrs;
  let variants: ProposedVariant[] = card.variants.map(({ id, attrs: own }) => ({ id, attrs: own }));
  const touched = new Set<number>();
  let added = 0;
  for (const a of changeSet.actions) {
    if (a.attributeNo !== null) touched.add(a.attributeNo);
    if (changeSet.kind === 'create') continue;
    const { attributeNo: no } = a;
    const variant = /^variant:(\d+)$/.exec(a.target)?.[1];
    if (a.target === 'card' && no !== null) attrs = changed(attrs, no, a.new);
    else if (variant !== undefined && no === null) variants = variants.filter((v) => v.id !== Number(variant));
    else if (variant !== undefined && no !== null)
      variants = variants.map((v) => (v.id === Number(variant) ? { ...v, attrs: changed(v.attrs, no, a.new) } : v));
    else if (a.target.startsWith('variant:new:')) {
      const own = (a.new ?? {}) as Attrs;
      for (const key of Object.keys(own)) touched.add(Number(key));
      variants.push({ id: --added, attrs: own });
    }
  }
  return { attrs, variants, touched };
}
