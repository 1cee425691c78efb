import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { Actor } from './actor.ts';
import { systemActor } from './actor.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { translateDbError } from './error.ts';
import { newId } from './ids.ts';
import type { JobQueue } from './jobs.ts';
import type { Logger } from './log.ts';
import { log } from './log.ts';

/** A drizzle handle: the pool, or the transaction in progress. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;
export type Locale = 'ru' | 'en';

/** Everything a verb may use of the outside world. */
export type Ctx = {
  readonly db: Db;
  /** A replica where there is one; equals `db` inside a transaction. Never read here what must include the caller's own last write. */
  readonly read: Db;
  readonly actor: Actor;
  readonly requestId: string;
  readonly locale: Locale;
  readonly clock: Clock;
  readonly log: Logger;
  readonly jobs: JobQueue;
  readonly inTx: boolean;
};

export type CtxParts = {
  readonly db: Db;
  readonly read?: Db;
  readonly jobs: JobQueue;
  readonly actor: Actor;
  readonly requestId?: string;
  readonly locale?: Locale;
  readonly clock?: Clock;
};

export function createCtx(parts: CtxParts): Ctx {
  const requestId = parts.requestId ?? newId();
  return {
    db: parts.db,
    read: parts.read ?? parts.db,
    actor: parts.actor,
    requestId,
    locale: parts.locale ?? 'ru',
    clock: parts.clock ?? systemClock,
    log: log.child({ requestId }),
    jobs: parts.jobs,
    inTx: false,
  };
}

export function asSystem(ctx: Ctx, name: string): Ctx {
  return { ...ctx, actor: systemActor(name) };
}

/**
 * Runs `fn` in one transaction: state, audit row, outbox rows and jobs commit together or not at all. Joins the transaction in progress, if any.
 * A violated constraint that a capability registered leaves as its AppError. Never await the network inside.
 */
export async function withTx<T>(ctx: Ctx, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.inTx) return fn(ctx);
  try {
    return await ctx.db.transaction((tx) => fn({ ...ctx, db: tx, read: tx, inTx: true }));
  } catch (error) {
    throw translateDbError(error);
  }
}
