import { AppError, type Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { getCategorySchema } from '../matrix/get-schema.ts';
import { listEffectiveCells } from '../matrix/queries.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { undo } from '../testing/undo.ts';
import { findCategoryBySlug, getCategory, listTree } from './queries.ts';

const it = databaseTest();
const refusal = async (ctx: Ctx, changes: readonly Change[]) =>
  ctx.db
    .transaction(async (db) => publish({ ...ctx, db, read: db }, changes))
    .then(
      () => 'no refusal',
      (e: unknown) => (e instanceof AppError ? e.reason : String(e)),
    );
const tree = async (ctx: Ctx) => (await listTree(ctx)).map((n) => ({ id: n.id, parentId: n.parentId, en: n.en, position: n.position }));
const refolded = async (ctx: Ctx) => (await ctx.db.execute<{ ids: number[] }>(sql`select taxonomy.fold_all() as ids`))[0]?.ids;

it('a merged category answers as its target, its children stand under it, and undoing it restores tree and schemas', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { el, phones, smart, cloth } = t.categories;
  const before = await tree(ctx);
  const hash = async (id: number) => (await getCategorySchema(ctx, id)).hash;
  const hashes = await Promise.all([el, phones, smart, cloth].map(hash));
  const slug = (await getCategory(ctx, phones)).slugEn;
  const { version } = await publish(ctx, [{ kind: 'category_merge', merge: { fromId: phones, intoId: cloth } }]);
  expect((await findCategoryBySlug(ctx, slug))?.aliasOf).toBe(cloth);
  expect((await getCategory(ctx, phones)).id).toBe(cloth);
  expect(await getCategorySchema(ctx, phones)).toMatchObject({ categoryId: cloth });
  expect((await getCategory(ctx, smart)).path).toEqual([cloth, smart]);
  const cells = await listEffectiveCells(ctx, smart);
  expect(cells.map((c) => c.attribute.key).toSorted()).toEqual(['color', 'composition', 'waterproof']);
  expect(await refolded(ctx)).toEqual([]);
  expect((await listTree(ctx)).some((n) => n.id === phones)).toBe(false);
  const kept = await ctx.db.execute<{ conversion: unknown }>(sql`select conversion from taxonomy.value_conversions where version = ${version}`);
  expect(kept.map((k) => k.conversion)).toEqual([{ kind: 'category', fromId: phones, intoId: cloth }]);
  await undo(ctx, version);
  expect(await tree(ctx)).toEqual(before);
  expect(await Promise.all([el, phones, smart, cloth].map(hash))).toEqual(hashes);
  expect(await refolded(ctx)).toEqual([]);
});

it('an alias follows when its target is merged again, and points back when that is undone', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { el, phones, smart, cloth } = t.categories;
  await publish(ctx, [{ kind: 'category_merge', merge: { fromId: smart, intoId: phones } }]);
  const { version } = await publish(ctx, [{ kind: 'category_merge', merge: { fromId: phones, intoId: cloth } }]);
  expect((await getCategory(ctx, smart)).id).toBe(cloth);
  // Moving the target takes its aliases along.
  await publish(ctx, [{ kind: 'move', move: { categoryId: cloth, parentId: el } }]);
  const paths = await ctx.db.execute<{ path: number[] }>(sql`select distinct path from taxonomy.categories where id in (${smart}, ${phones}, ${cloth})`);
  expect(paths.map((p) => p.path)).toEqual([[el, cloth]]);
  await undo(ctx, version);
  expect((await getCategory(ctx, smart)).id).toBe(phones);
});

it('a category is not merged into its own branch or itself, and several subtrees move at once', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { el, phones, smart, cloth } = t.categories;
  expect(await refusal(ctx, [{ kind: 'category_merge', merge: { fromId: el, intoId: smart } }])).toBe('taxonomy.merge_into_branch');
  expect(await refusal(ctx, [{ kind: 'category_merge', merge: { fromId: el, intoId: el } }])).toBe('taxonomy.merge_into_itself');
  expect(await refusal(ctx, [{ kind: 'move', move: { categoryId: el, parentId: smart } }])).toBe('taxonomy.move_into_itself');
  const { version } = await publish(ctx, [
    { kind: 'move', move: { categoryId: smart, parentId: cloth } },
    { kind: 'move', move: { categoryId: phones, parentId: null } },
    { kind: 'category_edit', edit: { categoryId: phones, label: { ru: 'Связь', en: 'Telephony' }, position: 0 } },
  ]);
  expect((await getCategory(ctx, phones)).path).toEqual([phones]);
  expect((await getCategory(ctx, smart)).path).toEqual([cloth, smart]);
  expect(await refolded(ctx)).toEqual([]);
  await undo(ctx, version);
  expect(await getCategory(ctx, smart)).toMatchObject({ path: [el, phones, smart] });
  expect((await getCategory(ctx, phones)).en).toBe('Phones');
});

it('help texts and groups change with the set and come back with it', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const help = async () => (await listEffectiveCells(ctx, t.categories.smart)).find((c) => c.attribute.key === 'color')?.helps ?? [];
  const { version } = await publish(ctx, [
    { kind: 'help', help: { categoryId: t.categories.el, attributeNo: t.attributes.color, help: { ru: 'Как на упаковке', en: 'As on the box' } } },
    { kind: 'group', group: { key: 'main', label: { ru: 'Главное', en: 'Main' }, position: 1 } },
  ]);
  expect(await help()).toEqual([{ categoryId: t.categories.el, ru: 'Как на упаковке', en: 'As on the box' }]);
  await undo(ctx, version);
  expect(await help()).toEqual([]);
});
