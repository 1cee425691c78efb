import type { Page } from '@playwright/test';
import { expect, expectAccessible, signedIn, taxonomyTest as test, taxonomyUrl } from '../support/fixtures.ts';
import { announced, clearDraft, grid, post } from '../support/matrix.ts';

const item = (page: Page, name: string) => page.getByRole('tree', { name: 'Дерево категорий' }).getByRole('treeitem', { name: new RegExp(name) });
const idIn = (page: Page) => Number(new URL(page.url()).searchParams.get('c'));

async function get<T>(page: Page, procedure: string, input?: object): Promise<T> {
  const answer = await page.request.get(`/trpc/${procedure}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`);
  expect(answer.ok(), `${procedure}: ${await answer.text()}`).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Другие действия с категорией' }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** Adds a category below the one that is open, and waits until it is open itself. */
async function addBelow(page: Page, ru: string, en: string): Promise<number> {
  await choose(page, 'Добавить подкатегорию');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Название по-русски').fill(ru);
  await dialog.getByLabel('Название по-английски').fill(en);
  await dialog.getByRole('button', { name: 'Добавить в черновик' }).click();
  await expect(page.getByRole('heading', { level: 1, name: ru })).toBeVisible();
  await expect(page.getByText('Эта категория есть только в вашем черновике.')).toBeVisible();
  return idIn(page);
}

test.describe('a category that only the draft has', () => {
  test('is made with a subcategory in the tree, filled in the sheet, takes others in, and is published and undone as one', async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin', { again: true });
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/categories?c=27');
    const stamp = String(Date.now());
    const [top, below] = [`Мастерская ${stamp}`, `Шитьё ${stamp}`];
    const topId = await addBelow(page, top, `Workshop ${stamp}`);
    const belowId = await addBelow(page, 'Вышивка', `Sewing ${stamp}`);
    await choose(page, 'Переименовать');
    await page.getByRole('dialog').getByLabel('Название по-русски').fill(below);
    await page.getByRole('dialog').getByRole('button', { name: 'Переименовать категорию' }).click();
    await expect(page.getByRole('heading', { level: 1, name: below })).toBeVisible();
    await expect(item(page, below)).toContainText('новая');
    await expectAccessible(page, 'a category of the draft');

    // A cell of the new category, set in the sheet, is inherited by the one below it.
    await page.goto(`/admin/matrix?b=${topId}&c=${topId}&a=1151`);
    await expect(announced(page)).toHaveAccessibleName(new RegExp(`^${top}, Страна`));
    await grid(page).press('o');
    await expect(announced(page)).toHaveAccessibleName(/необязательная.*задано здесь, изменено в вашем черновике/);
    await expect(page.getByText('Эта категория есть только в вашем черновике.')).toBeVisible();
    await page.getByRole('tab', { name: 'Форма продавца' }).click();
    await expect(page.getByRole('tabpanel').getByText('Страна', { exact: true }).first()).toBeVisible();

    const { parentId: home } = await get<{ parentId: number }>(page, 'taxonomy.category', { id: 28 });
    await page.goto('/admin/categories?c=28');
    await choose(page, 'Перенести');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill(below);
    await dialog.getByRole('button', { name: new RegExp(below) }).click();
    await expect(dialog.getByRole('region', { name: 'Что изменится' })).toHaveAttribute('aria-busy', 'false');
    await expect(dialog.getByRole('alert')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Добавить в черновик' }).click();

    await page.getByRole('region', { name: 'Черновик матрицы' }).getByRole('link').click();
    const edits = page.getByRole('region', { name: 'Дерево и словарь' });
    await expect(edits.getByText(`Новая категория «${below}»`)).toBeVisible();
    await expect(edits.getByText(`в «${below}»`)).toBeVisible();
    await expect(page.getByRole('region', { name: top }).getByRole('link', { name: 'Страна' })).toBeVisible();
    await page.getByRole('button', { name: /^Опубликовать \d+ изменени/ }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Опубликовать \d+ изменени/ })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: /^Опубликована версия \d+/ })).toBeVisible();

    await page.goto(`/admin/categories?c=${belowId}`);
    await expect(page.getByRole('heading', { level: 1, name: below })).toBeVisible();
    await expect(page.getByText('Эта категория есть только в вашем черновике.')).toHaveCount(0);
    const cells = await get<{ attribute: { no: number }; fields: object; origins: object }[]>(page, 'taxonomy.effectiveCells', { categoryId: 28 });
    expect(cells.find((one) => one.attribute.no === 1151)).toMatchObject({
      fields: { requirement: 'optional' },
      origins: { requirement: { categoryId: topId } },
    });

    const [{ version }] = await get<[{ version: number }]>(page, 'taxonomy.versions');
    const undo = await post<{ changeSetId: number }>(page, 'taxonomy.undoVersion', { version });
    const looked = await get<{ stamp: string }>(page, 'operations.changeSet', { id: undo.changeSetId });
    await post(page, 'taxonomy.publishChangeSet', { id: undo.changeSetId, stamp: looked.stamp });
    expect(await get(page, 'taxonomy.category', { id: 28 })).toMatchObject({ parentId: home });
    expect(await get(page, 'taxonomy.category', { id: belowId })).toMatchObject({ id: 27 });
    await context.close();
  });

  test('goes with all that depends on it, after a question that says how much that is, and comes back whole', async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin', { again: true });
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/categories?c=27');
    const name = `Ателье ${Date.now()}`;
    const id = await addBelow(page, name, 'Atelier');
    const draft = await get<{ id: number }>(page, 'taxonomy.draftCells');
    await post(page, 'taxonomy.saveChanges', {
      changeSetId: draft.id,
      changes: [
        { kind: 'move', move: { categoryId: 28, parentId: id } },
        { kind: 'rule', edit: { categoryId: id, attributeNo: 1151, op: 'set', fields: { requirement: 'required' } } },
      ],
    });
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await choose(page, 'Убрать из черновика');
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText('Вместе с ней уйдут ещё 2 правки');
    await question.getByRole('button', { name: 'Убрать из черновика' }).click();
    await expect(page).toHaveURL(/c=27/);
    await page.getByRole('searchbox', { name: 'Найти категорию' }).fill(name);
    await expect(page.getByText('Ничего не нашлось')).toBeVisible();
    await expect(page.getByText('Черновика нет')).toBeVisible();
    await page.getByRole('button', { name: 'Вернуть' }).click();
    await expect(item(page, name)).toBeVisible();
    await expect.poll(async () => (await get<{ cells: unknown[]; others: number }>(page, 'taxonomy.draftCells')).cells).toMatchObject([{ categoryId: id }]);
    await clearDraft(page);
    await context.close();
  });
});
