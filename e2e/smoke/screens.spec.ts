import type { ConsoleMessage, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';
import { addressOf, openAs, SCREENS } from '../support/screens.ts';
import { makeWorld, type World } from '../support/world.ts';

/** Collects what a person would not see but an engineer must: script errors and refused requests. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' && !/status of 40[14]/.test(message.text())) problems.push(message.text());
  });
  return problems;
}

let world: World;
test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(240_000);
  world = await makeWorld(baseURL ?? '');
});

for (const [locale, theme, width] of [
  ['ru', 'light', 1440],
  ['en', 'dark', 390],
] as const)
  for (const person of new Set(SCREENS.map((screen) => screen.person)))
    test(`every screen opens without an error and is accessible to the ${person}, ${locale} ${theme} ${width}`, async ({ browser, baseURL }) => {
      test.setTimeout(300_000);
      const { context, page } = await openAs(browser, baseURL ?? '', world.sessions[person], { locale, theme, width });
      const problems = watch(page);
      for (const screen of SCREENS.filter((one) => one.person === person)) {
        await page.goto(addressOf(screen, world, locale));
        await expect(page.getByRole('heading', { level: 1 }).first(), screen.name).toBeVisible();
        await expectAccessible(page, screen.name);
        expect(problems, screen.name).toEqual([]);
      }
      await context.close();
    });
