import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Print, type Running, runOnce } from './run-children.ts';
import { StartError } from './run-options.ts';

const relativeImport = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** A file and what it imports from its own package, and they, and so on. */
function closure(file: string, seen: Set<string>): void {
  if (seen.has(file) || !existsSync(file)) return;
  seen.add(file);
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(relativeImport)) if (specifier) closure(join(dirname(file), specifier), seen);
}

/** What the web app is built from: its own files, ui, i18n, the capabilities' browser doors, and the versions of the libraries. */
export function hashWebSources(root: string): string {
  const own = globSync(['apps/web/**/*', 'packages/{ui,i18n}/src/**/*', 'pnpm-lock.yaml'], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => ['node_modules', 'dist'].includes(entry.name) || /\.test\.tsx?$/.test(entry.name),
  });
  const files = new Set(own.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
  for (const door of globSync('packages/*/src/{schemas,check}.ts', { cwd: root })) closure(join(root, door), files);
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/**
 * Builds the web app unless it was built from exactly these sources.
 * @throws StartError when the build fails
 */
export async function ensureWeb(root: string, print: Print, onStart: (build: Running) => void): Promise<void> {
  const stampFile = join(root, 'apps', 'web', 'dist', '.stamp');
  const stamp = hashWebSources(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  print('start', 'Building the web app');
  const build = runOnce({
    name: 'build',
    command: process.execPath,
    args: [join(root, 'apps', 'web', 'scripts', 'build.ts')],
    env: { ...process.env, NODE_ENV: 'production' },
    cwd: join(root, 'apps', 'web'),
    print,
  });
  onStart(build);
  const result = await build.result;
  if (result !== 'code 0') throw new StartError(`The web app could not be built (${result}); the lines above say why.`);
  writeFileSync(stampFile, stamp);
}
