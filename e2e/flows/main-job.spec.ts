import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { expect, expectAccessible, signedIn, taxonomyTest as test } from '../support/fixtures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const icecat = join(root, '../shared/data/icecat/products.ndjson.gz');

const WORDS = {
  ru: {
    category: 'Ноутбуки',
    upload: 'Загрузить и посмотреть столбцы',
    check: /^Проверить \d+ строк/,
    take: /^Принять \d+ строк/,
    download: /^Скачать/,
    send: /^Отправить .*на проверку/,
    describe: 'Написать описание',
    accept: 'Принять текст',
    approve: /^Одобрить все/,
    shop: '',
    misspelt: 'pavilon notbook',
  },
  en: {
    category: 'Laptops',
    upload: 'Upload and look at the columns',
    check: /^Check \d+ rows/,
    take: /^Take \d+ rows? over/,
    download: /^Download/,
    send: /^Send .* for review/,
    describe: 'Write a description',
    accept: 'Accept the text',
    approve: /^Approve all/,
    shop: '/en',
    misspelt: 'pavilon notbook',
  },
} as const;
type Locale = keyof typeof WORDS;

/** The real notebooks as a seller's sheet, each language's seller with its own article numbers. */
function sheet(locale: Locale): { columns: string[]; rows: Record<string, string>[] } {
  const file = join(mkdtempSync(join(tmpdir(), 'yarmarka-notebooks-')), 'notebooks.csv');
  const made = spawnSync(process.execPath, [join(root, 'apps/cli/src/main.ts'), 'convert', 'notebooks', icecat, file], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const rows = parse<Record<string, string>>(readFileSync(file, 'utf8'), { columns: true, bom: true, delimiter: ';' });
  return { columns: Object.keys(rows[0] ?? {}), rows: rows.map((r) => ({ ...r, sku: `${locale}-${r.sku}` })) };
}

const WRONG = [
  ['display_diagonal', 'fifteen inches'],
  ['ram', '3 parrots'],
  ['touchscreen', 'perhaps'],
  ['weight', '2.2 GHz'],
] as const;
const ERRORS = 20;

/** The same sheet with a wrong cell in each of its first twenty rows. */
function spoiled(rows: readonly Record<string, string>[]): Record<string, string>[] {
  return rows.map((row, i) => {
    const [column, text] = WRONG[i % WRONG.length] ?? WRONG[0];
    return i < ERRORS ? { ...row, [column]: text } : row;
  });
}

const csv = (columns: string[], rows: Record<string, string>[]) => Buffer.from(stringify(rows, { header: true, columns, delimiter: ';', bom: true }));

async function upload(page: Page, locale: Locale, name: string, content: Buffer): Promise<void> {
  const words = WORDS[locale];
  await page.goto('/seller/imports/new');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: content });
  await page.getByRole('combobox').first().fill(words.category);
  await page.getByRole('option', { name: words.category, exact: false }).first().click();
  await page.getByRole('button', { name: words.upload }).click();
  await page.getByRole('button', { name: words.check }).click();
}

for (const locale of ['ru', 'en'] as const) {
  test(`the main job with real notebooks, ${locale}: upload, fix, submit, moderate, describe, find, filter, open`, async ({ browser, baseURL }) => {
    test.skip(!existsSync(icecat), 'the real notebooks are not beside this checkout (../shared/data/icecat)');
    test.setTimeout(300_000);
    const base = baseURL ?? '';
    const words = WORDS[locale];
    const { columns, rows } = sheet(locale);
    const seller = await signedIn(browser, base, 'seller', { locale, n: locale === 'ru' ? 0 : 1 });
    const moderator = await signedIn(browser, base, 'moderator', { locale });

    await test.step('the seller uploads a sheet with errors in twenty rows', async () => {
      await upload(seller.page, locale, 'notebooks.csv', csv(columns, spoiled(rows)));
      await expect(seller.page.getByText('fifteen inches').first()).toBeVisible({ timeout: 60_000 });
      await expectAccessible(seller.page, 'import check');
      await seller.page.getByRole('button', { name: words.take }).click();
      await expect(seller.page.getByRole('button', { name: words.download }).first()).toBeVisible({ timeout: 60_000 });
    });

    await test.step('the corrected rows come in, nothing is created twice', async () => {
      await upload(seller.page, locale, 'notebooks-fixed.csv', csv(columns, rows));
      await seller.page.getByRole('button', { name: words.take }).click();
      await expect(seller.page.getByRole('button', { name: words.send })).toBeVisible({ timeout: 60_000 });
    });

    await test.step('a description is written from the facts of a card and accepted', async () => {
      const page = await seller.context.newPage();
      await page.goto('/seller/cards');
      await page
        .getByRole('link', { name: /HP|Dell|Lenovo|Acer|ASUS|Apple/ })
        .first()
        .click();
      await page.getByRole('button', { name: words.describe }).click();
      await page.getByRole('button', { name: words.accept }).click({ timeout: 30_000 });
      await expect(page.getByRole('button', { name: words.accept })).toBeHidden();
      await expectAccessible(page, 'card form');
      await page.close();
    });

    await test.step('all complete products go for review', async () => {
      await seller.page.getByRole('button', { name: words.send }).click();
      await expect.poll(async () => (await waiting(moderator.page)) > 100, { timeout: 90_000 }).toBe(true);
    });

    await test.step('the moderator decides the next task by keyboard; the rest as the desk would', async () => {
      const { page } = moderator;
      await page.goto('/moderation');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.keyboard.press('n');
      await expect(page.getByRole('button', { name: words.approve })).toBeVisible();
      await expectAccessible(page, 'desk');
      await page.getByRole('button', { name: words.approve }).click();
      await approveAll(page);
    });

    await test.step('a buyer finds the product by a misspelt search, filters by two facets and opens the card', async () => {
      const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 } });
      const buyer = await context.newPage();
      const search = `${words.shop}/search?q=${encodeURIComponent(words.misspelt)}`;
      await expect(async () => {
        await buyer.goto(search);
        await expect(buyer.getByRole('link', { name: /Pavilion/ }).first()).toBeVisible({ timeout: 3000 });
      }).toPass({ timeout: 90_000 });
      for (const _facet of [1, 2]) {
        const option = buyer.locator('fieldset').getByRole('checkbox', { checked: false }).first();
        const before = buyer.url();
        await option.click();
        await expect(buyer).not.toHaveURL(before);
        await expect(buyer.getByRole('link', { name: /HP|Pavilion/ }).first()).toBeVisible();
      }
      await expectAccessible(buyer, 'search');
      await buyer
        .getByRole('link', { name: /Pavilion/ })
        .first()
        .click();
      await expect(buyer.getByRole('heading', { level: 1 })).toContainText(/Pavilion/);
      await expectAccessible(buyer, 'card');
      await context.close();
    });
    await seller.context.close();
    await moderator.context.close();
  });
}

async function call(page: Page, procedure: string, input: unknown, kind: 'query' | 'mutation'): Promise<unknown> {
  const answer =
    kind === 'query'
      ? await page.request.get(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`)
      : await page.request.post(`/trpc/${procedure}`, { data: input as object });
  const body = (await answer.json()) as { result?: { data: unknown }; error?: { message: string } };
  if (!body.result) throw new Error(`${procedure}: ${body.error?.message}`);
  return body.result.data;
}

async function waiting(page: Page): Promise<number> {
  const lanes = (await call(page, 'moderation.lanes', undefined, 'query')) as { waiting: number }[];
  return lanes.reduce((n, lane) => n + lane.waiting, 0);
}

/** Takes and approves what is left, card by card, through the procedures the desk calls. */
async function approveAll(page: Page): Promise<void> {
  for (;;) {
    const task = (await call(
      page,
      'moderation.claimNextTask',
      { lane: ['new_seller_first_card', 'new_card', 'required_edit', 'cosmetic_edit'] },
      'mutation',
    )) as { taskId: number } | null;
    if (!task) return;
    await call(page, 'moderation.decideCardTask', { taskId: task.taskId, rest: 'accept', outcome: 'apply' }, 'mutation');
  }
}
