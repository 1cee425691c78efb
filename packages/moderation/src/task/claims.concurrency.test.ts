import { createSeller, createUser } from '@yarmarka/accounts/testing';
import { AppError, type Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, cloneDatabase, testCtx, type TestDatabase } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tasks } from '../tables.ts';
import { createCardTask } from '../testing.ts';
import { claimNextTask, claimTask } from './claim-task.ts';
import { decideCardTask } from './decide-card-task.ts';

const PEOPLE = 6;
const TASKS = 40;
let db: TestDatabase;
let desks: Ctx[];
let make: () => Promise<number>;

beforeAll(async () => {
  db = await cloneDatabase(PEOPLE + 2);
  const ctx = testCtx(db.database);
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  desks = [];
  for (let i = 0; i < PEOPLE; i++) desks.push(as(testCtx(db.database), (await createUser(ctx, ['moderator'])).actor));
  make = async () =>
    (
      await createCardTask(ctx, {
        categoryId: t.categories.smart,
        sellerId: seller.id,
        attrs: { [t.attributes.weight]: { n: 180, v: 180, u: 'g' } },
        variants: [{ attrs: { [t.attributes.color]: t.token('color', 'red'), [t.attributes.memory]: t.token('memory', '64') } }],
      })
    ).taskId;
});
afterAll(() => db.close());

const settled = async (promises: Promise<unknown>[]) => {
  const results = await Promise.allSettled(promises);
  const reasons = results.flatMap((r) => (r.status === 'rejected' ? [r.reason instanceof AppError ? r.reason.reason : String(r.reason)] : []));
  return { won: results.filter((r) => r.status === 'fulfilled').length, reasons };
};

test('no task is ever handed to two people', async () => {
  for (let i = 0; i < TASKS; i++) await make();
  const taken = await Promise.all(
    desks.map(async (desk) => {
      const mine: number[] = [];
      for (let claim = await claimNextTask(desk); claim; claim = await claimNextTask(desk)) mine.push(claim.taskId);
      return mine;
    }),
  );
  const all = taken.flat();
  expect(all).toHaveLength(TASKS);
  expect(new Set(all).size).toBe(TASKS);
});

test('of all who reach for one task exactly one gets it', async () => {
  const taskId = await make();
  const { won, reasons } = await settled(desks.map((desk) => claimTask(desk, { taskId })));
  expect(won).toBe(1);
  expect(reasons).toEqual(Array.from({ length: PEOPLE - 1 }, () => 'moderation.task_held'));
});

test('of two verdicts given at once one counts, the other is told that it came late', async () => {
  const taskId = await make();
  const [desk] = desks;
  if (!desk) throw new Error('no desk');
  await claimTask(desk, { taskId });
  const { won, reasons } = await settled([
    decideCardTask(desk, { taskId, outcome: 'apply', rest: 'accept' }),
    decideCardTask(desk, { taskId, outcome: 'reject', reasonCode: 'duplicate_card' }),
  ]);
  expect([won, reasons]).toEqual([1, ['moderation.task_closed']]);
  const [task] = await db.database.db.select().from(tasks).where(eq(tasks.id, taskId));
  expect(['applied', 'rejected']).toContain(task?.outcome);
});
