import type { Ctx } from '@yarmarka/kernel';
import type { SearchDocument } from '../../document/document.ts';
import { stemTexts } from '../../words/dictionary.ts';
import { brandText, categoryText, codesText, descriptionText, nameText, sectionsText } from '../postgres/write.ts';
import type { SlotKind, Slots } from './slots.ts';

export type MeiliDocument = Readonly<Record<string, unknown>> & { readonly id: number };

/** Beyond every price: cards without one come last in either order. */
const NO_PRICE_ASC = 9_000_000_000_000;
const attributeOf = (token: number): number => (token < 0 ? 3 : Math.floor(token / 65_536));
const digits = (text: string): string =>
  text
    .split(' ')
    .filter((w) => /\p{N}/u.test(w))
    .join(' ');
const letters = (text: string): string =>
  text
    .split(' ')
    .filter((w) => !/\p{N}/u.test(w))
    .join(' ');

/** Attributes of these documents that have no slot yet. */
export function unslotted(docs: readonly SearchDocument[], slots: Slots): Partial<Record<SlotKind, number[]>> {
  const missing = { list: new Set<number>(), number: new Set<number>(), range: new Set<number>() };
  for (const d of docs) {
    for (const t of d.facetIds) if (!slots.list.has(attributeOf(t))) missing.list.add(attributeOf(t));
    for (const n of d.numbers)
      if (!slots.number.has(n.attributeNo) && !slots.range.has(n.attributeNo)) missing[n.lo === n.hi ? 'number' : 'range'].add(n.attributeNo);
  }
  return Object.fromEntries(Object.entries(missing).flatMap(([kind, nos]) => (nos.size > 0 ? [[kind, [...nos]]] : [])));
}

/** The documents as Meilisearch holds them: words stemmed by PostgreSQL (so that both engines agree on inflection), tokens and numbers in their slots. */
export async function toMeili(ctx: Ctx, docs: readonly SearchDocument[], slots: Slots): Promise<MeiliDocument[]> {
  const texts = docs.flatMap((d) => [nameText(d), brandText(d), descriptionText(d), categoryText(d), sectionsText(d)]);
  const stems = await stemTexts(ctx, texts.map(letters));
  return docs.map((d, i) => {
    const [name = '', brand = '', description = '', category = '', sections = ''] = stems.slice(i * 5, i * 5 + 5);
    const [nameRaw = '', brandRaw = '', descriptionRaw = '', categoryRaw = '', sectionsRaw = ''] = texts.slice(i * 5, i * 5 + 5);
    return {
      id: d.cardId,
      name,
      brand,
      category,
      sections,
      description,
      exact: `${digits(nameRaw)} ${digits(brandRaw)} ${codesText(d)}`.trim(),
      exactMore: `${digits(categoryRaw)} ${digits(sectionsRaw)} ${digits(descriptionRaw)}`.trim(),
      categoryId: d.categoryId,
      categoryIds: d.catIds,
      sellerIds: d.sellerIds,
      inStock: d.inStock,
      ...(d.minPrice === null ? {} : { price: d.minPrice }),
      priceAsc: d.minPrice ?? NO_PRICE_ASC,
      priceDesc: d.minPrice ?? -1,
      popularity: d.popularity,
      rating: d.rating,
      publishedAt: d.publishedAt.getTime(),
      axes: d.axisSet,
      variants: d.variantIds,
      ...inSlots(d, slots),
    };
  });
}

function inSlots(d: SearchDocument, slots: Slots): Record<string, number[]> {
  const out: Record<string, number[]> = {};
  const push = (field: string, value: number) => {
    out[field] = [...(out[field] ?? []), value];
  };
  for (const t of d.facetIds) push(`s_${slots.list.get(attributeOf(t))}`, t);
  const numeric = new Set<number>();
  for (const n of d.numbers) {
    numeric.add(n.attributeNo);
    const range = slots.range.get(n.attributeNo);
    if (range !== undefined) {
      push(`lo_${range}`, n.lo);
      push(`hi_${range}`, n.hi);
    } else push(`n_${slots.number.get(n.attributeNo)}`, n.lo);
  }
  return { ...out, numeric: [...numeric] };
}
