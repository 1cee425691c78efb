import { createSeller } from '@yarmarka/accounts/testing';
import { catalogConsumer, convertValuesJob } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { convertOffersJob, offersConsumer } from '@yarmarka/offers';
import { createOffer } from '@yarmarka/offers/testing';
import { listAttributes, searchOptions } from '@yarmarka/taxonomy';
import { matrixPublished } from '@yarmarka/taxonomy/events';
import type { Attrs, Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { type EditPreview, previewEdit } from './edit-preview.ts';

const it = databaseTest();

/** Publishes, lets cards and offers follow, and says what the runs have counted, offers apart. */
async function carryOut(ctx: Ctx, changes: readonly Change[]) {
  const { version } = await publish(ctx, changes);
  for (const consumer of [catalogConsumer, offersConsumer])
    await consumer.on[matrixPublished.type]?.(ctx, { version, schemasChanged: 0, treeChanged: false, changeSetId: 0 } as never, {} as never);
  await convertValuesJob.run(ctx, {});
  await convertOffersJob.run(ctx, {});
  const [row] = await ctx.db.execute<{ converted: number; left: number; offered: number }>(sql`
    select (c.converted + o.converted)::int as converted, (c.unconverted + o.unconverted)::int as "left", (o.converted + o.unconverted)::int as offered
    from catalog.conversion_runs c join offers.conversion_runs o using (version) where version = ${version}`);
  return row;
}
const told = ({ conversions }: EditPreview) => ({
  converted: conversions.reduce((n, c) => n + c.converted, 0),
  left: conversions.reduce((n, c) => n + c.left, 0),
  offered: conversions.reduce((n, c) => n + c.inOffers, 0),
});

/** Cards of two categories (one lets colour have several values), their variants, and offers with values of their own; `paint` is a second attribute for colours. */
async function setUp(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    { kind: 'attribute', attribute: { key: 'paint', type: 'list', label: { ru: 'Окраска', en: 'Paint' }, description: { ru: '', en: '' }, localised: false } },
    { kind: 'entry', entry: { listKey: 'paint', key: 'paint__scarlet', label: { ru: 'red (рус.)', en: 'Scarlet' } } },
    { kind: 'entry', entry: { listKey: 'paint', key: 'paint__green', label: { ru: 'Зелёный', en: 'Green' } } },
    { kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: t.attributes.color, op: 'set', fields: { maxValues: 3 } } },
  ]);
  const [attribute] = await listAttributes(ctx, { keys: ['paint'] });
  const paint = attribute?.no ?? 0;
  const tokens = new Map((await searchOptions(ctx, { attributeNo: paint })).map((o) => [o.key, o.token]));
  const [scarlet, green] = [tokens.get('paint__scarlet') ?? 0, tokens.get('paint__green') ?? 0];
  const [red, blue] = [t.token('color', 'red'), t.token('color', 'blue')];
  const { color } = t.attributes;
  const seller = await createSeller(ctx);
  const held: Attrs[] = [
    { [paint]: scarlet },
    { [paint]: green, [color]: red },
    { [paint]: scarlet, [color]: red },
    { [paint]: [scarlet, green] },
    { [color]: blue },
  ];
  for (const categoryId of [t.categories.el, t.categories.cloth])
    for (const attrs of held) {
      const card = await createCard(ctx, { categoryId, sellerId: seller.id, status: 'published', attrs, variants: [{ attrs: { [paint]: green } }] });
      await createOffer(ctx, { sellerId: seller.id, cardId: card.id, attrs });
    }
  return { t, paint, color };
}

it('what the preview of a merge of attributes counts is what becomes of the values, in offers too', async (ctx) => {
  const { paint, color } = await setUp(ctx);
  const changes: Change[] = [{ kind: 'attribute_merge', merge: { fromNo: paint, intoNo: color, options: {} } }];
  const preview = await previewEdit(ctx, changes);
  const counted = told(preview);
  // Where a card may have one colour only, a green one keeps its red.
  expect(counted).toMatchObject({ left: 2, offered: 8 });
  expect(preview.conversions[0]?.samples.find((s) => s.from === 'Зелёный')).toMatchObject({ to: 'Зелёный', values: 10 });
  expect(await carryOut(ctx, changes)).toEqual(counted);
});

it('what the preview of a merge of options counts is what becomes of the values, in offers too', async (ctx) => {
  await setUp(ctx);
  const changes: Change[] = [{ kind: 'entry_merge', merge: { listKey: 'paint', fromKey: 'paint__scarlet', intoKey: 'paint__green' } }];
  const counted = told(await previewEdit(ctx, changes));
  expect(counted).toEqual({ converted: 12, left: 0, offered: 6 });
  expect(await carryOut(ctx, changes)).toEqual(counted);
});

it('what the preview of a change of type counts is what becomes of the values, in offers too', async (ctx) => {
  const { t } = await setUp(ctx);
  const { memory } = t.attributes;
  const card = await createCard(ctx, { categoryId: t.categories.el, status: 'published', attrs: { [memory]: t.token('memory', '64') } });
  const { id: sellerId } = await createSeller(ctx);
  for (const value of [t.token('memory', '64'), t.token('memory', '128'), { c: 'много' }])
    await createOffer(ctx, { sellerId, cardId: card.id, attrs: { [memory]: value } });
  const changes: Change[] = [{ kind: 'attribute_type', convert: { no: memory, type: 'number', unitFamily: 'data', localised: false } }];
  const preview = await previewEdit(ctx, changes);
  expect(told(preview)).toEqual({ converted: 3, left: 1, offered: 3 });
  expect(preview.conversions[0]?.samples[0]).toMatchObject({ values: 2 });
  expect(preview.conversions[0]?.leftSamples).toMatchObject([{ from: '«много»', to: null, values: 1 }]);
  expect(await carryOut(ctx, changes)).toEqual(told(preview));
});
