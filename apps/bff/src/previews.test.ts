import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { upsertOffer } from '@yarmarka/offers';
import { importTaxonomy, listAttributes, searchOptions, undoVersion } from '@yarmarka/taxonomy';
import { publish } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { afterAll, expect } from 'vitest';
import { USES } from './previews.ts';

const it = databaseTest();
const dir = mkdtempSync(join(tmpdir(), 'yarmarka-uses-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** One category; `more` brings the attribute size with one option. */
async function delivered(ctx: Ctx, more: boolean): Promise<number> {
  const write = (name: string, rows: readonly object[]) => writeFileSync(join(dir, name), rows.map((r) => JSON.stringify(r)).join('\n'));
  const keys = more ? ['color', 'size'] : ['color'];
  write('categories.jsonl', [{ id: 'a', parent: null, en: 'A', ru: 'А', attributes: keys }]);
  write(
    'attributes.jsonl',
    keys.map((key) => ({ key, en: key, ru: key, values: [`${key}__one`] })),
  );
  write(
    'values.jsonl',
    keys.map((key) => ({ key: `${key}__one`, en: 'One', ru: 'Один' })),
  );
  return (await importTaxonomy(ctx, { dir })).published?.version ?? 0;
}

it('the undo of an import leaves what only offers use', async (ctx) => {
  await delivered(ctx, false);
  const version = await delivered(ctx, true);
  const [size] = await listAttributes(ctx, { keys: ['size'] });
  const no = size?.no ?? 0;
  const [one] = await searchOptions(ctx, { attributeNo: no });
  const [category] = await ctx.db.execute<{ id: number }>(`select id from taxonomy.categories where key = 'a'`);
  const categoryId = category?.id ?? 0;
  await publish(ctx, [{ kind: 'rule', edit: { categoryId, attributeNo: no, op: 'set', fields: { level: 'offer' } } }]);
  const seller = await createSeller(ctx);
  const card = await createCard(ctx, { categoryId, sellerId: seller.id, status: 'published' });
  await upsertOffer(as(ctx, seller.actor), { cardId: card.id, sellerSku: 'X', priceMinor: 100, attrs: { [no]: one?.token ?? 0 } });
  const undo = await undoVersion(ctx, { version }, USES);
  expect(undo.notUndone).toContainEqual({ kind: 'attribute', reason: 'cards', count: 1, names: [{ ru: 'size', en: 'size' }] });
});
