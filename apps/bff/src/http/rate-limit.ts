import type { AttemptLimiter } from '@yarmarka/accounts';
import type { Database } from '@yarmarka/db';
import { AppError } from '@yarmarka/kernel';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** Points per window and key. A new limit is one line. */
export const RULES = {
  /** Searches and suggestions of visitors. */
  search: { points: 240, seconds: 60 },
  upload: { points: 120, seconds: 60 },
  import: { points: 20, seconds: 600 },
  /** Exports of the matrix and files taken back: each reads a great deal. */
  exchange: { points: 60, seconds: 600 },
  /** Generated texts: each costs money. */
  generate: { points: 30, seconds: 60 },
  /** New names in the list of brands. */
  nameBrand: { points: 60, seconds: 3600 },
  registerSeller: { points: 5, seconds: 3600 },
  invite: { points: 20, seconds: 3600 },
} as const satisfies Record<string, { points: number; seconds: number }>;
export type RuleName = keyof typeof RULES;

/** Wrong passwords of one account: ten in a quarter of an hour, then it rests for a quarter of an hour. */
const ATTEMPTS = { points: 10, seconds: 900 };

export type RateLimits = {
  /** Counts one use; throws `kernel.too_many_requests` (details.retryAfterMs) above the rule. */
  consume(rule: RuleName, key: string): Promise<void>;
  readonly attempts: AttemptLimiter;
};

/** The part of node-postgres that the library's PostgreSQL store calls, over our own pool. */
function storeClient(client: Database['client']) {
  return {
    query: async ({ text, values }: { text: string; values?: (string | number | null)[] }) => {
      const rows = await client.unsafe(text, values ?? [], { prepare: true });
      return {
        rows: rows.map((r) => ({ points: Number(r.points), expire: r.expire === null || r.expire === undefined ? null : Number(r.expire) })),
        rowCount: rows.count,
      };
    },
  };
}

export function tooManyRequests(retryAfterMs: number): AppError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new AppError(
    'limited',
    'kernel.too_many_requests',
    { ru: `Слишком много запросов. Повторите через ${seconds} с.`, en: `Too many requests. Try again in ${seconds} s.` },
    { details: { retryAfterMs } },
  );
}

/**
 * Counters in PostgreSQL (`accounts.request_limits`, one upsert a use), so a limit holds across all bff processes. A key that is over its limit is remembered in this process until its
 * window ends, so a flood costs no queries. When the database does not answer, each process counts for itself.
 */
export function createRateLimits(client: Database['client']): RateLimits {
  const store = storeClient(client);
  const limiter = (name: string, rule: { points: number; seconds: number }): RateLimiterAbstract =>
    new RateLimiterPostgres({
      storeClient: store,
      storeType: 'pool',
      schemaName: 'accounts',
      tableName: 'request_limits',
      tableCreated: true,
      keyPrefix: name,
      points: rule.points,
      duration: rule.seconds,
      inMemoryBlockOnConsumed: rule.points + 1,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points: rule.points, duration: rule.seconds }),
    });
  const limiters = new Map(Object.entries(RULES).map(([name, rule]) => [name, limiter(name, rule)]));
  const attempts = limiter('attempts', ATTEMPTS);
  return {
    async consume(rule, key) {
      try {
        await limiters.get(rule)?.consume(key);
      } catch (error) {
        throw error instanceof RateLimiterRes ? tooManyRequests(error.msBeforeNext) : error;
      }
    },
    attempts: {
      async blockedMs(key) {
        const state = await attempts.get(key);
        return state && state.consumedPoints >= ATTEMPTS.points ? state.msBeforeNext : 0;
      },
      failed: async (key) => void (await attempts.penalty(key)),
      succeeded: async (key) => void (await attempts.delete(key)),
    },
  };
}
