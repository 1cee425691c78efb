import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ORIGIN = 'http://gallery.test';
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.woff2': 'font/woff2' };

/** Builds the gallery as for production into a new folder, which the caller removes. */
export function buildGallery(): string {
  const out = mkdtempSync(join(tmpdir(), 'yarmarka-gallery-'));
  const built = spawnSync(process.execPath, [join(root, 'apps/web/scripts/build-gallery.ts'), '--out', out], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the gallery was not built:\n${built.stdout}\n${built.stderr}`);
  return out;
}

/** The address of a part of the gallery; the browser gets its files from the folder, no server listens. */
export async function galleryUrl(page: Page, out: string, part: string, query = ''): Promise<string> {
  await page.route(`${ORIGIN}/**`, (route) => {
    const path = join(out, 'client', new URL(route.request().url()).pathname);
    const file = extname(path) && existsSync(path) ? path : join(out, 'client/index.html');
    return route.fulfill({ body: readFileSync(file), contentType: TYPES[extname(file)] ?? 'application/octet-stream' });
  });
  return `${ORIGIN}/?part=${part}${query}`;
}
