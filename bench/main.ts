import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// `pnpm bench NAME`: every number in the documents comes from a command here.
const dir = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(dir)
  .filter((f) => f.endsWith('.ts') && f !== 'main.ts')
  .map((f) => f.slice(0, -3));
const name = process.argv[2] ?? '';
if (!names.includes(name) || !existsSync(join(dir, `${name}.ts`))) {
  process.stdout.write(`pnpm bench NAME, where NAME is one of: ${names.join(', ')}\n`);
  process.exit(name === '' ? 0 : 1);
}
await import(pathToFileURL(join(dir, `${name}.ts`)).href);
