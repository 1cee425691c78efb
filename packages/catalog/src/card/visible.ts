import { visibleValues } from '@yarmarka/taxonomy/check';
import type { Attrs, CategorySchema } from '@yarmarka/taxonomy/schemas';

export type VariantValues = { readonly id: number; readonly attrs: Attrs };
export type CardContent = { readonly attrs: Attrs; readonly variants: readonly VariantValues[] };
export type VisibleContent = {
  readonly card: Attrs;
  readonly variants: readonly VariantValues[];
  /** Attributes whose values the schema does not know: kept, shown to nobody. */
  readonly parked: readonly number[];
};

/** A card's values as its schema sees them, each at its attribute's present level. */
export function visible(schema: CategorySchema, content: CardContent): VisibleContent {
  const own = content.variants.map((v) => v.attrs);
  const held = new Set([content.attrs, ...own].flatMap((attrs) => Object.keys(attrs)));
  for (const { no } of schema.attributes) held.delete(String(no));
  return {
    card: visibleValues(schema, 'card', content.attrs, { variants: own }),
    variants: content.variants.map((v) => ({ id: v.id, attrs: visibleValues(schema, 'variant', v.attrs, { card: content.attrs }) })),
    parked: [...held].map(Number).toSorted((a, b) => a - b),
  };
}
