import type { Cell, FieldPatch } from '../parts/types.ts';
import { addressOf, type DraftMap } from './plan-edits.ts';

/** The category's cells with what my draft changes above them: a field that comes from there, or from higher, follows. `trail`: root to the category. */
export function withDraftAbove(cells: readonly Cell[], trail: readonly { readonly id: number }[], draft: DraftMap): readonly Cell[] {
  if (draft.size === 0) return cells;
  const depth = new Map(trail.map((one, index) => [one.id, index]));
  return cells.map((cell) => {
    if (cell.own?.op === 'exclude') return cell;
    let fields: FieldPatch = cell.fields;
    for (const { id } of trail.slice(0, -1)) {
      const edit = draft.get(addressOf([id, cell.attribute.no]));
      if (edit?.op !== 'set') continue;
      for (const [field, value] of Object.entries(edit.fields)) {
        const from = cell.origins[field]?.categoryId;
        const mine = cell.own?.op === 'set' && field in cell.own.fields;
        if (value !== null && !mine && (from === undefined || (depth.get(from) ?? 0) <= (depth.get(id) ?? 0))) fields = { ...fields, [field]: value };
      }
    }
    return fields === cell.fields ? cell : { ...cell, fields };
  });
}
