import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, request } from '@playwright/test';
import { signedIn } from '../e2e/support/fixtures.ts';
import { type Screen, shopScreens, WORKPLACE_SCREENS } from '../e2e/support/screens.ts';
import { startStack } from '../e2e/support/stacks.ts';
import { findBrowser, noBrowser } from './test-browser.ts';

// `pnpm check:screens [name part]`: pictures of every screen on the demo, both themes, both languages, 1440 and 390 px, into screenshots/, for a person to look at.
const executablePath = await findBrowser();
if (!executablePath) throw new Error(noBrowser);
const out = join(fileURLToPath(new URL('..', import.meta.url)), 'screenshots');
mkdirSync(out, { recursive: true });
const wanted = process.argv[2] ?? '';
const stack = await startStack('demo');
process.env.E2E_DEMO_DATA = stack.dataDir;
const browser = await chromium.launch({ executablePath });
let count = 0;
try {
  const api = await request.newContext({ baseURL: stack.url });
  const screens = [...(await shopScreens(api)), ...WORKPLACE_SCREENS].filter((s) => s.name.includes(wanted));
  for (const locale of ['ru', 'en'] as const)
    for (const theme of ['light', 'dark'] as const) for (const width of [1440, 390]) await shoot(screens, locale, theme, width);
} finally {
  await browser.close();
  await stack.stop();
}
process.stdout.write(`${count} pictures in ${out}\n`);

async function shoot(screens: readonly Screen[], locale: 'ru' | 'en', theme: 'light' | 'dark', width: number): Promise<void> {
  for (const role of new Set(screens.map((s) => s.role))) {
    const { context, page } =
      role === 'anonymous'
        ? await browser.newContext({ baseURL: stack.url, viewport: { width, height: 900 } }).then(async (c) => {
            await c.addCookies([
              { name: 'theme', value: theme, url: stack.url },
              { name: 'locale', value: locale, url: stack.url },
            ]);
            return { context: c, page: await c.newPage() };
          })
        : await signedIn(browser, stack.url, role, { locale, theme, width });
    for (const screen of screens.filter((s) => s.role === role)) {
      const path = role === 'anonymous' && locale === 'en' && !screen.path.startsWith('/auth') ? `/en${screen.path === '/' ? '' : screen.path}` : screen.path;
      await page.goto(`${stack.url}${path}`, { waitUntil: 'networkidle' }).catch(() => undefined);
      await page.screenshot({ path: join(out, `${screen.name}-${locale}-${theme}-${width}.png`) });
      count++;
    }
    await context.close();
  }
}
