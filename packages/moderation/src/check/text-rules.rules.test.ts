import { describe, expect, test } from 'vitest';
import { findContacts, findSuspicious, isShouting } from './text-rules.ts';

const texts = (s: string) => findContacts(s).map((f) => f.text);

describe('contacts', () => {
  for (const [text, found] of [
    ['Пишите на shop@mail.ru или звоните 8 (912) 345-67-89', ['shop@mail.ru', '8 (912) 345-67-89']],
    ['Подробнее: https://example.com/a?b=1, там же инструкция', ['https://example.com/a?b=1,']],
    ['Наш сайт чайники.рф', ['чайники.рф']],
    ['+7 912 345 67 89 WhatsApp', ['+7 912 345 67 89', 'WhatsApp']],
    ['Телеграм @best_shop', ['Телеграм', '@best_shop']],
  ] as const)
    test(`are found in: ${text}`, () => {
      expect(texts(text)).toEqual(found);
    });
  for (const text of [
    'Процессор Core i7-13700H, 16 ГБ, экран 2880x1800',
    'Штрихкод 4601234567893',
    'Мощность 2200 Вт, объём 1.7 л',
    'Node.js в подарок не входит',
    '89 дюймов 12 345 67',
  ])
    test(`are not seen in: ${text}`, () => {
      expect(texts(text)).toEqual([]);
    });
  test('a finding says where it stands', () => {
    const text = 'см. www.shop.ru сегодня';
    const [f] = findContacts(text);
    expect(text.slice(f?.start, f?.end)).toBe('www.shop.ru');
  });
});

describe('suspicious words', () => {
  for (const [text, kinds] of [
    ['Точная реплика часов', ['counterfeit']],
    ['Лучшие кроссовки, скидка только сегодня', ['advertising', 'advertising', 'advertising']],
    ['The best replica', ['counterfeit', 'advertising']],
    ['Оплата на карту, пишите мне', ['off_platform', 'off_platform']],
    ['Улучшенная подвеска и пальто', []],
    ['Фракция щебня 5-20', []],
  ] as const)
    test(`${text}: ${kinds.join(', ') || 'nothing'}`, () => {
      expect(findSuspicious(text).map((f) => f.kind)).toEqual(kinds);
    });
});

describe('capital letters', () => {
  for (const [text, loud] of [
    ['СМАРТФОН САМСУНГ ГАЛАКСИ', true],
    ['Телевизор LG OLED55C3, 55", 4K UHD HDR', false],
    ['Ноутбук ASUS VivoBook 15', false],
    ['SALE! KETTLE BOSCH TWK7403', true],
    ['КУПИ сейчас ЧАЙНИК', false],
  ] as const)
    test(`${text}: ${loud ? 'shouts' : 'speaks'}`, () => {
      expect(isShouting(text)).toBe(loud);
    });
});
