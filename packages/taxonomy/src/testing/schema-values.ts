import { chance, intBetween, pick, type Rng, sample } from './arbitrary-schema.ts';
import { codePoints } from '../check-value.ts';
import { conditionHolds, isRequired } from '../conditions.ts';
import { baseOf, unitsOf } from '../quantity.ts';
import {
  type Attrs,
  type CategorySchema,
  type CheckMode,
  type IssueCode,
  type Level,
  NO_ENTRY,
  type NumberValue,
  type OptionLists,
  type RangeValue,
  type SchemaAttribute,
  tokenOf,
  type Value,
  YES_ENTRY,
} from '../schemas.ts';
import { outerOf } from '../completeness.ts';
import { wrongValues } from './wrong-values.ts';

/** Values with the verdict they were made for; `expect` is absent where making them gave no certainty. */
export type ValuesCase = {
  readonly label: string;
  readonly level: Level;
  readonly mode: CheckMode;
  readonly values: Attrs;
  readonly outer: Attrs;
  readonly expect?: 'valid' | { readonly attr: number; readonly code: IssueCode };
};

const TEXTS = [
  'Красный диван',
  'Ёлка 2 м',
  'Sofa',
  'AB-12',
  'A1',
  '4006381333931',
  '40063813',
  'Ноутбук 15,6 дюйма',
  'x',
  '🦊 fox 7',
  'Тест',
  'M8',
  '12',
] as const;

/** The tokens an attribute offers, as far as they can be listed. */
export function tokensOf(a: SchemaAttribute, lists: OptionLists): readonly number[] {
  if (a.options === undefined) return [];
  if (a.options === 'brands') return [-1, -2, -77, -2_147_483_648];
  return 'hash' in a.options ? (lists[a.options.hash] ?? []) : a.options;
}

/** A text the attribute allows, or undefined when none of ours fits its pattern. */
function validText(a: SchemaAttribute, rng: Rng): string | undefined {
  const pattern = a.pattern === undefined ? undefined : new RegExp(a.pattern, 'u');
  const fitting = TEXTS.filter((t) => (pattern?.test(t) ?? true) && codePoints(t) <= (a.maxLength ?? 100));
  return fitting.length === 0 ? undefined : pick(rng, fitting);
}

function validNumber(a: SchemaAttribute, rng: Rng, from = a.min, to = a.max): NumberValue | undefined {
  const units = unitsOf(a);
  const unit = units.length === 0 ? undefined : pick(rng, units);
  const low = from ?? (to ?? 0) - 100;
  const high = to ?? (from ?? 0) + 1000;
  for (let attempt = 0; attempt < 8; attempt++) {
    const n = attempt === 0 ? low : attempt === 1 ? high : low + rng() * (high - low);
    const v = Number((unit ? (n - (unit.offset ?? 0)) / unit.factor : n).toPrecision(pick(rng, [3, 6, 12])));
    const base = baseOf(v, unit);
    if ((from === undefined || base >= from) && (to === undefined || base <= to)) return { n: base, v, ...(unit ? { u: unit.code } : {}) };
  }
  return undefined;
}

function validRange(a: SchemaAttribute, rng: Rng): RangeValue | undefined {
  const x = validNumber(a, rng);
  const unit = unitsOf(a).find((u) => u.code === x?.u);
  const y = x && validNumber({ ...a, ...(unit ? { units: [unit.code], defaultUnit: unit.code } : {}) }, rng, x.n, a.max);
  return x && y ? { from: x.n, to: y.n, vf: x.v, vt: y.v, ...(unit ? { u: unit.code } : {}) } : undefined;
}

function localised(a: SchemaAttribute, rng: Rng): Value | undefined {
  const ru = validText(a, rng);
  const en = validText(a, rng);
  if (ru === undefined || en === undefined) return undefined;
  const wanted = a.languages ?? [];
  if (wanted.length < 2 && chance(rng, 0.4)) return wanted[0] === 'en' ? { en } : { ru };
  return chance(rng, 0.1) && wanted.length === 0 ? { ru, en: '' } : { ru, en };
}

/** A value that fits the attribute's own rules; undefined when this generator finds none. */
export function validValue(a: SchemaAttribute, lists: OptionLists, rng: Rng): Value | undefined {
  switch (a.type) {
    case 'boolean':
      return tokenOf(a.no, pick(rng, [NO_ENTRY, YES_ENTRY]));
    case 'date':
      return pick(rng, ['2026-12-31', '2024-02-29', '0001-01-01', '1999-06-15']);
    case 'number':
      return validNumber(a, rng);
    case 'range':
      return validRange(a, rng);
    case 'text': {
      if (a.localised) return localised(a, rng);
      if (a.maxValues === 1) return validText(a, rng);
      const texts = [...new Set(Array.from({ length: a.maxValues }, () => validText(a, rng)).filter((t) => t !== undefined))];
      return texts.length === 0 ? undefined : texts.slice(0, intBetween(rng, 1, texts.length));
    }
    case 'list': {
      const tokens = tokensOf(a, lists);
      const custom = a.custom && (tokens.length === 0 || chance(rng, 0.3)) ? { c: pick(rng, TEXTS) } : undefined;
      if (a.maxValues === 1) return custom ?? (tokens.length === 0 ? undefined : pick(rng, tokens));
      const chosen = sample(rng, tokens, intBetween(rng, 1, a.maxValues - (custom ? 1 : 0)));
      return chosen.length === 0 && !custom ? undefined : [...chosen, ...(custom ? [custom] : [])];
    }
  }
}

/** Makes the values of a level agree with conditional requirements and limits; undefined when that does not settle. */
function settle(level: Level, schema: CategorySchema, lists: OptionLists, rng: Rng, start: Attrs, outer: Attrs): Attrs | undefined {
  const here = schema.attributes.filter((a) => a.level === level);
  const values: Record<string, Value> = { ...start };
  for (let round = 0; round < 12; round++) {
    let changed = false;
    for (const a of here) {
      const value = values[a.no];
      if (value === undefined) {
        if (!isRequired(a, values, outer)) continue;
        const made = validValue(a, lists, rng);
        if (made === undefined) return undefined;
        values[a.no] = made;
        changed = true;
        continue;
      }
      const held = limited(a, value, values, outer, tokensOf(a, lists), rng);
      if (held === value) continue;
      changed = true;
      if (held === undefined) delete values[a.no];
      else values[a.no] = held;
    }
    if (!changed) return values;
  }
  return undefined;
}

/** The value with what active limits forbid replaced; undefined when they allow nothing; the same value when they allow all of it. */
function limited(a: SchemaAttribute, value: Value, values: Attrs, outer: Attrs, tokens: readonly number[], rng: Rng): Value | undefined {
  const active = (a.limits ?? []).filter((l) => conditionHolds(l.if, values, outer));
  const allows = (item: unknown): boolean => active.every((l) => typeof item === 'number' && l.then.includes(item));
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.every(allows)) return value;
  const left = tokens.filter(allows);
  if (left.length === 0) return undefined;
  return a.maxValues === 1 ? pick(rng, left) : sample(rng, left, intBetween(rng, 1, a.maxValues));
}

/** Values of a level that the schema allows, with what it requires; undefined when this generator finds none. */
export function validLevel(level: Level, schema: CategorySchema, lists: OptionLists, rng: Rng, outer: Attrs): Attrs | undefined {
  const values: Record<string, Value> = {};
  for (const a of schema.attributes) {
    if (a.level !== level || !(a.requirement === 'required' || chance(rng, 0.6))) continue;
    const value = validValue(a, lists, rng);
    if (value !== undefined) values[a.no] = value;
  }
  return settle(level, schema, lists, rng, values, outer);
}

/**
 * Cases for one level of a schema, chosen by the generator: one valid set of values (when one is found), then sets each minimally wrong in one attribute, labelled with
 * the issue that must be reported. The values above the level are valid too.
 */
export function valuesFor(schema: CategorySchema, lists: OptionLists, rng: Rng): ValuesCase[] {
  const filled = (['card', 'variant', 'offer'] as const).filter((l) => schema.attributes.some((a) => a.level === l));
  const level = filled.length === 0 ? 'card' : pick(rng, filled);
  const card = validLevel('card', schema, lists, rng, {}) ?? {};
  const variant = level === 'offer' ? (validLevel('variant', schema, lists, rng, card) ?? {}) : {};
  const outer = chance(rng, 0.1) ? {} : outerOf(level, { card, variant });
  const mode: CheckMode = chance(rng, 0.7) ? 'enforced' : 'partial';
  const valid = validLevel(level, schema, lists, rng, outer);
  const base = valid ?? {};
  const cases: ValuesCase[] = [{ label: 'valid', level, mode, values: base, outer, ...(valid ? { expect: 'valid' as const } : {}) }];
  return [...cases, ...wrongCases(schema, lists, rng, { level, mode, values: base, outer })];
}

/** Sets of values each minimally wrong in one attribute, made from a set that is right; what only a full check sees is asked of one. */
export function wrongCases(schema: CategorySchema, lists: OptionLists, rng: Rng, from: Pick<ValuesCase, 'level' | 'mode' | 'values' | 'outer'>): ValuesCase[] {
  const { level, mode, values: base, outer } = from;
  const cases: ValuesCase[] = [];
  const wrong = (label: string, values: Attrs, attr: number, code: IssueCode, at: CheckMode = mode) =>
    cases.push({ label, level, mode: at, values, outer, expect: { attr, code } });

  wrong('a foreign attribute', { ...base, 32_767: 1 }, 32_767, 'unknown_attribute');
  const elsewhere = schema.attributes.find((a) => a.level !== level);
  if (elsewhere) wrong('an attribute of another level', { ...base, [elsewhere.no]: validValue(elsewhere, lists, rng) ?? 'x' }, elsewhere.no, 'wrong_level');
  for (const a of schema.attributes) {
    if (a.level !== level) continue;
    const value = base[a.no] ?? validValue(a, lists, rng);
    if (value !== undefined)
      for (const w of wrongValues(a, value, tokensOf(a, lists)))
        wrong(`${a.no}: ${w.label}`, { ...base, [a.no]: w.value }, a.no, w.code, w.enforced ? 'enforced' : mode);
    const { [a.no]: removed, ...without } = base;
    if (removed !== undefined && isRequired(a, without, outer)) wrong(`${a.no}: left out`, without, a.no, 'required', 'enforced');
    for (const limit of a.limits ?? []) {
      const beyond = tokensOf(a, lists).find((t) => !limit.then.includes(t));
      const set = { ...base, [a.no]: beyond === undefined || a.maxValues === 1 ? beyond : [beyond] } as Attrs;
      if (beyond !== undefined && conditionHolds(limit.if, set, outer)) wrong(`${a.no}: beyond a limit`, set, a.no, 'limit');
    }
  }
  return cases;
}
