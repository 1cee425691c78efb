import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { searchOptions } from '../dictionary/queries.ts';
import { findDraftStructure } from '../grid/draft-structure.ts';
import { getCategorySchema } from '../matrix/get-schema.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import { type Change, tokenOf } from '../schemas.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { createChangeSet, getChangeSet, saveChanges } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';

const it = databaseTest();
const text = (s: string) => ({ ru: s, en: s });
const option = (key: string): Change => ({ kind: 'entry', entry: { listKey: 'color', key: `color__${key}`, label: text(key) } });
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});

/** A draft of before the lock: its new option has the number that somebody else's has, and its rules name it in every way. */
async function oldDraft(ctx: Ctx, t: SmallTaxonomy, n: number) {
  const { color, features } = t.attributes;
  const token = tokenOf(color, n);
  const nfc = t.token('features', 'nfc');
  const set = await createChangeSet(ctx, { title: 'Old' });
  await saveChanges(ctx, {
    changeSetId: set.id,
    changes: [
      option('lime'),
      rule(t.categories.cloth, color, { options: [t.token('color', 'red'), token], facet: null }),
      rule(t.categories.cloth, features, {
        requirement: 'required_if',
        condition: { attr: color, in: [token] },
        limits: [{ if: { attr: color, in: [token] }, then: [nfc] }],
      }),
    ],
  });
  const force = (no: number) =>
    ctx.db.execute(
      sql`update taxonomy.changes set change = jsonb_set(change, '{entry,entryNo}', to_jsonb(${no}::int)) where change_set_id = ${set.id} and change ->> 'kind' = 'entry'`,
    );
  await force(n);
  return { id: set.id, token };
}
const numberIn = async (ctx: Ctx, id: number): Promise<number | undefined> =>
  (await getChangeSet(ctx, id)).changes.flatMap(({ change: c }) => (c.kind === 'entry' && c.entry.key === 'color__lime' ? [c.entry.entryNo] : []))[0];
const rulesOf = async (ctx: Ctx, id: number) => (await getChangeSet(ctx, id)).changes.flatMap(({ change: c }) => (c.kind === 'rule' ? [c.edit.fields] : []));

it('an option that shares a number with one published since gets another, its rules with it, and both are published', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color, features } = t.attributes;
  const { id } = await oldDraft(ctx, t, 4);
  await ctx.db.execute(sql`insert into taxonomy.entries (list_id, entry_no, key, label_ru, label_en, position, created_version)
    select list_id, 4, 'color__teal', 'teal', 'teal', 4, created_version from taxonomy.entries where key = 'color__red'`);
  expect((await previewChangeSet(ctx, id)).problems).toEqual([]);
  expect(await numberIn(ctx, id)).toBe(5);
  const lime = tokenOf(color, 5);
  await publishChangeSet(ctx, { id });
  const options = await searchOptions(ctx, { attributeNo: color });
  expect(options.filter((o) => o.key === 'color__lime' || o.key === 'color__teal').map((o) => [o.key, o.token])).toEqual(
    expect.arrayContaining([
      ['color__teal', tokenOf(color, 4)],
      ['color__lime', lime],
    ]),
  );
  const { schema } = await getCategorySchema(ctx, t.categories.cloth);
  const cell = (no: number) => schema.attributes.find((a) => a.no === no);
  expect(cell(color)?.options).toEqual([t.token('color', 'red'), lime]);
  expect(cell(features)).toMatchObject({
    condition: { attr: color, in: [lime] },
    limits: [{ if: { attr: color, in: [lime] }, then: [t.token('features', 'nfc')] }],
  });
});

it('of two open drafts that share a number the one that is saved, or looked at in the sheet, gives it up, and the other keeps it', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const first = await oldDraft(ctx, t, 4);
  const second = await oldDraft(ctx, t, 4);
  expect([await numberIn(ctx, first.id), await numberIn(ctx, second.id)]).toEqual([4, 4]);
  await saveChanges(ctx, { changeSetId: first.id, changes: [rule(t.categories.el, t.attributes.weight, { max: 9 })] });
  expect([await numberIn(ctx, first.id), await numberIn(ctx, second.id)]).toEqual([5, 4]);
  const third = await oldDraft(ctx, t, 4);
  await findDraftStructure(ctx);
  expect([await numberIn(ctx, second.id), await numberIn(ctx, third.id)]).toEqual([4, 6]);
});

it('a token that a rule named before the draft means the published option, and stays; fields taken away stay taken away', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color } = t.attributes;
  const { id, token } = await oldDraft(ctx, t, 4);
  await ctx.db.execute(sql`insert into taxonomy.entries (list_id, entry_no, key, label_ru, label_en, position, created_version)
    select list_id, 4, 'color__teal', 'teal', 'teal', 4, created_version from taxonomy.entries where key = 'color__red'`);
  await publish(ctx, [rule(t.categories.phones, color, { options: [token] })]);
  await ctx.db.execute(sql`
    insert into taxonomy.changes (change_set_id, target, change, base, position) values (${id}, ${`rule:${t.categories.phones}:${color}`},
      ${JSON.stringify(rule(t.categories.phones, color, { options: [t.token('color', 'red'), token] }))}::jsonb, ${JSON.stringify({ op: 'set', fields: { options: [token] }, fromVersion: 1 })}::jsonb, 99)`);
  await saveChanges(ctx, { changeSetId: id, changes: [rule(t.categories.el, t.attributes.weight, { max: 9 })] });
  const rules = await rulesOf(ctx, id);
  expect(rules[0]).toEqual({ options: [t.token('color', 'red'), tokenOf(color, 5)], facet: null });
  expect(rules).toContainEqual({ options: [t.token('color', 'red'), token] });
});
