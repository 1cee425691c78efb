import { AppError } from '@yarmarka/kernel';
import { getAttribute, previewChanges } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { createCard } from '../testing.ts';
import { listCustomValues, previewConversion } from './preview-conversion.ts';

const it = databaseTest();
const grams = (v: number) => ({ n: v, v, u: 'g' });

it('a preview counts what converts and what does not, with the most frequent values, and leaves nothing behind', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { memory } = t.attributes;
  const card = (...values: Attrs[string][]) => createCard(ctx, { categoryId: t.categories.phones, variants: values.map((v) => ({ attrs: { [memory]: v } })) });
  await card(t.token('memory', '64'), t.token('memory', '128'));
  await card(t.token('memory', '64'), { c: 'много' });
  const delta = await previewChanges(ctx, [{ kind: 'attribute_type', convert: { no: memory, type: 'number', unitFamily: 'data' } }]);
  expect(delta.problems).toEqual([]);
  const [conversion] = delta.conversions;
  if (!conversion) throw new Error('no conversion');
  const preview = await previewConversion(ctx, conversion);
  expect(preview).toMatchObject({ values: 4, converted: 3, left: 1, partial: false });
  expect(preview.samples[0]).toMatchObject({ from: t.token('memory', '64'), to: { n: 65_536, v: 64, u: 'GB' }, values: 2 });
  expect(preview.leftSamples[0]).toMatchObject({ from: { c: 'много' }, to: null, values: 1 });
  expect((await getAttribute(ctx, memory)).type).toBe('list');
});

it('a merge that would push a value out counts it as left', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { weight } = t.attributes;
  await createCard(ctx, { categoryId: t.categories.phones, attrs: { [weight]: grams(1), 999: grams(2) } });
  await createCard(ctx, { categoryId: t.categories.phones, attrs: { 999: grams(2) } });
  expect(await previewConversion(ctx, { kind: 'attribute', fromNo: 999, intoNo: weight })).toMatchObject({ values: 2, converted: 1, left: 1 });
});

it('cards and placements that follow a category are counted', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await createCard(ctx, { categoryId: t.categories.smart });
  expect(await previewConversion(ctx, { kind: 'category', fromId: t.categories.smart, intoId: t.categories.phones })).toMatchObject({
    cards: 1,
    placements: 0,
  });
});

it('custom values are listed by how many cards hold them, however they are spelt, and only to those who see the impact', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color } = t.attributes;
  for (const c of ['Хаки', 'хаки', ' Хаки', 'Охра']) await createCard(ctx, { categoryId: t.categories.cloth, attrs: { [color]: { c } } });
  await createCard(ctx, { categoryId: t.categories.cloth, attrs: { [color]: t.token('color', 'red') } });
  const list = await listCustomValues(ctx, { attributeNo: color });
  expect(list.map((v) => [v.text.toLowerCase(), v.cards])).toEqual([
    ['хаки', 3],
    ['охра', 1],
  ]);
  const seen = await listCustomValues(as(ctx, userActor(['seller'])), { attributeNo: color }).catch((e: unknown) => e);
  expect(seen).toBeInstanceOf(AppError);
});
