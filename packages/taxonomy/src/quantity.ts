import type { SchemaAttribute } from './schemas.ts';
import { toBase, UNIT_BY_CODE, UNITS, type Unit } from './units.ts';

/** The units an attribute accepts, the one to show first at the head; empty for a plain number. */
export function unitsOf(attribute: SchemaAttribute): readonly Unit[] {
  if (attribute.family === undefined) return [];
  const allowed = UNITS.filter((u) => u.family === attribute.family && (attribute.units === undefined || attribute.units.includes(u.code)));
  const first = unitToShow(attribute);
  return first && allowed.includes(first) ? [first, ...allowed.filter((u) => u !== first)] : allowed;
}

/** The unit an attribute is shown in when nobody typed one: its default, else the first allowed, else the family's base unit. */
export function unitToShow(attribute: SchemaAttribute): Unit | undefined {
  if (attribute.family === undefined) return undefined;
  const code = attribute.defaultUnit ?? attribute.units?.[0];
  return (code === undefined ? undefined : UNIT_BY_CODE.get(code)) ?? UNITS.find((u) => u.family === attribute.family);
}

/** A number in base unit as the attribute's own unit has it, to 12 significant digits. */
export function fromBase(n: number, unit: Unit | undefined): number {
  return unit ? Number(((n - (unit.offset ?? 0)) / unit.factor).toPrecision(12)) : n;
}

/** `n` of a parsed value: `v` in base unit, to 12 significant digits. */
export const baseOf = (v: number, unit: Unit | undefined): number => (unit ? toBase(v, unit) : Number(v.toPrecision(12)));
