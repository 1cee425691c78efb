import { AsyncLocalStorage } from 'node:async_hooks';
import type { Db } from '@yarmarka/kernel';
import { isUuid } from '@yarmarka/kernel';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

const requestIds = new AsyncLocalStorage<string>();

/** Every statement sent while `fn` runs carries the request id as an SQL comment, so a slow query in the server's log leads back to its request. */
export function withRequestId<T>(requestId: string, fn: () => T): T {
  return isUuid(requestId) ? requestIds.run(requestId, fn) : fn();
}

type Unsafe = { unsafe: (query: string, ...rest: never[]) => unknown };

function comment<T extends Unsafe>(client: T): T {
  const send = client.unsafe.bind(client);
  client.unsafe = (query: string, ...rest: never[]) => {
    const id = requestIds.getStore();
    return send(id ? `${query} /* request ${id} */` : query, ...rest);
  };
  return client;
}

export type Database = {
  readonly db: Db;
  readonly read: Db;
  /** The write pool itself, for COPY, LISTEN and cursors. */
  readonly client: postgres.Sql;
  close(): Promise<void>;
};

function openPool(url: string, max: number): { client: postgres.Sql; db: Db } {
  const client = postgres(url, { max, onnotice: () => undefined, connection: { application_name: 'yarmarka' }, connect_timeout: 5 });
  const begin = client.begin.bind(client) as (...args: unknown[]) => Promise<unknown>;
  client.begin = ((...args: unknown[]) => {
    const fn = args.pop() as (tx: Unsafe) => unknown;
    return begin(...args, (tx: Unsafe) => fn(comment(tx)));
  }) as typeof client.begin;
  return { client, db: drizzle({ client: comment(client) }) };
}

/** Opens the write pool and, where a replica's address is given, the read pool. */
export function openDatabase(options: { url: string; readUrl?: string | undefined; max?: number }): Database {
  const write = openPool(options.url, options.max ?? 10);
  const read = options.readUrl ? openPool(options.readUrl, options.max ?? 10) : write;
  return {
    db: write.db,
    read: read.db,
    client: write.client,
    close: async () => {
      await Promise.all([write.client.end({ timeout: 5 }), read === write ? undefined : read.client.end({ timeout: 5 })]);
    },
  };
}

/** One sentence when the server at `url` cannot be reached; nothing otherwise. The password never stands in it. */
export async function checkReachable(url: string): Promise<string | undefined> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await client`select 1`;
    return undefined;
  } catch (error) {
    const { host, pathname } = new URL(url);
    return `The database at ${host}${pathname} cannot be reached (${error instanceof Error ? error.message.replaceAll(url, '') || error.name : 'unknown error'}). Check DATABASE_URL and that the server runs.`;
  } finally {
    await client.end({ timeout: 1 });
  }
}
