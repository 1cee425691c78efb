import type { Conversion, LoadedSchema, VersionConversion } from '@yarmarka/taxonomy';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { axesOf, axisKey, patched, sameValue } from '../card/rules.ts';
import type { StoredContent } from '../consequences/contents.ts';
import { convertAttrs } from './convert-value.ts';
import { followValues, givenBack, type Step, stepOf } from './follow-values.ts';

export type CardContent = { readonly categoryId: number; readonly placements: readonly number[]; readonly attrs: Attrs };
export type VariantContent = { readonly id: number; readonly attrs: Attrs; readonly archived: boolean; readonly axisKey: string };
/** What one conversion changed at the card or one of its variants: attribute numbers, and of a card also `category` and `placements`. */
export type Change = Step & { readonly target: 'card' | 'variant'; readonly targetId: number };
/** What an earlier conversion changed at these places, by `<version>/<no>/<target>/<id>`. */
export type Remembered = ReadonlyMap<string, Pick<Change, 'old' | 'new'>>;
export const placeOf = (version: number, no: number, target: string, id: number): string => `${version}/${no}/${target}/${id}`;

export type ConvertedCard = {
  readonly card: CardContent;
  readonly variants: readonly VariantContent[];
  readonly changes: readonly Change[];
  readonly left: number;
  readonly collisions: number;
};

/**
 * What the conversions of a version make of a card and its variants. A conversion that undoes another gives back the old value only where the present one is still what that conversion
 * made of it. Variants whose axis values would become those of another variant keep their own, and are counted. Pure.
 */
export function convertCard(
  cardId: number,
  card: CardContent,
  variants: readonly VariantContent[],
  conversions: readonly VersionConversion[],
  remembered: Remembered,
  schemaOf: (categoryId: number) => LoadedSchema | undefined,
): ConvertedCard {
  const schema = schemaOf(finalCategory(cardId, card, conversions, remembered))?.schema;
  const many = new Map(schema?.attributes.map((a) => [a.no, a.maxValues]));
  const maxValues = (no: number): number => many.get(no) ?? 1;
  const changes: Change[] = [];
  let left = 0;
  let now: CardContent = card;
  const note = (no: number, before: Readonly<Record<string, unknown>>, patch: Readonly<Record<string, unknown>>): void => {
    changes.push(...stepOf(no, before, patch).map((step) => ({ ...step, target: 'card' as const, targetId: cardId })));
    now = withPatch(now, patch);
  };
  for (const { no, conversion: c, undoes } of conversions) {
    if (undoes) {
      const whole = { ...now.attrs, category: now.categoryId, placements: now.placements };
      note(no, whole, givenBack(whole, remembered.get(placeOf(undoes.version, undoes.no, 'card', cardId))));
    } else if (c.kind === 'category') {
      note(no, { category: now.categoryId, placements: now.placements }, movedCategory(now, c.fromId, c.intoId));
    } else {
      const done = convertAttrs(now.attrs, c, maxValues);
      left += done.left;
      note(no, now.attrs, done.patch);
    }
  }
  const own = new Map<number, Attrs>();
  for (const { id, attrs } of variants) {
    const done = followValues(attrs, conversions, (undone) => remembered.get(placeOf(undone.version, undone.no, 'variant', id)), maxValues);
    left += done.left;
    own.set(id, done.attrs);
    changes.push(...done.steps.map((step) => ({ ...step, target: 'variant' as const, targetId: id })));
  }
  const axes = schema ? axesOf(schema) : [];
  const settled = settleAxes(variants, own, axes);
  const kept = changes.filter((x) => x.target === 'card' || !settled.collided.has(x.targetId));
  return { card: now, variants: settled.variants, changes: kept, left, collisions: settled.collided.size };
}

/** A card's values as conversions that are not published yet will leave them, in a category that will have this schema. */
export function converted(content: StoredContent, conversions: readonly Conversion[], to: LoadedSchema): StoredContent {
  const own = conversions.filter((c) => c.kind !== 'category');
  if (own.length === 0) return content;
  const axes = axesOf(to.schema);
  const { card, variants } = convertCard(
    content.id,
    { categoryId: 0, placements: [], attrs: content.attrs },
    content.variants.map((v) => ({ ...v, archived: false, axisKey: axisKey(axes, v.attrs) })),
    own.map((conversion, no) => ({ no, conversion, undoes: null })),
    new Map(),
    () => to,
  );
  return { ...content, attrs: card.attrs, variants };
}

function finalCategory(cardId: number, card: CardContent, conversions: readonly VersionConversion[], remembered: Remembered): number {
  let id = card.categoryId;
  for (const { conversion: c, undoes } of conversions) {
    const was = undoes ? remembered.get(placeOf(undoes.version, undoes.no, 'card', cardId)) : undefined;
    if (was && was.new['category'] === id && typeof was.old['category'] === 'number') id = was.old['category'];
    else if (!undoes && c.kind === 'category' && c.fromId === id) id = c.intoId;
  }
  return id;
}

function movedCategory({ categoryId, placements }: CardContent, fromId: number, intoId: number): Record<string, unknown> {
  const main = categoryId === fromId ? intoId : categoryId;
  const next = [...new Set(placements.map((p) => (p === fromId ? intoId : p)))].filter((p) => p !== main);
  return { ...(main === categoryId ? {} : { category: main }), ...(sameValue(next, placements) ? {} : { placements: next }) };
}

function withPatch(card: CardContent, patch: Readonly<Record<string, unknown>>): CardContent {
  const { category, placements, ...values } = patch;
  return {
    categoryId: typeof category === 'number' ? category : card.categoryId,
    placements: Array.isArray(placements) ? (placements as number[]) : card.placements,
    attrs: patched(card.attrs, values as Record<string, Value | null>),
  };
}

/** Gives the variants their axis keys. Of two that would be equal, the one that changed keeps what it had. */
function settleAxes(
  variants: readonly VariantContent[],
  next: ReadonlyMap<number, Attrs>,
  axes: readonly number[],
): { variants: VariantContent[]; collided: Set<number> } {
  const collided = new Set<number>();
  const taken = new Map<string, number>();
  const changedLast = variants.toSorted((a, b) => Number(!sameValue(a.attrs, next.get(a.id))) - Number(!sameValue(b.attrs, next.get(b.id))));
  const out = new Map<number, VariantContent>();
  for (const v of changedLast) {
    const attrs = next.get(v.id) ?? v.attrs;
    const key = axisKey(axes, attrs);
    const clash = !v.archived && key !== '' && taken.has(key);
    if (clash) collided.add(v.id);
    const kept = clash ? { ...v, axisKey: taken.has(v.axisKey) ? '' : v.axisKey } : { ...v, attrs, axisKey: key };
    if (!v.archived) taken.set(kept.axisKey, v.id);
    out.set(v.id, kept);
  }
  return { variants: variants.map((v) => out.get(v.id) ?? v), collided };
}
