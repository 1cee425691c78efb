import { describe, expect, test } from 'vitest';
import { compileFacts } from '../check/check-facts.ts';
import type { Fact, FactSheet } from '../facts/fact.ts';
import { PartialOutput } from './partial-output.ts';
import { describeByTemplate } from './template.ts';

const fact = (attributeNo: number, label: [ru: string, en: string], values: readonly [ru: string, en: string][], more: Partial<Fact> = {}): Fact => ({
  attributeNo,
  key: `a${attributeNo}`,
  type: 'list',
  label: { ru: label[0], en: label[1] },
  group: null,
  groupLabel: null,
  rank: 2,
  told: true,
  values: values.map(([ru, en]) => ({ ru, en })),
  ...more,
});
const kettle: FactSheet = {
  category: { ru: 'Электрические чайники', en: 'Electric kettles' },
  facts: [
    fact(1, ['Название', 'Name'], [['Чайник Bosch TWK 7403', 'Bosch TWK 7403 kettle']], { type: 'text' }),
    fact(3, ['Бренд', 'Brand'], [['Bosch', 'Bosch']], { key: 'brand' }),
    fact(4, ['Штрихкод', 'Barcode'], [['4601234567893', '4601234567893']], { told: false, type: 'text' }),
    fact(100, ['Объём', 'Capacity'], [['1,7 л', '1.7 L']], {
      type: 'number',
      rank: 0,
      family: 'volume',
      values: [{ ru: '1,7 л', en: '1.7 L', quantities: [{ v: 1.7, u: 'l' }] }],
    }),
    fact(110, ['Высота', 'Height'], [], {
      key: 'height',
      type: 'number',
      family: 'length',
      values: [{ ru: '22,5 см', en: '22.5 cm', quantities: [{ v: 22.5, u: 'cm' }] }],
    }),
    fact(111, ['Вес', 'Weight'], [], {
      key: 'weight',
      type: 'number',
      family: 'mass',
      values: [{ ru: '1,1 кг', en: '1.1 kg', quantities: [{ v: 1.1, u: 'kg' }] }],
    }),
    fact(
      101,
      ['Материал корпуса', 'Body material'],
      [
        ['Нержавеющая сталь', 'Stainless steel'],
        ['Пластик', 'Plastic'],
      ],
      { key: 'body_material', rank: 1 },
    ),
    fact(102, ['Страна производства', 'Country of origin'], [['Россия', 'Russia']], { key: 'country' }),
    fact(103, ['LED-подсветка', 'LED light'], [['да', 'yes']], { type: 'boolean', yes: true }),
    fact(104, ['Фильтр', 'Filter'], [['да', 'yes']], { type: 'boolean', yes: true }),
    fact(105, ['Таймер', 'Timer'], [['нет', 'no']], { type: 'boolean', yes: false }),
    fact(106, ['Комплектация', 'In the box'], [], { type: 'text', values: [{ ru: 'Чайник, подставка, инструкция.', en: '', prose: true }] }),
    fact(112, ['Беспроводной', 'Cordless'], [['да', 'yes']], { type: 'boolean', yes: true }),
  ],
  vocabulary: [
    { attributeNo: 101, ru: 'Нержавеющая сталь', en: 'Stainless steel' },
    { attributeNo: 101, ru: 'Стекло', en: 'Glass' },
  ],
};

describe('the template', () => {
  test('writes Russian that reads: what it is, what matters first, how large it is, the rest', () => {
    expect(describeByTemplate(kettle, 'ru')).toBe(
      'Чайник Bosch TWK 7403 — товар бренда Bosch из категории «Электрические чайники». Основные характеристики: объём — 1,7 л; материал корпуса — нержавеющая сталь и пластик; страна производства — Россия; комплектация — Чайник, подставка, инструкция; беспроводной — да. Размеры и вес: высота — 22,5 см, вес — 1,1 кг. Также есть LED-подсветка и фильтр.',
    );
  });
  test('writes English that reads, without what is written in Russian only', () => {
    expect(describeByTemplate(kettle, 'en')).toBe(
      'Bosch TWK 7403 kettle is a product by Bosch in the category “Electric kettles”. Main features: capacity — 1.7 L, body material — stainless steel and plastic, country of origin — Russia, cordless — yes. Dimensions and weight: height — 22.5 cm, weight — 1.1 kg. It also has LED light and filter.',
    );
  });
  test('a single size is a sentence of its own', () => {
    const text = describeByTemplate({ ...kettle, facts: kettle.facts.filter((f) => f.attributeNo !== 110) }, 'ru');
    expect(text).toContain(' Вес — 1,1 кг. ');
  });
  for (const locale of ['ru', 'en'] as const)
    test(`claims nothing that the card does not say (${locale})`, () => {
      expect(compileFacts(kettle)(describeByTemplate(kettle, locale), locale).flags).toEqual([]);
    });
  test('needs something to tell beside name, brand and barcode', () => {
    expect(describeByTemplate({ ...kettle, facts: kettle.facts.slice(0, 3) }, 'ru')).toBe('');
  });
  test('leaves a page of text to the card and splits what is much into two sentences', () => {
    const facts = [
      ...kettle.facts,
      fact(107, ['Уход', 'Care'], [['Мыть. '.repeat(80), 'Wash. '.repeat(80)]], { type: 'text' }),
      ...Array.from({ length: 8 }, (_, i) => fact(200 + i, [`Свойство ${i}`, `Property ${i}`], [['есть', 'yes']])),
    ];
    const text = describeByTemplate({ ...kettle, facts }, 'ru');
    expect(text).not.toContain('Мыть');
    expect(text).toContain('Кроме того: ');
    expect(text.match(/[.](?= [А-Я]|$)/g)?.length).toBe(4);
  });
});

describe('a half-written answer', () => {
  test('gives each language’s gain once, through fences and escapes', async () => {
    const whole = { ru: 'Чайник «1,7 л»\nиз стали', en: 'A "1.7 L" kettle' };
    const raw = `Here it is:\n\`\`\`json\n${JSON.stringify(whole)}\n\`\`\``;
    const partial = new PartialOutput();
    const got = { ru: '', en: '' };
    for (const ch of raw.match(/[\s\S]{1,3}/gu) ?? []) for (const d of await partial.push(ch)) got[d.locale] += d.delta;
    expect(got).toEqual(whole);
    expect(await partial.finish()).toEqual(whole);
  });
  test('that never becomes an object is none', async () => {
    for (const raw of ['Sorry, I cannot.', '{"ru": "x', '[1, 2']) {
      const partial = new PartialOutput();
      await partial.push(raw);
      expect(await partial.finish()).toBeUndefined();
    }
  });
});
