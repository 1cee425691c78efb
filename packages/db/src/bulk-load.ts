import type { BulkSession } from '@yarmarka/kernel';
import type postgres from 'postgres';
import type { Database } from './pools.ts';

export type BulkPlan = {
  /** Names the load: its state is kept under this name until it is finished. */
  readonly name: string;
  /** What was asked for: a load that was broken off goes on only with the same. */
  readonly meta: Readonly<Record<string, string | number>>;
  /** `schema.table`; the indexes and constraints of these go until the end, but for primary keys of `keep`. */
  readonly tables: readonly string[];
  readonly keep: readonly string[];
};
type Dropped = { readonly table: string; readonly kind: 'constraint' | 'index'; readonly name: string; readonly definition: string; readonly rank: number };
type State = { readonly meta: BulkPlan['meta']; readonly dropped: readonly Dropped[]; readonly done: boolean };

/** Held, shared, by every session that loads. */
const LOCK = 1_651_862_636;
const keyOf = (name: string): string => `bulk.${name}`;

/** The state of a load of this name: absent, begun (with what was asked for) or done. */
export async function findBulkLoad(database: Database, name: string): Promise<{ readonly meta: BulkPlan['meta']; readonly done: boolean } | undefined> {
  return readState(database.client, name);
}

async function readState(client: postgres.ISql, name: string): Promise<State | undefined> {
  const [row] = await client<{ value: State }[]>`select value from kernel.settings where key = ${keyOf(name)}`;
  return row?.value;
}

async function writeState(client: postgres.ISql, name: string, state: State): Promise<void> {
  await client`insert into kernel.settings (key, value, updated_by) values (${keyOf(name)}, ${JSON.stringify(state)}::jsonb, 'cli')
    on conflict (key) do update set value = excluded.value, updated_at = now()`;
}

/**
 * Begins a load, or goes on with one that was broken off: takes the tables' indexes and constraints away and remembers them in the same transaction, so that a process that dies leaves
 * either all of them or a list of what to make anew.
 */
export async function beginBulkLoad(database: Database, plan: BulkPlan): Promise<void> {
  await database.client.begin(async (tx) => {
    // A process that was killed may have sessions that end only now: what they commit has to be seen by this load.
    await tx`select pg_advisory_xact_lock(${LOCK}::int)`;
    if (await readState(tx, plan.name)) return;
    const dropped = await secondaryOf(tx, plan);
    // What refers to a key goes before the key.
    for (const d of dropped.toSorted((a, b) => b.rank - a.rank))
      await tx.unsafe(
        d.kind === 'constraint' ? `alter table ${d.table} drop constraint ${quoted(d.name)}` : `drop index ${schemaOf(d.table)}.${quoted(d.name)}`,
      );
    await writeState(tx, plan.name, { meta: plan.meta, dropped, done: false });
  });
}

async function secondaryOf(client: postgres.ISql, plan: BulkPlan): Promise<Dropped[]> {
  const rows = await client<Dropped[]>`
    select c.conrelid::regclass::text as table, 'constraint' as kind, c.conname as name, pg_get_constraintdef(c.oid) as definition, case c.contype when 'f' then 2 else 0 end as rank
    from pg_constraint c where c.conrelid = any(${plan.tables as string[]}::regclass[]) and c.contype in ('p', 'u', 'f')
      and not (c.contype = 'p' and c.conrelid = any(${plan.keep as string[]}::regclass[]))
    union all
    select i.indrelid::regclass::text, 'index', r.relname, pg_get_indexdef(i.indexrelid), 1
    from pg_index i join pg_class r on r.oid = i.indexrelid where i.indrelid = any(${plan.tables as string[]}::regclass[])
      and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`;
  return rows.map((r) => ({ ...r }));
}

/**
 * Ends a load: makes every index and constraint anew, `parallel` at a time, each struck off the list once it stands. Broken off, the next call goes on with the rest. Then identity
 * columns and the given sequences go on after the highest row.
 */
export async function finishBulkLoad(
  database: Database,
  plan: BulkPlan,
  options: { readonly parallel: number; readonly say: (text: string) => void },
): Promise<void> {
  const state = await readState(database.client, plan.name);
  if (!state || state.done) return;
  let left = [...state.dropped];
  for (const rank of [0, 1, 2]) {
    const waiting = left.filter((d) => d.rank === rank);
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const made = next;
        const started = performance.now();
        await database.client.begin(async (tx) => {
          await tx`select pg_advisory_xact_lock_shared(${LOCK}::int)`;
          await tx`set local maintenance_work_mem = '1GB'`;
          await tx.unsafe(made.kind === 'constraint' ? `alter table ${made.table} add constraint ${quoted(made.name)} ${made.definition}` : made.definition);
          await tx`update kernel.settings set updated_at = now(), value = jsonb_set(value, '{dropped}',
            (select coalesce(jsonb_agg(d), '[]') from jsonb_array_elements(value -> 'dropped') d where not (d ->> 'name' = ${made.name} and d ->> 'table' = ${made.table})))
            where key = ${keyOf(plan.name)}`;
        });
        options.say(`${made.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
      }
    };
    await Promise.all(Array.from({ length: options.parallel }, work));
    left = left.filter((d) => d.rank !== rank);
  }
  for (const table of plan.tables) await alignIdentity(database.client, table);
}

/** Says that the load is complete: from now on its name refuses a second one. */
export async function closeBulkLoad(database: Database, plan: BulkPlan): Promise<void> {
  await writeState(database.client, plan.name, { meta: plan.meta, dropped: [], done: true });
}

async function alignIdentity(client: postgres.Sql, table: string): Promise<void> {
  const columns = await client<{ name: string }[]>`select attname as name from pg_attribute where attrelid = ${table}::regclass and attidentity <> ''`;
  for (const { name } of columns)
    await client.unsafe(
      `select setval(pg_get_serial_sequence('${table}', '${name}'), greatest(max(${quoted(name)}), 1), max(${quoted(name)}) is not null) from ${table}`,
    );
}

/** Runs `work` on one connection in one transaction that need not wait for the disk: a load that is broken off repeats its last batch. */
export async function withBulkSession(database: Database, work: (session: BulkSession) => Promise<void>): Promise<void> {
  await database.client.begin(async (tx) => {
    await tx`set local synchronous_commit = off`;
    await tx`select pg_advisory_xact_lock_shared(${LOCK}::int)`;
    await work({
      async run(statement) {
        await tx.unsafe(statement);
      },
      async copy(statement, lines) {
        if (lines.length === 0) return;
        const stream = await tx.unsafe(statement).writable();
        await new Promise<void>((done, fail) => {
          stream.on('error', fail);
          stream.on('finish', done);
          stream.end(Buffer.from(lines.join('')));
        });
      },
    });
  });
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const schemaOf = (table: string): string => table.split('.')[0] ?? 'public';
