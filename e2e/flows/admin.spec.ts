import type { Page } from '@playwright/test';
import { expect, expectAccessible, signedIn, taxonomyTest as test, taxonomyUrl } from '../support/fixtures.ts';

const WORDS = {
  ru: {
    search: 'Найти категорию',
    tree: 'Дерево категорий',
    category: 'Ноутбуки',
    attribute: 'Веб-камера',
    requirement: 'Обязательность',
    draft: 'Черновик матрицы',
    cells: '1 ячейка в 1 категории',
    review: 'Проверить и опубликовать',
    publish: /^Опубликовать 1 изменение/,
    done: /^Опубликована версия \d+/,
    conflict: 'Оставить моё',
    decide: 'Опубликовать с этими решениями',
    setAt: /^задано здесь, версия \d+/,
    rule: 'Правило этой категории: Веб-камера',
  },
  en: {
    search: 'Find a category',
    tree: 'Category tree',
    category: 'Laptops',
    attribute: 'Webcam',
    requirement: 'Requirement',
    draft: 'Draft of the matrix',
    cells: '1 cell in 1 category',
    review: 'Review and publish',
    publish: /^Publish 1 change/,
    done: /^Version \d+ is published/,
    conflict: 'Keep mine',
    decide: 'Publish with these decisions',
    setAt: /^set here, version \d+/,
    rule: 'Rule of this category: Webcam',
  },
} as const;
type Words = (typeof WORDS)['ru' | 'en'];

/** Finds the category by typing, and opens its attribute. */
async function openCell(page: Page, words: Words): Promise<void> {
  await page.goto('/admin/categories');
  await page.getByRole('searchbox', { name: words.search }).fill(words.category.slice(0, 6));
  await page.getByRole('treeitem', { name: words.category, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: words.category })).toBeVisible();
  await page.getByRole('button', { name: words.attribute, exact: true }).click();
}

/** Publishes what differs from the present value of the cell, as somebody else would. */
async function publishElsewhere(page: Page, requirement: string): Promise<void> {
  const url = new URL(page.url());
  const edit = { categoryId: Number(url.searchParams.get('c')), attributeNo: Number(url.searchParams.get('a')), op: 'set', fields: { requirement } };
  const answer = await page.request.post('/trpc/operations.publishChanges', {
    data: { title: 'meanwhile', changes: [{ kind: 'rule', edit }] },
    headers: { origin: url.origin },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

for (const locale of ['ru', 'en'] as const) {
  const words = WORDS[locale];

  test(`an administrator edits a cell, reviews old and new, settles a conflict and publishes (${locale})`, async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin', { locale });
    await openCell(page, words);
    await expectAccessible(page, 'category');
    const control = page.getByRole('combobox', { name: words.requirement });
    const before = await control.inputValue();
    const mine = before === 'recommended' ? 'required' : 'recommended';
    await control.selectOption(mine);
    const pill = page.getByRole('region', { name: words.draft });
    await expect(pill).toContainText(words.cells);

    await pill.getByRole('link', { name: words.review }).click();
    await expect(page.getByRole('link', { name: words.attribute })).toBeVisible();
    await expectAccessible(page, 'review');
    await page.goBack();
    await expect(page.getByRole('combobox', { name: words.requirement })).toHaveValue(mine);
    await publishElsewhere(page, 'optional' === before ? 'required' : 'optional');
    await page.goForward();

    await page.getByRole('button', { name: words.publish }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: words.publish }).click();
    await page.getByRole('radio', { name: words.conflict }).check();
    await page.getByRole('button', { name: words.decide }).click();
    await expect(page.getByRole('heading', { level: 1, name: words.done })).toBeVisible();

    await openCell(page, words);
    await expect(page.getByRole('combobox', { name: words.requirement })).toHaveValue(mine);
    await expect(page.getByRole('region', { name: words.rule }).getByText(words.setAt).first()).toBeVisible();
    await context.close();
  });
}

test('the palette finds a category and an attribute by name, says in which group, and opens them by keyboard', async ({ browser }) => {
  const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin', { locale: 'en' });
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Command palette' });
  await palette.fill('laptops');
  await expect(page.getByRole('group', { name: 'Categories' }).getByRole('option').first()).toContainText('Laptops');
  await expectAccessible(page, 'palette with objects');
  await palette.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Laptops' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await palette.fill('webcam');
  await page.getByRole('group', { name: 'Attributes' }).getByRole('option', { name: 'Webcam' }).first().click();
  await expect(page).toHaveURL(/\/admin\/dictionary\/\d+/);
  await context.close();
});

test('a palette whose search fails says so, keeps the places and tries again', async ({ browser }) => {
  const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.route('**/trpc/taxonomy.searchCategories*', (route) => route.abort());
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Палитра команд' }).fill('категории');
  await expect(page.getByText('Поиск не удался: показаны только разделы и действия.')).toBeVisible();
  await expect(page.getByRole('option', { name: 'Категории' })).toBeVisible();
  await page.unroute('**/trpc/taxonomy.searchCategories*');
  await page.getByRole('button', { name: 'Повторить' }).click();
  await expect(page.getByText('Поиск не удался: показаны только разделы и действия.')).toHaveCount(0);
  await context.close();
});

test('the tree of 10,595 categories is walked by keyboard alone', async ({ browser }) => {
  const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin', { locale: 'en' });
  await page.goto('/admin/categories');
  const tree = page.getByRole('tree', { name: WORDS.en.tree });
  await tree.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.type('elec');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Arcade Equipment' })).toBeVisible();
  await expect(page).toHaveURL(/c=\d+/);
  await context.close();
});

const SCREENS = [
  '',
  '/dictionary',
  '/dictionary/100',
  '/changes',
  '/changes/draft',
  '/users',
  '/sellers',
  '/requirements',
  '/health',
  '/jobs',
  '/jobs?tab=failed',
  '/jobs?tab=events',
  '/journal',
  '/mailbox',
];
for (const theme of ['light', 'dark'] as const)
  for (const width of [1440, 390]) {
    test(`every screen of the administrators is accessible and no wider than its window (${theme}, ${width} px)`, async ({ browser }) => {
      test.slow();
      const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin', { width, theme, locale: width === 390 ? 'en' : 'ru' });
      for (const path of SCREENS) {
        await page.goto(`/admin${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page, `${path} ${width} ${theme}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBeLessThanOrEqual(0);
      }
      await context.close();
    });
  }

test('an editor sees none of the administrators’ sections', async ({ browser }) => {
  const { context, page } = await signedIn(browser, taxonomyUrl(), 'editor', { locale: 'en' });
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Categories' })).toHaveCount(0);
  await context.close();
});
