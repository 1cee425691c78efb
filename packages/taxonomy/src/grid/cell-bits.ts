import type { Level, Requirement } from '../model.ts';

/**
 * A rule or an effective cell as one number: what the grid shows of it, field by field, each field in bits of its own and zero where it is not set. So the whole matrix
 * crosses the wire as its rules (two numbers each), and the browser folds it like the database does.
 */
export const CELL_BITS = {
  requirement: { shift: 0, width: 3, values: ['required', 'recommended', 'optional', 'required_if'] },
  filterable: { shift: 3, width: 2, values: [false, true] },
  axis: { shift: 5, width: 2, values: [false, true] },
  level: { shift: 7, width: 2, values: ['card', 'variant', 'offer'] },
  condition: { shift: 9, width: 1, values: ['set'] },
  options: { shift: 10, width: 1, values: ['set'] },
  limits: { shift: 11, width: 2, values: ['none', 'set'] },
} as const;
type BitField = keyof typeof CELL_BITS;
const FIELDS = Object.keys(CELL_BITS) as BitField[];

/** Of an own rule: it excludes the attribute here and below. */
export const EXCLUDED = 1 << 16;
/** Of an own rule: it is pinned, kept on purpose also where it equals what is inherited. Nothing below has it. */
export const PIN = 1 << 15;
/** Of an answer: the attribute is in force here; the category has a rule of its own; the draft has edited this very cell. */
export const PRESENT = 1 << 17;
export const OWN = 1 << 18;
export const EDITED = 1 << 19;
/** What the fold carries down. */
export const FOLDED = 0x1fff;

const maskOf = (field: BitField): number => ((1 << CELL_BITS[field].width) - 1) << CELL_BITS[field].shift;
const MASKS = FIELDS.map(maskOf);

const bitOf = (field: BitField, value: unknown): number => {
  if (value === undefined || value === null) return 0;
  if (field === 'limits') return (Array.isArray(value) && value.length > 0 ? 2 : 1) << CELL_BITS.limits.shift;
  if (field === 'condition' || field === 'options') return 1 << CELL_BITS[field].shift;
  return ((CELL_BITS[field].values as readonly unknown[]).indexOf(value) + 1) << CELL_BITS[field].shift;
};

const isDrawn = (field: string): field is BitField => Object.hasOwn(CELL_BITS, field);

/** A rule's fields as bits; fields that the grid does not draw leave no trace. */
export function packFields(fields: Readonly<Record<string, unknown>>): number {
  let bits = 0;
  for (const [field, value] of Object.entries(fields)) if (isDrawn(field)) bits |= bitOf(field, value);
  return bits;
}

/** The bits of a rule after a patch (null frees a field). */
export function patchBits(bits: number, patch: Readonly<Record<string, unknown>>): number {
  let out = bits;
  for (const [field, value] of Object.entries(patch)) if (isDrawn(field)) out = (out & ~maskOf(field)) | bitOf(field, value);
  return out;
}

/** What stands below: the own field where it is set, else the inherited one. */
export function mergeBits(inherited: number, own: number): number {
  let out = 0;
  for (const mask of MASKS) out |= (own & mask) === 0 ? inherited & mask : own & mask;
  return out;
}

export const requirementOf = (bits: number): Requirement => CELL_BITS.requirement.values[(bits & 7) - 1] ?? 'optional';
export const levelOf = (bits: number): Level => CELL_BITS.level.values[((bits >> CELL_BITS.level.shift) & 3) - 1] ?? 'card';
export const isFilterable = (bits: number): boolean => ((bits >> CELL_BITS.filterable.shift) & 3) === 2;
export const isAxis = (bits: number): boolean => ((bits >> CELL_BITS.axis.shift) & 3) === 2;
export const hasCondition = (bits: number): boolean => (bits & maskOf('condition')) !== 0;
export const hasOptions = (bits: number): boolean => (bits & maskOf('options')) !== 0;
export const hasLimits = (bits: number): boolean => ((bits >> CELL_BITS.limits.shift) & 3) === 2;
