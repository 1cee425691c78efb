import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

type Locale = 'ru' | 'en';

const WORDS = {
  ru: {
    base: '',
    section: 'Электроника и техника',
    branch: 'Телефоны и гаджеты',
    leaf: 'Смартфоны',
    colour: 'Цвет',
    brand: 'Бренд',
    filters: 'Фильтры',
    sort: 'Сортировка',
    total: (n: number) => new RegExp(`^${n} товар`),
    show: (n: number) => new RegExp(`^Показать ${n} товар`),
    sellers: /[3-9] продав/,
    offer: 'Выбранное предложение',
    choose: /^Выбрать предложение продавца /,
    chosen: 'Вы выбрали это предложение.',
    search: 'Поиск товаров',
    suggestions: 'Подсказки',
    misspelt: 'смартфно',
    corrected: /Показаны результаты по запросу «смартфон/,
    prefix: 'смарт',
    nothing: 'Под все условия не подходит ничего',
    loosen: /^Без «Цена»: \d+ товар/,
  },
  en: {
    base: '/en',
    section: 'Electronics and appliances',
    branch: 'Phones and gadgets',
    leaf: 'Smartphones',
    colour: 'Colour',
    brand: 'Brand',
    filters: 'Filters',
    sort: 'Sort by',
    total: (n: number) => new RegExp(`^${n} product`),
    show: (n: number) => new RegExp(`^Show ${n} product`),
    sellers: /[3-9] sellers/,
    offer: 'Chosen offer',
    choose: /^Choose the offer of /,
    chosen: 'You chose this offer.',
    search: 'Search for products',
    suggestions: 'Suggestions',
    misspelt: 'smartphnoe',
    corrected: /Showing results for “smartphone/,
    prefix: 'smart',
    nothing: 'Nothing matches all of this',
    loosen: /^Without “Price”: \d+ product/,
  },
} as const;

const CATEGORY = { ru: '/catalog/telefony-i-gadzhety', en: '/en/catalog/phones-and-gadgets' } as const;
/** A checkbox of a facet is named by its option and the number of products it would leave. */
const countIn = (name: string): number => Number(/([\d\s\u202f]+)$/.exec(name)?.[1]?.replace(/\D/g, '') ?? Number.NaN);
const priceIn = (name: string): number => Number(/([\d\s\u202f,]+)\s₽/.exec(name)?.[1]?.replace(/\D/g, '') ?? Number.NaN);
const tiles = (page: Page) => page.getByRole('main').getByRole('link', { name: /₽/ });

/** Ticks the first option of a facet that leaves fewer products than there are and returns how many it promised. */
async function tickFirst(page: Page, facet: string): Promise<number> {
  const box = page.getByRole('group', { name: facet, exact: true }).getByRole('checkbox', { checked: false }).first();
  const name = await box.evaluate((input) => input.closest('label')?.innerText ?? '');
  await box.click();
  return countIn(name.trim());
}

for (const locale of ['ru', 'en'] as const satisfies readonly Locale[]) {
  const w = WORDS[locale];

  test.describe(`a buyer (${locale})`, () => {
    test('comes from the home page to a product, narrows by two facets whose counts stay true, sorts, and takes another variant and another seller', async ({
      page,
    }) => {
      await page.goto(w.base || '/');
      await page.getByRole('main').getByRole('link', { name: w.section, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: w.section })).toBeVisible();
      await page.getByRole('main').getByRole('link', { name: w.branch, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: w.branch })).toBeVisible();
      await page.getByRole('main').getByRole('link', { name: w.leaf, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: w.leaf })).toBeVisible();

      const byColour = await tickFirst(page, w.colour);
      await expect(page.getByText(w.total(byColour))).toBeVisible();
      const byBoth = await tickFirst(page, w.brand);
      await expect(page.getByText(w.total(byBoth))).toBeVisible();
      expect(byBoth).toBeLessThanOrEqual(byColour);
      // The address is the state: the same list from the same link.
      await page.reload();
      await expect(page.getByText(w.total(byBoth))).toBeVisible();
      await page.goBack();
      await expect(page.getByText(w.total(byColour))).toBeVisible();

      await page.getByLabel(w.sort).selectOption('price_asc');
      await expect(page).toHaveURL(/sort=price_asc/);
      await expect
        .poll(async () => {
          const prices = (await tiles(page).allInnerTexts()).map(priceIn);
          return prices.length > 1 && prices.every((price, i) => i === 0 || price >= (prices[i - 1] ?? 0));
        })
        .toBe(true);

      await page.getByRole('main').getByRole('link', { name: w.sellers }).first().click();
      await expect(page).toHaveURL(/\/product\//);
      const variants = page.getByRole('group', { name: new RegExp(`^${w.colour}`) }).locator('a:not([aria-current])');
      const button = page.getByRole('button', { name: w.choose }).first();
      // Some variants have one seller only: the first that has more.
      for (let n = await variants.count(); n > 0; n--) {
        const next = variants.nth(n - 1);
        const address = (await next.getAttribute('href')) ?? '';
        await next.click();
        await expect(page).toHaveURL(new RegExp(`${/variant=\d+/.exec(address)?.[0]}$`));
        if (await button.isVisible()) break;
      }
      const box = page.getByRole('complementary', { name: w.offer });
      const seller = ((await button.getAttribute('aria-label')) ?? '').replace(w.choose, '');
      await button.click();
      await expect(box.getByText(w.chosen)).toBeVisible();
      await expect(box.getByRole('link', { name: seller })).toBeVisible();
      await box.getByRole('link', { name: seller }).click();
      await expect(page.getByRole('heading', { level: 1, name: seller })).toBeVisible();
      await expect(tiles(page).first()).toBeVisible();
    });

    test('finds what was misspelt, and reads what was searched for instead', async ({ page }) => {
      await page.goto(w.base || '/');
      const search = page.getByRole('combobox', { name: w.search });
      await search.fill(w.misspelt);
      await search.press('Enter');
      await expect(page).toHaveURL(/\/search\?q=/);
      await expect(page.getByText(w.corrected)).toBeVisible();
      await expect(tiles(page).first()).toBeVisible();
    });

    test('takes a suggestion with the keys alone', async ({ page }) => {
      await page.goto(w.base || '/');
      const search = page.getByRole('combobox', { name: w.search });
      await search.focus();
      await search.pressSequentially(w.prefix, { delay: 20 });
      const list = page.getByRole('listbox', { name: w.suggestions });
      await expect(list).toBeVisible();
      await expect(search).toHaveAttribute('aria-expanded', 'true');
      await search.press('ArrowDown');
      const chosen = list.getByRole('option', { selected: true });
      await expect(chosen).toHaveCount(1);
      await expect(search).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '');
      await search.press('Escape');
      await expect(list).toBeHidden();
      await search.press('ArrowDown');
      await search.press('ArrowDown');
      const text = await list.getByRole('option', { selected: true }).innerText();
      await search.press('Enter');
      await expect(page).toHaveURL(/\/search\?q=/);
      await expect(list).toBeHidden();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(text.trim());
      await expect(tiles(page).first()).toBeVisible();
    });

    test('filters on the phone in a drawer that says how many products are left', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(CATEGORY[locale]);
      await page.getByRole('button', { name: w.filters, exact: true }).click();
      const drawer = page.getByRole('dialog', { name: w.filters });
      const box = drawer.getByRole('group', { name: w.brand, exact: true }).getByRole('checkbox').first();
      const left = countIn((await box.evaluate((input) => input.closest('label')?.innerText ?? '')).trim());
      await box.click();
      await expect(box).toBeChecked();
      await drawer.getByRole('button', { name: w.show(left) }).click();
      await expect(drawer).toBeHidden();
      await expect(page.getByText(w.total(left))).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    });

    test('is told which filter to loosen when nothing is left, and what that gives', async ({ page }) => {
      await page.goto(`${CATEGORY[locale]}?price=1-2`);
      await expect(page.getByRole('heading', { name: w.nothing })).toBeVisible();
      const way = page.getByRole('link', { name: w.loosen });
      const promised = Number(/(\d+)/.exec(((await way.innerText()).split(':')[1] ?? '').trim())?.[1]);
      await way.click();
      await expect(page.getByText(w.total(promised))).toBeVisible();
    });

    for (const theme of ['light', 'dark'] as const)
      test(`meets pages that readers of every kind can use, ${theme}`, async ({ page, context, baseURL }) => {
        await context.addCookies([{ name: 'theme', value: theme, domain: new URL(baseURL ?? '').hostname, path: '/' }]);
        await page.goto(w.base || '/');
        await expectAccessible(page, `home ${locale} ${theme}`);
        await page.goto(`${CATEGORY[locale]}?stock=1&price=5000-90000`);
        await expectAccessible(page, `category ${locale} ${theme}`);
        await tiles(page).first().click();
        await expect(page.getByRole('complementary', { name: w.offer })).toBeVisible();
        await expectAccessible(page, `card ${locale} ${theme}`);
        await page.goto(`${w.base}/search?q=${encodeURIComponent(w.misspelt)}`);
        await expect(tiles(page).first()).toBeVisible();
        await expectAccessible(page, `search ${locale} ${theme}`);
        const search = page.getByRole('combobox', { name: w.search });
        await search.fill(w.prefix);
        await expect(page.getByRole('listbox', { name: w.suggestions })).toBeVisible();
        await expectAccessible(page, `suggestions ${locale} ${theme}`);
        await page.setViewportSize({ width: 390, height: 844 });
        await page.goto(CATEGORY[locale]);
        await page.getByRole('button', { name: w.filters, exact: true }).click();
        await expect(page.getByRole('dialog', { name: w.filters })).toBeVisible();
        await expectAccessible(page, `filters ${locale} ${theme}`);
      });
  });
}
