import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { nameOptions } from './name-options.ts';

const it = databaseTest();

it('options are found by key, label and synonym within their own attribute; unknown and ambiguous names come with what may be meant', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color, memory } = t.attributes;
  await publish(ctx, [
    { kind: 'entry', entry: { listKey: 'color', key: 'color__green', label: { ru: 'Зелёный', en: 'Green' } } },
    { kind: 'entry', entry: { listKey: 'color', key: 'color__green2', label: { ru: 'Изумрудный', en: 'Emerald' } } },
    { kind: 'entry', entry: { listKey: 'color', key: 'color__lime', label: { ru: 'Лайм', en: 'Emerald' } } },
  ]);
  const found = await nameOptions(ctx, [
    { attributeNo: color, names: ['color__red', 'зеленый', 'GREEN', 'Зелнный', 'Emerald', '64 ГБ', 'чего нет'] },
    { attributeNo: memory, names: ['64 ГБ'] },
  ]);
  const green = found[1]?.token;
  expect(green).toBeGreaterThan(0);
  expect(found.map((one) => one.token)).toEqual([t.token('color', 'red'), green, green, null, null, null, null, t.token('memory', '64')]);
  expect(found[3]?.candidates).toHaveLength(1);
  expect(found[4]?.candidates).toHaveLength(2);
  expect(found[6]?.candidates).toEqual([]);
});
