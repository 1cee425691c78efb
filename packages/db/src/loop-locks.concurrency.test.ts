import { cloneDatabase, type TestDatabase } from '@yarmarka/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoopLocks } from './loop-locks.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase(2);
});
afterAll(() => db.close());

test('a lock belongs to one process until it lets go or its connection dies', async () => {
  const first = new LoopLocks(db.url);
  const second = new LoopLocks(db.url);
  expect(await Promise.all([first.take('a'), first.take('c')])).toEqual([true, true]);
  expect(await first.take('a')).toBe(true);
  expect(await second.take('a')).toBe(false);
  expect(await second.take('b')).toBe(true);
  expect(await first.held('a')).toBe(true);
  expect(await second.held('a')).toBe(false);
  await db.database
    .client`select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'yarmarka-locks' and datname = current_database()`;
  expect(await first.held('a')).toBe(false);
  expect(await second.take('a')).toBe(true);
  expect(await first.take('a')).toBe(false);
  await second.close();
  await expect.poll(() => first.take('a')).toBe(true);
  await first.close();
});
