import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';
import { parsePrice } from './money.ts';

test('a wrong setting is refused with the name of its variable', () => {
  expect(() => parseConfig({ PORT: 'many', DATABASE_URL: 'mysql://x' })).toThrow(/DATABASE_URL.*PORT|PORT.*DATABASE_URL/);
  expect(() => parseConfig({ AI_HEADERS: '[1]' })).toThrow(/AI_HEADERS/);
});

test('an empty variable counts as not set', () => {
  expect(parseConfig({ PORT: '', MEILI_URL: '' })).toMatchObject({ PORT: 4000 });
});

test('prices are read as people type them, to the kopeck', () => {
  expect(['12 990,50', '12990.5 ₽', '1 руб.', '99'].map(parsePrice)).toEqual([1_299_050, 1_299_050, 100, 9900]);
  expect(['', '-5', '1.234', 'abc', '1e5'].map(parsePrice)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});
