import { expect, expectAccessible, signedIn, test } from '../support/fixtures.ts';

test('a visitor becomes a seller from the shop’s footer without typing an address', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Стать продавцом' }).click();
  await page.getByRole('textbox', { name: 'Как вас зовут' }).fill('Новичок');
  await page.getByRole('textbox', { name: 'Эл. почта' }).fill(`newcomer-${Date.now()}@example.com`);
  await page.getByRole('textbox', { name: 'Пароль' }).fill('Long enough 2026');
  await page.getByRole('button', { name: 'Создать учётную запись' }).click();
  await expect(page.getByRole('heading', { name: 'Откройте магазин' })).toBeVisible();

  await test.step('every way into the seller’s area leads to the form until there is a store', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Продавать на Ярмарке' }).click();
    await expect(page.getByRole('heading', { name: 'Откройте магазин' })).toBeVisible();
    await page.goto('/seller/cards?status=draft');
    await expect(page).toHaveURL(/\/seller\/register$/);
    await expectAccessible(page, 'opening a store');
  });

  await test.step('nothing is said to be in review before it was sent, and the terms can be read before they are accepted', async () => {
    await page.getByRole('textbox', { name: 'Название магазина по-русски' }).fill(`Лавка ${Date.now()}`);
    await page.getByRole('button', { name: 'Открыть магазин' }).dblclick();
    await expect(page.getByRole('heading', { name: 'Проверка модератором' })).toBeVisible();
    await expect(page.getByText('Ещё не отправлено', { exact: true })).toBeVisible();
    await expect(page.getByText('Проверяется', { exact: true })).toHaveCount(0);
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Прочитать условия' }).click();
    const terms = await opened;
    await expect(terms.getByRole('heading', { name: 'Условия для продавцов' })).toBeVisible();
    await expectAccessible(terms, 'terms');
    await terms.close();
  });
});

test('a double click creates one draft', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'seller', { again: true });
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().includes('catalog.createDraft')) asked++;
  });
  await page.goto('/seller/cards/new');
  await page.getByRole('combobox', { name: 'Найти категорию' }).fill('ноутбуки');
  await page.getByRole('option', { name: /^Ноутбуки/ }).click();
  await page.getByRole('button', { name: 'Создать в категории «Ноутбуки»' }).dblclick();
  await expect(page.getByRole('textbox', { name: 'Название' })).toBeVisible();
  expect(asked).toBe(1);
  await context.close();
});

test('a phone is told why the matrix is not there, and where its rules are', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'admin', { again: true, width: 390 });
  await page.goto('/admin/matrix');
  await expect(page.getByText('Листу нужен экран пошире.')).toBeVisible();
  await expectAccessible(page, 'matrix on a phone');
  await page.getByRole('link', { name: 'Открыть категории' }).click();
  await expect(page).toHaveURL(/\/admin\/categories/);
  await context.close();
});
