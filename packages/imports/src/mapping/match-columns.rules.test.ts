import { RESERVED_ATTRIBUTES } from '@yarmarka/taxonomy/check';
import type { SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { describe, expect, test } from 'vitest';
import { localeOf, type NamedAttribute, proposeColumns, repeatedTargets } from './match-columns.ts';

const plain = (no: number, more: Partial<SchemaAttribute> = {}): SchemaAttribute => ({
  no,
  type: 'list',
  level: 'card',
  requirement: 'optional',
  filterable: false,
  maxValues: 1,
  position: no,
  editable: true,
  ai: false,
  ...more,
});
const LABELS = ['Название', 'Описание', 'Бренд', 'Штрихкод', 'Картинки'];
const attributes: NamedAttribute[] = [
  ...RESERVED_ATTRIBUTES.map((attribute, i) => ({
    attribute,
    key: ['name', 'description', 'brand', 'gtin', 'pictures'][i] ?? '',
    ru: LABELS[i] ?? '',
    en: ['Name', 'Description', 'Brand', 'GTIN', 'Pictures'][i] ?? '',
  })),
  { attribute: plain(100, { type: 'number', family: 'mass', units: ['g', 'kg'] }), key: 'weight', ru: 'Вес', en: 'Weight' },
  { attribute: plain(101), key: 'color', ru: 'Цвет', en: 'Colour' },
  { attribute: plain(102), key: 'case_color', ru: 'Цвет корпуса', en: 'Case colour' },
  { attribute: plain(103), key: 'lamp_type', ru: 'Тип', en: 'Type' },
  { attribute: plain(104), key: 'bulb_type', ru: 'Тип', en: 'Bulb type' },
  { attribute: plain(105), key: 'pack_quantity', ru: 'Количество', en: 'Pieces in a pack' },
  { attribute: plain(106, { type: 'text', localised: true }), key: 'composition', ru: 'Состав', en: 'Composition' },
  { attribute: plain(107), key: 'waterproof', ru: 'Водонепроницаемость — класс', en: 'Waterproof class' },
];
const one = (header: string, cells: readonly string[] = []) => {
  const [p] = proposeColumns(
    [header],
    cells.map((c) => [c]),
    attributes,
    'ru',
  );
  return p && [p.target, p.by, ...(p.language ? [p.language] : []), ...(p.unit ? [p.unit] : [])];
};

describe('a column is understood', () => {
  for (const [header, expected] of [
    ['color', ['attr:101', 'key']],
    ['Цвет', ['attr:101', 'label']],
    ['  ЦВЕТ  корпуса ', ['attr:102', 'label']],
    ['colour', ['attr:101', 'label']],
    ['Вес, кг', ['attr:100', 'label', 'kg']],
    ['Weight (g) *', ['attr:100', 'key', 'g']],
    ['Водонепроницаемость - класс', ['attr:107', 'label']],
    ['name_ru', ['attr:1', 'key', 'ru']],
    ['Name (EN)', ['attr:1', 'key', 'en']],
    ['Название на английском', ['attr:1', 'label', 'en']],
    ['composition_en', ['attr:106', 'key', 'en']],
    ['Артикул', ['sku', 'label']],
    ['Цена, руб.', ['price', 'label']],
    ['old_price', ['old_price', 'key']],
    ['parent_sku', ['group', 'key']],
    ['EAN', ['attr:4', 'key']],
    ['Остаток', ['stock', 'label']],
    ['quantity', ['stock', 'key']],
  ] as const)
    test(`${header} as ${expected.join(' ')}`, () => {
      expect(one(header)).toEqual(expected);
    });
  test('a text column without a language is in the language of its cells', () => {
    expect(one('name', ['Kettle', 'Чайник'])).toEqual(['attr:1', 'key', 'ru']);
    expect(one('Название', ['Kettle', '', '123'])).toEqual(['attr:1', 'label', 'en']);
    expect(one('Название')).toEqual(['attr:1', 'label', 'ru']);
  });
});

describe('a column stays open', () => {
  test('when its label is that of several fields, which are listed', () => {
    const [p] = proposeColumns(['Тип'], [], attributes, 'ru');
    expect(p).toMatchObject({ target: null, by: 'ambiguous', candidates: [{ target: 'attr:103' }, { target: 'attr:104' }] });
    expect(one('Количество')).toEqual([null, 'ambiguous']);
  });
  test('when an earlier one has its field', () => {
    expect(proposeColumns(['Цвет', 'color', 'name_ru', 'name_en'], [], attributes, 'ru').map((p) => [p.target, p.by])).toEqual([
      ['attr:101', 'label'],
      [null, 'repeated'],
      ['attr:1', 'key'],
      ['attr:1', 'key'],
    ]);
  });
  for (const header of ['Мой комментарий', '', 'ошибки', 'errors', 'Вес, л', 'Цвет (EN)', 'Картинки'])
    test(`when nothing is known by the name: ${header || 'blank'}`, () => {
      expect(one(header)).toEqual([null, 'ignored']);
    });
});

test('two columns with one target are named, two languages of one text are not', () => {
  const column = (n: number, target: 'sku' | 'attr:1', language?: 'ru' | 'en') => ({ column: n, header: `h${n}`, target, ...(language ? { language } : {}) });
  expect(repeatedTargets([column(0, 'sku'), column(1, 'attr:1', 'ru'), column(2, 'attr:1', 'en')])).toEqual([]);
  expect(repeatedTargets([column(0, 'sku'), column(1, 'sku')])).toEqual([{ target: 'sku', headers: ['h0', 'h1'] }]);
});

test('the sheet’s language is told by its header, else by its cells', () => {
  expect(localeOf(['Артикул', 'price'], [])).toBe('ru');
  expect(
    localeOf(
      ['sku', 'name'],
      [
        ['A1', 'Чайник'],
        ['A2', 'Kettle'],
      ],
    ),
  ).toBe('ru');
  expect(localeOf(['sku', 'name'], [['A1', 'Kettle']])).toBe('en');
});
