import type { ProjectorLock } from '@yarmarka/kernel';
import type { Database } from './pools.ts';

/**
 * Session locks of this worker's loops, all on one connection kept for them. When that connection dies the server frees the locks; `held` then answers false and the next
 * `take` opens another.
 */
export class LoopLocks {
  readonly #client: Database['client'];
  #session: Awaited<ReturnType<Database['client']['reserve']>> | undefined;
  readonly #mine = new Set<string>();

  constructor(client: Database['client']) {
    this.#client = client;
  }

  /** True when this worker has the lock, now or already. */
  async take(name: string): Promise<boolean> {
    if (this.#mine.has(name)) {
      if (await this.held(name)) return true;
      await this.close();
    }
    this.#session ??= await this.#client.reserve();
    const [row] = await this.#session`select pg_try_advisory_lock(hashtext('yarmarka.loop'), hashtext(${name})) as ok`;
    if (row?.ok) this.#mine.add(name);
    return row?.ok === true;
  }

  /** Asked of the server on the session itself, which may not be the one it was. */
  async held(name: string): Promise<boolean> {
    const session = this.#session;
    if (!session) return false;
    return session`select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and granted
        and classid = (hashtext('yarmarka.loop')::bigint & 4294967295)::oid and objid = (hashtext(${name})::bigint & 4294967295)::oid`.then(
      (rows) => rows.length > 0,
      () => false,
    );
  }

  lockOf(name: string): ProjectorLock {
    return { held: () => this.held(name) };
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#mine.clear();
    await session?.unsafe('select pg_advisory_unlock_all()').catch(() => undefined);
    session?.release();
  }
}
