import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { MatrixDelta } from '../delta.ts';
import { getSchemasByHash, type LoadedSchema } from '../matrix/get-schema.ts';
import type { Prepared } from '../matrix/publish-version.ts';

/** How long a preview waits for a publish (or another preview) to end. */
const LOCK_TIMEOUT = '10s';

class RolledBack<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super('preview rolled back');
    this.result = result;
  }
}

/** Does `work` in a transaction of its own (a savepoint where the caller is in one already), rolls it back and answers what it gave. Waits at most ten seconds for a lock. */
export async function rolledBack<T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.transaction(async (db): Promise<T> => {
      const tx: Ctx = { ...ctx, db, read: db, inTx: true };
      await db.execute(sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`);
      throw new RolledBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as T;
    throw error;
  }
}

type Facts = Pick<MatrixDelta, 'moves' | 'schemas' | 'categories' | 'created' | 'moved' | 'merged' | 'conversions'>;

/** What a version that was prepared and rolled back would have changed, with every schema it names. */
export async function deltaFacts(ctx: Ctx, prepared: Prepared | undefined): Promise<Facts> {
  const moves = prepared?.moves ?? [];
  const before = await getSchemasByHash(
    ctx,
    moves.flatMap((m) => (m.from === null ? [] : [m.from])),
  );
  const schemas = new Map<string, LoadedSchema>(before);
  for (const { to } of moves) {
    const built = prepared?.built.get(to);
    if (built) schemas.set(to, built);
  }
  return {
    moves,
    schemas,
    categories: prepared?.categories ?? 0,
    created: prepared?.touched.categories ?? [],
    moved: prepared?.touched.moved ?? [],
    merged: prepared?.touched.merged ?? [],
    conversions: prepared?.touched.conversions ?? [],
  };
}
