import type { ConsoleMessage, Page } from '@playwright/test';
import { expect, expectAccessible, signedIn, test } from '../support/fixtures.ts';
import { type Screen, shopScreens, WORKPLACE_SCREENS } from '../support/screens.ts';

/** Collects what a person would not see but an engineer must: script errors and refused requests. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' && !/status of 40[14]/.test(message.text())) problems.push(message.text());
  });
  return problems;
}

async function visit(page: Page, screen: Screen, problems: string[]): Promise<void> {
  await page.goto(screen.path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expectAccessible(page, screen.name);
  expect(problems, screen.name).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen of the shop opens without an error and is accessible, ${theme}`, async ({ browser, baseURL, request }) => {
    const width = theme === 'light' ? 1440 : 390;
    const context = await browser.newContext({ baseURL: baseURL ?? '', viewport: { width, height: 900 } });
    await context.addCookies([{ name: 'theme', value: theme, url: baseURL ?? '' }]);
    const page = await context.newPage();
    const problems = watch(page);
    for (const screen of await shopScreens(request)) await visit(page, screen, problems);
    for (const screen of await shopScreens(request))
      if (!screen.path.startsWith('/auth')) await visit(page, { ...screen, path: `/en${screen.path === '/' ? '' : screen.path}` }, problems);
    await context.close();
  });
}

for (const role of ['seller', 'moderator', 'admin'] as const) {
  for (const [locale, theme, width] of [
    ['ru', 'light', 1440],
    ['en', 'dark', 390],
  ] as const) {
    test(`every screen of the ${role} opens without an error and is accessible, ${locale} ${theme} ${width}`, async ({ browser, baseURL }) => {
      const { context, page } = await signedIn(browser, baseURL ?? '', role, { locale, theme, width });
      const problems = watch(page);
      for (const screen of WORKPLACE_SCREENS.filter((s) => s.role === role)) await visit(page, screen, problems);
      await context.close();
    });
  }
}
