import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { advanceActivity, finishActivity, listActivities, startActivity } from './activity.ts';

const it = databaseTest();
const title = { ru: 'Работа', en: 'Work' };

it('work taken up again keeps its row and what it had done; silent work waits; finished work tells how it ended', async (ctx) => {
  const first = await startActivity(ctx, { key: 'a', kind: 'k', title, total: 100 });
  await advanceActivity(ctx, { ...first, writtenMs: 0 }, 40);
  const again = await startActivity(ctx, { key: 'a', kind: 'k', title, total: 60 });
  expect([again.id, again.done]).toEqual([first.id, 40]);
  await ctx.db.execute(sql`update kernel.activities set updated_at = now() - interval '2 minutes'`);
  expect(await listActivities(ctx)).toMatchObject([{ state: 'waiting', done: 40, total: 100, perSecond: null }]);
  await finishActivity(ctx, again, { error: 'disk full' });
  expect(await listActivities(ctx)).toMatchObject([{ state: 'failed', error: 'disk full', done: 40 }]);
  const third = await startActivity(ctx, { key: 'a', kind: 'k', title });
  expect(third.id).not.toBe(first.id);
  await advanceActivity(ctx, third, 7);
  await finishActivity(ctx, third, { href: '/admin/changes' });
  expect((await listActivities(ctx)).find((a) => a.id === third.id)).toMatchObject({
    state: 'done',
    done: 7,
    total: 7,
    href: '/admin/changes',
    error: null,
  });
});
