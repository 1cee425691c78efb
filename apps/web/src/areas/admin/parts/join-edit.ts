import { targetOf } from '@yarmarka/taxonomy/schemas';
import type { Change } from './types.ts';

/** An edit joined with what the draft already holds for the same attribute, option or category: a draft has one edit per target, and the later one replaces it whole. */
export function joinEdit(change: Change, held: readonly Change[]): Change {
  const target = targetOf(change);
  const old = held.find((one) => targetOf(one) === target);
  if (change.kind === 'entry_edit' && old?.kind === 'entry_edit') return { kind: 'entry_edit', edit: { ...old.edit, ...change.edit } };
  if (change.kind === 'attribute_edit' && old?.kind === 'attribute_edit') return { kind: 'attribute_edit', edit: { ...old.edit, ...change.edit } };
  if (change.kind === 'category_edit' && old?.kind === 'category_edit') return { kind: 'category_edit', edit: { ...old.edit, ...change.edit } };
  return change;
}
