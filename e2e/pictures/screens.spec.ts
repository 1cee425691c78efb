import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, signedIn, test } from '../support/fixtures.ts';
import { type Screen, shopScreens, WORKPLACE_SCREENS } from '../support/screens.ts';

// `pnpm check:screens`: pictures of every screen on the demo, both themes, both languages, 1440 and 390 px, into screenshots/, for a person to look at.
const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'screenshots');
/** The README's picture is one of them. */
const readmePicture = join(root, 'docs/shop.png');

for (const locale of ['ru', 'en'] as const)
  for (const theme of ['light', 'dark'] as const)
    for (const width of [1440, 390]) {
      test(`pictures of every screen, ${locale} ${theme} ${width}`, async ({ browser, baseURL, request }) => {
        test.setTimeout(600_000);
        const base = baseURL ?? '';
        const screens = [...(await shopScreens(request)), ...WORKPLACE_SCREENS];
        for (const role of new Set(screens.map((s) => s.role))) {
          const { context, page } = role === 'anonymous' ? await visitor() : await signedIn(browser, base, role, { locale, theme, width, again: true });
          for (const screen of screens.filter((s) => s.role === role)) {
            await page.goto(addressOf(screen), { waitUntil: 'networkidle' });
            await expect(page.locator('body')).not.toBeEmpty();
            const picture = await page.screenshot({ path: join(out, `${screen.name}-${locale}-${theme}-${width}.png`) });
            if (screen.name === 'shop-category' && locale === 'en' && theme === 'light' && width === 1440) await writeFile(readmePicture, picture);
          }
          await context.close();
        }

        async function visitor() {
          const context = await browser.newContext({ baseURL: base, viewport: { width, height: 900 } });
          await context.addCookies([
            { name: 'theme', value: theme, url: base },
            { name: 'locale', value: locale, url: base },
          ]);
          return { context, page: await context.newPage() };
        }

        function addressOf(screen: Screen): string {
          const english = screen.role === 'anonymous' && locale === 'en' && !screen.path.startsWith('/auth');
          return english ? `/en${screen.path === '/' ? '' : screen.path}` : screen.path;
        }
      });
    }
