import { expect, it } from 'vitest';
import { joinEdit } from './join-edit.ts';
import type { Change } from './types.ts';

const name = (text: string) => ({ ru: text, en: text });
const retired: Change = { kind: 'attribute_edit', edit: { no: 100, retired: true } };

it('a new name keeps what the draft already does to the same attribute, and to no other', () => {
  expect(joinEdit({ kind: 'attribute_edit', edit: { no: 100, label: name('Hue') } }, [retired])).toEqual({
    kind: 'attribute_edit',
    edit: { no: 100, retired: true, label: name('Hue') },
  });
  const other: Change = { kind: 'attribute_edit', edit: { no: 101, label: name('Hue') } };
  expect(joinEdit(other, [retired])).toEqual(other);
});

it('a renamed category keeps its new place, and the later of two names stands', () => {
  const held: Change[] = [{ kind: 'category_edit', edit: { categoryId: 7, position: 3, label: name('First') } }];
  expect(joinEdit({ kind: 'category_edit', edit: { categoryId: 7, label: name('Second') } }, held)).toEqual({
    kind: 'category_edit',
    edit: { categoryId: 7, position: 3, label: name('Second') },
  });
});
