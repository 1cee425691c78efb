import { expect, test } from 'vitest';
import type { GridAttribute } from '../parts/types.ts';
import { createClip, type NamedOptions } from './clip.ts';

const attribute = (no: number, type: GridAttribute['type'], ru: string): GridAttribute => ({
  no,
  key: `a${no}`,
  type,
  unitFamily: null,
  ru,
  en: ru,
  group: null,
});
const clip = createClip(
  new Map([
    [100, attribute(100, 'list', 'Цвет')],
    [101, attribute(101, 'text', 'Состав')],
  ]),
);
const options: NamedOptions = [
  { attributeNo: 100, name: 'Красный', token: 6_553_602, candidates: [] },
  { attributeNo: 100, name: 'color__blue', token: 6_553_601, candidates: [] },
  { attributeNo: 100, name: 'Зелнный', token: null, candidates: ['Зелёный'] },
];

test('options that stand alone, line by line or after a word are the allowed ones; the words of a cell go with them', () => {
  const content = { op: 'set', fields: { options: [6_553_601, 6_553_602] } };
  expect(clip.parse('Красный; color__blue', 100, options)).toEqual({ content });
  expect(clip.parse('Красный\ncolor__blue', 100, options)).toEqual({ content });
  expect(clip.parse('значения: Красный|color__blue', 100, options)).toEqual({ content });
  expect(clip.parse('обязательно; Красный; фильтр', 100, options)).toEqual({
    content: { op: 'set', fields: { requirement: 'required', filterable: true, options: [6_553_602] } },
  });
});

test('one unknown name refuses the whole cell and tells what may have been meant', () => {
  const read = clip.parse('обязательно; Красный; Зелнный', 100, options);
  expect(read).toEqual({ problems: [expect.objectContaining({ ru: '«Зелнный» нет среди значений «Цвет»; возможно: Зелёный' })] });
});

test('only names of options are asked for: not words, not glyphs, not texts of other types', () => {
  expect(clip.optionsIn('обязательно; фильтр; уровень: вариант', 100)).toEqual([]);
  expect(clip.optionsIn('●▽', 100)).toEqual([]);
  expect(['да', 'исключена', ''].flatMap((text) => clip.optionsIn(text, 100))).toEqual([]);
  expect(clip.optionsIn('Красный', 101)).toEqual([]);
  expect(clip.optionsIn('обязательно; Красный; options: a|b', 100)).toEqual(['Красный', 'a', 'b']);
  expect(clip.parse('Красный', 101, options)).toHaveProperty('problems');
});
