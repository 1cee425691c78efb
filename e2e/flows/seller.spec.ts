import type { Page } from '@playwright/test';
import { expect, expectAccessible, signedIn, test } from '../support/fixtures.ts';

const pick = async (page: Page, field: string, text: string): Promise<void> => {
  const box = page.getByRole('combobox', { name: field, exact: true });
  await box.fill(text);
  await page.getByRole('option', { name: text, exact: true }).click();
};

test('a seller describes a product by its category’s form, keeps a price for a variant and sends it for review', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'seller');
  const brand = `Бренд ${Date.now()}`;

  await test.step('the category decides the form', async () => {
    await page.goto('/seller/cards');
    await page.getByRole('link', { name: 'Добавить товар' }).click();
    await page.getByRole('combobox', { name: 'Найти категорию' }).fill('ноутбуки');
    await page.getByRole('option', { name: /^Ноутбуки/ }).click();
    await page.getByRole('button', { name: 'Создать в категории «Ноутбуки»' }).click();
    await expect(page.getByRole('textbox', { name: 'Название' })).toBeVisible();
    await expectAccessible(page, 'card form');
  });

  await test.step('what is missing is said at its field, and the first one has the focus', async () => {
    await page.getByRole('textbox', { name: 'Название' }).fill('Ноутбук для проверки 15,6″');
    await page.getByRole('button', { name: 'Отправить на проверку' }).click();
    await expect(page.getByText('Заполните поле «Бренд»')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Бренд', exact: true })).toBeFocused();
  });

  await test.step('values are read as people type them, and saved by themselves', async () => {
    await pick(page, 'Тип экрана', 'IPS');
    await pick(page, 'Разрешение экрана', '1920 × 1080 (Full HD)');
    await pick(page, 'Операционная система', 'Linux');
    await page.getByRole('combobox', { name: 'Бренд', exact: true }).fill(brand);
    await page.getByRole('option', { name: /Добавить бренд/ }).click();
    await page.getByRole('textbox', { name: 'Вес', exact: true }).fill('1,7');
    await page.getByRole('textbox', { name: 'Диагональ экрана', exact: true }).fill('15.6');
    const cores = page.getByRole('textbox', { name: 'Число ядер процессора', exact: true });
    await cores.fill('восемь');
    await cores.blur();
    await expect(page.getByText(/нужно число/)).toBeVisible();
    await cores.fill('8');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'laptop.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await expect(page.getByRole('img', { name: 'Картинка 1' })).toBeVisible();
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    await page.reload();
    await expect(cores).toHaveValue('8');
    await expect(page.getByRole('combobox', { name: 'Бренд', exact: true })).toHaveValue(brand);
  });

  await test.step('variants come from the axes, each with its own price', async () => {
    await page.getByRole('button', { name: 'Добавить варианты' }).click();
    const dialog = page.getByRole('dialog');
    for (const [axis, values] of [
      ['Оперативная память', ['8 ГБ', '16 ГБ']],
      ['Встроенная память', ['512 ГБ']],
    ] as const) {
      for (const value of values) {
        await dialog.getByRole('combobox', { name: axis }).fill(value);
        await page.getByRole('option', { name: value, exact: true }).click();
      }
      await page.keyboard.press('Tab');
    }
    await dialog.getByRole('button', { name: 'Добавить 2 варианта' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('textbox', { name: /^Ваш артикул.*: 16 ГБ, 512 ГБ/ }).fill(`E2E-${Date.now()}`);
    await page.getByRole('textbox', { name: /^Цена, ₽.*: 16 ГБ, 512 ГБ/ }).fill('64 990');
    const stock = page.getByRole('textbox', { name: /^Остаток, шт\..*: 16 ГБ, 512 ГБ/ });
    await stock.fill('4');
    await stock.blur();
    await expect(page.getByText('Цена и остаток сохранены')).toBeVisible();
  });

  await test.step('the description is written from the card’s facts and accepted by a person', async () => {
    await page.getByRole('button', { name: 'Написать описание' }).click();
    await page.getByRole('button', { name: 'Принять текст' }).click();
    await expect(page.getByText('Текст теперь в описании.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Описание' })).not.toHaveValue('');
  });

  await test.step('sent for review it rests until the verdict, and can be taken back', async () => {
    await page.getByRole('button', { name: 'Отправить на проверку' }).click();
    await expect(page.getByText('На проверке', { exact: true })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Название' })).toBeDisabled();
    await expectAccessible(page, 'card in review');
    await page.getByRole('button', { name: 'Отозвать с проверки' }).click();
    await expect(page.getByText('Черновик', { exact: true })).toBeVisible();
  });
  await context.close();
});

test('a value unknown to the category is decided once for all its rows, and refused rows come back as a file', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'seller', { locale: 'en' });
  const run = Date.now();
  const sheet = [
    'sku;Name;Brand;Colour;display_type;resolution;os;ram;storage;weight;screen_size;cpu_cores;Price;Stock',
    ...[1, 2, 3].map(
      (n) =>
        `E2E-${run}-${n};Laptop ${run} ${n};Orbenta;${n === 3 ? 'Black' : 'Blue metallic'};IPS;1920 × 1080 (Full HD);Linux;8 GB;256 GB;1.7 kg;15.6;8;${n === 3 ? 'six' : 54990};3`,
    ),
  ].join('\n');
  await page.goto('/seller/imports/new');
  await page.locator('input[type=file]').setInputFiles({ name: 'laptops.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
  await page.getByRole('combobox', { name: 'Find a category' }).fill('laptops');
  await page.getByRole('option', { name: /^Laptops/ }).click();
  await page.getByRole('button', { name: 'Upload and look at the columns' }).click();
  await page.getByRole('button', { name: 'Check 3 rows' }).click();
  await expect(page.getByRole('heading', { name: 'Result of the check' })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, 'import check');
  await page.getByRole('button', { name: 'Another value: Blue metallic' }).click();
  await page.getByRole('textbox', { name: 'Instead of “Blue metallic”' }).fill('Blue');
  await page.getByRole('button', { name: 'Blue', exact: true }).click();
  await page.getByRole('button', { name: 'Take 2 rows over' }).click({ timeout: 30_000 });
  await expect(page.getByRole('heading', { name: 'Done' })).toBeVisible({ timeout: 30_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download the 1 row/ }).click();
  expect((await download).suggestedFilename()).toContain('errors');
  await page.getByRole('button', { name: 'Send 2 products for review' }).click();
  await expect(page.getByText('2 products are in review')).toBeVisible({ timeout: 30_000 });
  await context.close();
});

test('the palette finds the seller’s own product by name and an offer by its article number', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'seller');
  await page.goto('/seller/offers');
  const label = await page
    .getByRole('textbox', { name: /^Цена: / })
    .first()
    .getAttribute('aria-label');
  const sku = (label ?? '').replace('Цена: ', '');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Палитра команд' });
  await palette.fill(sku);
  await page.getByRole('group', { name: 'Цены и остатки' }).getByRole('option', { name: sku }).click();
  await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(sku)}`));
  await expect(page.getByRole('row').filter({ hasText: sku })).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await palette.fill('ноутбук');
  const found = page.getByRole('group', { name: 'Товары' }).getByRole('option');
  await expect(found.first()).toContainText(/ноутбук/i);
  await expectAccessible(page, 'palette');
  await palette.press('Enter');
  await expect(page).toHaveURL(/\/seller\/cards\/\d+/);
  await context.close();
});
