import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tmpdir, userInfo } from 'node:os';

export type Browser = { readonly path: string | undefined; readonly args: string[] };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

/** The machine's Chromium or Chrome (CHROMIUM_PATH, then PATH), else the one from the npm packages. Root needs --no-sandbox. */
export async function findBrowser(): Promise<Browser> {
  const args = [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const given = process.env.CHROMIUM_PATH;
  if (given) return { path: given, args };
  for (const dir of (process.env.PATH ?? '').split(delimiter))
    for (const name of NAMES) if (existsSync(join(dir, name))) return { path: join(dir, name), args };
  // Unpacks into TMPDIR with mode 0700: a folder of this user's own, or another user's copy is in the way.
  const own = join(tmpdir(), `yarmarka-browser-${userInfo().username}`);
  mkdirSync(own, { recursive: true });
  process.env.TMPDIR = own;
  const { default: packaged } = await import('@sparticuz/chromium');
  return { path: await packaged.executablePath(), args: [...new Set([...packaged.args, ...args])] };
}
