import { type Database, openDatabase } from '@yarmarka/db';
import { type Actor, type Clock, createCtx, type Ctx, fixedClock, type JobQueue, newId, type Role, systemActor } from '@yarmarka/kernel';
import postgres from 'postgres';
import { afterAll, beforeAll, inject, test } from 'vitest';

export type SentJob = { readonly name: string; readonly data: object };

/** A database of this test file's own, cloned from the migrated template. */
export type TestDatabase = { readonly url: string; readonly database: Database; close(): Promise<void> };

export async function cloneDatabase(max = 4): Promise<TestDatabase> {
  const base = new URL(inject('databaseUrl'));
  const template = inject('templateName');
  const name = `${template}_${newId().replaceAll('-', '').slice(8, 24)}`;
  const admin = postgres(base.toString(), { max: 1, onnotice: () => undefined });
  // Clones of one template made at once collide: take turns.
  await admin`select pg_advisory_lock(hashtext('yarmarka.clone'))`;
  await admin.unsafe(`create database ${name} template ${template}`);
  await admin.end();
  const u = new URL(base);
  u.pathname = `/${name}`;
  const database = openDatabase({ url: u.toString(), max });
  return { url: u.toString(), database, close: () => database.close() };
}

/** A job queue that only remembers: for tests of verbs. */
export function rememberingJobs(): JobQueue & { sent: SentJob[] } {
  const sent: SentJob[] = [];
  return {
    sent,
    send: async (_db, name, data) => {
      sent.push({ name, data });
    },
  };
}

export const userActor = (roles: readonly Role[], extra: { userId?: string; sellerId?: number } = {}): Actor => ({
  kind: 'user',
  userId: extra.userId ?? newId(),
  roles,
  ...(extra.sellerId === undefined ? {} : { sellerId: extra.sellerId }),
});

export function testCtx(
  database: Database,
  actor: Actor = systemActor('test'),
  clock: Clock = fixedClock(new Date('2026-03-02T09:00:00Z')),
): Ctx & { jobs: JobQueue & { sent: SentJob[] } } {
  const jobs = rememberingJobs();
  return { ...createCtx({ db: database.db, jobs, actor, clock }), jobs };
}

class Rollback extends Error {}

/**
 * `it` for verbs: each test runs in one transaction on the file's own database and is rolled back. Verbs' own withTx joins it, so what it does not see is contention:
 * that is the concurrency lane's, with `cloneDatabase` and real commits.
 */
export function databaseTest(): (name: string, fn: (ctx: Ctx & { jobs: JobQueue & { sent: SentJob[] } }) => Promise<void>) => void {
  let db: TestDatabase | undefined;
  beforeAll(async () => {
    db = await cloneDatabase(2);
  });
  afterAll(async () => {
    await db?.close();
  });
  return (name, fn) =>
    test(name, async () => {
      if (!db) throw new Error('no database');
      const base = testCtx(db.database);
      try {
        await base.db.transaction(async (tx) => {
          await fn({ ...base, db: tx, read: tx, inTx: true });
          throw new Rollback();
        });
      } catch (error) {
        if (!(error instanceof Rollback)) throw error;
      }
    });
}

/** The same Ctx as another actor. */
export const as = <C extends Ctx>(ctx: C, actor: Actor): C => ({ ...ctx, actor });
