import { type Ctx, newId } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { relabelAttribute, relabelCategory } from '../dictionary/relabel.ts';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import type { CellFields, RuleEdit } from '../schemas.ts';
import { getCategorySchema } from '../matrix/get-schema.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { listTree } from '../tree/queries.ts';
import { EDITED, EXCLUDED, OWN, packFields, PIN, PRESENT } from './cell-bits.ts';
import { findDraftHelp, findDraftSchema } from './draft-schema.ts';
import { createGrid, type Grid } from './fold-grid.ts';
import { unpackTree } from './packed-grid.ts';
import { findDraftCells, findGridStamp, listOpenDrafts, loadGrid } from './queries.ts';
import { CELL_STATES, selectCells, showsState } from './select-cells.ts';

const it = databaseTest();
const load = async (ctx: Ctx): Promise<Grid> => {
  const packed = await loadGrid(ctx);
  return createGrid(unpackTree(packed.tree), packed.rules);
};

/** The database's cells as the grid should draw them. */
async function folded(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ c: number; a: number; fields: CellFields; own: boolean }>(sql`
    select e.category_id as c, e.attribute_no as a, e.fields, exists (select 1 from taxonomy.rules r where r.to_version is null and r.category_id = e.category_id and r.attribute_no = e.attribute_no) as own
    from taxonomy.effective_cells e`);
  return new Map(rows.map((r) => [`${r.c}:${r.a}`, packFields(r.fields) | PRESENT | (r.own ? OWN : 0)]));
}

function drawn(grid: Grid, small: SmallTaxonomy): Map<string, number> {
  const out = new Map<string, number>();
  for (const c of Object.values(small.categories)) for (const a of grid.cells(c).keys()) out.set(`${c}:${a}`, grid.cell(c, a) & ~EDITED);
  return out;
}

/** Random edits that publishing takes: every drawn field, nulls, exclusions, removals. */
const editsOf = (small: SmallTaxonomy) => {
  const fields = fc.record(
    {
      requirement: fc.constantFrom('required', 'recommended', 'optional', null),
      filterable: fc.constantFrom(true, false, null),
      group: fc.constantFrom('main', null),
      position: fc.constantFrom(5, null),
      editable: fc.constantFrom(true, false, null),
    },
    { requiredKeys: [] },
  );
  const edit: fc.Arbitrary<RuleEdit> = fc.record({
    categoryId: fc.constantFrom(...Object.values(small.categories)),
    attributeNo: fc.constantFrom(small.attributes.features, small.attributes.weight, small.attributes.waterproof, small.attributes.composition),
    op: fc.constantFrom('set', 'set', 'exclude', 'remove'),
    fields,
  });
  return fc.uniqueArray(edit, { minLength: 1, maxLength: 8, selector: (e) => `${e.categoryId}:${e.attributeNo}` });
};

describe('the grid folds in the browser what the database folds', () => {
  it('draws every effective cell of the published matrix with the same fields and the same own marks', async (ctx) => {
    const small = await createSmallTaxonomy(ctx);
    const grid = await load(ctx);
    expect(drawn(grid, small)).toEqual(await folded(ctx));
    expect(grid.cells(small.categories.smart).size).toBeGreaterThan(3);
  });

  it('sends the tree by columns as it is listed, and has another stamp after a publish and after a renaming, the same while nothing changes', async (ctx) => {
    const { categories, attributes } = await createSmallTaxonomy(ctx);
    expect(unpackTree((await loadGrid(ctx)).tree)).toEqual(await listTree(ctx));
    const stamps = [await findGridStamp(ctx)];
    expect(await findGridStamp(ctx)).toBe(stamps[0]);
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: categories.smart, attributeNo: attributes.weight, op: 'exclude', fields: {} } }], 'No weight');
    stamps.push(await findGridStamp(ctx));
    await relabelCategory(ctx, { categoryId: categories.smart, label: { ru: 'Смартфоны', en: 'Smart phones' } });
    stamps.push(await findGridStamp(ctx));
    await relabelAttribute(ctx, { no: attributes.weight, label: { ru: 'Вес', en: 'Heaviness' }, description: { ru: '', en: '' } });
    stamps.push(await findGridStamp(ctx));
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  it('shows under a draft exactly the cells, and the form exactly the schema, that publishing it gives, here and below', async (ctx) => {
    const small = await createSmallTaxonomy(ctx);
    let seen = 0;
    for (const edits of fc.sample(editsOf(small), { numRuns: 12, seed: 4 })) {
      const draft = (await load(ctx)).withEdits(edits);
      const set = await createChangeSet(ctx, { title: 'Draft' });
      await saveChanges(ctx, { changeSetId: set.id, changes: edits.map((edit) => ({ kind: 'rule' as const, edit })) });
      const schemas = await Promise.all(Object.values(small.categories).map((id) => findDraftSchema(ctx, id)));
      await publishChangeSet(ctx, { id: set.id });
      for (const [index, id] of Object.values(small.categories).entries())
        expect(schemas[index]?.hash ?? (await getCategorySchema(ctx, id)).hash).toBe((await getCategorySchema(ctx, id)).hash);
      expect(drawn(draft, small)).toEqual(await folded(ctx));
      expect(drawn(await load(ctx), small)).toEqual(await folded(ctx));
      seen += edits.length;
    }
    expect(seen).toBeGreaterThan(30);
  });

  it('shows an exclusion where it is made and nothing below it, and starts afresh where it is set again', async (ctx) => {
    const { categories, attributes } = await createSmallTaxonomy(ctx);
    const grid = (await load(ctx)).withEdits([
      { categoryId: categories.phones, attributeNo: attributes.color, op: 'exclude', fields: {} },
      { categoryId: categories.smart, attributeNo: attributes.color, op: 'set', fields: { requirement: 'recommended' } },
    ]);
    expect(grid.cell(categories.phones, attributes.color) & EXCLUDED).toBe(EXCLUDED);
    expect(grid.cell(categories.smart, attributes.color) & 0xffff).toBe(packFields({ requirement: 'recommended' }));
    expect(grid.withEdits([]).cell(categories.smart, attributes.color) & PRESENT).toBe(PRESENT);
  });

  it('tells a pinned rule, in a draft and once published, and nothing below it; a rule that was set again after a removal is pinned no more', async (ctx) => {
    const { categories, attributes } = await createSmallTaxonomy(ctx);
    const at = { categoryId: categories.phones, attributeNo: attributes.color };
    const edit = { ...at, op: 'set' as const, fields: { requirement: 'optional' as const }, pin: true as const };
    const pins = (grid: Grid) => [categories.phones, categories.smart].map((id) => (grid.cell(id, at.attributeNo) & PIN) !== 0);
    expect(pins(await load(ctx))).toEqual([false, false]);
    expect(pins((await load(ctx)).withEdits([edit]))).toEqual([true, false]);
    await publish(ctx, [{ kind: 'rule', edit }], 'Pin');
    expect(pins(await load(ctx))).toEqual([true, false]);
    await publish(ctx, [{ kind: 'rule', edit: { ...at, op: 'remove', fields: {} } }], 'Take it back');
    await publish(ctx, [{ kind: 'rule', edit: { ...at, op: 'set', fields: { requirement: 'recommended' } } }], 'Set it');
    expect(pins(await load(ctx))).toEqual([false, false]);
  });

  it('selects by a query the cells that SQL selects', async (ctx) => {
    const { categories, attributes } = await createSmallTaxonomy(ctx);
    const tree = await listTree(ctx);
    const grid = await load(ctx);
    const rows = await ctx.db.execute<{ c: number; a: number }>(sql`
      select e.category_id as c, e.attribute_no as a from taxonomy.effective_cells e join taxonomy.categories k on k.id = e.category_id
      where k.path @> array[${categories.el}::int] and not exists (select 1 from taxonomy.categories b where b.parent_id = k.id)
        and e.fields ->> 'filterable' = 'true' and coalesce(e.fields ->> 'requirement', 'optional') <> 'required' order by 1, 2`);
    const found = selectCells(grid, tree, { under: categories.el, leaves: true, attributes: [], has: ['filterable'], lacks: ['required'] });
    expect([...found].sort((a, b) => a[0] - b[0] || a[1] - b[1])).toEqual(rows.map((r) => [r.c, r.a]));
    expect(found.length).toBeGreaterThan(0);
    for (const state of CELL_STATES) {
      const whole = selectCells(grid, tree, { under: null, leaves: false, attributes: [attributes.color], has: [], lacks: [] });
      const has = selectCells(grid, tree, { under: null, leaves: false, attributes: [attributes.color], has: [state], lacks: [] });
      if (state !== 'excluded' && state !== 'changed') expect(has.length).toBeLessThanOrEqual(whole.length);
      // Every state parts the cells in two, also where it is inherited.
      const lacks = selectCells(grid, tree, { under: null, leaves: false, attributes: [attributes.color], has: [], lacks: [state] });
      expect(whole.filter(([c, a]) => !showsState(grid.cell(c, a), state))).toEqual(lacks);
    }
  });
});

describe('drafts in the grid', () => {
  it('tells each administrator their own draft’s edits and which cells the others edit', async (ctx) => {
    const { categories, attributes } = await createSmallTaxonomy(ctx);
    const anna = as(ctx, userActor(['admin'], { userId: newId() }));
    const boris = as(ctx, userActor(['admin'], { userId: newId() }));
    const edit: RuleEdit = { categoryId: categories.smart, attributeNo: attributes.weight, op: 'set', fields: { requirement: 'optional', min: null } };
    const set = await createChangeSet(anna, { title: 'Weight' });
    await saveChanges(anna, {
      changeSetId: set.id,
      changes: [
        { kind: 'rule', edit },
        { kind: 'category', category: { key: 'new', parentKey: null, label: { ru: 'Новая', en: 'New' } } },
      ],
    });
    expect(await findDraftCells(anna)).toMatchObject({ id: set.id, cells: [edit], stale: [], others: 1 });
    expect(await findDraftCells(boris)).toBeNull();
    await publish(ctx, [{ kind: 'rule', edit: { ...edit, fields: { requirement: 'recommended' } } }], 'Meanwhile');
    expect((await findDraftCells(anna))?.stale).toEqual([categories.smart, attributes.weight]);
    expect(await listOpenDrafts(boris)).toMatchObject([{ id: set.id, cells: [categories.smart, attributes.weight] }]);
    expect(await listOpenDrafts(anna)).toEqual([]);
  });
});

it('the help texts of a form are those the draft makes, and null where it edits none of them', async (ctx) => {
  const small = await createSmallTaxonomy(ctx);
  const { el, phones, smart, cloth } = small.categories;
  const { color, weight } = small.attributes;
  const help = (categoryId: number, attributeNo: number, word: string | null) => ({
    kind: 'help' as const,
    help: { categoryId, attributeNo, help: word === null ? null : { ru: word, en: word } },
  });
  await publish(ctx, [help(el, color, 'top'), help(phones, color, 'middle'), help(phones, weight, 'kept')]);
  const set = await createChangeSet(ctx, { title: 'texts' });
  await saveChanges(ctx, { changeSetId: set.id, changes: [help(phones, color, null), help(smart, small.attributes.memory, 'fresh')] });
  const texts = await findDraftHelp(ctx, [el, phones, smart]);
  expect(Object.fromEntries([...(texts ?? [])].map(([no, one]) => [no, one.en]))).toEqual({
    [color]: 'top',
    [weight]: 'kept',
    [small.attributes.memory]: 'fresh',
  });
  await saveChanges(ctx, { changeSetId: set.id, changes: [help(el, color, null)] });
  expect((await findDraftHelp(ctx, [el, phones, smart]))?.has(color)).toBe(false);
  expect(await findDraftHelp(ctx, [cloth])).toBeNull();
});
