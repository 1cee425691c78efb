import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { canonicalJson, sha256 } from './artefact.ts';
import { currentVersion } from './publish-version.ts';
import { rehash } from './rehash.ts';

const it = databaseTest();

/** Everything built anew from all cells must be what stands there already, and every stored artefact must be what its hash names. */
async function expectSame(ctx: Ctx): Promise<void> {
  const all = await ctx.db.execute<{ id: number }>(sql`select id from taxonomy.categories where alias_of is null`);
  const again = await rehash(ctx, (await currentVersion(ctx)) + 1, { whole: all.map((c) => c.id), partial: [], nos: [] });
  expect(again.moves).toEqual([]);
  const rows = await ctx.db.execute<{ hash: string; artefact: unknown }>(sql`select hash, artefact from taxonomy.schemas`);
  for (const r of rows) expect(sha256(canonicalJson(r.artefact))).toBe(r.hash);
}

it('a patched schema is the one that all cells give, whatever was set, excluded, removed, added to the dictionary or moved', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const rule = (category: number, no: number, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set'): Change => ({
    kind: 'rule',
    edit: { categoryId: category, attributeNo: no, op, fields },
  });
  const { el, phones, smart, cloth } = t.categories;
  const a = t.attributes;
  const steps: Change[][] = [
    [rule(el, a.color, { requirement: 'recommended' })],
    [rule(el, a.composition, { requirement: 'required', languages: ['ru'] }), rule(phones, a.color, {}, 'exclude'), rule(cloth, a.waterproof, {})],
    [rule(phones, a.color, {}, 'remove'), rule(el, a.composition, {}, 'remove'), rule(el, 1, { maxLength: 100 }), rule(el, 3, { requirement: 'required' })],
    [rule(el, 1, {}, 'remove'), rule(smart, a.weight, { min: 0.1, max: 12.5 })],
    [{ kind: 'entry', entry: { listKey: 'color', key: 'color__green', label: { ru: 'Зелёный', en: 'Green' } } }],
    [{ kind: 'move', move: { categoryId: smart, parentId: cloth } }, rule(cloth, a.memory, { filterable: true })],
    [{ kind: 'category', category: { key: 'n', parentKey: 'phones', label: { ru: 'Н', en: 'N' } } }, rule(el, a.features, { maxValues: 3 })],
    [{ kind: 'attribute_edit', edit: { no: a.features, retired: true } }, rule(el, a.features, {}, 'remove'), rule(phones, a.features, {}, 'remove')],
    // More at once than a patch takes.
    [a.color, a.memory, a.weight, a.waterproof, a.composition, 1, 2, 3, 4, 5].map((no) => rule(el, no, { position: 50 + no })),
  ];
  for (const changes of steps) {
    await publish(ctx, changes);
    await expectSame(ctx);
  }
});
