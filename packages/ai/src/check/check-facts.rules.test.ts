import { describe, expect, test } from 'vitest';
import type { Fact, FactSheet } from '../facts/fact.ts';
import { compileFacts } from './check-facts.ts';
import type { Locale } from './numbers.ts';
import { stem } from './words.ts';

const fact = (attributeNo: number, ru: string, en: string, values: Fact['values'], more: Partial<Fact> = {}): Fact => ({
  attributeNo,
  key: `a${attributeNo}`,
  type: 'list',
  label: { ru, en },
  group: null,
  groupLabel: null,
  rank: 1,
  told: true,
  values,
  ...more,
});
const quantity = (v: number, u: string | undefined, ru: string, en: string) => [{ ru, en, quantities: [u === undefined ? { v } : { v, u }] }];

const sheet: FactSheet = {
  category: { ru: 'Ноутбуки', en: 'Laptops' },
  facts: [
    fact(1, 'Название', 'Name', [{ ru: 'Ноутбук «Искра» Про X515 i7-1255U', en: 'Iskra Pro X515 i7-1255U laptop', prose: true }], { type: 'text' }),
    fact(3, 'Бренд', 'Brand', [{ ru: 'Искра', en: 'Iskra' }]),
    fact(100, 'Диагональ экрана', 'Screen size', quantity(15.6, 'in', '15,6 дюйма', '15.6 in'), { type: 'number', family: 'length' }),
    fact(101, 'Вес', 'Weight', quantity(1.35, 'kg', '1,35 кг', '1.35 kg'), { type: 'number', family: 'mass' }),
    fact(102, 'Оперативная память', 'Memory', [{ ru: '16 ГБ', en: '16 GB' }]),
    fact(103, 'Цвет', 'Colour', [{ ru: 'Тёмно-синий', en: 'Dark blue' }]),
    fact(104, 'Материал', 'Material', [{ ru: 'Алюминий', en: 'Aluminium' }]),
    fact(
      105,
      'Рабочая температура',
      'Operating temperature',
      [
        {
          ru: '5–40 °C',
          en: '5–40 °C',
          quantities: [
            { v: 5, u: 'C' },
            { v: 40, u: 'C' },
          ],
        },
      ],
      { type: 'range' },
    ),
    fact(106, 'Количество ядер', 'Cores', quantity(8, undefined, '8', '8'), { type: 'number' }),
    fact(107, 'Батарея', 'Battery', quantity(5000, 'mAh', '5000 мА·ч', '5000 mAh'), { type: 'number' }),
    fact(108, 'Дата выпуска', 'Released', [{ ru: '01.03.2025', en: '1 Mar 2025', date: '2025-03-01' }], { type: 'date' }),
    fact(109, 'Интерфейсы', 'Ports', [
      { ru: 'HDMI', en: 'HDMI' },
      { ru: 'Bluetooth 5.3', en: 'Bluetooth 5.3' },
    ]),
    fact(110, 'Гарантия', 'Warranty', quantity(2, 'year', '2 года', '2 years'), { type: 'number' }),
    fact(111, 'Состав чехла', 'Sleeve', [{ ru: '80% хлопок, 20% полиэстер', en: '80% cotton, 20% polyester', prose: true }], { type: 'text' }),
    fact(112, 'Разрешение', 'Resolution', [{ ru: '1920×1080', en: '1920×1080' }]),
  ],
  vocabulary: [
    ...['Тёмно-синий/Dark blue', 'Синий/Blue', 'Красный/Red', 'Чёрный/Black'].map((l) => ({
      attributeNo: 103,
      ru: l.split('/')[0] ?? '',
      en: l.split('/')[1] ?? '',
    })),
    ...['Алюминий/Aluminium', 'Натуральная кожа/Genuine leather', 'Хлопок/Cotton', 'Шерсть/Wool'].map((l) => ({
      attributeNo: 104,
      ru: l.split('/')[0] ?? '',
      en: l.split('/')[1] ?? '',
    })),
    ...['HDMI', 'Bluetooth', 'Bluetooth 5.3', 'Wi-Fi 6', 'NFC'].map((l) => ({ attributeNo: 109, ru: l, en: l })),
    ...['16 ГБ/16 GB', '32 ГБ/32 GB'].map((l) => ({ attributeNo: 102, ru: l.split('/')[0] ?? '', en: l.split('/')[1] ?? '' })),
    ...['S', 'M', 'XL', '42', 'Да', 'Другое', 'Экран'].map((l) => ({ attributeNo: 120, ru: l, en: l })),
  ],
};
const check = compileFacts(sheet);
const flagged = (text: string, locale: Locale = 'ru') => check(text, locale).flags.map((f) => `${f.kind}:${f.text}`);
const traced = (text: string, locale: Locale = 'ru') => check(text, locale).spans.map((s) => `${s.attributeNo}:${text.slice(s.start, s.end)}`);

describe('numbers', () => {
  test.each([
    ['Экран 15,6 дюйма, вес 1,35 кг.'],
    ['Диагональ 15.6"'],
    ['15,6-дюймовый экран'],
    ['Диагональ — 15,6, вес — 1,35.'],
    ['Вес 1350 г'],
    ['Вес 1 350 граммов'],
    ['Диагональ 39,6 см'],
    ['16ГБ памяти, 8 ядер, 8-ядерный? Восемь ядер.'],
    ['Работает при температуре от 5 до 40 °C'],
    ['Работает при 5…40°C или 5–40 градусах'],
    ['Батарея 5 000 мА·ч'],
    ['Выпущен 1 марта 2025 г., то есть в 2025 году. Дата: 01.03.2025'],
    ['Гарантия 24 месяца'],
    ['Гарантия два года.'],
    ['Процессор i7-1255U, модель X515'],
    ['Чехол: 80 % хлопок и 20% полиэстер'],
    ['Разрешение 1920 x 1080'],
    ['8 шт.'],
  ])('from the card pass: %s', (text) => expect(flagged(text)).toEqual([]));

  test.each([
    ['A 15.6-inch screen, 1.35 kg.'],
    ['Weighs 1,350 g; the battery holds 5,000 mAh'],
    ['A 39.6 cm screen, 16GB of memory, eight cores'],
    ['Works between 5 and 40 °C'],
    ['Two-year warranty, 24 months'],
    ['Released on 1 March 2025 (March 1, 2025)'],
  ])('from the card pass in English: %s', (text) => expect(flagged(text, 'en')).toEqual([]));

  test.each([
    ['Экран 17,3 дюйма', ['number:17,3 дюйма']],
    ['Вес 15,6 кг', ['number:15,6 кг']],
    ['Вес 1,4 кг', ['number:1,4 кг']],
    ['Диагональ 40 см', ['number:40 см']],
    ['До 20 часов работы', ['number:20 часов']],
    ['16 ГБ/с', ['number:16 ']],
    ['2 камеры', ['number:2']],
    ['Три разъёма', ['number:Три']],
    ['Работает от −20 до 40 °C', ['number:−20']],
    ['Выпущен в 2024 году', ['number:2024 году']],
    ['Модель X516 с поддержкой 5G', ['number:X516', 'number:5G']],
    ['Защита IP68', ['number:IP68']],
    ['Скидка 30%', ['number:30%']],
    ['Память 32 ГБ', ['number:32 ГБ']],
    ['17-дюймовый экран', ['number:17-дюймовый']],
    ['100 000 довольных покупателей', ['number:100 000']],
    ['Версия 1.2.3', ['number:1.2.3']],
  ])('that the card does not have are flagged: %s', (text, expected) => expect(flagged(text).map((f) => f.trim())).toEqual(expected.map((f) => f.trim())));

  test('an offset names the passage in the text', () => {
    const [flag] = check('Вес 15,6 кг.', 'ru').flags;
    expect(flag).toEqual({ locale: 'ru', start: 4, end: 11, text: '15,6 кг', kind: 'number' });
  });
  test('a sentence’s end and the next one’s beginning make no unit', () => {
    const own = compileFacts({
      ...sheet,
      facts: [fact(2, 'Длина', 'Length', quantity(2, 'm', '2 м', '2 m')), fact(3, 'Штук', 'Pieces', quantity(3, undefined, '3', '3'))],
    });
    for (const text of ['Длина 2 м. 3 шт.', 'Длина 2 м. С чехлом.', 'Длина 2 м с чехлом.']) expect(own(text, 'ru').flags).toEqual([]);
  });
  test('a full stop ends the sentence, not the unit', () => expect(traced('Вес 1,35 кг.')).toEqual(['101:1,35 кг']));
  test('a model number beside a quantity is two numbers', () => {
    const own = compileFacts({
      ...sheet,
      facts: [
        fact(1, 'Название', 'Name', [{ ru: 'Редми 12', en: 'Redmi 12', prose: true }]),
        fact(2, 'Память', 'Memory', quantity(128, 'GB', '128 ГБ', '128 GB')),
      ],
    });
    expect(own('Редми 12 128 ГБ', 'ru').flags).toEqual([]);
    expect(own('Смартфон 12 128 ГБ', 'ru').flags).toEqual([]);
    expect(own('Смартфон 12 256 ГБ', 'ru').flags).toHaveLength(1);
  });
});

describe('options', () => {
  test('a form of the card’s option passes and is traced', () => {
    expect(flagged('Корпус тёмно-синего цвета из алюминия.')).toEqual([]);
    expect(traced('Корпус темно-синего цвета из алюминия.')).toEqual(['103:темно-синего', '104:алюминия']);
  });
  test.each([
    ['В красном корпусе', ['option:красном']],
    ['Отделка натуральной кожей', ['option:натуральной кожей']],
    ['Корпус синего цвета', ['option:синего']],
    ['Есть NFC и Wi-Fi 6', ['option:NFC', 'option:Wi-Fi 6']],
    ['Шерсть', ['option:Шерсть']],
    ['Black and red', ['option:Black', 'option:red']],
  ])('an option the card does not have is flagged: %s', (text, expected) => expect(flagged(text)).toEqual(expected));
  test('a word of the card’s free text is the card’s', () => expect(traced('Чехол из хлопка')).toEqual(['111:хлопка']));
  test('a label or the category claims nothing', () => expect(flagged('Ноутбук. Диагональ экрана — 15,6 дюйма.')).toEqual([]));
  test('the whole option is meant, not one inside it: Bluetooth 5.3 says nothing of Bluetooth 4', () => {
    expect(flagged('Bluetooth 5.3')).toEqual([]);
    expect(flagged('Bluetooth 4.2')).toEqual(['option:Bluetooth', 'number:4.2']);
  });
  test('sizes of one letter are looked for as they are written, and no unit is taken for one', () => {
    expect(flagged('Размер M')).toEqual(['option:M']);
    expect(flagged('Размер m, да, другое')).toEqual([]);
  });
  test('one sentence’s end and the next one’s beginning make no option', () => expect(flagged('Натуральная. Кожа')).toEqual([]));
});

test.each([
  ['чёрный', 'черного'],
  ['синий', 'синяя'],
  ['хлопок', 'хлопка'],
  ['кожа', 'кожи'],
  ['сталь', 'стали'],
  ['нержавеющая', 'нержавеющей'],
  ['headphones', 'headphone'],
  ['cases', 'case'],
])('%s and %s are forms of one word', (a, b) => expect(stem(a)).toBe(stem(b)));
test.each([
  ['красный', 'красивый'],
  ['кожа', 'кожаный'],
  ['glass', 'glas'],
])('%s and %s are not', (a, b) => expect(stem(a)).not.toBe(stem(b)));
