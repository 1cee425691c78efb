import { databaseTest } from '@yarmarka/testing';
import { describe, expect } from 'vitest';
import { ensureBrands } from './ensure-brands.ts';
import { searchBrands } from './queries.ts';

const it = databaseTest();

describe('searchBrands', () => {
  it('finds by sound and by the keys of the other layout, equal names and beginnings first', async (ctx) => {
    await ensureBrands(ctx, ['Teplava', 'Monteplan', 'Tepl', 'New Tepla', 'Тепловъ', '50%_Off']);
    const names = async (query: string) => (await searchBrands(ctx, query)).map((b) => b.name);
    expect(await names('tepl')).toEqual(['Tepl', 'Teplava', 'New Tepla', 'Monteplan']);
    expect(await names('еузд')).toEqual(['Tepl', 'Teplava', 'New Tepla', 'Monteplan']);
    expect(await names('тепл')).toEqual(['Tepl', 'Teplava', 'Тепловъ', 'New Tepla', 'Monteplan']);
    expect(await names('ntgkjd')).toEqual(['Тепловъ']);
    expect(await names('%_')).toEqual(['50%_Off']);
    expect(await names('\\')).toEqual([]);
    expect((await names('')).length).toBe(6);
  });
});
