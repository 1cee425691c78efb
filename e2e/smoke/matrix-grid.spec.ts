import { rmSync } from 'node:fs';
import { type Page, test } from '@playwright/test';
import { expect, expectAccessible } from '../support/fixtures.ts';
import { measureScroll } from '../support/frames.ts';
import { buildGallery, galleryUrl } from '../support/gallery.ts';

let out = '';
test.beforeAll(() => {
  out = buildGallery();
});
test.afterAll(() => rmSync(out, { recursive: true, force: true }));

/** The grid over an invented matrix of 10,595 x 2,299, in its production build. */
async function openGrid(page: Page, query = ''): Promise<void> {
  await page.goto(await galleryUrl(page, out, 'grid', query));
  await expect(grid(page)).toBeVisible();
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Матрица характеристик' });
const status = (page: Page) => page.getByRole('status').first();
const cell = (page: Page, name: RegExp) => page.getByRole('gridcell', { name });
/** What a reader is told of the place of the focus. */
const spoken = (page: Page) =>
  grid(page).evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label') ?? '');
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

test('the size of the whole matrix is told, and only what is in sight stands in the document', async ({ page }) => {
  await openGrid(page);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10597');
  await expect(grid(page)).toHaveAttribute('aria-colcount', '2300');
  expect(await grid(page).locator('*').count()).toBeLessThan(2_000);
  await grid(page).focus();
  await press(page, 'Control+End');
  await expect.poll(() => spoken(page)).toMatch(/ 2298: /);
  expect(await grid(page).locator('*').count()).toBeLessThan(2_000);
  await expect(page.locator('[data-active]')).toHaveAttribute('aria-colindex', '2300');
  await expect(page.getByRole('row').filter({ has: page.locator('[data-active][role=gridcell]') })).toHaveAttribute('aria-rowindex', '10597');
});

test('keys walk cells, headers and the tree, and every place is spoken with its state', async ({ page }) => {
  await openGrid(page);
  await grid(page).focus();
  await press(page, 'ArrowRight');
  expect(await spoken(page)).toBe('Электроника, Тип застёжки: обязательно');
  await press(page, 'ArrowUp');
  expect(await spoken(page)).toMatch(/^Тип застёжки, да или нет, заполнено 37/);
  await press(page, 'ArrowDown', 'Home', 'Home');
  expect(await spoken(page)).toMatch(/^Электроника, уровень 1, /);
  const line = page.getByRole('rowheader', { name: /^Электроника/ });
  await expect(line).toHaveAttribute('aria-expanded', 'true');
  await press(page, 'ArrowLeft');
  await expect(line).toHaveAttribute('aria-expanded', 'false');
  await press(page, 'ArrowDown');
  expect(await spoken(page)).toMatch(/^Дом и сад, уровень 1/);
  await press(page, 'ArrowUp', 'ArrowRight', 'ArrowDown');
  expect(await spoken(page)).toMatch(/^Ноутбуки и ультрабуки 0, уровень 2/);
  await press(page, 'ArrowLeft', 'ArrowLeft');
  expect(await spoken(page)).toMatch(/^Электроника/);
  await press(page, 'ArrowRight', 'Enter');
  await expect(status(page)).toContainText('Электроника | Состав материала');
});

test('Ctrl+arrow leaps to the next filled cell, Shift extends, Escape gives up', async ({ page }) => {
  await openGrid(page);
  await grid(page).focus();
  await press(page, 'Control+ArrowRight');
  expect(await spoken(page)).toBe('Электроника, Тип застёжки: обязательно');
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
  await expect(status(page)).toContainText('6 /');
  await expect(page.getByText('Выделено ячеек: 6, 3 × 2')).toBeAttached();
  await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(6);
  await press(page, 'Escape');
  await expect(status(page)).toContainText('1 /');
  await press(page, 'Control+a');
  await expect(status(page)).toContainText(String(10_595 * 2_299));
});

test('single keys edit the selection, on a Russian layout too; Ctrl+D fills, Ctrl+Z and Ctrl+Shift+Z go back and forth', async ({ page }) => {
  await openGrid(page);
  await grid(page).focus();
  await press(page, 'Shift+ArrowDown', 'r');
  await expect(status(page)).toContainText('2 / 2');
  await expect(cell(page, /^Электроника, Состав материала: обязательно, изменено/)).toBeVisible();
  await press(page, 'Control+z');
  await expect(status(page)).toContainText('2 / 0');
  await press(page, 'Control+Shift+z');
  await expect(status(page)).toContainText('2 / 2');
  await page.keyboard.down('Shift');
  await press(page, 'ArrowDown', 'ArrowDown');
  await page.keyboard.up('Shift');
  await press(page, 'Control+d');
  await expect(status(page)).toContainText('4 / 4');
  await grid(page).dispatchEvent('keydown', { key: 'ч', code: 'KeyX', bubbles: true });
  await expect(cell(page, /^Электроника, Состав материала: исключено, изменено/)).toBeVisible();
});

test('a range goes through the clipboard and back, and what a spreadsheet copies is pasted', async ({ page }) => {
  await openGrid(page);
  await grid(page).focus();
  await press(page, 'ArrowRight', 'Shift+ArrowDown', 'Control+c');
  await expect(page.getByText('Скопировано ячеек: 2')).toBeAttached();
  await press(page, 'ArrowRight', 'Control+v');
  await expect(status(page)).toContainText('2 / 2');
  expect(await spoken(page)).toBe('Электроника, Ёмкость аккумулятора: обязательно, изменено в черновике');
  await grid(page).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '"required\tfilter"\toptional\r\nexcluded\tnonsense\r\n');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(status(page)).toContainText('4 / 3');
  expect(await spoken(page)).toBe('Электроника, Ёмкость аккумулятора: обязательно, фильтр, изменено в черновике');
  await expect(cell(page, /^Электроника, Цвет: по желанию, изменено/)).toBeVisible();
});

test('the mouse selects rectangles, adds and extends them, takes whole lines, and drags the handle to fill', async ({ page }) => {
  await openGrid(page);
  const from = cell(page, /^Электроника, Тип застёжки: /);
  const to = cell(page, /72, Цвет: /).first();
  await from.dragTo(to);
  await expect(status(page)).toContainText('9 /');
  await cell(page, /^Электроника, Вес: /).click({ modifiers: ['Control'] });
  await expect(status(page)).toContainText('10 /');
  await cell(page, /^Электроника, Сезон: /).click({ modifiers: ['Shift'] });
  await expect(status(page)).toContainText('13 /');
  await page.getByRole('columnheader', { name: /^Цвет, / }).click();
  await expect(status(page)).toContainText('10595 /');
  await page.getByRole('rowheader', { name: /^Электроника, / }).click();
  await expect(status(page)).toContainText('2299 /');
  await from.click();
  await page.locator('[data-handle]').dragTo(cell(page, /72, Тип застёжки: /).first());
  await expect(status(page)).toContainText('3 / 2');
});

test('the brush paints every cell it crosses in one step of undo', async ({ page }) => {
  await openGrid(page, '&brush=r');
  await cell(page, /^Электроника, Состав материала: /).dragTo(cell(page, /^Электроника, Сезон: /));
  await expect(status(page)).toContainText('0 / 9');
  await grid(page).focus();
  await press(page, 'Control+z');
  await expect(status(page)).toContainText('0 / 0');
});

test('the card tells under a resting pointer and on Ctrl+I where a value comes from', async ({ page }) => {
  await openGrid(page);
  await cell(page, /^Электроника, Тип застёжки: /).hover();
  await expect(page.getByRole('tooltip')).toContainText('обязательно');
  await page.mouse.move(5, 5);
  await expect(page.getByRole('tooltip')).toBeHidden();
  await grid(page).focus();
  await press(page, 'Control+i');
  await expect(page.getByRole('tooltip')).toContainText('Состав материала');
});

for (const [theme, width] of [
  ['light', 1440],
  ['dark', 390],
] as const) {
  test(`the grid is accessible, ${theme}, ${width} px wide`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    await openGrid(page);
    await grid(page).focus();
    await press(page, 'Shift+ArrowDown', 'r', 'Control+i');
    await expectAccessible(page, 'grid');
  });
}

test('however fast it is scrolled, the grid holds at most 3,000 nodes, and readers find it in order afterwards', async ({ page }) => {
  await openGrid(page);
  const report = await measureScroll(page, grid(page), { ms: 600 });
  expect(report.travelled).toBeGreaterThan(20_000);
  expect(report.nodes).toBeLessThanOrEqual(3_000);
  await expect(grid(page)).not.toHaveAttribute('aria-busy', 'true');
  const order = await grid(page).evaluate((element) => ({
    rows: [...element.querySelectorAll('[role=row]:has([role=gridcell])')].map((row) => Number(row.getAttribute('aria-rowindex'))),
    names: [...element.querySelectorAll('[role=columnheader]')].slice(-8).map((name) => Number(name.getAttribute('aria-colindex'))),
  }));
  expect(order.rows).toEqual(order.rows.toSorted((a, b) => a - b));
  expect(order.names).toEqual(order.names.toSorted((a, b) => a - b));
});
