import { defineConfig } from '@playwright/test';
import { findBrowser, noBrowser } from './scripts/test-browser.ts';

// Workers read this file too: the search is done once.
process.env.CHROMIUM_PATH ??= (await findBrowser()) ?? '';
if (!process.env.CHROMIUM_PATH) throw new Error(noBrowser);

/** One browser, two stacks (e2e/support/stacks.ts): the demo shop, and the real taxonomy where it is beside the checkout. */
export default defineConfig({
  testDir: 'e2e',
  // Pictures for a person to look at are made by `pnpm check:screens` alone.
  testIgnore: process.env.SCREENS ? [] : ['pictures/**'],
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/support/global-setup.ts',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--force-color-profile=srgb',
      ],
    },
  },
});
