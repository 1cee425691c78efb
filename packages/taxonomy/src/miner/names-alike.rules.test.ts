import { describe, expect, test } from 'vitest';
import { namesAlike, qualifiedApart } from './names-alike.ts';

const both = (text: string) => ({ ru: text, en: text });

describe('two names', () => {
  test('are the same when they differ only in endings, order, spelling or the unit in brackets', () => {
    for (const [a, b] of [
      ['Материал корпуса', 'Материал корпусов'],
      ['Цвет рамы', 'Рамы цвет'],
      ['Frame color', 'Colour of the frame'],
      ['Вес (г)', 'Вес'],
      ['Объём', 'Объем (л)'],
    ] as const)
      expect([a, b, namesAlike(both(a), both(b)), qualifiedApart(both(a), both(b))]).toEqual([a, b, 1, false]);
  });

  test('that differ by a qualifier in brackets are not the same, and neither is the one without', () => {
    const [plain, sdr, hdr] = ['Класс энергоэффективности', 'Класс энергоэффективности (SDR)', 'Класс энергоэффективности (HDR)'].map(both);
    for (const [a, b] of [
      [sdr, hdr],
      [plain, sdr],
      [hdr, plain],
    ] as const) {
      if (!a || !b) throw new Error('three names');
      expect(namesAlike(a, b)).toBeLessThan(0.75);
      expect(qualifiedApart(a, b)).toBe(true);
    }
  });

  test('that differ by a meaningful word are less alike, however much the rest takes up', () => {
    expect(namesAlike(both('Материал двери'), both('Материал ножек'))).toBeCloseTo(1 / 3);
    expect(namesAlike(both('Количество аудиовходов'), both('Количество аудиовыходов'))).toBeCloseTo(1 / 3);
    expect(namesAlike(both('Версия USB 2.0'), both('Версия USB 3.0'))).toBeLessThan(0.75);
  });

  test('are told by the language in which they are closer', () => {
    expect(namesAlike({ ru: 'Цвет', en: 'Colour' }, { ru: 'Расцветка', en: 'Color' })).toBe(1);
  });
});
