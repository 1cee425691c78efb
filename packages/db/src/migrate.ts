import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const here = fileURLToPath(new URL('..', import.meta.url));
const packagesDir = join(here, '..');

/** SQL functions live beside their owner's tables (`packages/<owner>/src/functions.sql`) and are replaced whole when their text changes. */
export function functionFiles(): { owner: string; text: string }[] {
  const order = ['kernel', 'accounts', 'taxonomy', 'catalog', 'offers', 'search'];
  return readdirSync(packagesDir)
    .filter((p) => existsSync(join(packagesDir, p, 'src', 'functions.sql')))
    .sort((a, b) => order.indexOf(a) - order.indexOf(b) || a.localeCompare(b))
    .map((owner) => ({ owner, text: readFileSync(join(packagesDir, owner, 'src', 'functions.sql'), 'utf8') }));
}

/** Brings the database to this version's schema. Repeatable; several processes may call it at once (advisory lock). */
export async function migrate(url: string): Promise<{ applied: number }> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(hashtext('yarmarka.migrate'))`;
    for (const extension of ['pg_trgm', 'btree_gin', 'unaccent']) await client.unsafe(`create extension if not exists ${extension}`);
    const before = await countApplied(client);
    await runMigrations(drizzle({ client }), { migrationsFolder: join(here, 'migrations'), migrationsSchema: 'kernel', migrationsTable: 'migrations' });
    await client.unsafe('create table if not exists kernel.sql_functions (owner text primary key, hash text not null)');
    for (const { owner, text } of functionFiles()) {
      const hash = createHash('sha256').update(text).digest('hex');
      const [known] = await client`select hash from kernel.sql_functions where owner = ${owner}`;
      if (known?.hash === hash) continue;
      await client.begin(async (tx) => {
        await tx.unsafe(text);
        await tx`insert into kernel.sql_functions values (${owner}, ${hash}) on conflict (owner) do update set hash = excluded.hash`;
      });
    }
    return { applied: (await countApplied(client)) - before };
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function countApplied(client: postgres.Sql): Promise<number> {
  const [there] = await client`select to_regclass('kernel.migrations') is not null as yes`;
  if (!there?.yes) return 0;
  const [n] = await client`select count(*)::int as n from kernel.migrations`;
  return Number(n?.n ?? 0);
}
