import type { APIRequestContext, APIResponse, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

test.use({ javaScriptEnabled: false });

const HOME = { ru: '/', en: '/en' } as const;
const CATEGORY = { ru: '/catalog/telefony-i-gadzhety', en: '/en/catalog/phones-and-gadgets' } as const;
const CARD = /href="((?:\/en)?\/product\/[a-z0-9-]+-\d+)"/;

/** What a program reads out of the head of a page. */
async function headOf(page: Page) {
  const attribute = (selector: string, name: string) =>
    page
      .locator(selector)
      .first()
      .getAttribute(name, { timeout: 2000 })
      .catch(() => null);
  return {
    title: await page.title(),
    lang: await attribute('html', 'lang'),
    description: await attribute('meta[name="description"]', 'content'),
    canonical: await attribute('link[rel="canonical"]', 'href'),
    ru: await attribute('link[rel="alternate"][hreflang="ru"]', 'href'),
    en: await attribute('link[rel="alternate"][hreflang="en"]', 'href'),
    jsonLd: (await page.locator('script[type="application/ld+json"]').allTextContents()).map((text) => JSON.parse(text) as Record<string, unknown>),
  };
}

/** Scripts stand in the page only as files or as data. */
async function scriptsThatRun(page: Page): Promise<string[]> {
  const scripts = await page.locator('script').evaluateAll((all) => all.map((s) => [s.getAttribute('src'), s.getAttribute('type')] as const));
  return scripts.filter(([src, type]) => src === null && type !== 'application/json' && type !== 'application/ld+json').map(([, type]) => String(type));
}

async function cardOf(request: APIRequestContext, locale: 'ru' | 'en'): Promise<string> {
  const found = CARD.exec(await (await request.get(CATEGORY[locale])).text())?.[1];
  if (!found) throw new Error('the category shows no product');
  return found;
}

for (const locale of ['ru', 'en'] as const) {
  test(`the home page tells without a script what this place is (${locale})`, async ({ page, baseURL }) => {
    await page.goto(HOME[locale]);
    const head = await headOf(page);
    expect(head).toMatchObject({ lang: locale, canonical: `${baseURL}${HOME[locale]}`, ru: `${baseURL}/`, en: `${baseURL}/en` });
    expect(head.title).toContain(locale === 'ru' ? 'Ярмарка' : 'Yarmarka');
    expect(head.description?.length).toBeGreaterThan(40);
    expect(head.jsonLd[0]).toMatchObject({ '@type': 'WebSite' });
    await expect(page.getByRole('link', { name: locale === 'ru' ? 'Электроника и техника' : 'Electronics and appliances', exact: true }).first()).toBeVisible();
    expect(await scriptsThatRun(page)).toEqual([]);
  });

  test(`a category shows products, prices and facets without a script (${locale})`, async ({ page, baseURL }) => {
    await page.goto(CATEGORY[locale]);
    const head = await headOf(page);
    expect(head).toMatchObject({ lang: locale, canonical: baseURL + CATEGORY[locale], ru: baseURL + CATEGORY.ru, en: baseURL + CATEGORY.en });
    expect(head.jsonLd[0]).toMatchObject({ '@type': 'BreadcrumbList' });
    for (const facet of locale === 'ru' ? ['Цвет', 'Бренд'] : ['Colour', 'Brand'])
      await expect(page.getByRole('group', { name: facet, exact: true })).toBeVisible();
    const tiles = page.getByRole('main').getByRole('link', { name: /\d\s₽/ });
    expect(await tiles.count()).toBeGreaterThan(10);
    for (const link of await tiles.evaluateAll((all) => all.map((a) => a.getAttribute('href'))))
      expect(link).toMatch(locale === 'ru' ? /^\/product\// : /^\/en\/product\//);
    expect(await scriptsThatRun(page)).toEqual([]);
  });

  test(`what is searched for stands in the page without a script, also through the plain form (${locale})`, async ({ page }) => {
    await page.goto(HOME[locale]);
    await page.getByRole('combobox').fill(locale === 'ru' ? 'ноутбук' : 'laptop');
    await page.getByRole('button', { name: locale === 'ru' ? 'Найти' : 'Find', exact: true }).click();
    await expect(page).toHaveURL(/\/search\?q=/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(locale === 'ru' ? 'ноутбук' : 'laptop');
    expect(await page.getByRole('main').getByRole('link', { name: /\d\s₽/ }).count()).toBeGreaterThan(3);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
    expect(await scriptsThatRun(page)).toEqual([]);
  });

  test(`a card can be read and judged without a script (${locale})`, async ({ page, request, baseURL }) => {
    const path = await cardOf(request, locale);
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    const head = await headOf(page);
    const name = await page.getByRole('heading', { level: 1 }).innerText();
    expect(head).toMatchObject({ lang: locale, canonical: baseURL + path });
    expect(head.title).toContain(name);
    const [product, crumbs] = head.jsonLd;
    expect(product).toMatchObject({ '@type': 'Product', name, url: baseURL + path, offers: { '@type': 'AggregateOffer', priceCurrency: 'RUB' } });
    expect(crumbs).toMatchObject({ '@type': 'BreadcrumbList' });
    const low = (product?.offers as { lowPrice: number } | undefined)?.lowPrice ?? 0;
    const box = page.getByRole('complementary', { name: locale === 'ru' ? 'Выбранное предложение' : 'Chosen offer' });
    expect(Number(/([\d\s\u202f,]+)\s₽/.exec(await box.innerText())?.[1]?.replace(/\D/g, ''))).toBe(Math.round(low));
    await expect(page.getByRole('heading', { name: locale === 'ru' ? 'Характеристики' : 'Characteristics' })).toBeVisible();
    await expect(page.getByRole('table')).toBeVisible();
    expect(await scriptsThatRun(page)).toEqual([]);
    // The other language's page stands where this one says, and says the same back.
    const other = locale === 'ru' ? 'en' : 'ru';
    const there = head[other] ?? '';
    await page.goto(there);
    expect(page.url()).toBe(there);
    expect(await headOf(page)).toMatchObject({ lang: other, canonical: there, [locale]: baseURL + path });
  });

  test(`what does not exist answers 404, in words (${locale})`, async ({ page }) => {
    const base = locale === 'ru' ? '' : '/en';
    for (const path of [
      '/nowhere',
      '/product/nothing',
      '/product/nothing-2147483646',
      '/product/nothing-99999999999',
      '/catalog/no-such-section',
      '/store/no-such-store',
    ]) {
      const answer = await page.goto(base + path);
      expect(answer?.status(), path).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(locale === 'ru' ? /\p{sc=Cyrillic}/u : /^[^\p{sc=Cyrillic}]+$/u);
      await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
    }
  });
}

/** Asks without following where it is sent. */
const bare = (request: APIRequestContext, path: string): Promise<APIResponse> => request.get(path, { maxRedirects: 0 });

test('an outdated address, or that of the other language, leads on for good and keeps its question', async ({ request }) => {
  const [ru, en] = [await cardOf(request, 'ru'), await cardOf(request, 'en')];
  const id = /\d+$/.exec(ru)?.[0] ?? '';
  const moved = await bare(request, `/product/how-it-was-once-called-${id}?variant=1`);
  expect([moved.status(), moved.headers().location]).toEqual([301, `${ru}?variant=1`]);
  const translated = await bare(request, `/en${CATEGORY.ru}?stock=1`);
  expect([translated.status(), translated.headers().location]).toEqual([301, `${CATEGORY.en}?stock=1`]);
  const enId = /\d+$/.exec(en)?.[0] ?? '';
  expect((await bare(request, `/en/product/${enId}`)).headers().location).toBe(en);
});

test('every page carries a policy that lets no inline script run; built files are kept for a year', async ({ request }) => {
  for (const path of [HOME.ru, CATEGORY.en, '/search?q=1', await cardOf(request, 'ru'), '/nowhere']) {
    const policy = (await request.get(path)).headers()['content-security-policy'] ?? '';
    expect(policy, path).toMatch(/script-src 'self'(;|$)/);
    expect(policy, path).toContain("object-src 'none'");
  }
  const files = new Set([...(await (await request.get(CATEGORY.ru)).text()).matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((m) => m[1] ?? ''));
  expect(files.size).toBeGreaterThan(3);
  for (const file of files) {
    const answer = await request.get(file);
    expect([file, answer.status(), answer.headers()['cache-control']]).toEqual([file, 200, 'public, max-age=31536000, immutable']);
  }
});
