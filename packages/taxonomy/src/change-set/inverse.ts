import { type Change, targetOf } from '../schemas.ts';

/** One edit per target: where several take the same thing back, each gives its fields, and the first one, which saw the earliest state, wins. */
export function inverseChanges(list: readonly Change[]): Change[] {
  const out = new Map<string, Change>();
  for (const change of list) {
    const target = targetOf(change);
    const known = out.get(target);
    if (!known) out.set(target, change);
    else if (known.kind === 'attribute_edit' && change.kind === 'attribute_edit') out.set(target, { ...known, edit: { ...change.edit, ...known.edit } });
    else if (known.kind === 'entry_edit' && change.kind === 'entry_edit') out.set(target, { ...known, edit: { ...change.edit, ...known.edit } });
    else if (known.kind === 'category_edit' && change.kind === 'category_edit') out.set(target, { ...known, edit: { ...change.edit, ...known.edit } });
  }
  return [...out.values()];
}
