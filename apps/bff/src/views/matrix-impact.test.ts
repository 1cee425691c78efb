import { createCard } from '@yarmarka/catalog/testing';
import { createChangeSet, findDraftCells, publishChecked, saveChanges, undoVersion } from '@yarmarka/taxonomy';
import type { Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { PREVIEWS } from '../previews.ts';
import { describeChangeSet, listMatrixHistory } from './matrix-changes.ts';
import { describeDiff } from './matrix-diff.ts';
import { previewImpact } from './matrix-impact.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});

it('the impact names what becomes required and which facets come and go, in how many categories, and the diff says it again afterwards', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const set = await createChangeSet(ctx, { title: 'Impact', note: 'because' });
  await saveChanges(ctx, {
    changeSetId: set.id,
    changes: [
      rule(c.el, a.weight, { requirement: 'required', filterable: false }),
      { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__red', label: { ru: 'Алый', en: 'Scarlet' } } },
    ],
  });
  const impact = await previewImpact(ctx, set.id);
  expect(impact).toMatchObject({ categories: 3, schemasChanged: 3, conflicts: [], problems: [], blockers: [], catalog: { cards: 0 } });
  // Phones asked for it already.
  expect(impact.attributes.newlyRequired).toMatchObject([{ no: a.weight, en: 'Weight', categories: 1 }]);
  expect(impact.attributes.facetsOff).toMatchObject([{ no: a.weight, categories: 3 }]);
  expect(impact.samples.map((s) => s.en)).toEqual(['Electronics', 'Phones', 'Smartphones']);
  const described = await describeChangeSet(ctx, set.id);
  expect(described.entries['color/color__red']).toMatchObject({ en: 'red' });
  const { version } = await publishChecked(ctx, { id: set.id, expectedVersion: impact.baseVersion }, PREVIEWS);
  const diff = await describeDiff(ctx, { from: version - 1, to: version, categoryId: c.el });
  expect(diff).toMatchObject({ categoriesChanged: 3, next: null, edits: [{ target: 'entry_edit:color:color__red' }] });
  expect(diff.rules[0]?.fields.map((f) => [f.field, f.old, f.new])).toEqual([
    ['filterable', true, false],
    ['requirement', null, 'required'],
  ]);
  expect(diff.schema?.map((x) => [x.no, x.kind])).toEqual([[a.weight, 'changed']]);
  expect(diff.attributes[a.weight]?.en).toBe('Weight');
  expect((await listMatrixHistory(ctx, { limit: 5 })).items.find((i) => i.title === 'Impact')).toMatchObject({ note: 'because', size: 2, version });
  const undo = await undoVersion({ ...ctx, locale: 'en' }, { version });
  for (const [locale, title] of [
    ['ru', 'Отмена: Impact'],
    ['en', 'Undo: Impact'],
  ] as const) {
    const reader = { ...ctx, locale };
    expect((await describeChangeSet(reader, undo.changeSetId)).title).toBe(title);
    expect((await listMatrixHistory(reader, { limit: 5 })).items.map((i) => i.title)).toContain(title);
    expect((await findDraftCells(reader))?.title).toBe(title);
  }
});

it('new categories stand in the impact and in the list of edits by their names and places', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const set = await createChangeSet(ctx, { title: 'New branch' });
  const words = (en: string) => ({ ru: en, en });
  await saveChanges(ctx, {
    changeSetId: set.id,
    changes: [
      { kind: 'category', category: { key: 'guitars', parentKey: 'cloth', label: words('Guitars') } },
      { kind: 'category', category: { key: 'electric', parentKey: 'guitars', label: words('Electric') } },
    ],
  });
  const { changes } = await describeChangeSet(ctx, set.id);
  const [top, below] = changes.flatMap(({ change }) => (change.kind === 'category' ? [change.category.id ?? 0] : []));
  await saveChanges(ctx, {
    changeSetId: set.id,
    changes: [rule(below ?? 0, a.weight, { requirement: 'required' }), { kind: 'move', move: { categoryId: c.smart, parentId: top ?? 0 } }],
  });
  expect((await describeChangeSet(ctx, set.id)).categories).toMatchObject({ [top ?? 0]: words('Guitars'), [below ?? 0]: words('Electric') });
  const impact = await previewImpact(ctx, set.id);
  expect(impact).toMatchObject({ created: 2, moved: 1, problems: [] });
  expect(impact.samples.map((s) => [...s.trail, s].map((w) => w.en).join(' > '))).toEqual([
    'Clothing > Guitars',
    'Clothing > Guitars > Electric',
    'Electronics > Phones > Smartphones',
  ]);
});

it('“nothing changes” is said only when it is true; a merge of categories names its attributes; a filter without values to choose from waits', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const impactOf = async (changes: readonly Change[]) => {
    const set = await createChangeSet(ctx, { title: 'Impact' });
    await saveChanges(ctx, { changeSetId: set.id, changes });
    return previewImpact(ctx, set.id);
  };
  const merge = await impactOf([{ kind: 'category_merge', merge: { fromId: c.smart, intoId: c.cloth } }]);
  expect(merge).toMatchObject({ merged: 1, problems: [], nothing: false });
  expect(merge.attributes.removed.map((f) => f.no)).toContain(a.weight);
  // A name shows at once, though no schema changes.
  expect(await impactOf([{ kind: 'entry_edit', edit: { listKey: 'color', key: 'color__red', label: { ru: 'Алый', en: 'Scarlet' } } }])).toMatchObject({
    schemasChanged: 0,
    nothing: false,
  });
  await publish(ctx, [rule(c.el, a.weight, { filterable: false })]);
  const on = [rule(c.el, a.weight, { filterable: true })];
  expect(await impactOf(on)).toMatchObject({ nothing: false, attributes: { facetsOn: [{ no: a.weight, waits: true }] } });
  for (const v of [100, 200]) await createCard(ctx, { categoryId: c.smart, status: 'published', attrs: { [a.weight]: { n: v, v, u: 'g' } } });
  expect((await impactOf(on)).attributes.facetsOn).toEqual([{ no: a.weight, categories: 3, ru: 'Weight (рус.)', en: 'Weight' }]);
});
