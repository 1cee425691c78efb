import type { Page } from '@playwright/test';
import { expect, expectAccessible, signedIn, test } from '../support/fixtures.ts';

const WORDS = {
  ru: {
    dictionary: 'Найти по названию или ключу',
    color: 'Цвет',
    options: 'Варианты значений',
    sheet: 'Править таблицей',
    sheetText: 'Таблица',
    toDraft: 'Добавить в черновик',
    draft: 'Черновик матрицы',
    draftNew: 'новый в черновике',
    leave: 'Закрыть таблицу без правок?',
    stay: 'Остаться',
    merge: 'Объединить',
    preview: 'Что изменится',
    actions: 'Другие действия',
    type: 'Сменить тип',
    newType: 'Новый тип',
    text: 'текст',
    review: 'Проверить и опубликовать',
    publish: /^Опубликовать \d+ изменени/,
    done: /^Опубликована версия \d+/,
  },
  en: {
    dictionary: 'Find by name or key',
    color: 'Colour',
    options: 'Options',
    sheet: 'Edit as a sheet',
    sheetText: 'Sheet',
    toDraft: 'Put into the draft',
    draft: 'Draft of the matrix',
    draftNew: 'new in the draft',
    leave: 'Leave the sheet without its edits?',
    stay: 'Stay',
    merge: 'Merge',
    preview: 'What it would do',
    actions: 'Other actions',
    type: 'Change the type',
    newType: 'New type',
    text: 'text',
    review: 'Review and publish',
    publish: /^Publish \d+ change/,
    done: /^Version \d+ is published/,
  },
} as const;

/** Opens the colour attribute from the filtered list. */
async function openColor(page: Page, words: (typeof WORDS)['ru' | 'en']): Promise<void> {
  await page.goto('/admin/dictionary?q=color');
  await expect(page.getByRole('searchbox', { name: words.dictionary })).toHaveValue('color');
  const row = page.getByRole('row').filter({ has: page.getByText('color', { exact: true }) });
  await expect(row).toHaveCount(1);
  await row.click();
  await expect(page.getByRole('heading', { level: 1, name: words.color })).toBeVisible();
}

for (const locale of ['ru', 'en'] as const) {
  test(`an administrator adds options from a sheet, merges two of them and sees what it would do (${locale})`, async ({ browser, baseURL }) => {
    const words = WORDS[locale];
    const { context, page } = await signedIn(browser, baseURL ?? '', 'admin', { locale, again: true });
    await openColor(page, words);
    const list = page.getByRole('region', { name: words.options });
    await list.getByRole('button', { name: words.sheet }).click();
    const sheet = page.getByRole('textbox', { name: words.sheetText });
    const stamp = `${locale}${Date.now()}`;
    await sheet.fill(`${await sheet.inputValue()}\nХаки ${stamp}\tKhaki ${stamp}\nОхра ${stamp}\tOchre ${stamp}\n`);
    // Pasted lines are not thrown away without a question.
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog', { name: words.leave }).getByRole('button', { name: words.stay }).click();
    await expect(sheet).toHaveValue(new RegExp(stamp));
    await page.getByRole('button', { name: words.toDraft }).click();
    await list.getByRole('searchbox').fill(stamp);
    await expect(list.getByText(words.draftNew)).toHaveCount(2);

    await page.getByRole('region', { name: words.draft }).getByRole('link', { name: words.review }).click();
    await page.getByRole('button', { name: words.publish }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: words.publish }).click();
    await expect(page.getByText(words.done).first()).toBeVisible();

    await openColor(page, words);
    await list.getByRole('searchbox').fill(stamp);
    await expect(list.getByRole('checkbox', { name: new RegExp(stamp) })).toHaveCount(2);
    for (const box of await list.getByRole('checkbox', { name: new RegExp(stamp) }).all()) await box.check();
    await page.getByRole('button', { name: words.merge, exact: true }).click();
    await expect(page.getByRole('region', { name: words.preview })).toHaveAttribute('aria-busy', 'false');
    await expectAccessible(page, `merge of options (${locale})`);
    await page.keyboard.press('Escape');
    await context.close();
  });

  test(`a change of type tells what becomes of the values before anything is decided (${locale})`, async ({ browser, baseURL }) => {
    const words = WORDS[locale];
    const { context, page } = await signedIn(browser, baseURL ?? '', 'admin', { locale, again: true });
    await openColor(page, words);
    await page.getByRole('button', { name: words.actions }).first().click();
    await page.getByRole('menuitem', { name: words.type }).click();
    await page.getByRole('combobox', { name: words.newType }).selectOption('text');
    const preview = page.getByRole('region', { name: words.preview });
    await expect(preview).toHaveAttribute('aria-busy', 'false');
    await expect(preview.getByRole('table')).toBeVisible();
    await expectAccessible(page, `change of type (${locale})`);
    await context.close();
  });
}

test('a new attribute and its option go into the draft, are used there, and are published together', async ({ browser, baseURL }) => {
  const { context, page } = await signedIn(browser, baseURL ?? '', 'admin', { locale: 'en', again: true });
  const name = `Fit ${Date.now()}`;
  await page.goto('/admin/dictionary?create=1');
  const dialog = page.getByRole('dialog', { name: 'New attribute' });
  await dialog.getByLabel('Name in Russian').fill(name);
  await dialog.getByLabel('Name in English').fill(name);
  await expect(dialog.getByRole('button', { name: 'Publish at once' })).toBeVisible();
  // A key that is taken: the form stays, says it at the key, and nothing of it stands in the draft.
  const key = dialog.getByRole('textbox', { name: /^Key/ });
  const given = await key.inputValue();
  await key.fill('color');
  await dialog.getByRole('button', { name: 'Put into the draft' }).click();
  await expect(key).toHaveAccessibleDescription(/The key “color” is taken/);
  await expect(page.getByText('new in the draft')).toHaveCount(0);
  await key.fill(given);
  await dialog.getByRole('button', { name: 'Put into the draft' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('new in the draft');
  // Its page is there once the server has given it its number.
  await expect(async () => {
    if (await row.isVisible()) await row.click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 5000 });
  }).toPass();
  await expectAccessible(page, 'an attribute of the draft');
  await page.getByRole('button', { name: 'Add an option' }).click();
  const option = page.getByRole('dialog', { name: `New option of “${name}”` });
  await option.getByLabel('In Russian').fill('Свободный');
  await option.getByLabel('In English').fill('Loose');
  await option.getByRole('button', { name: 'Put into the draft' }).click();
  await expect(page.getByRole('region', { name: 'Options' }).getByText('new in the draft')).toBeVisible();

  await page.goto('/admin/categories');
  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem').first().click();
  await page.getByRole('button', { name: 'Add an attribute' }).first().click();
  await page.getByRole('searchbox', { name: 'Find it in the dictionary' }).fill(name);
  await page.getByRole('button', { name: `Add “${name}”` }).click();
  await expect(page.getByRole('table').getByText(name)).toBeVisible();

  await page.getByRole('region', { name: 'Draft of the matrix' }).getByRole('link', { name: 'Review and publish' }).click();
  await expect(page.getByRole('region', { name: 'Tree and dictionary' }).getByText(`New attribute “${name}”`)).toBeVisible();
  await page.getByRole('button', { name: /^Publish \d+ change/ }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Publish \d+ change/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /^Version \d+ is published/ })).toBeVisible();
  await page.goto(`/admin/dictionary?q=${encodeURIComponent(name)}`);
  await expect(row).toBeVisible();
  await expect(row).not.toContainText('new in the draft');
  await context.close();
});
