import type { RuleEdit } from '@yarmarka/taxonomy/schemas';
import { expect, test } from 'vitest';
import { newCell } from './cell-model.ts';
import { withDraftAbove } from './draft-above.ts';

const WORDS = { ru: 'Вес', en: 'Weight', type: 'number' as const, unitFamily: null, unit: null };
const TRAIL = [1, 2, 3].map((id) => ({ id, ru: `Р${id}`, en: `E${id}` }));
const draft = (...edits: RuleEdit[]) => new Map(edits.map((edit) => [`rule:${edit.categoryId}:${edit.attributeNo}`, edit]));
const set = (categoryId: number, fields: Record<string, unknown>): RuleEdit => ({ categoryId, attributeNo: 100, op: 'set', fields });
const names = { 100: WORDS };

test('an attribute that the draft adds above is inherited, each field from the nearest category that sets it', () => {
  const cells = withDraftAbove([], TRAIL, draft(set(2, { filterable: true }), set(1, { requirement: 'required', filterable: false })), names);
  expect(cells).toMatchObject([{ attribute: { no: 100, en: 'Weight' }, own: null, fields: { requirement: 'required', filterable: true } }]);
  expect([cells[0]?.origins.requirement, cells[0]?.origins.filterable]).toMatchObject([{ categoryId: 1 }, { categoryId: 2, en: 'E2', version: 0 }]);
});

test('it is not where the draft excludes it in between, where it does not reach, or where only the category itself sets it', () => {
  const added = draft(set(1, { requirement: 'required' }));
  expect(withDraftAbove([], TRAIL, draft(...added.values(), { categoryId: 2, attributeNo: 100, op: 'exclude', fields: {} }), names)).toEqual([]);
  expect(withDraftAbove([], TRAIL, added, names, () => false)).toEqual([]);
  expect(withDraftAbove([], TRAIL, draft(set(3, {})), names)).toEqual([]);
});

test('a field that comes from above follows the draft and says so; one set lower down or here does not', () => {
  const origin = (categoryId: number) => ({ categoryId, ru: '', en: '', version: 4 });
  const cell = {
    ...newCell(100, WORDS),
    fields: { requirement: 'optional' as const, filterable: true, ai: true },
    origins: { requirement: origin(1), filterable: origin(2), ai: origin(3) },
    own: { op: 'set' as const, fields: { ai: true } },
  };
  const [shown] = withDraftAbove([cell], TRAIL, draft(set(1, { requirement: 'required', filterable: false, ai: false })), names);
  expect(shown?.fields).toEqual({ requirement: 'required', filterable: true, ai: true });
  expect(shown?.origins).toMatchObject({ requirement: { categoryId: 1, version: 0 }, filterable: { version: 4 } });
});
