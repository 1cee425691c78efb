import { type Ctx, newId } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import { getCategorySchema } from '../matrix/get-schema.ts';
import type { CellFields, Change } from '../schemas.ts';
import { createSmallTaxonomy } from '../testing/small-taxonomy.ts';
import { listTree } from '../tree/queries.ts';
import { EDITED, packFields, PRESENT } from './cell-bits.ts';
import { findDraftCategory, findDraftStructure, readStructuredSchema } from './draft-structure.ts';
import { createGrid, type Grid } from './fold-grid.ts';
import { unpackTree } from './packed-grid.ts';
import { findDraftCells, loadGrid } from './queries.ts';
import { type GridParts, withStructure } from './structure.ts';

const it = databaseTest();
const texts = (list: readonly string[] = []): string[] => list.toSorted((a, b) => a.localeCompare(b));
const words = (ru: string) => ({ ru, en: ru });
const published = async (ctx: Ctx): Promise<GridParts> => {
  const { tree, rules, attributes } = await loadGrid(ctx);
  return { nodes: unpackTree(tree), rules, attributes };
};
/** Category key and attribute -> bits, of the whole tree. */
const drawn = (grid: Grid, nodes: GridParts['nodes']) =>
  Object.fromEntries(
    nodes.flatMap((node) => [...grid.cells(node.id).keys()].map((no) => [`${node.key}:${no}`, (grid.cell(node.id, no) & ~EDITED & 0x1fff) | PRESENT])),
  );
async function folded(ctx: Ctx): Promise<Record<string, number>> {
  const rows = await ctx.db.execute<{ key: string; no: number; fields: CellFields }>(
    sql`select c.key, e.attribute_no as no, e.fields from taxonomy.effective_cells e join taxonomy.categories c on c.id = e.category_id`,
  );
  return Object.fromEntries(rows.map((r) => [`${r.key}:${r.no}`, packFields(r.fields) | PRESENT]));
}
const shape = (nodes: GridParts['nodes']) => {
  const keys = new Map(nodes.map((node) => [node.id, node.key]));
  return nodes.map((node) => `${keys.get(node.parentId ?? 0) ?? '-'} > ${node.key} "${node.ru}"`).sort();
};

async function draftOf(ctx: Ctx, changes: readonly Change[]): Promise<number> {
  const set = await createChangeSet(ctx, { title: 'Draft' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return set.id;
}

describe('a draft that edits tree and dictionary', () => {
  it('is shown in the grid as publishing it will make it: tree, attributes and every cell', async (ctx) => {
    const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
    const before = await published(ctx);
    const id = await draftOf(ctx, [
      { kind: 'category', category: { key: 'foldable', parentKey: 'smart', label: words('Складные') } },
      { kind: 'category', category: { key: 'flip', parentKey: 'foldable', label: words('Раскладушки') } },
      { kind: 'category_edit', edit: { categoryId: c.el, label: words('Техника') } },
      { kind: 'move', move: { categoryId: c.smart, parentId: null } },
      { kind: 'attribute', attribute: { key: 'hinge', type: 'text', label: words('Шарнир'), description: words(''), localised: false } },
      { kind: 'attribute_edit', edit: { no: a.weight, label: words('Масса') } },
      { kind: 'rule', edit: { categoryId: c.smart, attributeNo: a.weight, op: 'set', fields: { requirement: 'required', filterable: true } } },
    ]);
    const structure = await findDraftStructure(ctx);
    const draft = await findDraftCells(ctx);
    expect(structure?.problem).toBeNull();
    expect(texts(structure?.nodes.map((node) => `${node.key} ${node.is}`))).toEqual(['el renamed', 'flip new', 'foldable new', 'smart moved']);
    expect(texts(structure?.attributes.map((one) => `${one.ru} ${one.is}`))).toEqual(['Масса edited', 'Шарнир new']);
    const parts = withStructure(before, structure ?? expect.unreachable());
    const grid = createGrid(parts.nodes, parts.rules).withEdits(draft?.cells ?? []);
    const seen = { shape: shape(parts.nodes), cells: drawn(grid, parts.nodes) };
    expect(await published(ctx), 'looking changes nothing').toEqual(before);
    await publishChangeSet(ctx, { id });
    const after = await published(ctx);
    expect(seen).toEqual({ shape: shape(after.nodes), cells: await folded(ctx) });
    expect(texts(parts.attributes.map((one) => `${one.no} ${one.ru}`))).toEqual(texts(after.attributes.map((one) => `${one.no} ${one.ru}`)));
    expect(await findDraftStructure(ctx)).toBeNull();
  });

  it('shows merges of categories and attributes with the rules they entail', async (ctx) => {
    const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
    const other = await draftOf(ctx, [
      {
        kind: 'attribute',
        attribute: { key: 'mass', type: 'number', unitFamily: 'mass', label: words('Вес нетто'), description: words(''), localised: false },
      },
    ]);
    await publishChangeSet(ctx, { id: other });
    const [mass] = await ctx.db.execute<{ no: number }>(sql`select no from taxonomy.attributes where key = 'mass'`);
    const use = await draftOf(ctx, [
      { kind: 'rule', edit: { categoryId: c.phones, attributeNo: mass?.no ?? 0, op: 'set', fields: { requirement: 'recommended' } } },
    ]);
    await publishChangeSet(ctx, { id: use });
    const before = await published(ctx);
    const id = await draftOf(ctx, [
      { kind: 'attribute_merge', merge: { fromNo: mass?.no ?? 0, intoNo: a.weight, options: {} } },
      { kind: 'category_merge', merge: { fromId: c.smart, intoId: c.phones } },
    ]);
    const structure = await findDraftStructure(ctx);
    expect(structure).toMatchObject({ gone: [c.smart], goneAttributes: [mass?.no], problem: null });
    const parts = withStructure(before, structure ?? expect.unreachable());
    const seen = { shape: shape(parts.nodes), cells: drawn(createGrid(parts.nodes, parts.rules), parts.nodes) };
    await publishChangeSet(ctx, { id });
    expect(seen).toEqual({ shape: shape((await published(ctx)).nodes), cells: await folded(ctx) });
  });

  it('gives a new category its inherited cells and the form it will have, and a moved one those of its new place', async (ctx) => {
    const { categories: c } = await createSmallTaxonomy(ctx);
    const id = await draftOf(ctx, [
      { kind: 'category', category: { key: 'foldable', parentKey: 'phones', label: words('Складные') } },
      { kind: 'move', move: { categoryId: c.smart, parentId: null } },
    ]);
    const node = (await findDraftStructure(ctx))?.nodes.find((one) => one.key === 'foldable');
    const fresh = await findDraftCategory(ctx, node?.id ?? 0);
    expect(fresh?.category).toMatchObject({ id: node?.id, parentId: c.phones, path: [c.el, c.phones, node?.id] });
    expect(fresh?.cells.length).toBeGreaterThan(0);
    expect(fresh?.cells.map((cell) => [cell.attribute.no, cell.fields])).toEqual(fresh?.parentCells.map((cell) => [cell.attribute.no, cell.fields]));
    const moved = await findDraftCategory(ctx, c.smart);
    expect(moved?.cells.every((cell) => cell.own?.op === 'set')).toBe(true);
    const hashes: (string | null)[] = [];
    for (const one of [node?.id ?? 0, c.smart]) hashes.push(await readStructuredSchema(ctx, one, async (_tx, _category, schema) => schema.hash));
    await publishChangeSet(ctx, { id });
    const [made] = (await listTree(ctx)).filter((one) => one.key === 'foldable');
    expect(hashes).toEqual([(await getCategorySchema(ctx, made?.id ?? 0)).hash, (await getCategorySchema(ctx, c.smart)).hash]);
  });

  it('says why it cannot be shown when an edit would be refused, and is nobody else’s', async (ctx) => {
    const { categories: c } = await createSmallTaxonomy(ctx);
    const anna = as(ctx, userActor(['admin'], { userId: newId() }));
    await draftOf(anna, [{ kind: 'move', move: { categoryId: c.el, parentId: c.smart } }]);
    expect((await findDraftStructure(anna))?.problem?.en).toContain('its own branch');
    expect(await findDraftStructure(as(ctx, userActor(['admin'], { userId: newId() })))).toBeNull();
    expect((await findDraftCells(anna))?.structure).toEqual(expect.any(String));
  });
});
