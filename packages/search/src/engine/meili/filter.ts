import { axisCases, type AxisCase, optionFilters } from '../axis-cases.ts';
import type { SearchQuery } from '../engine.ts';
import type { Slots } from './slots.ts';

export type Without = { readonly attribute?: number; readonly price?: true };
/** No card has it: what to ask for when an attribute has no slot, so nobody holds it. */
const NEVER = 'id < 0';

export const anyOf = (field: string, values: readonly (number | string)[]): string =>
  `${field} IN [${values.map((v) => (typeof v === 'number' ? v : `"${v}"`)).join(', ')}]`;

export function listField(slots: Slots, attributeNo: number): string | undefined {
  const slot = slots.list.get(attributeNo);
  return slot === undefined ? undefined : `s_${slot}`;
}

/** Fields of an attribute's lower and upper ends; one and the same for single numbers. */
export function numberFields(slots: Slots, attributeNo: number): { readonly lo: string; readonly hi: string } | undefined {
  const range = slots.range.get(attributeNo);
  if (range !== undefined) return { lo: `lo_${range}`, hi: `hi_${range}` };
  const number = slots.number.get(attributeNo);
  return number === undefined ? undefined : { lo: `n_${number}`, hi: `n_${number}` };
}

/** Everything a card must fulfil, as filter expressions to be joined by AND. Only numbers and our own hashes get in: no text of a buyer's stands in a filter. */
export function conditions(q: SearchQuery, slots: Slots, without: Without = {}): string[] {
  const out: string[] = [];
  if (q.categoryId !== undefined) out.push(`categoryIds = ${q.categoryId}`);
  for (const [no, tokens] of optionFilters(q, without.attribute)) {
    const field = listField(slots, no);
    out.push(field ? anyOf(field, tokens) : NEVER);
  }
  for (const [no, f] of Object.entries(q.filters)) if (Number(no) !== without.attribute) out.push(...numberConditions(slots, Number(no), f));
  if (!without.price) {
    if (q.priceMin !== undefined) out.push(`price >= ${q.priceMin}`);
    if (q.priceMax !== undefined) out.push(`price <= ${q.priceMax}`);
  }
  if (q.inStock) out.push('inStock = true');
  if (q.sellerIds && q.sellerIds.length > 0) out.push(anyOf('sellerIds', q.sellerIds));
  const cases = axisCases(q, without.attribute);
  if (cases.some((c) => c.combinations)) out.push(`(${cases.map(oneCase).join(' OR ')})`);
  return out;
}

/** A slot is shared by attributes that never meet, so the card must hold this one. Both ends of one number: a span of the same field, which holds for one and the same value. */
function numberConditions(slots: Slots, no: number, f: { readonly min?: number | undefined; readonly max?: number | undefined }): string[] {
  if (f.min === undefined && f.max === undefined) return [];
  const fields = numberFields(slots, no);
  if (!fields) return [NEVER];
  const held = `numeric = ${no}`;
  if (fields.lo === fields.hi && f.min !== undefined && f.max !== undefined) return [held, f.min <= f.max ? `${fields.lo} ${f.min} TO ${f.max}` : NEVER];
  return [held, ...(f.min === undefined ? [] : [`${fields.hi} >= ${f.min}`]), ...(f.max === undefined ? [] : [`${fields.lo} <= ${f.max}`])];
}

const oneCase = (c: AxisCase): string => `(${[...axesAre(c), ...(c.combinations ? [anyOf('variants', c.combinations)] : [])].join(' AND ') || 'id > 0'})`;

/** The card's own axes, among the attributes in question, are exactly these. */
export const axesAre = (c: { readonly axes: readonly number[]; readonly others: readonly number[] }): string[] => [
  ...c.axes.map((no) => `axes = ${no}`),
  ...(c.others.length > 0 ? [`NOT ${anyOf('axes', c.others)}`] : []),
];
