import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../support/fixtures.ts';
import { addressOf, openAs, SCREENS } from '../support/screens.ts';
import { makeWorld, type World } from '../support/world.ts';

// `pnpm check:screens`: pictures of every screen on the demo, both themes, both languages, 1440 and 390 px, into screenshots/, for a person to look at.
const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'screenshots');
/** The README's picture is one of them. */
const readmePicture = join(root, 'docs/shop.png');

/** What is still on its way: a region that says so, a bone of a skeleton. */
const LOADING = '[aria-busy="true"], [class*="_bone_"]';
const picturesToCome = (): number =>
  [...document.images].filter((image) => !image.complete && image.getBoundingClientRect().top < window.innerHeight && image.checkVisibility()).length;

let world: World;
test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(240_000);
  world = await makeWorld(baseURL ?? '');
});

for (const locale of ['ru', 'en'] as const)
  for (const theme of ['light', 'dark'] as const)
    for (const width of [1440, 390]) {
      test(`pictures of every screen, ${locale} ${theme} ${width}`, async ({ browser, baseURL }) => {
        test.setTimeout(900_000);
        for (const person of new Set(SCREENS.map((screen) => screen.person))) {
          const { context, page } = await openAs(browser, baseURL ?? '', world.sessions[person], { locale, theme, width });
          for (const screen of SCREENS.filter((one) => one.person === person)) {
            await page.goto(addressOf(screen, world, locale), { waitUntil: 'networkidle' });
            await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
            await expect(page.locator(LOADING), screen.name).toHaveCount(0, { timeout: 30_000 });
            await expect.poll(() => page.evaluate(picturesToCome), screen.name).toBe(0);
            const picture = await page.screenshot({ path: join(out, `${screen.name}-${locale}-${theme}-${width}.png`) });
            if (screen.name === 'shop-category' && locale === 'en' && theme === 'light' && width === 1440) await writeFile(readmePicture, picture);
          }
          await context.close();
        }
      });
    }
