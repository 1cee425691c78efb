import { type CompiledSchema, checkValues, compileSchema, completeness } from '@yarmarka/taxonomy/check';
import type { Attrs, CheckMode, Issue } from '@yarmarka/taxonomy/schemas';
import type { LoadedSchema } from '@yarmarka/taxonomy';
import type { AttrsPatch, CardIssue, InvalidSince } from '../schemas.ts';
import { type Quality, qualityOf } from './quality.ts';
import { axisIssues } from './rules.ts';
import { type CardContent, type VisibleContent, visible } from './visible.ts';

export type Evaluation = VisibleContent & {
  readonly completeness: number;
  readonly missing: number[];
  readonly recommendedMissing: number[];
  readonly quality: Quality;
};

/** What a card's values amount to under a category schema. The same values and schema always give the same result. */
export function evaluate(loaded: LoadedSchema, content: CardContent): Evaluation {
  const seen = visible(loaded.schema, content);
  const { percent, missing, recommendedMissing } = completeness(loaded.schema, { card: seen.card, variants: seen.variants.map((v) => v.attrs) });
  return {
    ...seen,
    completeness: percent,
    missing,
    recommendedMissing,
    quality: qualityOf(
      loaded.schema,
      percent,
      seen.card,
      seen.variants.map((v) => v.attrs),
    ),
  };
}

/** Taxonomy's checker over the card and each variant, and what only variants together can have wrong. */
export function checkCard(loaded: LoadedSchema, content: CardContent, mode: CheckMode): CardIssue[] {
  const schema = compileSchema(loaded.schema, loaded.lists);
  const { card, variants } = visible(loaded.schema, content);
  const issues: CardIssue[] = checkValues(schema, card, mode, 'card').map((i) => ({ ...i, variantId: null }));
  for (const v of variants) issues.push(...checkValues(schema, v.attrs, mode, 'variant', card).map((i) => ({ ...i, variantId: v.id })));
  return mode === 'enforced' ? [...issues, ...axisIssues(loaded.schema, variants)] : issues;
}

const requires = (loaded: LoadedSchema | undefined, no: number): boolean =>
  loaded?.schema.attributes.some((a) => a.no === no && a.requirement === 'required') === true;

/**
 * What a card stores of values that a newer schema no longer allows: `invalid`, and since when each of them is, because its grace runs from there. An attribute keeps its date while it
 * is wrong, but for one that is required only from this schema on: nobody had to correct it before. `from` is absent where the schema before is not known.
 */
export function invalidity(
  now: Date,
  since: InvalidSince,
  invalid: readonly number[],
  schemas: { readonly from: LoadedSchema | undefined; readonly to: LoadedSchema },
): { invalid: number[]; invalidSince: InvalidSince } {
  const rises = (no: number): boolean => requires(schemas.to, no) && !requires(schemas.from, no);
  const dated = invalid.map((no) => [no, (rises(no) ? undefined : since[no]) ?? now.toISOString()] as const);
  return { invalid: [...invalid], invalidSince: Object.fromEntries(dated) };
}

/**
 * Of the attributes that are wrong now, those that the rules made wrong: flagged already and not corrected since, or right by the schema the card was last reckoned by. What a seller
 * typed wrong under the rules of that day is an ordinary issue of the field, and no later version turns it into a change of rules. `before` and `now` are the same values by two schemas.
 */
export const brokenByRules = (flagged: readonly number[], before: readonly number[], now: readonly number[]): number[] =>
  now.filter((no) => flagged.includes(no) || !before.includes(no));

export const invalidNos = (issues: readonly CardIssue[]): number[] => [...new Set(issues.map((i) => i.attr))].toSorted((a, b) => a - b);

/** The attributes whose values the schema does not allow; what is missing is no fault of a value. Sorted by number. */
export const invalidOf = (loaded: LoadedSchema, content: CardContent): number[] => invalidNos(checkCard(loaded, content, 'partial'));

/** A value with one of these cannot be stored at all, not even in a draft: it is not a value of this attribute, or not of this place. */
const FATAL: ReadonlySet<Issue['code']> = new Set([
  'unknown_attribute',
  'wrong_level',
  'wrong_type',
  'unknown_option',
  'custom_not_allowed',
  'unit',
  'ends_order',
  'empty',
  'repeated',
]);

/** What keeps newly given values from being stored in a draft. Values that are too long, too many or not yet allowed may wait there. */
export function fatalIssues(compiled: CompiledSchema, patch: AttrsPatch, level: 'card' | 'variant', variantId: number | null): CardIssue[] {
  const given = Object.fromEntries(Object.entries(patch).filter(([, v]) => v !== null)) as Attrs;
  return checkValues(compiled, given, 'partial', level)
    .filter((i) => FATAL.has(i.code))
    .map((i) => ({ ...i, variantId }));
}

const issueKey = (i: CardIssue): string => `${i.variantId ?? 'card'}/${i.attr}/${i.code}/${String(i.params?.['language'] ?? '')}`;

/** The issues that a change brings: a live card that a newer schema already finds wanting may still be corrected field by field. */
export function newIssues(before: readonly CardIssue[], after: readonly CardIssue[]): CardIssue[] {
  const known = new Set(before.map(issueKey));
  return after.filter((i) => !known.has(issueKey(i)));
}
