import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signedIn, test } from '../support/fixtures.ts';

test.describe.configure({ mode: 'serial' });

/** Downloads what the form says and returns it as lines of cells. */
async function download(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the file' }).click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
async function compare(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: 'Compare with the matrix' }).click();
}
const OWN_CSV = '/admin/exchange?scope=own&format=csv&language=en';

test('a file that was not edited differs in nothing, in every form', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'admin', { locale: 'en' });
  for (const address of ['/admin/exchange', '/admin/exchange?layout=wide&scope=own', OWN_CSV, '/admin/exchange?what=dictionary', '/admin/exchange?what=tree']) {
    await page.goto(address);
    const { name, bytes } = await download(page);
    await compare(page, name, bytes);
    await expect(page.getByRole('heading', { name: 'Nothing differs' })).toBeVisible();
  }
  await context.close();
});

test('an edited cell comes back as a change of the draft, a wrong one with its row and the way out', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'admin', { locale: 'en' });
  await page.goto('/admin/categories');
  await page.getByRole('navigation', { name: 'Catalogue' }).getByRole('link', { name: 'Export and import' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Export and import' })).toBeVisible();
  await page.goto(OWN_CSV);
  await expect(page.getByText(/^[\d,]+ lines/)).toBeVisible();
  await expectAccessible(page, 'exchange');
  const { bytes } = await download(page);
  const lines = bytes.toString('utf8').trimEnd().split('\r\n');
  const header = lines[0]?.replace('\ufeff', '').split(';') ?? [];
  const at = header.indexOf('position');
  const plain = lines.flatMap((line, i) => (i > 0 && !line.includes('"') && line.split(';')[5] === 'set' ? [i] : []));
  const [first = 0, second = 0] = plain;
  const put = (i: number, text: string) => {
    const cells = lines[i]?.split(';') ?? [];
    cells[at] = text;
    lines[i] = cells.join(';');
  };
  put(first, '4321');
  put(second, 'far');
  await compare(page, 'edited.csv', Buffer.from(lines.join('\r\n'), 'utf8'));
  await expect(page.getByRole('heading', { name: '1 difference' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Differences' }).getByRole('cell', { name: '4321' })).toBeVisible();
  const problems = page.getByRole('region', { name: /1 problem/ });
  await expect(problems.getByRole('cell', { name: String(second + 1), exact: true })).toBeVisible();
  await expect(problems.getByRole('cell', { name: /“far” is no whole number/ })).toBeVisible();
  await expectAccessible(page, 'exchange, differences');
  await page.getByRole('link', { name: 'Open the draft' }).click();
  await expect(page).toHaveURL(/\/admin\/changes\/\d+$/);
  await expect(page.getByText('4321')).toBeVisible();
  await context.close();
});

test('too many attributes side by side are told before the download, and a branch is chosen', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'admin', { locale: 'ru', width: 390, theme: 'dark', again: true });
  await page.goto('/admin/exchange?what=tree');
  await page.getByLabel('Что', { exact: true }).selectOption({ label: 'Матрица характеристик' });
  await expect(page).toHaveURL(/what=matrix/);
  await page.getByLabel('Только одна ветка').check();
  await expect(page.getByRole('link', { name: 'Скачать файл' })).toHaveAttribute('href', /what=matrix/);
  await expectAccessible(page, 'exchange on a phone');
  await context.close();
});
