import { baseOf, fromBase, unitsOf, unitToShow } from './quantity.ts';
import type { NumberValue, RangeValue, SchemaAttribute } from './schemas.ts';
import { UNITS, type Unit } from './units.ts';
import { findUnit } from './unit-words.ts';

export type NumberProblem = {
  readonly code: 'not_a_number' | 'not_a_range' | 'unknown_unit' | 'unit_not_allowed';
  readonly params: Readonly<Record<string, string | number>>;
};
type Locale = 'ru' | 'en';
/** No quantity is longer: a pasted novel is none. */
const LONGEST = 500;

// Sign; digits grouped by spaces or apostrophes, or any run of digits, points and commas; an exponent.
const NUMBER = String.raw`[+-]?(?:\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)(?:e[+-]?\d+)?`;
const WHOLE = new RegExp(`^(${NUMBER})(.*)$`, 'isu');
const RANGE = new RegExp(
  `^(?:(?:от|с|from|between)\\s+)?(${NUMBER})\\s*(\\S.*?)??\\s*(?:\\.{2,3}|…|[-–—÷~]|\\s(?:до|по|to|and)\\s)\\s*(${NUMBER})(.*)$`,
  'isu',
);

/** Spaces of all kinds as one space, minus signs as a hyphen before a digit. */
const tidy = (text: string): string =>
  (text.length > LONGEST ? '' : text)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[−‒](?=[\d.,])/gu, '-')
    .trim();

/**
 * The number that people mean. One point or comma is the decimal sign, except in English a comma before exactly three digits ("1,234"); with both, the last one is; several of
 * one kind separate thousands. NaN when it cannot be one.
 */
export function readNumber(text: string, locale: Locale): number {
  const [, sign = '', digits = '', exponent = ''] = /^([+-]?)([\d.,]+)(e[+-]?\d+)?$/i.exec(text.replaceAll(/[ '’]/g, '')) ?? [];
  const marks = digits.replaceAll(/\d/g, '');
  let plain = digits.replace(',', '.');
  if (marks.length > 1) {
    const decimal = /[.,]/.test(marks) && marks.includes('.') && marks.includes(',') ? marks.at(-1) : undefined;
    const thousands = decimal === undefined ? marks[0] : decimal === '.' ? ',' : '.';
    const shape = decimal === undefined ? new RegExp(`^\\d{1,3}(\\${thousands}\\d{3})+$`) : new RegExp(`^\\d{1,3}(\\${thousands}\\d{3})+\\${decimal}\\d+$`);
    if (!shape.test(digits)) return Number.NaN;
    plain = digits.replaceAll(thousands ?? '', '').replace(',', '.');
  } else if (locale === 'en' && /^[1-9]\d{0,2},\d{3}$/.test(digits)) plain = digits.replace(',', '');
  return digits === '' ? Number.NaN : Number(`${sign}${plain}${exponent}`) + 0;
}

/** Finds the unit someone typed; none typed means the unit the attribute is shown in. */
function unitFor(a: SchemaAttribute, typed: string): { readonly unit: Unit | undefined } | NumberProblem {
  const text = typed.trim();
  if (text === '') return { unit: unitToShow(a) };
  const allowed = unitsOf(a);
  const unit = findUnit(text, allowed);
  if (unit) return { unit };
  const params = { unit: text, units: allowed.map((u) => u.code).join(' ') };
  const sibling =
    a.family !== undefined &&
    findUnit(
      text,
      UNITS.filter((u) => u.family === a.family),
    );
  return { code: sibling ? 'unit_not_allowed' : 'unknown_unit', params };
}

const notANumber = (value: string): NumberProblem => ({ code: 'not_a_number', params: { value } });

/** A number with an optional unit behind it: «15,6 дюйма», "2.2 kg", «1 000 г». */
export function parseNumber(a: SchemaAttribute, text: string, locale: Locale): NumberValue | NumberProblem {
  const [, digits = '', rest = ''] = WHOLE.exec(tidy(text)) ?? [];
  const v = readNumber(digits, locale);
  if (!Number.isFinite(v)) return notANumber(text.trim());
  const found = unitFor(a, rest);
  if ('code' in found) return found;
  const n = baseOf(v, found.unit);
  return Number.isFinite(n) ? { n, v, ...(found.unit ? { u: found.unit.code } : {}) } : notANumber(text.trim());
}

/** Two numbers with a unit behind the second, or behind each: "5..40 C", «от 5 до 40», «500 г – 1 кг». The ends are put in order; two units become the second one. */
export function parseRange(a: SchemaAttribute, text: string, locale: Locale): RangeValue | NumberProblem {
  const [, low = '', lowUnit = '', high = '', highUnit = ''] = RANGE.exec(tidy(text)) ?? [];
  const [v1, v2] = [readNumber(low, locale), readNumber(high, locale)];
  if (!Number.isFinite(v1) || !Number.isFinite(v2)) return { code: 'not_a_range', params: { value: text.trim() } };
  const second = unitFor(a, highUnit.trim() === '' ? lowUnit : highUnit);
  if ('code' in second) return second;
  const first = lowUnit.trim() === '' ? second : unitFor(a, lowUnit);
  if ('code' in first) return first;
  const { unit } = second;
  const vf = first.unit === unit ? v1 : fromBase(baseOf(v1, first.unit), unit);
  const [a1, a2] = [baseOf(vf, unit), baseOf(v2, unit)];
  if (!Number.isFinite(a1) || !Number.isFinite(a2)) return { code: 'not_a_range', params: { value: text.trim() } };
  const u = unit ? { u: unit.code } : {};
  return a1 <= a2 ? { from: a1, to: a2, vf, vt: v2, ...u } : { from: a2, to: a1, vf: v2, vt: vf, ...u };
}
