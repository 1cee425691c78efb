import { describe, expect, it } from 'vitest';
import { formats, pickLocale, pluralOf } from './index.ts';

const ru = formats('ru');
const en = formats('en');
const at = new Date('2026-11-21T11:05:00Z');

describe('formats', () => {
  it('writes a price with a thin space inside the number and a full one before the sign, kopecks only when there are any', () => {
    expect(ru.price(1_299_000n)).toBe('12\u202f990\u00a0₽');
    expect(ru.price(1_299_050n)).toBe('12\u202f990,50\u00a0₽');
    expect(ru.price(99_00)).toBe('99\u00a0₽');
    expect(en.price(1_299_000n)).toBe('12,990\u00a0₽');
    expect(en.price(1_299_050n, 'USD')).toBe('$12,990.50');
    expect(ru.price(-5_000n)).toBe('-50\u00a0₽');
  });

  it('keeps the last digit of an amount beyond 2^53', () => {
    expect(ru.price(900_719_925_474_099_301n)).toBe('9\u202f007\u202f199\u202f254\u202f740\u202f993,01\u00a0₽');
  });

  it('groups thousands from four digits up and never ends a line inside a number', () => {
    expect(ru.number(1250.5)).toBe('1\u202f250,5');
    expect(en.number(10_595)).toBe('10,595');
    expect(ru.number(1_000_000)).not.toContain(' ');
  });

  it('writes dates with three-letter months and no «г.»', () => {
    expect(ru.dateTime(at)).toBe('21\u00a0ноя\u00a02026, 14:05');
    expect(en.dateTime(at)).toBe('21\u00a0Nov\u00a02026, 14:05');
    expect(formats('ru', { timeZone: 'Asia/Vladivostok' }).time(at)).toBe('21:05');
    expect(ru.day('2026-05-01T12:00:00Z', at)).toBe('1\u00a0мая');
    expect(ru.day('2025-05-01T12:00:00Z', at)).toBe('1\u00a0мая\u00a02025');
  });

  it('says how long ago in words', () => {
    expect(ru.relative(new Date(at.getTime() - 5 * 60_000), at)).toBe('5 минут назад');
    expect(ru.relative(new Date(at.getTime() + 2 * 3_600_000), at)).toBe('через 2 часа');
    expect(en.relative(new Date(at.getTime() - 86_400_000), at)).toBe('yesterday');
  });

  it('shortens durations to their two largest units', () => {
    expect(ru.duration(95_000)).toBe('1\u00a0мин\u00a035\u00a0с');
    expect(en.duration(7_260_000)).toBe('2\u00a0h\u00a01\u00a0min');
    expect(ru.duration(0)).toBe('0\u00a0с');
  });

  it('writes bytes, lists and shares as a reader of the language would', () => {
    expect(ru.bytes(1_536_000)).toBe('1,5\u00a0МБ');
    expect(en.bytes(900)).toBe('900\u00a0B');
    expect(ru.list(['а', 'б', 'в'])).toBe('а, б и в');
    expect(ru.percent(0.125)).toBe('12,5\u00a0%');
    expect(ru.compact(12_412)).toBe('12,4\u00a0тыс.');
  });

  it('knows the plural classes of Russian', () => {
    expect([1, 2, 5, 11, 21, 22].map((count) => pluralOf('ru', count))).toEqual(['one', 'few', 'many', 'many', 'one', 'few']);
  });

  it('picks the first known language', () => {
    expect(pickLocale(undefined, 'en-US,en;q=0.9')).toBe('en');
    expect(pickLocale('de', null)).toBe('ru');
    expect(pickLocale('fr,en;q=0.5')).toBe('en');
  });
});
