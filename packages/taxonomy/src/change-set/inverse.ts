import { type Change, targetOf } from '../schemas.ts';

/**
 * One edit per target, from edits that take a set back, the last step first: where several take the same thing back, each gives its fields, and the one that saw the earliest state (the last
 * of the list) wins. A category, attribute or option that the set itself made an alias is only revived: that a later step of the set pointed it elsewhere is of no account any more.
 */
export function inverseChanges(list: readonly Change[]): Change[] {
  const out = new Map<string, Change>();
  for (const change of list) {
    const target = targetOf(change);
    const known = out.get(target);
    if (known?.kind === 'attribute_edit' && change.kind === 'attribute_edit') out.set(target, { ...known, edit: { ...known.edit, ...change.edit } });
    else if (known?.kind === 'entry_edit' && change.kind === 'entry_edit') out.set(target, { ...known, edit: { ...known.edit, ...change.edit } });
    else if (known?.kind === 'category_edit' && change.kind === 'category_edit') out.set(target, { ...known, edit: { ...known.edit, ...change.edit } });
    else out.set(target, change);
    for (const other of otherPlaces(change)) out.delete(other);
  }
  return parentsFirst([...out.values()]);
}

/** A category goes back below its parent only once that one is back itself: an alias takes no children. */
function parentsFirst(list: readonly Change[]): Change[] {
  const moves = new Map(list.flatMap((c) => (c.kind === 'move' ? [[c.move.categoryId, c]] : [])));
  const out = new Set<Change>();
  for (const change of list) {
    const way: Change[] = [];
    let next: Change | undefined = change;
    while (next && !out.has(next) && !way.includes(next)) {
      way.push(next);
      next = next.kind === 'move' && next.move.parentId !== null ? moves.get(next.move.parentId) : undefined;
    }
    for (const one of way.toReversed()) out.add(one);
  }
  return [...out];
}

/** Targets of edits that put the same thing in another place. */
function otherPlaces(change: Change): string[] {
  switch (change.kind) {
    case 'move':
      return [`category_merge:${change.move.categoryId}`];
    case 'category_merge':
      return [`move:${change.merge.fromId}`];
    case 'attribute_edit':
      return change.edit.retired === undefined ? [] : [`attribute_merge:${change.edit.no}`];
    case 'entry_edit':
      return change.edit.retired === undefined ? [] : [`entry_merge:${change.edit.listKey}:${change.edit.key}`];
    default:
      return [];
  }
}
