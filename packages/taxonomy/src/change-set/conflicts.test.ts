import { AppError, type Ctx } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { currentVersion } from '../matrix/publish-version.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { approveChangeSet, requestApproval, setFourEyes } from './approve-change-set.ts';
import { createChangeSet, getChangeSet, removeChanges, saveChanges } from './change-sets.ts';
import { addComment, listComments } from './comments.ts';
import { parseChanges, rebase } from './conflicts.ts';
import { relabelAttribute, relabelCategory, relabelOptions, setHelp } from '../dictionary/relabel.ts';
import { publishChangeSet } from './publish-change-set.ts';
import { resolveConflicts } from './resolve-conflicts.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set'): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op, fields },
});
const text = (s: string) => ({ ru: s, en: s });
const draft = async (ctx: Ctx, changes: readonly Change[]) => {
  const set = await createChangeSet(ctx, { title: 'Mine' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return set.id;
};
const conflictsOf = async (ctx: Ctx, id: number) => (await rebase(ctx, parseChanges((await getChangeSet(ctx, id)).changes))).conflicts;
const ruleNow = async (ctx: Ctx, c: number, a: number) =>
  (
    await ctx.db.execute<{ op: string; fields: Record<string, unknown> }>(
      `select op, fields from taxonomy.rules where to_version is null and category_id = ${c} and attribute_no = ${a}`,
    )
  )[0];
const reason = async (p: Promise<unknown>) => p.then(() => 'no error').catch((e: unknown) => (e instanceof AppError ? e.reason : String(e)));

it('each conflict is decided for itself: mine, theirs or another value; nothing that others published is lost', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(c.el, a.weight, { min: 5, max: 100, position: 3 }), rule(c.cloth, a.color, {}, 'exclude')]);
  await publish(ctx, [rule(c.el, a.weight, { min: 2, max: 900, position: 8, group: 'size' }), rule(c.cloth, a.color, { requirement: 'optional' })]);
  const target = `rule:${c.el}:${a.weight}`;
  const found = await conflictsOf(ctx, id);
  expect(found.map((x) => [x.target, x.field, x.theirs, x.mine])).toEqual([
    [target, 'max', 900, 100],
    [target, 'min', 2, 5],
    [target, 'position', 8, 3],
    [`rule:${c.cloth}:${a.color}`, 'op', 'set', 'exclude'],
  ]);
  const first = await resolveConflicts(ctx, {
    id,
    choices: [
      { target, field: 'min', take: 'mine' },
      { target, field: 'max', take: 'theirs' },
    ],
  });
  expect(first.left.map((x) => x.field)).toEqual(['position', 'op']);
  expect(await reason(publishChangeSet(ctx, { id }))).toBe('taxonomy.version_moved');
  const second = await resolveConflicts(ctx, {
    id,
    choices: [
      { target, field: 'position', take: 'value', value: 5 },
      { target: `rule:${c.cloth}:${a.color}`, field: 'op', take: 'theirs' },
    ],
  });
  expect(second.left).toEqual([]);
  expect((await getChangeSet(ctx, id)).baseVersion).toBe(await currentVersion(ctx));
  await publishChangeSet(ctx, { id });
  expect((await ruleNow(ctx, c.el, a.weight))?.fields).toMatchObject({ min: 5, max: 900, position: 5, group: 'size' });
  expect(await ruleNow(ctx, c.cloth, a.color)).toMatchObject({ op: 'set', fields: { requirement: 'optional' } });
});

it('keeping mine everywhere takes back no field that was in no conflict', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  // The draft repeats min as it saw it and changes max; the others change both.
  const id = await draft(ctx, [rule(c.el, a.weight, { min: 1, max: 100 })]);
  await publish(ctx, [rule(c.el, a.weight, { min: 7, max: 900, group: 'size' })]);
  expect((await conflictsOf(ctx, id)).map((x) => x.field)).toEqual(['max']);
  await publishChangeSet(ctx, { id, overwrite: true });
  expect((await ruleNow(ctx, c.el, a.weight))?.fields).toMatchObject({ min: 7, max: 100, group: 'size' });
});

it('names, options, types, moves, merges and texts conflict like cells do', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [
    { kind: 'attribute_edit', edit: { no: a.color, label: text('Shade') } },
    { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__red', label: text('Crimson'), swatch: '#aa0000' } },
    { kind: 'category_edit', edit: { categoryId: c.phones, label: text('Handsets') } },
    { kind: 'move', move: { categoryId: c.smart, parentId: c.cloth } },
    { kind: 'help', help: { categoryId: c.el, attributeNo: a.color, help: text('mine') } },
    { kind: 'group', group: { key: 'main', label: text('Mine'), position: 1 } },
  ]);
  expect(await conflictsOf(ctx, id)).toEqual([]);
  await publish(ctx, [
    { kind: 'attribute_edit', edit: { no: a.color, label: text('Tint') } },
    { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__red', label: text('Scarlet') } },
    { kind: 'category_edit', edit: { categoryId: c.phones, position: 7 } },
    { kind: 'move', move: { categoryId: c.smart, parentId: c.el } },
    { kind: 'help', help: { categoryId: c.el, attributeNo: a.color, help: text('theirs') } },
    { kind: 'group', group: { key: 'main', label: text('Theirs'), position: 1 } },
  ]);
  expect((await conflictsOf(ctx, id)).map((x) => [x.target, x.field])).toEqual([
    [`attribute_edit:${a.color}`, 'label'],
    ['entry_edit:color:color__red', 'label'],
    [`move:${c.smart}`, 'parentId'],
    [`help:${c.el}:${a.color}`, 'help'],
    ['group:main', 'label'],
  ]);
  const { left } = await resolveConflicts(ctx, {
    id,
    choices: [
      { target: `attribute_edit:${a.color}`, field: 'label', take: 'theirs' },
      { target: 'entry_edit:color:color__red', field: 'label', take: 'theirs' },
      { target: `move:${c.smart}`, field: 'parentId', take: 'value', value: c.phones },
      { target: `help:${c.el}:${a.color}`, field: 'help', take: 'mine' },
      { target: 'group:main', field: 'label', take: 'theirs' },
    ],
  });
  expect(left).toEqual([]);
  expect((await getChangeSet(ctx, id)).changes.map((x) => x.target)).toEqual([
    'entry_edit:color:color__red',
    `category_edit:${c.phones}`,
    `move:${c.smart}`,
    `help:${c.el}:${a.color}`,
  ]);
  await publishChangeSet(ctx, { id });
});

it('a decision about something that is no longer in conflict is refused', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(c.el, a.weight, { max: 100 })]);
  expect(await reason(resolveConflicts(ctx, { id, choices: [{ target: `rule:${c.el}:${a.weight}`, field: 'max', take: 'mine' }] }))).toBe(
    'taxonomy.conflict_gone',
  );
});

it('with four eyes no name goes live past the second administrator: neither of an attribute, a category, an option nor a help text', async (system) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(system);
  const mine = as(system, userActor(['admin']));
  const renames = [
    () => relabelAttribute(mine, { no: a.weight, label: text('Heft'), description: text('') }),
    () => relabelCategory(mine, { categoryId: c.el, label: text('Gadgets') }),
    () => relabelOptions(mine, { edits: [] }),
    () => setHelp(mine, { categoryId: c.el, attributeNo: a.weight, help: text('Without the box') }),
  ];
  await setFourEyes(mine, true);
  for (const rename of renames) expect(await reason(rename())).toBe('taxonomy.names_need_approval');
  await setFourEyes(mine, false);
  for (const rename of renames) expect(await reason(rename())).toBe('no error');
});

it('with four eyes only another administrator’s approval of these very edits lets a set be published', async (system) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(system);
  const mine = as(system, userActor(['admin']));
  const colleague = as(system, userActor(['admin']));
  await setFourEyes(mine, true);
  const id = await draft(mine, [rule(c.el, a.weight, { max: 100 })]);
  expect(await reason(publishChangeSet(mine, { id }))).toBe('taxonomy.not_approved');
  await requestApproval(mine, id);
  expect(await reason(approveChangeSet(mine, id))).toBe('taxonomy.own_approval');
  await approveChangeSet(colleague, id);
  await saveChanges(mine, { changeSetId: id, changes: [rule(c.el, a.weight, { max: 200 })] });
  expect(await reason(publishChangeSet(mine, { id }))).toBe('taxonomy.not_approved');
  await approveChangeSet(colleague, id);
  await removeChanges(mine, { changeSetId: id, targets: [] });
  expect(await reason(publishChangeSet(mine, { id }))).toBe('taxonomy.not_approved');
  await approveChangeSet(colleague, id);
  expect(await reason(publishChangeSet(mine, { id }))).toBe('no error');
  await setFourEyes(mine, false);
  expect(await reason(publishChangeSet(mine, { id: await draft(mine, [rule(c.el, a.weight, { max: 300 })]) }))).toBe('no error');
  expect(await reason(setFourEyes(as(system, userActor(['moderator'])), true))).toBe('kernel.forbidden');
});

it('comments on a set and on one of its edits are kept in order', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [{ kind: 'group', group: { key: 'g', label: text('G'), position: 1 } }]);
  await addComment(ctx, { changeSetId: id, text: 'why?' });
  await addComment(ctx, { changeSetId: id, target: 'group:g', text: 'a better name' });
  expect((await listComments(ctx, id)).map((x) => [x.target, x.text])).toEqual([
    [null, 'why?'],
    ['group:g', 'a better name'],
  ]);
  expect(await reason(addComment(ctx, { changeSetId: id + 1000, text: 'x' }))).toBe('taxonomy.change_set_not_found');
});
