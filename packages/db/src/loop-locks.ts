import type { ProjectorLock } from '@yarmarka/kernel';
import postgres from 'postgres';

/**
 * Session locks of one process's loops, on a connection of their own. When that connection dies the server frees the locks: `held` then answers false, and `take` asks for
 * them anew on the next connection.
 */
export class LoopLocks {
  readonly #session: postgres.Sql;

  constructor(url: string) {
    this.#session = postgres(url, {
      max: 1,
      max_lifetime: null,
      idle_timeout: 0,
      connect_timeout: 5,
      onnotice: () => undefined,
      connection: { application_name: 'yarmarka-locks' },
    });
  }

  /** True when this process has the lock, now or already. */
  async take(name: string): Promise<boolean> {
    if (await this.held(name)) return true;
    const [row] = await this.#session`select pg_try_advisory_lock(hashtext('yarmarka.loop'), hashtext(${name})) as ok`;
    return row?.ok === true;
  }

  /** Asked of the server on the connection itself, which may not be the one that took the lock. */
  async held(name: string): Promise<boolean> {
    const rows = await this.#session`select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and granted
        and classid = (hashtext('yarmarka.loop')::bigint & 4294967295)::oid and objid = (hashtext(${name})::bigint & 4294967295)::oid`.catch(() => []);
    return rows.length > 0;
  }

  lockOf(name: string): ProjectorLock {
    return { held: () => this.held(name) };
  }

  async close(): Promise<void> {
    await this.#session.end({ timeout: 5 });
  }
}
