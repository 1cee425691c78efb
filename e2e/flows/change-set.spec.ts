import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, signedIn, test } from '../support/fixtures.ts';

type Cell = { readonly categoryId: number; readonly attributeNo: number };
type Sent = Readonly<Record<string, unknown>>;

/** What the screens send, sent by hand: for what other people do meanwhile. */
async function call<T>(page: Page, baseURL: string, procedure: string, data: Sent): Promise<T> {
  const answer = await page.request.post(`/trpc/${procedure}`, { data, headers: { origin: baseURL } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}
async function ask<T>(page: Page, procedure: string, input?: Sent): Promise<T> {
  const answer = await page.request.get(`/trpc/${procedure}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`);
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

/** Some cell of a root category that nobody needs for anything else. */
async function someCell(page: Page): Promise<Cell> {
  const tree = await ask<{ id: number; parentId: number | null }[]>(page, 'taxonomy.tree');
  const categoryId = tree.find((node) => node.parentId === null)?.id ?? 0;
  const cells = await ask<{ attribute: { no: number } }[]>(page, 'taxonomy.effectiveCells', { categoryId });
  return { categoryId, attributeNo: cells.find((cell) => cell.attribute.no >= 100)?.attribute.no ?? 0 };
}
const rule = (cell: Cell, fields: Sent) => ({ kind: 'rule', edit: { ...cell, op: 'set', fields } });

async function draftOf(page: Page, baseURL: string, title: string, changes: readonly unknown[]): Promise<number> {
  const { id } = await call<{ id: number }>(page, baseURL, 'taxonomy.createChangeSet', { title });
  await call(page, baseURL, 'taxonomy.saveChanges', { changeSetId: id, changes });
  return id;
}
const hashes = (page: Page, categoryId: number) => ask<{ hash?: string }>(page, 'taxonomy.formSchema', { categoryId });

async function administrator(browser: Browser, baseURL: string | undefined, locale: 'ru' | 'en' = 'en') {
  const url = baseURL ?? '';
  return { url, ...(await signedIn(browser, url, 'admin', { locale, again: true })) };
}

test('two administrators set the same cell: the conflict is shown field by field, decided, and nothing is lost', async ({ browser, baseURL }) => {
  const { url, context, page } = await administrator(browser, baseURL);
  const colleague = await administrator(browser, baseURL);
  const cell = await someCell(page);
  const base = 100 + (Date.now() % 500);
  const id = await draftOf(page, url, 'Mine', [rule(cell, { position: base, facetPosition: base })]);
  await page.goto(`/admin/changes/${id}`);
  await expect(page.getByRole('region', { name: 'Impact' })).toContainText('categories with a new schema');
  await expect(page.getByRole('region', { name: 'Impact' })).toContainText('cards to complete');
  await expectAccessible(page, 'open change-set');

  await call(colleague.page, url, 'operations.publishChanges', { title: 'Theirs', changes: [rule(cell, { position: base + 1, facetPosition: base + 2 })] });
  await page.reload();
  const conflicts = page.getByRole('alert');
  await expect(conflicts.getByRole('heading', { name: '1 conflict with what others published meanwhile' })).toBeVisible();
  await expect(conflicts).toContainText(/Version \d+, “Theirs”: /);
  await expectAccessible(page, 'conflicts');
  const [first, second] = [conflicts.getByRole('group').nth(0), conflicts.getByRole('group').nth(1)];
  await first.getByRole('radio', { name: 'Take theirs' }).check();
  await second.getByRole('radio', { name: 'Another value' }).check();
  await second.getByRole('spinbutton').fill(String(base + 9));
  await page.getByRole('button', { name: 'Settle these conflicts' }).click();
  await expect(conflicts).toBeHidden();

  await page.getByRole('button', { name: /^Publish 1 change/ }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Publish 1 change/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /^Version \d+ is published/ })).toBeVisible();
  const cells = await ask<{ attribute: { no: number }; own: { fields: { position?: number; facetPosition?: number } } | null }[]>(
    page,
    'taxonomy.effectiveCells',
    {
      categoryId: cell.categoryId,
    },
  );
  const own = cells.find((one) => one.attribute.no === cell.attributeNo)?.own?.fields;
  // Whichever field stood first: one side is theirs, the other the third value.
  expect([
    [base + 1, base + 9],
    [base + 9, base + 2],
  ]).toContainEqual([own?.position, own?.facetPosition]);
  await context.close();
  await colleague.context.close();
});

test('a published version is compared with the one before and undone with one click, to the very same schema', async ({ browser, baseURL }) => {
  const { url, context, page } = await administrator(browser, baseURL);
  const cell = await someCell(page);
  const before = await hashes(page, cell.categoryId);
  const title = `Undo me ${Date.now()}`;
  const { version } = await call<{ version: number }>(page, url, 'operations.publishChanges', {
    title,
    changes: [rule(cell, { position: 900 + (Date.now() % 90) })],
  });
  await page.goto(`/admin/changes/diff?from=${version - 1}&to=${version}`);
  await expect(page.getByRole('heading', { level: 1, name: `Version ${version - 1} and version ${version}` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Rules of categories' })).toContainText('Place in the group');
  await expectAccessible(page, 'diff');

  await page.goto('/admin/changes');
  await expectAccessible(page, 'history');
  await page.getByRole('button', { name: `Undo version ${version}` }).click();
  const question = page.getByRole('alertdialog', { name: `Undo version ${version}, “${title}”?` });
  await expect(question).toContainText(`1 change is taken back in a new draft, “Undo: ${title}”`);
  await question.getByRole('button', { name: 'Make the draft of the undo' }).click();
  await expect(page).toHaveURL(/\/admin\/changes\/\d+$/);
  // The second click of a double click does not take the question away.
  await page.getByRole('button', { name: /^Publish 1 change/ }).dblclick();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Publish 1 change/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /^Version \d+ is published/ })).toBeVisible();
  expect((await hashes(page, cell.categoryId)).hash).toBe(before.hash);
  await context.close();
});

test('a change-set gets a name and a reason, then a date that is not over, says who will be told, and gives the date back', async ({ browser, baseURL }) => {
  const { url, context, page } = await administrator(browser, baseURL, 'ru');
  const cell = await someCell(page);
  const id = await draftOf(page, url, 'К новому году', [rule(cell, { position: 5 + (Date.now() % 90) })]);
  await page.goto('/admin/changes/draft');
  await page.getByRole('button', { name: 'Назвать и сказать зачем' }).click();
  await page.getByRole('textbox', { name: 'Название' }).fill('К старому новому году');
  await page.getByRole('textbox', { name: 'Зачем' }).fill('Покупатели ищут по этому полю');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Покупатели ищут по этому полю')).toBeVisible();
  await page.getByRole('radio', { name: 'Опубликовать в назначенный день' }).check();
  await page.getByLabel('Дата и время').fill('2020-01-01T10:00');
  await expect(page.getByText('Эта дата уже прошла. Выберите другую.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Опубликовать 1 янв/ })).toBeDisabled();
  await page.getByLabel('Дата и время').fill('2099-12-31T10:00');
  await expect(page.getByText('Продавцов это не коснётся', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: /^Опубликовать 31 дек/ }).click();
  await expect(page.getByRole('heading', { name: /^Будет опубликован/ })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/admin/changes/${id}$`));
  await expect(page.getByRole('heading', { level: 1, name: 'К старому новому году' })).toBeVisible();
  await expectAccessible(page, 'scheduled');
  await page.getByRole('textbox', { name: 'Комментарий' }).fill('Посмотрите, пожалуйста, до пятницы');
  await page.getByRole('button', { name: 'Добавить комментарий' }).click();
  await expect(page.getByText('Посмотрите, пожалуйста, до пятницы')).toBeVisible();
  await page.getByRole('button', { name: 'Снять дату' }).click();
  await expect(page.getByRole('button', { name: /^Опубликовать 1 изменение/ })).toBeVisible();
  await call(page, url, 'taxonomy.cancelChangeSet', { id });
  await context.close();
});

test('an edit that a colleague saves while the publication is being confirmed does not go live unseen: the screen says so and shows it', async ({
  browser,
  baseURL,
}) => {
  const { url, context, page } = await administrator(browser, baseURL);
  const colleague = await administrator(browser, baseURL);
  const cell = await someCell(page);
  const position = 200 + (Date.now() % 500);
  const id = await draftOf(page, url, 'Looked at', [rule(cell, { position })]);
  await page.goto(`/admin/changes/${id}`);
  await expect(page.getByRole('region', { name: 'Impact' })).toContainText('categories with a new schema');
  await page.getByRole('button', { name: /^Publish 1 change/ }).click();
  const confirmation = page.getByRole('alertdialog').getByRole('button', { name: /^Publish 1 change/ });
  await expect(confirmation).toBeVisible();
  await call(colleague.page, url, 'taxonomy.saveChanges', { changeSetId: id, changes: [rule(cell, { position, facetPosition: position })] });
  await confirmation.click();
  const said = page.getByRole('alert').filter({ hasText: 'This is no longer what you looked at' });
  await expect(said).toContainText('The draft has changed since you looked at it');
  await expectAccessible(page, 'draft changed');
  await said.getByRole('button', { name: 'Look again' }).click();
  await expect(said).toBeHidden();
  await expect(page.getByRole('main')).toContainText(String(position));
  expect(await ask<{ status: string }>(page, 'taxonomy.changeSet', { id })).toMatchObject({ status: 'draft' });
  await call(page, url, 'taxonomy.cancelChangeSet', { id });
  await context.close();
  await colleague.context.close();
});

test('a category is dragged before another: an edit of the draft that can be put back; its own branch refuses it, Escape gives up', async ({
  browser,
  baseURL,
}) => {
  const { url, context, page } = await administrator(browser, baseURL);
  const draft = await ask<{ id: number } | null>(page, 'operations.myDraft');
  if (draft) await call(page, url, 'taxonomy.cancelChangeSet', { id: draft.id });
  await page.goto('/admin/categories');
  const tree = page.getByRole('tree');
  const nodes = await ask<{ id: number; parentId: number | null; en: string }[]>(page, 'taxonomy.tree');
  const roots = nodes.filter((node) => node.parentId === null);
  const [first, second] = [roots[0], roots.find((root, n) => n > 0 && nodes.some((node) => node.parentId === root.id))];
  const child = nodes.find((node) => node.parentId === second?.id);
  const item = (name: string) => tree.getByRole('treeitem', { name }).first();
  /** Presses on a category and takes it to a part of another one's line, without letting go. */
  const hold = async (name: string, onto: string, part: number) => {
    const [from, to] = [await item(name).boundingBox(), await item(onto).boundingBox()];
    if (!from || !to) throw new Error('not in sight');
    await page.mouse.move(from.x + 80, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 90, to.y + to.height * part, { steps: 6 });
  };
  const said = (text: string) => page.getByRole('status').filter({ hasText: text });

  await hold(second?.en ?? '', first?.en ?? '', 0.1);
  await expect(said(`Before “${first?.en}”`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(said(`Before “${first?.en}”`)).toBeHidden();
  await page.mouse.up();
  await expect(tree.getByRole('treeitem').first()).toContainText(first?.en ?? '');

  await item(second?.en ?? '').click();
  await tree.press('ArrowRight');
  await expect(item(child?.en ?? '')).toBeVisible();
  await hold(second?.en ?? '', child?.en ?? '', 0.5);
  await expect(said('A category cannot go into its own branch')).toBeVisible();
  await page.mouse.up();

  await hold(second?.en ?? '', first?.en ?? '', 0.1);
  await page.mouse.up();
  await expect(tree.getByRole('treeitem').first()).toContainText(second?.en ?? '');
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(tree.getByRole('treeitem').first()).toContainText(first?.en ?? '');
  await expectAccessible(page, 'tree after a drop');
  await context.close();
});
