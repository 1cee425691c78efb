import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';

export { expect };
export type Role = 'admin' | 'moderator' | 'editor' | 'seller' | 'buyer';
type Login = { readonly role: Role; readonly email: string; readonly password: string };

const demoUrl = () => process.env.E2E_DEMO_URL ?? '';
export const taxonomyUrl = (): string => process.env.E2E_TAXONOMY_URL ?? '';

/** Seeding writes down whom it made. */
export function logins(): Login[] {
  return JSON.parse(readFileSync(join(process.env.E2E_DEMO_DATA ?? '', 'demo-logins.json'), 'utf8')) as Login[];
}

/** `test` on the demo shop. */
export const test = base.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a function wants from its first argument
  baseURL: async ({}, use) => use(demoUrl()),
});
/** `test` on the real taxonomy; skips visibly where it is not beside the checkout. */
export const taxonomyTest = base.extend({
  // oxlint-disable-next-line no-empty-pattern -- as above
  baseURL: async ({}, use, info) => {
    info.skip(!taxonomyUrl(), 'the real taxonomy is not beside this checkout (../shared/data/taxonomy)');
    await use(taxonomyUrl());
  },
});

/** Session cookies by address and person, for those who come back often: signing in is limited, as it should be. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

/** A browser context signed in as the demo's person of this role, in this language. `n` picks among several of one role; `again` takes the session made before. */
export async function signedIn(
  browser: Browser,
  baseURL: string,
  role: Role,
  options: { locale?: 'ru' | 'en'; n?: number; width?: number; theme?: 'light' | 'dark'; again?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const login = logins().filter((l) => l.role === role)[options.n ?? 0];
  if (!login) throw new Error(`no demo login for ${role}`);
  const locale = options.locale ?? 'ru';
  const width = options.width ?? 1440;
  const context = await browser.newContext({ baseURL, locale: locale === 'ru' ? 'ru-RU' : 'en-GB', viewport: { width, height: width < 500 ? 844 : 900 } });
  const { hostname } = new URL(baseURL);
  await context.addCookies([
    { name: 'locale', value: locale, domain: hostname, path: '/' },
    { name: 'theme', value: options.theme ?? 'light', domain: hostname, path: '/' },
  ]);
  const key = `${baseURL} ${login.email}`;
  const known = options.again ? sessions.get(key) : undefined;
  if (known) {
    await context.addCookies(known);
    return { context, page: await context.newPage() };
  }
  const answer = await context.request.post('/api/auth/sign-in/email', {
    data: { email: login.email, password: login.password },
    headers: { origin: baseURL },
  });
  if (!answer.ok()) throw new Error(`sign-in as ${login.email}: ${answer.status()} ${await answer.text()}`);
  sessions.set(
    key,
    (await context.cookies()).filter((c) => c.name !== 'locale' && c.name !== 'theme'),
  );
  return { context, page: await context.newPage() };
}

/** Fails on axe's serious and critical findings. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const bad = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  expect(
    bad.map(
      (v) =>
        `${where}: ${v.id}: ${v.nodes
          .slice(0, 3)
          .map((n) => n.target.join(' '))
          .join(' | ')}`,
    ),
  ).toEqual([]);
}
