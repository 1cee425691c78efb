import type { NewCategory } from '@yarmarka/taxonomy/schemas';
import type { Change } from './types.ts';

export type Created = NewCategory & { readonly id: number };

/** Categories that the draft creates, by the ids they keep when it is published; one that the server has not numbered yet is not among them. */
export function newCategories(changes: readonly Change[]): ReadonlyMap<number, Created> {
  return new Map(changes.flatMap((c) => (c.kind === 'category' && c.category.id !== undefined ? [[c.category.id, { ...c.category, id: c.category.id }]] : [])));
}

/** The edits that leave the draft when it creates a category no more: the new categories below it, and whatever names one of them. As `removeChanges` takes them out. */
export function goingWith(changes: readonly Change[], id: number): readonly Change[] {
  const created = newCategories(changes);
  const gone = new Set([id]);
  const keys = new Set([created.get(id)?.key]);
  for (let before = 0; before < gone.size; ) {
    before = gone.size;
    for (const one of created.values())
      if (one.parentKey !== null && keys.has(one.parentKey)) {
        gone.add(one.id);
        keys.add(one.key);
      }
  }
  return changes.filter((change) => namedBy(change).some((one) => gone.has(one)));
}

/** The categories that an edit names by id. */
function namedBy(change: Change): number[] {
  switch (change.kind) {
    case 'rule':
    case 'category_edit':
      return [change.edit.categoryId];
    case 'help':
      return [change.help.categoryId];
    case 'category':
      return [change.category.id ?? 0];
    case 'move':
      return [change.move.categoryId, change.move.parentId ?? 0];
    case 'category_merge':
      return [change.merge.fromId, change.merge.intoId];
    default:
      return [];
  }
}
