import { type CompiledSchema, checkValues, compileSchema, completeness } from '@yarmarka/taxonomy/check';
import type { Attrs, CheckMode, Issue } from '@yarmarka/taxonomy/schemas';
import type { LoadedSchema } from '@yarmarka/taxonomy';
import type { AttrsPatch, CardIssue } from '../schemas.ts';
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

/** The attributes whose values the schema does not allow, and since when one of them does not: the grace period runs from there. `issues` are those of mode 'partial'. */
export function invalidity(
  now: Date,
  card: { readonly invalidSince: Date | null },
  issues: readonly CardIssue[],
): { invalid: number[]; invalidSince: Date | null } {
  const invalid = invalidNos(issues);
  return { invalid, invalidSince: invalid.length === 0 ? null : (card.invalidSince ?? now) };
}
export const invalidNos = (issues: readonly CardIssue[]): number[] => [...new Set(issues.map((i) => i.attr))].toSorted((a, b) => a - b);

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
