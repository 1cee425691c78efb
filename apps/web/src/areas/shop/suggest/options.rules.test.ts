import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { expect, test } from 'vitest';
import { BRAND_FILTER, optionsOf } from './options.ts';

const EMPTY = { queries: [], categories: [], brands: [], cards: [] };

test('a brand leads to the search by the brand attribute', () => {
  expect(BRAND_FILTER).toBe(`f.${RESERVED.brand}`);
  const [option] = optionsOf({ ...EMPTY, brands: [{ token: -7, name: 'Velanor' }] }, 'vel', String);
  expect(option?.href).toBe('/search?f.3=-7');
});

test('words that only repeat what is typed are not offered', () => {
  const options = optionsOf({ ...EMPTY, queries: ['чай', 'чайник'] }, ' Чай ', String);
  expect(options.map((o) => o.text)).toEqual(['чайник']);
});
