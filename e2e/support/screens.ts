import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Person, World } from './world.ts';

/** One picture: who looks, at which route of the product, and at which record behind it. */
export type Screen = { readonly name: string; readonly person: Person; readonly route: string; readonly path: (world: World) => string };
type Plain = readonly [name: string, route: string];
type Placed = readonly [name: string, route: string, path: Screen['path']];

const of = (person: Person, prefix: string, screens: readonly (Plain | Placed)[]): Screen[] =>
  screens.map(([name, route, path]) => ({ name: `${prefix}-${name}`, person, route, path: path ?? (() => route) }));

/** Every screen of the product, some in several states. `flows/screens.spec.ts` keeps it whole. */
export const SCREENS: readonly Screen[] = [
  ...of('visitor', 'shop', [
    ['home', '/'],
    ['catalogue', '/catalog'],
    ['category', '/catalog/:slug', (w) => `/catalog/${w.categorySlug}`],
    ['search', '/search', () => `/search?q=${encodeURIComponent('смартфн')}`],
    ['nothing', '/search', () => '/search?q=zzzzqqqq'],
    ['card', '/product/:slug', (w) => `/product/${w.productSlug}`],
    ['missing', '/product/:slug', () => '/product/none-2000000000'],
    ['store', '/store/:slug', (w) => `/store/${w.storeSlug}`],
    ['terms', '/terms'],
  ]),
  ...of('visitor', 'auth', [
    ['sign-in', '/auth/sign-in'],
    ['sign-up', '/auth/sign-up'],
    ['forgot', '/auth/forgot'],
    ['reset', '/auth/reset', () => '/auth/reset?token=outdated'],
    ['second-factor', '/auth/second-factor'],
  ]),
  ...of('seller', 'account', [['security', '/account/security']]),
  ...of('newcomer', 'seller', [['register', '/seller/register']]),
  ...of('opening', 'seller', [['company-opening', '/seller/company']]),
  ...of('waiting', 'seller', [
    ['company-waiting', '/seller/company'],
    ['home-waiting', '/seller'],
    ['cards-none', '/seller/cards'],
    ['imports-none', '/seller/imports'],
    ['offers-none', '/seller/offers'],
  ]),
  ...of('sentBack', 'seller', [['company-sent-back', '/seller/company']]),
  ...of('seller', 'seller', [
    ['home', '/seller'],
    ['cards', '/seller/cards'],
    ['card-new', '/seller/cards/new'],
    ['card-draft', '/seller/cards/:id', (w) => `/seller/cards/${w.draftCardId}`],
    ['card-live', '/seller/cards/:id', (w) => `/seller/cards/${w.liveCardId}`],
    ['company', '/seller/company'],
    ['imports', '/seller/imports'],
    ['import-new', '/seller/imports/new'],
    ['import-columns', '/seller/imports/:id', (w) => `/seller/imports/${w.unmappedImportId}`],
    ['import-checked', '/seller/imports/:id', (w) => `/seller/imports/${w.checkedImportId}`],
    ['offers', '/seller/offers'],
  ]),
  ...of('moderator', 'moderation', [
    ['desk', '/moderation'],
    ['card', '/moderation', (w) => `/moderation?task=${w.cardTaskId}`],
    ['sellers', '/moderation/sellers'],
    ['seller', '/moderation/sellers', (w) => `/moderation/sellers?task=${w.sellerTaskId}`],
    ['history', '/moderation/history'],
  ]),
  ...of('editor', 'admin', [['home-editor', '/admin']]),
  ...of('admin', 'admin', [
    ['home', '/admin'],
    ['matrix', '/admin/matrix'],
    ['categories', '/admin/categories'],
    ['category', '/admin/categories', (w) => `/admin/categories?c=${w.categoryId}`],
    ['category-cell', '/admin/categories', (w) => `/admin/categories?c=${w.categoryId}&a=${w.attributeNo}`],
    ['dictionary', '/admin/dictionary'],
    ['attribute', '/admin/dictionary/:no', (w) => `/admin/dictionary/${w.attributeNo}`],
    ['exchange', '/admin/exchange'],
    ['suggestions', '/admin/suggestions'],
    ['changes', '/admin/changes'],
    ['diff', '/admin/changes/diff', (w) => `/admin/changes/diff?from=${w.version - 1}&to=${w.version}`],
    ['change-set', '/admin/changes/:id', (w) => `/admin/changes/${w.changeSetId}`],
    ['users', '/admin/users'],
    ['sellers', '/admin/sellers'],
    ['requirements', '/admin/requirements'],
    ['journal', '/admin/journal'],
    ['jobs', '/admin/jobs'],
    ['health', '/admin/health'],
    ['mailbox', '/admin/mailbox'],
    ['missing', '/admin/*', () => '/admin/nothing-here'],
  ]),
];

type Look = { readonly locale: 'ru' | 'en'; readonly theme: 'light' | 'dark'; readonly width: number };

/** A browser of this person, in this language, theme and width. */
export async function openAs(
  browser: Browser,
  baseURL: string,
  storageState: World['sessions'][Person],
  { locale, theme, width }: Look,
): Promise<{ context: BrowserContext; page: Page }> {
  const viewport = { width, height: width < 500 ? 844 : 900 };
  const context = await browser.newContext({ baseURL, storageState, viewport, locale: locale === 'ru' ? 'ru-RU' : 'en-GB' });
  const { hostname } = new URL(baseURL);
  await context.addCookies(Object.entries({ locale, theme }).map(([name, value]) => ({ name, value, domain: hostname, path: '/' })));
  return { context, page: await context.newPage() };
}

/** Where a screen is in a language: the shop's addresses carry it. */
export function addressOf(screen: Screen, world: World, locale: Look['locale']): string {
  const path = screen.path(world);
  if (locale === 'ru' || !/^(?:shop|account)-/.test(screen.name)) return path;
  return `/en${path === '/' ? '' : path}`;
}

const source = (file: string): string => readFileSync(fileURLToPath(new URL(`../../apps/web/src/${file}`, import.meta.url)), 'utf8');

/** Where the routes with a page of their own are written down, and what their addresses begin with. */
const ROUTE_FILES = [
  ['areas/shop/routes.tsx', ''],
  ['areas/seller/routes.tsx', '/seller'],
  ['areas/moderation/routes.tsx', '/moderation'],
  ['areas/admin/routes.tsx', '/admin'],
  ['shell/workplace/routes.tsx', '/auth'],
] as const;

/** Every route that draws a page, read from the source of the web application. */
export function routesOfTheProduct(): string[] {
  return ROUTE_FILES.flatMap(([file, prefix]) =>
    [...source(file).matchAll(/\{ (?:index: true|path: '([^']+)'), \.\.\.(?:page|authPage)\(/g)].map(([, path]) =>
      path === undefined ? prefix || '/' : `${prefix}/${path}`,
    ),
  );
}
