import { existsSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { firstPaint, measureScroll, pasteUntilPainted, rendererMemory, useGrid } from './support/frames.ts';
import { buildGallery, galleryUrl } from './support/gallery.ts';

// Prints as JSON what the grid costs a browser: `node e2e/measure-grid.ts [--url URL --email E --password P] [--minutes 10]`; without an address the gallery's invented matrix.
const { values } = parseArgs({
  options: { url: { type: 'string' }, email: { type: 'string' }, password: { type: 'string' }, minutes: { type: 'string' }, paste: { type: 'string' } },
});
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
if (executablePath === undefined) throw new Error('There is no Chromium or Chrome in /usr/bin.');
const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--force-color-profile=srgb'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ru-RU' });
if (values.url !== undefined && values.email !== undefined) {
  const { origin } = new URL(values.url);
  const answer = await context.request.post(`${origin}/api/auth/sign-in/email`, {
    data: { email: values.email, password: values.password ?? '' },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`sign-in as ${values.email}: ${answer.status()}`);
}
const page = await context.newPage();
const out = values.url === undefined ? buildGallery() : undefined;
try {
  const url = values.url ?? (await galleryUrl(page, out ?? '', 'grid'));
  const cells = '[role=gridcell]';
  await firstPaint(page, url, cells);
  const firstCellsMs = Math.round(await firstPaint(page, url, cells));
  const grid = page.getByRole('grid').first();
  const scroll = await measureScroll(page, grid);
  await grid.focus();
  await page.keyboard.press('Control+Home');
  const clip = Array.from({ length: 40 }, () => Array.from({ length: 25 }, () => values.paste ?? 'required').join('\t')).join('\r\n');
  const pasteMs = await pasteUntilPainted(grid, clip);
  const minutes = Number(values.minutes ?? 0);
  if (minutes > 0) await useGrid(page, grid, minutes);
  process.stdout.write(`${JSON.stringify({ firstCellsMs, ...scroll, pasteMs, minutes, memoryMb: await rendererMemory(browser) })}\n`);
} finally {
  await browser.close();
  if (out !== undefined) rmSync(out, { recursive: true, force: true });
}
