import type { CellField, CellFields, Requirement } from '../schemas.ts';

const STRICTNESS: readonly Requirement[] = ['optional', 'recommended', 'required_if', 'required'];
const strictness = (r: Requirement | undefined): number => STRICTNESS.indexOf(r ?? 'optional');
const sorted = (xs: Iterable<number>): number[] => [...new Set(xs)].toSorted((a, b) => a - b);

/**
 * The rule of an attribute after another one's rule of the same category joined it. `cell`: what the receiving attribute has there in effect (undefined: no cell), `own` its own rule's
 * fields, `from` the joining rule's fields with its options already renamed. Where both say something, the wider one wins, so that no value that was valid becomes invalid: the weaker
 * requirement, the union of options and units, the widest limits; a facet stays when either had one. Level, axis, place and condition are the receiver's.
 */
export function mergedRule(cell: CellFields | undefined, own: CellFields, from: CellFields, allFromTokens: readonly number[]): CellFields {
  if (!cell) return { ...from, ...own };
  const out: Record<string, unknown> = { ...own };
  const set = <F extends CellField>(field: F, value: CellFields[F]): void => {
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(cell[field])) out[field] = value;
  };
  if (from.requirement !== undefined && strictness(from.requirement) < strictness(cell.requirement)) {
    set('requirement', from.requirement);
    if (from.requirement === 'required_if') set('condition', from.condition);
  }
  if (from.filterable) {
    set('filterable', true);
    if (!cell.filterable) for (const field of ['facet', 'facetPosition'] as const) set(field, from[field]);
  }
  if (from.custom) set('custom', true);
  if (cell.options) set('options', sorted([...cell.options, ...(from.options ?? allFromTokens)]));
  if (from.units) set('units', [...new Set([...(cell.units ?? []), ...from.units])]);
  if (cell.min !== undefined && from.min !== undefined) set('min', Math.min(cell.min, from.min));
  if (cell.max !== undefined && from.max !== undefined) set('max', Math.max(cell.max, from.max));
  if (cell.maxLength !== undefined && from.maxLength !== undefined) set('maxLength', Math.max(cell.maxLength, from.maxLength));
  if ((from.maxValues ?? 1) > (cell.maxValues ?? 1) && !cell.axis) set('maxValues', from.maxValues);
  for (const field of ['group', 'defaultUnit'] as const) if (cell[field] === undefined) set(field, from[field]);
  return out;
}
