import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { currentVersion } from '../matrix/publish-version.ts';
import { diffVersions } from '../preview/diff-versions.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { undo } from '../testing/undo.ts';
import { createChangeSet, getChangeSet, removeChanges, saveChanges } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';
import { NO_EDITS, titleFor } from './source.ts';
import { undoVersion } from './undo-version.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set'): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op, fields },
});
const text = (s: string) => ({ ru: s, en: s });

/** Schema hash of every category that is one, and who stands where. */
const world = async (ctx: Ctx) => [
  ...(await ctx.db.execute(`select c.key, s.hash, c.parent_id, c.label_en from taxonomy.categories c join taxonomy.category_schemas s on s.category_id = c.id and s.to_version is null
    where c.alias_of is null order by c.key`)),
];
const rulesNow = async (ctx: Ctx) => [
  ...(await ctx.db.execute(`select category_id, attribute_no, op, fields from taxonomy.rules where to_version is null order by 1, 2`)),
];

async function expectUndone(ctx: Ctx, changes: readonly Change[]): Promise<void> {
  const before = { world: await world(ctx), rules: await rulesNow(ctx) };
  const { version } = await publish(ctx, changes, 'Edit');
  expect({ world: await world(ctx), rules: await rulesNow(ctx) }).not.toEqual(before);
  const undo = await undoVersion(ctx, { version });
  expect((await previewChangeSet(ctx, undo.changeSetId)).conflicts).toEqual([]);
  await publishChangeSet(ctx, { id: undo.changeSetId });
  expect({ world: await world(ctx), rules: await rulesNow(ctx) }).toEqual(before);
  const d = await diffVersions(ctx, { from: version - 1, to: await currentVersion(ctx) });
  expect({ rules: d.rules, categories: d.categoriesChanged }).toEqual({ rules: [], categories: 0 });
}

const cases: Record<string, (t: SmallTaxonomy) => Change[]> = {
  'set, added, removed and excluded rules': ({ categories: c, attributes: a }) => [
    rule(c.el, a.weight, { filterable: null, max: 5000, requirement: 'required' }),
    rule(c.el, a.memory, { filterable: true }),
    rule(c.phones, a.memory, {}, 'remove'),
    rule(c.cloth, a.color, {}, 'exclude'),
    rule(c.smart, 1, { maxLength: 80 }),
  ],
  'moves and new names of categories': ({ categories: c }) => [
    { kind: 'move', move: { categoryId: c.phones, parentId: c.cloth } },
    { kind: 'category_edit', edit: { categoryId: c.smart, label: text('Smart'), position: 9 } },
  ],
  'a retired attribute with all its rules': ({ attributes: a }) => [{ kind: 'attribute_edit', edit: { no: a.weight, retired: true } }],
  'a merged category': ({ categories: c }) => [{ kind: 'category_merge', merge: { fromId: c.smart, intoId: c.phones } }],
  'categories merged one into the next, with children': ({ categories: c }) => [
    { kind: 'category_merge', merge: { fromId: c.phones, intoId: c.cloth } },
    { kind: 'category_merge', merge: { fromId: c.cloth, intoId: c.el } },
  ],
  'a category that is moved and merged away, with children': ({ categories: c }) => [
    { kind: 'move', move: { categoryId: c.phones, parentId: c.cloth } },
    { kind: 'category_merge', merge: { fromId: c.phones, intoId: c.el } },
  ],
  'a merged option and an edited one': () => [
    { kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__red', intoKey: 'color__blue' } },
    { kind: 'entry_edit', edit: { listKey: 'memory', key: 'memory__64', retired: true } },
  ],
};
for (const [what, changes] of Object.entries(cases))
  it(`undoing a version gives every category the schema it had: ${what}`, async (ctx) => expectUndone(ctx, changes(await createSmallTaxonomy(ctx))));

it('an undo is called by what it takes back, also when an edit is taken out of it', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const set = await createChangeSet(ctx, { title: 'Edits', source: NO_EDITS });
  await saveChanges(ctx, { changeSetId: set.id, changes: [rule(c.el, a.weight, { max: 5000 }), rule(c.cloth, a.color, { filterable: false })] });
  const { version } = await publishChangeSet(ctx, { id: set.id });
  const { changeSetId } = await undoVersion(ctx, { version });
  const titleOf = async () => titleFor(await getChangeSet(ctx, changeSetId), 'en');
  const before = await titleOf();
  await removeChanges(ctx, { changeSetId, targets: [`rule:${c.cloth}:${a.color}`] });
  expect(await titleOf()).toBe(before);
});

it('undoing merges chained in one set revives every category and attribute, and undoing that merges them again', async (ctx) => {
  const { categories: c } = await createSmallTaxonomy(ctx);
  const own = (key: string): Change => ({ kind: 'attribute', attribute: { key, type: 'text', label: text(key), description: text(''), localised: false } });
  await publish(ctx, [
    ...['x1', 'x2'].map((key): Change => ({ kind: 'category', category: { key, parentKey: 'el', label: text(key) } })),
    ...['pp', 'qq', 'rr'].map(own),
  ]);
  const places = async () => [
    ...(await ctx.db.execute<{ key: string; id: number }>(`select key, id, parent_id, alias_of, path from taxonomy.categories order by id`)),
  ];
  const attributes = async () => [
    ...(await ctx.db.execute<{ key: string; no: number }>(`select key, no, retired, merged_into from taxonomy.attributes where no >= 100 order by no`)),
  ];
  const before = { places: await places(), attributes: await attributes() };
  const id = (key: string) => before.places.find((x) => x.key === key)?.id ?? 0;
  const no = (key: string) => before.attributes.find((x) => x.key === key)?.no ?? 0;
  await publish(
    ctx,
    ['pp', 'qq', 'rr'].map((key) => rule(c.cloth, no(key), {})),
  );
  const ruled = { world: await world(ctx), rules: await rulesNow(ctx) };
  const { version } = await publish(ctx, [
    { kind: 'category_merge', merge: { fromId: id('x1'), intoId: id('x2') } },
    { kind: 'category_merge', merge: { fromId: id('x2'), intoId: c.smart } },
    { kind: 'attribute_merge', merge: { fromNo: no('pp'), intoNo: no('qq'), options: {} } },
    { kind: 'attribute_merge', merge: { fromNo: no('qq'), intoNo: no('rr'), options: {} } },
  ]);
  const after = { places: await places(), attributes: await attributes() };
  const undone = await undo(ctx, version);
  expect({ places: await places(), attributes: await attributes() }).toEqual(before);
  expect({ world: await world(ctx), rules: await rulesNow(ctx) }).toEqual(ruled);
  await undo(ctx, undone.version);
  expect({ places: await places(), attributes: await attributes() }).toEqual(after);
});

it('undoing a merge of attributes takes back the help texts that the receiver got by it, and no text of its own', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    { kind: 'help', help: { categoryId: c.cloth, attributeNo: a.color, help: text('joining') } },
    { kind: 'help', help: { categoryId: c.el, attributeNo: a.color, help: text('joining too') } },
    { kind: 'help', help: { categoryId: c.el, attributeNo: a.features, help: text('own') } },
  ]);
  const help = async () => [...(await ctx.db.execute(`select * from taxonomy.cell_help order by category_id, attribute_no`))];
  const before = await help();
  const { version } = await publish(ctx, [{ kind: 'attribute_merge', merge: { fromNo: a.color, intoNo: a.features, options: {} } }]);
  expect(await help()).not.toEqual(before);
  await undo(ctx, version);
  expect(await help()).toEqual(before);
});

it('undoing a merge of attributes keeps a copied help text that somebody has rewritten since, and tells of one rewritten while the draft waits', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const help = (categoryId: number, attributeNo: number, en: string): Change => ({ kind: 'help', help: { categoryId, attributeNo, help: text(en) } });
  await publish(
    ctx,
    [c.cloth, c.el, c.phones].map((id) => help(id, a.color, 'joining')),
  );
  const { version } = await publish(ctx, [{ kind: 'attribute_merge', merge: { fromNo: a.color, intoNo: a.features, options: {} } }]);
  await publish(ctx, [help(c.el, a.features, 'rewritten')]);
  const draft = await undoVersion(ctx, { version });
  expect((await previewChangeSet(ctx, draft.changeSetId)).conflicts).toEqual([]);
  await publish(ctx, [help(c.phones, a.features, 'later')]);
  expect((await previewChangeSet(ctx, draft.changeSetId)).conflicts.map((x) => x.target)).toEqual([`help:${c.phones}:${a.features}`]);
  await publishChangeSet(ctx, { id: draft.changeSetId, overwrite: true });
  const rows = await ctx.db.execute<{ c: number; en: string }>(
    `select category_id as c, help_en as en from taxonomy.cell_help where attribute_no = ${a.features}`,
  );
  expect(rows).toEqual([{ c: c.el, en: 'rewritten' }]);
});

it('undoing a version that made categories and attributes takes them out of the tree and the schemas', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const before = await world(ctx);
  await publish(ctx, [{ kind: 'attribute', attribute: { key: 'fresh', type: 'boolean', label: text('Fresh'), description: text(''), localised: false } }]);
  const [a] = await ctx.db.execute<{ no: number }>(`select no from taxonomy.attributes where key = 'fresh'`);
  const { version } = await publish(ctx, [
    { kind: 'category', category: { key: 'tablets', parentKey: 'el', label: text('Tablets') } },
    rule(t.categories.el, a?.no ?? 0, { filterable: true }),
  ]);
  expect(await world(ctx)).toHaveLength(before.length + 1);
  const undo = await undoVersion(ctx, { version });
  await publishChangeSet(ctx, { id: undo.changeSetId });
  expect(await world(ctx)).toEqual(before);
});

it('an undo shows as conflicts what others set on top, and keeps their other fields', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { version } = await publish(ctx, [rule(t.categories.el, t.attributes.weight, { max: 5000, position: 4 })]);
  await publish(ctx, [rule(t.categories.el, t.attributes.weight, { max: 7000, group: 'size' })]);
  const undo = await undoVersion(ctx, { version });
  const delta = await previewChangeSet(ctx, undo.changeSetId);
  expect(delta.conflicts.map((c) => [c.field, c.theirs, c.mine])).toEqual([['max', 7000, null]]);
  await publishChangeSet(ctx, { id: undo.changeSetId, overwrite: true });
  const [row] = await ctx.db.execute<{ fields: object }>(
    `select fields from taxonomy.rules where to_version is null and category_id = ${t.categories.el} and attribute_no = ${t.attributes.weight}`,
  );
  expect(row?.fields).toEqual({ units: ['g', 'kg'], defaultUnit: 'g', min: 1, filterable: true, group: 'size' });
});
