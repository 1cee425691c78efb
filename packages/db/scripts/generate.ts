// Writes the next migration from packages/*/src/tables.ts, applies everything to a scratch database and prints schema.sql from it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { startEmbedded } from '../src/embedded.ts';
import { dumpSchema, migrate } from '../src/index.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
execFileSync('drizzle-kit', ['generate', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
const dataDir = mkdtempSync(join(tmpdir(), 'yarmarka-schema-'));
const server = await startEmbedded({ dataDir, test: true });
try {
  await migrate(server.url);
  const client = postgres(server.url, { max: 1 });
  writeFileSync(join(root, 'packages/db/schema.sql'), await dumpSchema(client));
  await client.end();
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
