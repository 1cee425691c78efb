import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { browserPath, noBrowser } from './support/browser.ts';
import { firstPaint, measureScroll, pasteUntilPainted, rendererMemory, useGrid } from './support/frames.ts';
import { buildGallery, galleryUrl } from './support/gallery.ts';

// Prints as JSON what the grid costs a browser: `node e2e/measure-grid.ts [--url URL --email E --password P] [--minutes 10]`; without an address the gallery's invented matrix.
const { values } = parseArgs({
  options: { url: { type: 'string' }, email: { type: 'string' }, password: { type: 'string' }, minutes: { type: 'string' }, paste: { type: 'string' } },
});
const NO_BROWSER = 3;
const VISITS = 5;
const CELLS = '[role=gridcell]';
const executablePath = browserPath();
if (executablePath === undefined) {
  process.stderr.write(`${noBrowser}\n`);
  process.exit(NO_BROWSER);
}
const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--force-color-profile=srgb'] });
const LOOKS = { viewport: { width: 1440, height: 900 }, locale: 'ru-RU' };
const context = await browser.newContext(LOOKS);
if (values.url !== undefined && values.email !== undefined) {
  const { origin } = new URL(values.url);
  const answer = await context.request.post(`${origin}/api/auth/sign-in/email`, {
    data: { email: values.email, password: values.password ?? '' },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`sign-in as ${values.email}: ${answer.status()}`);
}
const storageState = await context.storageState();
const page = await context.newPage();
const out = values.url === undefined ? buildGallery() : undefined;
try {
  const url = values.url ?? (await galleryUrl(page, out ?? '', 'grid'));
  await warmServer(url);
  const cold = await firstPaint(page, url, CELLS);
  const visits: { ms: number; cpuMs: number }[] = [];
  for (let n = 0; n < VISITS; n += 1) visits.push(await firstPaint(page, url, CELLS));
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const first = { firstCellsMs: middle(visits.map(({ ms }) => ms)), coldMs: cold.ms, firstCpuMs: middle(visits.map(({ cpuMs }) => cpuMs)) };
  const grid = page.getByRole('grid').first();
  const scroll = await measureScroll(page, grid);
  const clip = Array.from({ length: 40 }, () => Array.from({ length: 25 }, () => values.paste ?? 'required').join('\t')).join('\r\n');
  const pastes: { readonly visible: number; readonly stored: number }[] = [];
  for (let n = 0; n < (values.url === undefined ? 1 : VISITS); n += 1) pastes.push(await pasteOnce(page, clip));
  const minutes = Number(values.minutes ?? 0);
  await context.close();
  process.stdout.write(`${JSON.stringify({ ...first, ...scroll, pastes, minutes, memoryMb: await memoryAfter(minutes) })}\n`);
} finally {
  await browser.close();
  if (out !== undefined) rmSync(out, { recursive: true, force: true });
}

/** The server has answered once; the browser whose visits are measured has kept nothing. */
async function warmServer(url: string): Promise<void> {
  if (values.url === undefined) return;
  const other = await browser.newContext({ ...LOOKS, storageState });
  await firstPaint(await other.newPage(), url, CELLS);
  await other.close();
}

/** Pastes into the sheet's first cells and takes it back; milliseconds until it is painted, and until the server has it. */
async function pasteOnce(page: Page, clip: string): Promise<{ readonly visible: number; readonly stored: number }> {
  const grid = page.getByRole('grid').first();
  const answered = () => page.waitForResponse((answer) => answer.url().includes('taxonomy.saveChanges'));
  await grid.focus();
  await page.keyboard.press('Control+Home');
  const before = Date.now();
  const storing = values.url === undefined ? undefined : answered();
  const visible = await pasteUntilPainted(grid, clip);
  await storing;
  const stored = Date.now() - before;
  if (storing === undefined) return { visible, stored: 0 };
  await Promise.all([answered(), page.keyboard.press('Control+z')]);
  return { visible, stored };
}

/** In a process of its own: what the pages of the visits before have left would be counted too. */
async function memoryAfter(minutes: number): Promise<number> {
  const fresh = await browser.newContext({ ...LOOKS, storageState });
  const used = await fresh.newPage();
  await firstPaint(used, values.url ?? (await galleryUrl(used, out ?? '', 'grid')), CELLS);
  if (minutes > 0) await useGrid(used, used.getByRole('grid').first(), minutes);
  return rendererMemory(browser);
}
