import type { RuleEdit } from '@yarmarka/taxonomy/schemas';
import { type DraftOfCells, newCell } from './cell-model.ts';
import type { Cell, FieldPatch } from './types.ts';

type Step = { readonly id: number; readonly ru: string; readonly en: string };

/**
 * The category's cells with what my draft changes above them: a field that comes from there, or from higher, follows; an attribute that it adds above is inherited. `trail`: root to the
 * category; `words`: of attributes that the draft names; `has`: whether an attribute that the draft adds above reaches the category.
 */
export function withDraftAbove(
  cells: readonly Cell[],
  trail: readonly Step[],
  draft: ReadonlyMap<string, RuleEdit>,
  words: DraftOfCells['attributes'] = {},
  has: (attributeNo: number) => boolean = () => true,
): readonly Cell[] {
  if (draft.size === 0) return cells;
  const depth = new Map(trail.map((one, index) => [one.id, index]));
  const known = new Set(cells.map((cell) => cell.attribute.no));
  const above = trail.slice(0, -1);
  const laid = cells.map((cell) => {
    if (cell.own?.op === 'exclude') return cell;
    let fields: FieldPatch = cell.fields;
    let origins = cell.origins;
    for (const giver of above) {
      const { id } = giver;
      const edit = draft.get(`rule:${id}:${cell.attribute.no}`);
      if (edit?.op !== 'set') continue;
      for (const [field, value] of Object.entries(edit.fields)) {
        const from = cell.origins[field]?.categoryId;
        const mine = cell.own?.op === 'set' && field in cell.own.fields;
        if (value === null || mine || (from !== undefined && (depth.get(from) ?? 0) > (depth.get(id) ?? 0))) continue;
        fields = { ...fields, [field]: value };
        origins = { ...origins, [field]: drafted(giver) };
      }
    }
    return fields === cell.fields ? cell : { ...cell, fields, origins };
  });
  return [...laid, ...addedAbove(above, draft, words, (no) => !known.has(no) && has(no))];
}

/** A field that my draft sets in a category above: no version has it yet. */
const drafted = ({ id, ru, en }: Step): Cell['origins'][string] => ({ categoryId: id, ru, en, version: 0 });

/** Cells of attributes that only the draft's rules above bring. */
function addedAbove(above: readonly Step[], draft: ReadonlyMap<string, RuleEdit>, words: DraftOfCells['attributes'], wanted: (no: number) => boolean): Cell[] {
  const order = new Map(above.map((one, index) => [one.id, index]));
  const edits = [...draft.values()]
    .filter((edit) => order.has(edit.categoryId) && wanted(edit.attributeNo))
    .toSorted((a, b) => (order.get(a.categoryId) ?? 0) - (order.get(b.categoryId) ?? 0));
  const added = new Map<number, Cell>();
  for (const { attributeNo: no, categoryId, op, fields } of edits) {
    const about = words[no];
    const giver = above[order.get(categoryId) ?? -1];
    if (op === 'exclude') added.delete(no);
    if (op !== 'set' || !about || !giver) continue;
    const cell = added.get(no) ?? newCell(no, about);
    const set = Object.entries(fields).filter(([, value]) => value !== null);
    const origin = drafted(giver);
    added.set(no, {
      ...cell,
      fields: { ...cell.fields, ...Object.fromEntries(set) },
      origins: { _: origin, ...cell.origins, ...Object.fromEntries(set.map(([field]) => [field, origin])) },
    });
  }
  return [...added.values()];
}
