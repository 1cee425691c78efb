import fc from 'fast-check';
import type { ExchangeAttribute, ExchangeNames } from '../exchange/fields.ts';
import { type CellFields, type Condition, FacetKind, Level, Requirement, tokenOf } from '../model.ts';

const ATTRIBUTES: readonly ExchangeAttribute[] = [
  { no: 100, key: 'color', type: 'list', unitFamily: null },
  { no: 101, key: 'weight', type: 'number', unitFamily: 'mass' },
  { no: 102, key: 'temperature', type: 'range', unitFamily: 'temperature' },
  { no: 103, key: 'waterproof', type: 'boolean', unitFamily: null },
  { no: 104, key: 'count', type: 'number', unitFamily: null },
  { no: 105, key: 'note', type: 'text', unitFamily: null },
];
/** Keys that notations stumble over, among plain ones. */
const KEYS = [
  'color__red',
  'color__blue',
  'a|b',
  'x; y',
  'left and right',
  '#12345678',
  ' padded',
  'big#',
  '=1',
  'да',
  'with "quotes"',
  'a => b',
  '007',
  '1-2',
];

/** A dictionary of six attributes; one option has a key of every awkward kind, one (15) is not known by name. */
export const oddNames: ExchangeNames = {
  attribute: (no) => ATTRIBUTES.find((a) => a.no === no),
  attributeNo: (key) => ATTRIBUTES.find((a) => a.key === key)?.no,
  entryKey: (token) => (token > tokenOf(100, 0) && token < tokenOf(101, 0) ? KEYS[token - tokenOf(100, 1)] : undefined),
  token: (no, name) => (no === 100 && KEYS.includes(name) ? tokenOf(100, KEYS.indexOf(name) + 1) : undefined),
};
export const arbitraryAttribute = fc.constantFrom(...ATTRIBUTES);

const sorted = (tokens: number[]) => [...new Set(tokens)].sort((a, b) => a - b);
const token = fc.integer({ min: 1, max: KEYS.length + 1 }).map((n) => tokenOf(100, n));
const tokens = fc.array(token, { minLength: 1, maxLength: 5 }).map(sorted);
const amount = fc
  .oneof(
    fc.integer({ min: -1000, max: 100_000 }),
    fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
    fc.constantFrom(0.1, 0.30000000000000004, 1e-7, 1e14, 453.59237),
  )
  .map((n) => n + 0);
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '=1+1',
    '-1',
    '007',
    '1-2',
    'yes',
    'TRUE',
    'a;b',
    '"',
    '""',
    'a""b',
    '"a"',
    'line\nline',
    'a:b',
    '^\\d{4}$',
    'required',
    "'x",
    '@home',
    'Ё ж',
  ),
);
const atom: fc.Arbitrary<Condition> = fc.oneof(
  tokens.map((t) => ({ attr: 100, in: t })),
  fc.constantFrom(1, 2).map((n) => ({ attr: 103, in: [tokenOf(103, n)] })),
  fc.constantFrom(100, 101, 105, 999).map((attr) => ({ attr, filled: true as const })),
  amount.map((min) => ({ attr: 101, min })),
  amount.map((max) => ({ attr: 104, max })),
  amount.map((min) => ({ attr: 102, min, max: min + 1 })),
  fc.constant({ attr: 100, in: [-5] }),
);
const list = (of: fc.Arbitrary<Condition>) => fc.array(of, { maxLength: 3 });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  atom,
  list(atom).map((all) => ({ all })),
  list(
    fc.oneof(
      atom,
      list(atom).map((all) => ({ all })),
    ),
  ).map((any) => ({ any })),
  list(list(atom).map((any): Condition => ({ any }))).map((all) => ({ all })),
);

/** Any fields a rule may hold for `attribute`. */
export function arbitraryFields(attribute: ExchangeAttribute): fc.Arbitrary<CellFields> {
  const units = attribute.unitFamily === 'mass' ? ['g', 'kg', 'lb', 't'] : attribute.unitFamily === 'temperature' ? ['C', 'F'] : [];
  const whole = fc.integer({ min: 1, max: 500 });
  return fc.record(
    {
      requirement: fc.constantFrom(...Requirement.options),
      condition,
      languages: fc.uniqueArray(fc.constantFrom('ru' as const, 'en' as const)),
      filterable: fc.boolean(),
      facet: fc.constantFrom(...FacetKind.options),
      facetPosition: fc.integer({ min: 0, max: 9999 }),
      axis: fc.boolean(),
      level: fc.constantFrom(...Level.options),
      custom: fc.boolean(),
      min: amount,
      max: amount,
      maxLength: whole,
      pattern: text,
      maxValues: whole,
      group: text,
      position: whole,
      editable: fc.boolean(),
      ai: fc.boolean(),
      ...(attribute.no === 100 ? { options: tokens, limits: fc.array(fc.record({ if: condition, then: tokens }), { maxLength: 3 }) } : {}),
      ...(units.length > 0 ? { units: fc.uniqueArray(fc.constantFrom(...units), { minLength: 1 }), defaultUnit: fc.constantFrom(...units) } : {}),
    },
    { requiredKeys: [] },
  );
}
