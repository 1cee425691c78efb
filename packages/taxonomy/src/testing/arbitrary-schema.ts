import { type Arbitrary, nat } from 'fast-check';
import { RESERVED_ATTRIBUTES } from '../reserved.ts';
import { ATTRIBUTE_TYPES, type CategorySchema, type Condition, LEVELS, type OptionLists, type SchemaAttribute, tokenOf, type ValueLimit } from '../schemas.ts';
import { UNITS } from '../units.ts';

/** Numbers in [0, 1), the same for the same seed. */
export type Rng = () => number;

/** mulberry32: small, fast, and the same on every machine. */
export function seededRng(seed: number): Rng {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const chance = (rng: Rng, p: number): boolean => rng() < p;
export const intBetween = (rng: Rng, from: number, to: number): number => from + Math.floor(rng() * (to - from + 1));
export function pick<T>(rng: Rng, items: readonly T[]): T {
  const item = items[Math.floor(rng() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
export const sample = <T>(rng: Rng, items: readonly T[], count: number): T[] => {
  const rest = [...items];
  return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(Math.floor(rng() * rest.length), 1)).flat();
};

const FAMILIES = [...new Set(UNITS.map((u) => u.family))];
export const SAMPLE_PATTERNS = ['^\\p{Lu}', '\\d', '^[A-Z0-9-]+$', '^(\\d{8}|\\d{12,14})$', '^.{2,5}$'] as const;

/** A schema and the lists it names by hash. */
export type SchemaWithLists = { readonly schema: CategorySchema; readonly lists: OptionLists };

/** A schema with every kind of attribute, condition and limit in small numbers; conditions name their own level or those above. */
export function randomSchema(rng: Rng): SchemaWithLists {
  const lists: Record<string, readonly number[]> = {};
  const attributes: SchemaAttribute[] = RESERVED_ATTRIBUTES.filter(() => chance(rng, 0.3));
  let no = 99;
  for (let left = intBetween(rng, 1, 9); left > 0; left--) {
    no += intBetween(rng, 1, 3);
    attributes.push(randomAttribute(rng, no, attributes, lists));
  }
  return { schema: { format: 1, attributes }, lists };
}

function randomAttribute(rng: Rng, no: number, before: readonly SchemaAttribute[], lists: Record<string, readonly number[]>): SchemaAttribute {
  const type = pick(rng, ATTRIBUTE_TYPES);
  const level = pick(rng, ['card', 'card', 'card', 'variant', 'variant', 'offer'] as const);
  const visible = before.filter((a) => LEVELS.indexOf(a.level) <= LEVELS.indexOf(level));
  const condition = visible.length > 0 && chance(rng, 0.4) ? randomCondition(rng, visible, lists, 2) : undefined;
  const base = {
    no,
    type,
    level,
    requirement: condition ? 'required_if' : pick(rng, ['required', 'recommended', 'optional', 'optional'] as const),
    ...(condition ? { condition } : {}),
    filterable: chance(rng, 0.5),
    maxValues: 1,
    position: intBetween(rng, 0, 50),
    editable: chance(rng, 0.8),
    ai: chance(rng, 0.3),
  } satisfies SchemaAttribute;
  if (type === 'list') return withOptions(rng, base, visible, lists);
  if (type === 'text') return textRules(rng, base);
  return type === 'number' || type === 'range' ? measured(rng, base) : base;
}

function withOptions(rng: Rng, base: SchemaAttribute, visible: readonly SchemaAttribute[], lists: Record<string, readonly number[]>): SchemaAttribute {
  const tokens = Array.from({ length: intBetween(rng, 1, 12) }, (_, i) => tokenOf(base.no, i + 1));
  const hash = `sample_${base.no}_${tokens.length}`;
  const hashed = chance(rng, 0.2);
  if (hashed) lists[hash] = tokens;
  const limits: ValueLimit[] = [];
  if (visible.length > 0 && chance(rng, 0.4))
    for (let i = 0; i < 2; i++) limits.push({ if: randomCondition(rng, visible, lists, 1), then: sample(rng, tokens, intBetween(rng, 1, 4)) });
  return {
    ...base,
    options: hashed ? { hash, count: tokens.length } : tokens,
    maxValues: chance(rng, 0.5) ? intBetween(rng, 2, 5) : 1,
    ...(chance(rng, 0.4) ? { custom: true as const } : {}),
    ...(limits.length > 0 ? { limits } : {}),
  };
}

function textRules(rng: Rng, base: SchemaAttribute): SchemaAttribute {
  const localised = chance(rng, 0.5);
  return {
    ...base,
    ...(localised ? { localised } : {}),
    ...(localised && chance(rng, 0.5) ? { languages: pick(rng, [['ru'], ['en'], ['ru', 'en']] as const) } : {}),
    ...(chance(rng, 0.5) ? { maxLength: intBetween(rng, 14, 60) } : {}),
    ...(chance(rng, 0.4) ? { pattern: pick(rng, SAMPLE_PATTERNS) } : {}),
    ...(!localised && chance(rng, 0.3) ? { maxValues: intBetween(rng, 2, 4) } : {}),
  };
}

function measured(rng: Rng, base: SchemaAttribute): SchemaAttribute {
  const family = chance(rng, 0.8) ? pick(rng, FAMILIES) : undefined;
  const codes = UNITS.filter((u) => u.family === family).map((u) => u.code);
  const units = chance(rng, 0.5) && codes.length > 0 ? sample(rng, codes, intBetween(rng, 1, codes.length)) : undefined;
  const min = chance(rng, 0.4) ? intBetween(rng, -50, 50) : undefined;
  return {
    ...base,
    ...(family ? { family } : {}),
    ...(units ? { units } : {}),
    ...(units && chance(rng, 0.5) ? { defaultUnit: pick(rng, units) } : {}),
    ...(min === undefined ? {} : { min }),
    ...(chance(rng, 0.4) ? { max: (min ?? 0) + intBetween(rng, 1, 1000) } : {}),
  };
}

/** A condition over some of the given attributes, nested at most so deep. */
export function randomCondition(rng: Rng, over: readonly SchemaAttribute[], lists: OptionLists, depth: number): Condition {
  if (depth > 0 && chance(rng, 0.35)) {
    const parts = Array.from({ length: intBetween(rng, 0, 3) }, () => randomCondition(rng, over, lists, depth - 1));
    return chance(rng, 0.5) ? { all: parts } : { any: parts };
  }
  const a = pick(rng, over);
  if (chance(rng, 0.3)) return { attr: a.no, filled: true };
  if (a.type === 'number' || a.type === 'range') {
    const min = intBetween(rng, -20, 200);
    return pick(rng, [
      { attr: a.no, min },
      { attr: a.no, max: min },
      { attr: a.no, min, max: min + 100 },
    ]);
  }
  if (a.type === 'boolean') return { attr: a.no, in: [tokenOf(a.no, intBetween(rng, 1, 2))] };
  if (a.type !== 'list' || a.options === 'brands' || a.options === undefined) return { attr: a.no, filled: true };
  const tokens = 'hash' in a.options ? (lists[a.options.hash] ?? []) : a.options;
  return { attr: a.no, in: sample(rng, tokens, intBetween(rng, 1, 4)) };
}

/** Schemas for property tests; a failing one is told by its seed. */
export const arbitrarySchema = (): Arbitrary<SchemaWithLists> => nat(2_147_483_647).map((seed) => randomSchema(seededRng(seed)));
