import { accessSync, constants, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

export const noBrowser =
  'No browser can start here: install Chromium (Debian, Ubuntu: apt-get install chromium) or Google Chrome, or name one in CHROMIUM_PATH.';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usualPlaces = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether it opens a page here: a browser that prints its version may still lack a library. */
async function opensPage(executablePath: string): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath, timeout: 20_000 });
    const page = await browser.newPage();
    await page.setContent('<p>here</p>');
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

async function fromPackages(): Promise<string | undefined> {
  // It unpacks itself into the temporary directory, where another user's copy must not be in the way.
  const own = join(tmpdir(), `yarmarka-chromium-${process.getuid?.() ?? 'user'}`);
  const outer = process.env.TMPDIR;
  try {
    mkdirSync(own, { recursive: true, mode: 0o700 });
    process.env.TMPDIR = own;
    const packed = await import('@sparticuz/chromium');
    return await packed.default.executablePath();
  } catch {
    return undefined;
  } finally {
    if (outer === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outer;
  }
}

/** The path of a Chromium that starts: the one named in CHROMIUM_PATH, else this machine's Chromium or Chrome, else the one from the npm packages. */
export async function findBrowser(): Promise<string | undefined> {
  const dirs = [...(process.env.PATH ?? '').split(delimiter), ...usualPlaces];
  const named = process.env.CHROMIUM_PATH;
  const paths = named ? [named] : [...new Set([...dirs.flatMap((dir) => names.map((name) => join(dir, name))), onMac])];
  for (const path of paths.filter(isExecutable)) if (await opensPage(path)) return path;
  const packed = await fromPackages();
  return packed !== undefined && (await opensPage(packed)) ? packed : undefined;
}
