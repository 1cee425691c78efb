import { createSeller } from '@yarmarka/accounts/testing';
import { advanceActivity, finishActivity, startActivity } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { listMyActivities } from './activities.ts';

const it = databaseTest();
const title = { ru: 'Работа', en: 'Work' };

it('staff follow all long work, a seller its own, a buyer none', async (ctx) => {
  const seller = await createSeller(ctx);
  const other = await createSeller(ctx);
  await startActivity(ctx, { key: 'a', kind: 'catalog.recompute', title, total: 10 });
  await startActivity(ctx, { key: 'b', kind: 'imports.apply', title, sellerId: seller.id });
  const seenBy = async (actor: Parameters<typeof as>[1]) => (await listMyActivities(as(ctx, actor))).map((a) => a.kind).toSorted();
  expect(await seenBy(userActor(['editor']))).toEqual(['catalog.recompute', 'imports.apply']);
  expect(await seenBy(seller.actor)).toEqual(['imports.apply']);
  expect(await seenBy(other.actor)).toEqual([]);
  expect(await seenBy(userActor(['buyer']))).toEqual([]);
});

it('work taken up again keeps its row and what it had done; silent work waits; finished work tells how it ended', async (ctx) => {
  const admin = as(ctx, userActor(['admin']));
  const first = await startActivity(ctx, { key: 'a', kind: 'k', title, total: 100 });
  await advanceActivity(ctx, { ...first, writtenMs: 0 }, 40);
  const again = await startActivity(ctx, { key: 'a', kind: 'k', title, total: 60 });
  expect([again.id, again.done]).toEqual([first.id, 40]);
  await ctx.db.execute(sql`update kernel.activities set updated_at = now() - interval '2 minutes'`);
  expect(await listMyActivities(admin)).toMatchObject([{ state: 'waiting', done: 40, total: 100, perSecond: null }]);
  await finishActivity(ctx, again, { error: 'disk full' });
  expect(await listMyActivities(admin)).toMatchObject([{ state: 'failed', error: 'disk full', done: 40 }]);
  const third = await startActivity(ctx, { key: 'a', kind: 'k', title });
  expect(third.id).not.toBe(first.id);
  await advanceActivity(ctx, third, 7);
  await finishActivity(ctx, third, { href: '/admin/changes' });
  expect((await listMyActivities(admin)).find((a) => a.id === third.id)).toMatchObject({
    state: 'done',
    done: 7,
    total: 7,
    href: '/admin/changes',
    error: null,
  });
});
