import { actorLabel, type Ctx } from '@yarmarka/kernel';
import { sameValue as sameJson } from '@yarmarka/taxonomy/check';
import { type Attrs, type CategorySchema, MAX_AXES, type Value } from '@yarmarka/taxonomy/schemas';
import { sourceOf } from '../policies.ts';
import type { AttrsPatch, AxisIssue, CardStatus, Origin, Sources } from '../schemas.ts';

/** In these statuses the card row is a draft that its author writes to. */
export const isDraft = (status: CardStatus): boolean => status === 'draft' || status === 'changes_requested';
export const canArchive = (status: CardStatus): boolean => status !== 'archived' && status !== 'merged';

/** Equality of stored values; absent and null are the same. */
export const sameValue = (a: unknown, b: unknown): boolean => sameJson(a ?? null, b ?? null);

/** The values after a patch; null takes one away. */
export function patched(attrs: Attrs, patch: AttrsPatch): Attrs {
  const next: Record<string, Value> = { ...attrs };
  for (const [no, value] of Object.entries(patch)) {
    if (value === null) delete next[no];
    else next[no] = value;
  }
  return next;
}

/** The part of a patch that changes something. */
export function changedPart(attrs: Attrs, patch: AttrsPatch): Record<string, Value | null> {
  return Object.fromEntries(Object.entries(patch).filter(([no, value]) => !sameValue(attrs[no], value)));
}

/** The sources after a patch: each value set gets who, when and how; a value taken away takes its source along. */
export function stampedSources(ctx: Ctx, sources: Sources, patch: AttrsPatch, origins: Readonly<Record<string, Origin>> = {}, common?: Origin): Sources {
  const next: Record<string, Sources[string]> = { ...sources };
  const at = ctx.clock.now().toISOString();
  for (const [no, value] of Object.entries(patch)) {
    if (value === null) delete next[no];
    else next[no] = { ...(origins[no] ?? common ?? { source: sourceOf(ctx.actor) }), at, by: actorLabel(ctx.actor) };
  }
  return next;
}

export const axesOf = (schema: CategorySchema): number[] => schema.attributes.filter((a) => a.axis).map((a) => a.no);

/** The variant's axis values in one spelling: `number:token`, sorted by number; a custom value by its lower-case text. Empty where no axis is filled. */
export function axisKey(axes: readonly number[], attrs: Attrs): string {
  return axes
    .filter((no) => attrs[no] !== undefined)
    .toSorted((a, b) => a - b)
    .map((no) => `${no}:${axisPart(attrs[no])}`)
    .join(',');
}
function axisPart(value: Value | undefined): string {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'object' && one !== null && 'c' in one) return `c:${String(one.c).trim().toLowerCase()}`;
  return String(one);
}

/** What is wrong between the variants: there is one, each axis that one variant fills is filled in all, no two are equal, and several differ in something. */
export function axisIssues(
  schema: CategorySchema,
  variants: readonly { readonly id: number; readonly attrs: Attrs }[],
): (AxisIssue & { variantId: number | null })[] {
  if (variants.length === 0) return [{ attr: 0, code: 'no_variants', variantId: null }];
  if (variants.length === 1) return [];
  const axes = axesOf(schema);
  const used = axes.filter((no) => variants.some((v) => v.attrs[no] !== undefined));
  if (used.length === 0) return [{ attr: axes[0] ?? 0, code: 'no_difference', variantId: null }];
  const issues: (AxisIssue & { variantId: number | null })[] = [];
  if (used.length > MAX_AXES) issues.push({ attr: used[MAX_AXES] ?? 0, code: 'too_many_axes', params: { max: MAX_AXES }, variantId: null });
  const seen = new Set<string>();
  for (const v of variants) {
    const missing = used.filter((no) => v.attrs[no] === undefined);
    for (const no of missing) issues.push({ attr: no, code: 'axis_missing', variantId: v.id });
    const key = axisKey(axes, v.attrs);
    if (missing.length === 0 && seen.has(key)) issues.push({ attr: used[0] ?? 0, code: 'axis_repeated', variantId: v.id });
    seen.add(key);
  }
  return issues;
}
