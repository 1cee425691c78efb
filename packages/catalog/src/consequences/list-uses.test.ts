import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { importCards } from '../card/import-cards.ts';
import { listUses } from './list-uses.ts';

const it = databaseTest();

it('tells which categories, attributes and options cards and their variants hold, drafts too', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { features, color, weight, memory } = t.attributes;
  await importCards(
    ctx,
    [
      {
        categoryId: t.categories.smart,
        status: 'draft',
        attrs: { [features]: [t.token('features', 'nfc')] },
        variants: [{ attrs: { [color]: t.token('color', 'red') } }],
      },
    ],
    { bare: true },
  );
  const made = {
    categories: Object.values(t.categories),
    attributes: [features, color, weight, memory],
    tokens: [t.token('features', 'nfc'), t.token('features', 'esim'), t.token('color', 'red'), t.token('color', 'blue')],
  };
  const uses = await listUses(ctx, made);
  expect(uses.categories).toEqual([t.categories.smart]);
  expect(uses.attributes.toSorted((a, b) => a - b)).toEqual([features, color].toSorted((a, b) => a - b));
  expect(new Set(uses.tokens)).toEqual(new Set([t.token('features', 'nfc'), t.token('color', 'red')]));
  await expect(listUses(as(ctx, userActor(['seller'])), made)).rejects.toMatchObject({ kind: 'forbidden' });
});
