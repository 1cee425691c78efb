import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionaryWords, foldText, indexText, queryTerms } from './normalise.ts';
import { editDistance, nearestWord, otherLayout, transliterate } from './rewrite.ts';

const primary = (text: string) => queryTerms(text).flatMap((t) => t.alternatives[0] ?? []);

describe('normalisation', () => {
  it.each([
    ['16gb', '16 ГБ'],
    ['16 гб', '16GB ОЗУ'],
    ['QX-3410', 'QX3410'],
    ['qx3410', 'Модель QX-3410'],
    ['qx3410', 'QX 3410'],
    ['1,5 л', 'Чайник 1.5л'],
    ['1.5l', '1,5 литра'],
    ['15.6"', 'Ноутбук 15,6 дюйма'],
    ['5000 мАч', 'Аккумулятор 5000 mAh'],
    ['wi-fi', 'Роутер Wi-Fi 6'],
    ['wifi', 'Роутер Wi-Fi 6'],
    ['iphone15', 'iPhone 15'],
    ['crème', 'Creme'],
    ['ёлка', 'Елка'],
    ['5 в 1', 'Мультиварка 5 в 1'],
  ])('finds %j in %j', (query, name) => {
    const words = new Set(indexText(name).split(' '));
    expect(queryTerms(query).every((t) => t.alternatives.some((a) => a.every((w) => words.has(w))))).toBe(true);
  });

  it('keeps codes and quantities that differ apart', () => {
    expect(indexText('128 ГБ').split(' ')).not.toContain('12gb');
    expect(primary('128gb')).toEqual(['128gb']);
    expect(indexText('QX-3410').split(' ')).not.toContain('qx3411');
  });

  it('finds a name by itself, whatever it is made of', () => {
    const piece = fc.oneof(fc.stringMatching(/^[a-zа-я]{1,8}$/), fc.stringMatching(/^[0-9]{1,5}$/), fc.constantFrom('гб', 'см', 'X5', 'wi-fi', '3,5', 'A/B-7'));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const name = pieces.join(' ');
        const words = new Set(indexText(name).split(' '));
        return queryTerms(name).every((t) => t.alternatives.some((a) => a.every((w) => words.has(w))));
      }),
    );
  });

  it('leaves nothing but letters, digits and single spaces, of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => /^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u.test(indexText(text))));
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => queryTerms(text).length <= 10 && queryTerms(text).every((t) => t.alternatives.flat().every((w) => /^[\p{L}\p{N}]+$/u.test(w))),
      ),
    );
  });

  it('folds twice as once', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => indexText(foldText(text).replaceAll('\ue000', '.')) === indexText(text)));
  });

  it('offers only words of letters to the dictionary', () => {
    expect(dictionaryWords('Смартфон QX-3410, 16 ГБ (Ёж) и me')).toEqual(['смартфон']);
    expect(dictionaryWords('Смартфон смартфон ЁЛКА')).toEqual(['елка', 'смартфон']);
  });
});

describe('rewriting', () => {
  it('reads the keys of the other layout', () => {
    expect(otherLayout('ntktajy')).toBe('телефон');
    expect(otherLayout('ыфьыгтп')).toBe('samsung');
    expect(otherLayout('наушники sony')).toBeUndefined();
    expect(otherLayout('123')).toBeUndefined();
  });

  it('comes back from the other layout for Russian words', () => {
    fc.assert(fc.property(fc.stringMatching(/^[а-я]{1,12}$/), (word) => otherLayout(otherLayout(word) ?? '') === word || /[хъжэбюё]/.test(word)));
  });

  it('reads the other alphabet by sound', () => {
    expect(transliterate('naushniki')).toBe('наушники');
    expect(transliterate('krossovki')).toBe('кроссовки');
    expect(transliterate('самсунг')).toBe('samsung');
    expect(transliterate('айфон 15')).toBe('iphone 15');
    expect(transliterate('чехол iphone')).toBeUndefined();
  });

  it('counts inserts, deletions, replacements and swaps', () => {
    expect(editDistance('смартфн', 'смартфон', 2)).toBe(1);
    expect(editDistance('hedphones', 'headphones', 2)).toBe(1);
    expect(editDistance('кроссвоки', 'кроссовки', 2)).toBe(1);
    expect(editDistance('abc', 'abc', 2)).toBe(0);
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
  });

  it('measures a distance that is symmetric and zero only between equal words', () => {
    const word = fc.stringMatching(/^[abc]{0,6}$/);
    fc.assert(fc.property(word, word, (a, b) => editDistance(a, b, 9) === editDistance(b, a, 9) && (editDistance(a, b, 9) === 0) === (a === b)));
  });

  it('takes the nearest word, and of equally near ones the most frequent', () => {
    expect(
      nearestWord('лампп', [
        { word: 'лампа', freq: 5 },
        { word: 'лампы', freq: 9 },
      ]),
    ).toBe('лампы');
    expect(nearestWord('кот', [{ word: 'код', freq: 9 }])).toBeUndefined();
    expect(
      nearestWord('чайникк', [
        { word: 'чайник', freq: 1 },
        { word: 'чайники', freq: 90 },
      ]),
    ).toBe('чайники');
  });
});
