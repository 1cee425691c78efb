import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { intBetween, pick, type Rng, sample } from './arbitrary-schema.ts';
import { checkValues, compileSchema } from '../check.ts';
import { type JsonSchema, printJsonSchema, TELLING_KEYWORDS } from '../json-schema.ts';
import type { Attrs, CategorySchema, CheckMode, Issue, IssueCode, Level, OptionLists } from '../schemas.ts';
import { type ValuesCase, valuesFor } from './schema-values.ts';

type Quantity = {
  readonly of: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly units?: Readonly<Record<string, { readonly factor: number; readonly offset: number }>>;
};
type Held = Readonly<Record<string, unknown>>;

/** An ajv that knows our keywords by their description in json-schema.ts, written apart from the checker. It throws on what is no JSON Schema 2020-12. */
export function schemaOracle(validateSchema = true): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, addUsedSchema: false, validateSchema });
  for (const keyword of TELLING_KEYWORDS) ajv.addKeyword(keyword);
  ajv.addFormat('date', (text: string) => {
    const day = new Date(`${text}T00:00:00Z`);
    return text.length === 10 && text >= '0001-01-01' && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
  });
  ajv.addKeyword({
    keyword: 'x-ordered',
    type: 'object',
    validate: ([a, b]: [string, string], held: Held) => {
      const [from, to] = [held[a], held[b]];
      return typeof from !== 'number' || typeof to !== 'number' || from <= to;
    },
  });
  ajv.addKeyword({
    keyword: 'x-quantity',
    type: 'object',
    validate: (rule: Quantity, held: Held) => {
      const code = rule.unit === undefined ? undefined : held[rule.unit];
      const unit = typeof code === 'string' ? rule.units?.[code] : undefined;
      return Object.entries(rule.of).every(([base, typed]) => {
        const [n, v] = [held[base], held[typed]];
        if (typeof n !== 'number' || typeof v !== 'number') return true;
        return Number.parseFloat((v * (unit?.factor ?? 1) + (unit?.offset ?? 0)).toExponential(11)) === n;
      });
    },
  });
  return ajv;
}

export type Disagreement = {
  readonly label: string;
  readonly level: Level;
  readonly mode: CheckMode;
  readonly values: Attrs;
  readonly outer: Attrs;
  readonly issues: readonly Issue[];
  /** What ajv said; null = valid. */
  readonly ajv: string | null;
  /** The generator's own expectation, when it is the one not met. */
  readonly expected?: string;
};

/** `valid`: how many both accepted; `codes`: which issues were met. */
export type Comparison = {
  readonly checked: number;
  readonly valid: number;
  readonly codes: ReadonlySet<IssueCode>;
  readonly disagreements: readonly Disagreement[];
};

const JUNK: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  '',
  ' ',
  'x',
  true,
  [],
  {},
  [null],
  [[]],
  { c: 'x' },
  { c: 1 },
  { ru: 'x' },
  { ru: '' },
  { n: 1, v: 1 },
  { n: 1, v: 1, u: 'kg' },
  { from: 1, to: 2, vf: 1, vt: 2 },
  [1, 1],
  ['x', { c: 'x' }],
  1e300,
  '2026-01-01',
];

/** Something at random for one attribute, here or above: the two must agree on nonsense too. */
function disturbed(schema: CategorySchema, base: ValuesCase, rng: Rng): ValuesCase {
  const a = pick(rng, schema.attributes);
  const above = intBetween(rng, 0, 3) === 0;
  const junk = { [a.no]: pick(rng, JUNK) } as Attrs;
  const { expect: _, ...rest } = base;
  return {
    ...rest,
    label: `junk ${above ? 'above ' : ''}at ${a.no}`,
    values: above ? base.values : { ...base.values, ...junk },
    outer: above ? { ...base.outer, ...junk } : base.outer,
  };
}

/**
 * Checks at least `n` generated sets of values of a schema with the checker and with ajv on the printed JSON Schema. A disagreement is a case in which the two differ, or in
 * which both miss what the generator made the values for.
 */
export function compareWithAjv(
  schema: CategorySchema,
  lists: OptionLists,
  rng: Rng,
  n: number,
  print = (level: Level, mode: CheckMode): JsonSchema => printJsonSchema(schema, lists, level, mode),
): Comparison {
  const ajv = schemaOracle(false);
  const validators = new Map<string, ValidateFunction>();
  const validatorFor = (level: Level, mode: CheckMode): ValidateFunction => {
    const key = `${level} ${mode}`;
    const known = validators.get(key) ?? ajv.compile(print(level, mode));
    validators.set(key, known);
    return known;
  };
  const compiled = compileSchema(schema, lists);
  const disagreements: Disagreement[] = [];
  const codes = new Set<IssueCode>();
  let checked = 0;
  let valid = 0;
  while (checked < n) {
    const [first, ...wrong] = valuesFor(schema, lists, rng);
    // A dozen of the wrong ones at a time, so that valid sets keep a fair share.
    const cases = [...(first ? [first] : []), ...sample(rng, wrong, 12)];
    for (const made of [...cases, ...Array.from({ length: 5 }, () => disturbed(schema, pick(rng, cases), rng))]) {
      // Parsed values are JSON: what JSON cannot carry never reaches the checker.
      const c = JSON.parse(JSON.stringify(made)) as ValuesCase;
      const issues = checkValues(compiled, c.values, c.mode, c.level, c.outer);
      const validate = validatorFor(c.level, c.mode);
      const accepted = validate({ outer: c.outer, values: c.values });
      const { expect } = c;
      const met = expect === undefined || (expect === 'valid' ? issues.length === 0 : issues.some((i) => i.attr === expect.attr && i.code === expect.code));
      checked++;
      for (const issue of issues) codes.add(issue.code);
      if (accepted) valid++;
      if (accepted === (issues.length === 0) && met) continue;
      disagreements.push({ ...c, issues, ajv: accepted ? null : ajv.errorsText(validate.errors), ...(met ? {} : { expected: JSON.stringify(expect) }) });
    }
  }
  return { checked, valid, codes, disagreements };
}
