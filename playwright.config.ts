import { defineConfig } from '@playwright/test';
import { findBrowser } from './e2e/support/browser.ts';

const browser = await findBrowser();

/** One browser, two stacks (e2e/support/stacks.ts): the demo shop, and the real taxonomy where it is beside the checkout. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.ts',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { ...(browser.path ? { executablePath: browser.path } : {}), args: browser.args },
  },
});
