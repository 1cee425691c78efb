import { formatQuantity } from '@yarmarka/taxonomy/check';
import { UNITS } from '@yarmarka/taxonomy/schemas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFacts } from '../check/check-facts.ts';
import type { Fact, FactSheet } from '../facts/fact.ts';
import { describeByTemplate, TEMPLATE_WORDS } from './template.ts';

const OPTIONS = [
  'Красный/Red',
  'Тёмно-синий/Dark blue',
  'Синий/Blue',
  'Хлопок/Cotton',
  'Дуб/Oak',
  'NFC/NFC',
  'Bluetooth 5.3/Bluetooth 5.3',
  'Wi-Fi 6/Wi-Fi 6',
  '128 ГБ/128 GB',
  'XL/XL',
  '42/42',
  'IP68/IP68',
];
const words = (pair: string) => ({ ru: pair.split('/')[0] ?? '', en: pair.split('/')[1] ?? '' });
const LABELS = [
  'Цвет/Colour',
  'Материал/Material',
  'Вес/Weight',
  'Ширина/Width',
  'Разъём 3,5 мм/3.5 mm jack',
  'Гарантия/Warranty',
  'Связь/Connectivity',
  'Складной/Foldable',
  'Память/Memory',
];

const option = fc.constantFrom(...OPTIONS);
const v = fc.oneof(
  fc.integer({ min: 2, max: 99_999 }),
  fc.integer({ min: 1, max: 9999 }).map((n) => n / 100),
);
const values: fc.Arbitrary<Partial<Fact> & Pick<Fact, 'values' | 'type'>> = fc.oneof(
  fc.uniqueArray(option, { minLength: 1, maxLength: 3 }).map((pairs) => ({ type: 'list' as const, values: pairs.map(words) })),
  fc.tuple(v, fc.option(fc.constantFrom(...UNITS), { nil: undefined })).map(([n, unit]) => ({
    type: 'number' as const,
    ...(unit ? { family: unit.family } : {}),
    values: [{ ru: formatQuantity(n, unit?.code, 'ru'), en: formatQuantity(n, unit?.code, 'en'), quantities: [unit ? { v: n, u: unit.code } : { v: n }] }],
  })),
  fc.boolean().map((yes) => ({ type: 'boolean' as const, yes, values: [yes ? { ru: 'да', en: 'yes' } : { ru: 'нет', en: 'no' }] })),
  fc.tuple(v, option).map(([n, pair]) => {
    const text = words(pair);
    return {
      type: 'text' as const,
      values: [{ ru: `${text.ru}, артикул АБ${Math.round(n)}`, en: `${text.en}, article AB${Math.round(n)}`, prose: true as const }],
    };
  }),
);
const facts: fc.Arbitrary<Fact[]> = fc
  .array(fc.tuple(fc.constantFrom(...LABELS), values, fc.constantFrom(0, 1, 2)), { minLength: 1, maxLength: 20 })
  .map((rows) =>
    rows.map(([label, value, rank], i) => ({
      attributeNo: 100 + i,
      key: `a${i}`,
      label: words(label),
      group: null,
      groupLabel: null,
      rank,
      told: true,
      ...value,
    })),
  );
const sheets: fc.Arbitrary<FactSheet> = facts.map((all) => ({
  category: { ru: 'Товары для дома', en: 'Home goods' },
  facts: [
    {
      attributeNo: 1,
      key: 'name',
      type: 'text',
      label: { ru: 'Название', en: 'Name' },
      group: null,
      groupLabel: null,
      rank: 0,
      told: true,
      values: [{ ru: 'Изделие К-7', en: 'Item K-7', prose: true }],
    },
    ...all,
  ],
  vocabulary: OPTIONS.map((pair) => ({ attributeNo: 100, ...words(pair) })),
}));

const digitsIn = (text: string) => text.match(/\d+(?:[.,]\d+)*/g) ?? [];

test('whatever a card says, its template text has no number or option that is not the card’s', () => {
  fc.assert(
    fc.property(sheets, fc.constantFrom('ru' as const, 'en' as const), (sheet, locale) => {
      const text = describeByTemplate(sheet, locale);
      const own = { ...sheet, category: { ru: `${sheet.category.ru}; ${TEMPLATE_WORDS.ru}`, en: `${sheet.category.en}; ${TEMPLATE_WORDS.en}` } };
      expect(compileFacts(own)(text, locale).flags).toEqual([]);
      // The same without the checker: digits and labels as they stand in the card's own words.
      const said = sheet.facts.flatMap((f) => [f.label[locale], ...f.values.map((x) => x[locale])]).join('\n');
      const known = new Set(digitsIn(said));
      expect(digitsIn(text).filter((d) => !known.has(d))).toEqual([]);
      const lower = said.toLowerCase();
      for (const pair of OPTIONS) {
        const label = words(pair)[locale].toLowerCase();
        if (new RegExp(`(?<![\\p{L}\\d-])${label}(?![\\p{L}\\d])`, 'u').test(text.toLowerCase())) expect(lower).toContain(label);
      }
      expect(text.split(/(?<=[.!?]) (?=[A-ZА-ЯЁ])/u).length).toBeLessThanOrEqual(4);
    }),
    { numRuns: 400 },
  );
});

test('a number put into a text that the card does not have is always found', () => {
  fc.assert(
    fc.property(sheets, fc.constantFrom('ru' as const, 'en' as const), fc.integer({ min: 100_001, max: 999_999 }), (sheet, locale, foreign) => {
      const text = `${describeByTemplate(sheet, locale)} ${foreign}`;
      const { flags } = compileFacts(sheet)(text, locale);
      expect(flags.some((f) => f.end === text.length && f.text === String(foreign))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
