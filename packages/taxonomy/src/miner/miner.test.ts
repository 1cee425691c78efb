import { as, databaseTest, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { getChangeSet } from '../change-set/change-sets.ts';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import type { Ctx } from '@yarmarka/kernel';
import { applyRules } from '../matrix/apply-rules.ts';
import { publishVersion } from '../matrix/publish-version.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { undo } from '../testing/undo.ts';
import { sureness } from './find-same.ts';
import { lastMined, mineOverlaps } from './mine-overlaps.ts';
import { countDismissed, dismissSuggestion, listSuggestions, restoreSuggestion, takeSuggestion } from './suggestions.ts';

const it = databaseTest();
const rule = (categoryId: number | undefined, attributeNo: number | undefined, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set') => ({
  kind: 'rule' as const,
  edit: { categoryId: categoryId ?? 0, attributeNo: attributeNo ?? 0, op, fields },
});
/** A new category without rules of its own. */
async function child(ctx: Ctx, parentKey: string): Promise<number> {
  await publish(ctx, [{ kind: 'category', category: { key: 'mini', parentKey, label: { ru: 'Мини', en: 'Mini' } } }]);
  return (await ctx.db.execute<{ id: number }>(sql`select id from taxonomy.categories where key = 'mini'`))[0]?.id ?? 0;
}
/** A rule that changes nothing: change-sets drop such edits, imports of old data bring them. */
async function repeat(ctx: Ctx, categoryId: number, attributeNo: number | undefined, fields: Record<string, unknown>): Promise<void> {
  const writes = [{ categoryId, attributeNo: attributeNo ?? 0, op: 'set' as const, fields }];
  await publishVersion(ctx, { title: 'repeat', changeSetId: null }, async (inner, version) => ({
    moved: [],
    attributes: [],
    categories: [],
    pairs: await applyRules(inner, version, writes),
  }));
}
const cells = async (ctx: Ctx) => ctx.db.execute(sql`select category_id, attribute_no, fields from taxonomy.effective_cells order by 1, 2`);
const found = async (ctx: Ctx, kind: 'move_up' | 'idle_category' | 'leaf_move' | 'same' | 'unused') => (await listSuggestions(ctx, { kind, limit: 50 })).items;

it('rules that repeat what is inherited are found, and leaving them out changes no effective cell', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { phones } = t.categories;
  const { color } = t.attributes;
  const mini = await child(ctx, 'phones');
  const inherited = (
    await ctx.db.execute<{ fields: Record<string, unknown> }>(
      sql`select fields from taxonomy.effective_cells where category_id = ${phones} and attribute_no = ${color}`,
    )
  )[0]?.fields;
  await repeat(ctx, mini, color, inherited ?? {});
  const before = await cells(ctx);
  await mineOverlaps(ctx);
  const [idle] = await found(ctx, 'idle_category');
  expect(idle?.evidence).toMatchObject({ kind: 'idle_category', categoryId: mini, attributes: [color] });
  const set = await takeSuggestion(ctx, { id: idle?.id ?? 0, title: 'Less' });
  await publishChangeSet(ctx, { id: set.id });
  expect(await cells(ctx)).toEqual(before);
  await mineOverlaps(ctx);
  expect(await found(ctx, 'idle_category')).toEqual([]);
});

it('a pinned rule is left alone, also after later edits of it; once removed and made anew without a pin it is a repeat like any other', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const mini = await child(ctx, 'phones');
  const { color } = t.attributes;
  const idle = async () => {
    await mineOverlaps(ctx);
    return (await found(ctx, 'idle_category')).map((s) => (s.evidence.kind === 'idle_category' ? s.evidence.categoryId : 0));
  };
  const pinned = rule(mini, color, { requirement: 'required', filterable: true });
  await publish(ctx, [{ ...pinned, edit: { ...pinned.edit, pin: true } }]);
  expect(await idle()).toEqual([]);
  await publish(ctx, [rule(mini, color, { ai: true })]);
  await publish(ctx, [rule(mini, color, { ai: null })]);
  expect(await idle()).toEqual([]);
  await publish(ctx, [rule(mini, color, {}, 'remove')]);
  await repeat(ctx, mini, color, { requirement: 'required' });
  expect(await idle()).toEqual([mini]);
});

it('a pin that was removed, or excluded, is one again when that version is undone, and when that undo is undone and taken back too', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const mini = await child(ctx, 'phones');
  const { color } = t.attributes;
  const idle = async () => {
    await mineOverlaps(ctx);
    return (await found(ctx, 'idle_category')).length;
  };
  const pinned = rule(mini, color, { requirement: 'required' });
  const first = await publish(ctx, [{ ...pinned, edit: { ...pinned.edit, pin: true } }]);
  for (const op of ['remove', 'exclude'] as const) {
    const { version } = await publish(ctx, [rule(mini, color, {}, op)]);
    await undo(ctx, version);
    expect(await idle()).toBe(0);
  }
  // The pin itself undone, and that undo undone.
  await undo(ctx, (await undo(ctx, first.version)).version);
  expect(await idle()).toBe(0);
  // Made anew by hand it is no pin, and an undo of its removal makes none of it.
  await publish(ctx, [rule(mini, color, {}, 'remove')]);
  await repeat(ctx, mini, color, { requirement: 'required' });
  const { version } = await publish(ctx, [rule(mini, color, {}, 'remove')]);
  await undo(ctx, version);
  expect(await idle()).toBe(1);
});

it('a rule that is pinned between the finding and the taking stays where it is', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const mini = await child(ctx, 'phones');
  const { color } = t.attributes;
  await repeat(ctx, mini, color, { requirement: 'required' });
  await mineOverlaps(ctx);
  const [idle] = await found(ctx, 'idle_category');
  const pin = rule(mini, color, { level: 'variant' });
  await publish(ctx, [{ ...pin, edit: { ...pin.edit, pin: true } }]);
  await expect(takeSuggestion(ctx, { id: idle?.id ?? 0, title: 'Less' })).rejects.toMatchObject({ reason: 'taxonomy.suggestion_stale' });
});

it('what all leaves say alike can be said once above them, and the inner categories it changes are named', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const leaves = ['a', 'b', 'c', 'd'].map((key) => ({ kind: 'category' as const, category: { key, parentKey: 'cloth', label: { ru: key, en: key } } }));
  await publish(ctx, leaves);
  const ids = (await ctx.db.execute<{ id: number }>(sql`select id from taxonomy.categories where key in ('a', 'b', 'c', 'd') order by id`)).map((r) => r.id);
  await publish(
    ctx,
    ids.map((id) => rule(id, t.attributes.weight, { requirement: 'required' })),
  );
  await mineOverlaps(ctx);
  const [move] = await found(ctx, 'leaf_move');
  expect(move?.evidence).toMatchObject({
    kind: 'leaf_move',
    categoryId: t.categories.cloth,
    attributeNo: t.attributes.weight,
    leaves: 4,
    rules: 4,
    changed: [t.categories.cloth],
  });
  const leavesBefore = (await cells(ctx)).filter((c) => ids.includes(Number(c.category_id)));
  const set = await takeSuggestion(ctx, { id: move?.id ?? 0, title: 'Once' });
  expect((await getChangeSet(ctx, set.id)).changes).toHaveLength(5);
  await publishChangeSet(ctx, { id: set.id });
  expect((await cells(ctx)).filter((c) => ids.includes(Number(c.category_id)))).toEqual(leavesBefore);
});

it('a category with cards is not touched by a move of what its leaves say', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await publish(
    ctx,
    ['a', 'b', 'c'].map((key) => ({ kind: 'category' as const, category: { key, parentKey: 'cloth', label: { ru: key, en: key } } })),
  );
  const ids = (await ctx.db.execute<{ id: number }>(sql`select id from taxonomy.categories where key in ('a', 'b', 'c')`)).map((r) => r.id);
  await publish(
    ctx,
    ids.map((id) => rule(id, t.attributes.weight, {})),
  );
  await ctx.db.execute(sql`insert into taxonomy.attribute_usage (category_id, attribute_no, filled) values (${t.categories.cloth}, 1, 7)`);
  await mineOverlaps(ctx);
  expect(await found(ctx, 'leaf_move')).toEqual([]);
});

it('twins among attributes are told by names or by names and options, and a pair that stands side by side is none', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    {
      kind: 'attribute',
      attribute: {
        key: 'colour',
        type: 'list',
        label: { ru: 'Colour (рус.)', en: 'Colour' },
        description: { ru: '', en: '' },
        localised: false,
        listKey: 'colour',
      },
    },
    ...['red', 'blue'].map((key) => ({
      kind: 'entry' as const,
      entry: { listKey: 'colour', key, label: { ru: key === 'red' ? 'Красный' : 'Синий', en: key === 'red' ? 'Red' : 'Blue' } },
    })),
  ]);
  const [twin] = await ctx.db.execute<{ no: number }>(sql`select no from taxonomy.attributes where key = 'colour'`);
  await mineOverlaps(ctx);
  const pairs = (await found(ctx, 'same')).map((s) => s.evidence).filter((e) => e.kind === 'same');
  expect(pairs.some((e) => e.fromNo === twin?.no && e.intoNo === t.attributes.color)).toBe(true);
  const color = t.attributes.color ?? 0;
  await publish(
    ctx,
    [t.categories.el, t.categories.phones, t.categories.smart, t.categories.cloth].map((c) => rule(c, twin?.no, {})),
  );
  await mineOverlaps(ctx);
  expect(
    (await found(ctx, 'same'))
      .map((s) => s.evidence)
      .filter((e) => e.kind === 'same' && [e.fromNo, e.intoNo].includes(color) && [e.fromNo, e.intoNo].includes(twin?.no ?? 0)),
  ).toEqual([]);
});

it('what nobody fills is suggested only once usage has been counted', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await mineOverlaps(ctx);
  expect(await found(ctx, 'unused')).toEqual([]);
  await ctx.db.execute(
    sql`insert into taxonomy.attribute_usage (category_id, attribute_no, filled) values (${t.categories.smart}, 1, 60), (${t.categories.smart}, ${t.attributes.color}, 50)`,
  );
  await mineOverlaps(ctx);
  const nos = (await found(ctx, 'unused')).map((s) => (s.evidence.kind === 'unused' ? s.evidence.attributeNo : 0));
  expect(nos).toContain(t.attributes.memory);
  expect(nos).not.toContain(t.attributes.color);
});

it('what was dismissed stays dismissed, and only administrators look', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await repeat(ctx, await child(ctx, 'phones'), t.attributes.color ?? 0, {});
  await mineOverlaps(ctx);
  const [idle] = await found(ctx, 'idle_category');
  await dismissSuggestion(ctx, { id: idle?.id ?? 0 });
  await mineOverlaps(ctx);
  expect(await found(ctx, 'idle_category')).toEqual([]);
  await expect(mineOverlaps(as(ctx, userActor(['moderator'])))).rejects.toMatchObject({ reason: 'kernel.forbidden' });
});

it('dismissing twice is quiet, and what was dismissed is listed and can be brought back', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await repeat(ctx, await child(ctx, 'phones'), t.attributes.color ?? 0, {});
  await mineOverlaps(ctx);
  const [idle] = await found(ctx, 'idle_category');
  const id = idle?.id ?? 0;
  await dismissSuggestion(ctx, { id });
  await dismissSuggestion(ctx, { id });
  expect([(await listSuggestions(ctx, { dismissed: true, limit: 50 })).items.map((s) => s.id), await countDismissed(ctx)]).toEqual([[id], 1]);
  await restoreSuggestion(ctx, { id });
  await restoreSuggestion(ctx, { id });
  expect((await found(ctx, 'idle_category')).map((s) => s.id)).toEqual([id]);
  expect(await countDismissed(ctx)).toBe(0);
  await takeSuggestion(ctx, { id, title: 'Less' });
  await expect(dismissSuggestion(ctx, { id })).rejects.toMatchObject({ reason: 'taxonomy.suggestion_not_found' });
});

it('attributes of general lists, those with another qualifier in brackets and those of different parts are no twins; own options that few others have make twins', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const list = (key: string, ru: string, en: string) => ({
    kind: 'attribute' as const,
    attribute: { key, type: 'list' as const, label: { ru, en }, description: { ru: '', en: '' }, localised: false, listKey: key },
  });
  const options = (listKey: string, words: readonly string[]) =>
    words.map((word) => ({ kind: 'entry' as const, entry: { listKey, key: `${listKey}__${word}`, label: { ru: word, en: word } } }));
  const lists: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['class_sdr', 'Класс яркости (SDR)', 'Brightness class (SDR)', ['aa', 'bb', 'cc']],
    ['class_hdr', 'Класс яркости (HDR)', 'Brightness class (HDR)', ['aa', 'bb', 'cc']],
    ['class', 'Класс яркости', 'Brightness class', ['aa', 'bb', 'cc']],
    ['door', 'Материал двери', 'Door material', ['steel', 'oak', 'glass']],
    ['legs', 'Материал ножек', 'Legs material', ['steel', 'oak', 'glass']],
    ['screen', 'Тип экрана', 'Screen type', ['oled', 'ips', 'va', 'mini-led']],
    ['display', 'Тип дисплея', 'Display type', ['oled', 'ips', 'va', 'mini-led']],
    ...Array.from({ length: 8 }, (_, n) => [`part${n}`, `Часть ${n}`, `Part ${n}`, ['steel', 'oak', 'glass']] as const),
  ];
  await publish(ctx, [...lists.map(([key, ru, en]) => list(key, ru, en)), ...lists.flatMap(([key, , , words]) => options(key, words))]);
  await mineOverlaps(ctx);
  const keys = new Map((await ctx.db.execute<{ no: number; key: string }>(sql`select no, key from taxonomy.attributes`)).map((r) => [r.no, r.key]));
  const pairs = (await found(ctx, 'same')).flatMap(({ evidence: e }) => (e.kind === 'same' ? [`${keys.get(e.fromNo)} ${keys.get(e.intoNo)}`] : []));
  expect(pairs.filter((pair) => /class|door|legs/.test(pair))).toEqual([]);
  expect(pairs.some((pair) => pair === 'display screen' || pair === 'screen display')).toBe(true);
});

it('a pair counts for less with every category that has both', async () => {
  const pair = { name: 1, options: 0.5, both: 0, fromCategories: 10 };
  expect(sureness(pair)).toBe(2.5);
  expect(sureness({ ...pair, both: 1 })).toBeCloseTo(1.25);
  expect(sureness({ ...pair, both: 2 })).toBe(0);
});

it('a look over is remembered with its time and version, whatever it finds', async (ctx) => {
  await createSmallTaxonomy(ctx);
  expect(await lastMined(ctx)).toBeUndefined();
  const { version } = await mineOverlaps(ctx);
  expect(await lastMined(ctx)).toEqual({ at: ctx.clock.now().toISOString(), version });
});
