import type { Locale } from '@yarmarka/i18n/locale';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import type { CardField, CardTask } from './types.ts';

/** The labels and colours of a task's options, as `ValueView` asks for them. */
export function optionWords(
  data: CardTask,
  locale: Locale,
): { readonly labelOf: (token: number) => string | undefined; readonly swatchOf: (token: number) => string | null } {
  return { labelOf: (token) => data.options[token]?.[locale], swatchOf: (token) => data.options[token]?.swatch ?? null };
}

/** Which palette of reasons a field has. */
export const scopeOf = (field: Pick<CardField, 'attributeNo'>): 'image' | 'attribute' | 'card' =>
  field.attributeNo === RESERVED.pictures ? 'image' : field.attributeNo === null ? 'card' : 'attribute';

/** Fields in the order of the card: the card's own first, then variant by variant. */
export function inOrder(data: Pick<CardTask, 'fields' | 'attributes' | 'variants'>): readonly CardField[] {
  const attribute = new Map(data.attributes.map((a, index) => [a.schema.no, index]));
  const variant = new Map(data.variants.map((v, index) => [v.id, index]));
  const at = (f: CardField) =>
    [f.variant === null ? -1 : (variant.get(f.variant.id) ?? 9999), f.attributeNo === null ? -1 : (attribute.get(f.attributeNo) ?? 9999), f.no] as const;
  return data.fields.toSorted((a, b) => {
    const [x, y] = [at(a), at(b)];
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
  });
}
