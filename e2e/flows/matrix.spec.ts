import { expect, expectAccessible, signedIn, taxonomyTest as test, taxonomyUrl } from '../support/fixtures.ts';
import { MATRIX_WORDS, announced, clearDraft, grid, paste, post } from '../support/matrix.ts';

test.describe('the matrix', () => {
  test('opens on a branch, is walked, selected and edited by keyboard, and is accessible', async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await expect(grid(page)).toBeVisible();
    await expect(page).toHaveURL(/\/admin\/matrix/);
    await expect(announced(page)).toHaveAccessibleName(/Одежда, обувь и аксессуары, Целевой пол: обязательная, фильтр; задано здесь/);
    await page.keyboard.press('ArrowDown');
    await expect(announced(page)).toHaveAccessibleName(/Одежда, Целевой пол: .*унаследовано/);
    await page.keyboard.press('c');
    await expect(announced(page)).toHaveAccessibleName(/желательная, фильтр; задано здесь, изменено в вашем черновике/);
    await page.keyboard.press('ArrowDown');
    await expect(announced(page), 'what lies below follows').toHaveAccessibleName(/желательная, фильтр; унаследовано, изменено в вашем черновике/);
    await expect(page.getByRole('region', { name: MATRIX_WORDS.draft })).toContainText(/1 ячейка в 1 категории, затронуто \d{3} категори/);
    await expectAccessible(page, 'matrix');
    await page.keyboard.press('Control+z');
    await expect(announced(page)).toHaveAccessibleName(/обязательная, фильтр; унаследовано$/);
    await page.keyboard.press('Control+y');
    await expect(announced(page)).toHaveAccessibleName(/желательная/);
    await page.getByRole('tab', { name: 'Форма продавца' }).click();
    await expect(page.getByText('Такой форма станет, когда вы опубликуете черновик.')).toBeVisible();
    await expect(page.getByRole('tabpanel').getByText('Целевой пол', { exact: true }).first()).toBeVisible();
    await context.close();
  });

  test('shows 1,000 pasted cells at once, stores them, and takes them back in one step', async ({ browser }, info) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    const opened = Date.now();
    await page.goto('/admin/matrix?b=all&use=all&side=off', { waitUntil: 'commit' });
    await grid(page).getByRole('gridcell').first().waitFor();
    const firstPaintMs = Date.now() - opened;
    await expect(page.getByText(/10\s595 категорий × 2\s\d{3} характеристик/)).toBeVisible();
    await expect(announced(page)).toBeVisible();
    const clip = Array.from({ length: 100 }, () => Array<string>(10).fill('обязательно; фильтр; заполняет ИИ').join('\t')).join('\r\n');
    const stored = page.waitForResponse((answer) => answer.url().includes('taxonomy.saveChanges'));
    const sentAt = Date.now();
    const visibleMs = await paste(page, clip, '1 000 ячеек в 100 категориях');
    await stored;
    const storedMs = Date.now() - sentAt;
    info.annotations.push({
      type: 'figures',
      description: `first cells ${firstPaintMs} ms, 1,000 cells visible ${Math.round(visibleMs)} ms, stored ${storedMs} ms`,
    });
    console.log(
      `matrix: first cells of 10,595 x 2,299 after ${firstPaintMs} ms; 1,000 pasted cells visible after ${Math.round(visibleMs)} ms, stored after ${storedMs} ms`,
    );
    const draft = async () =>
      ((await (await page.request.get('/trpc/taxonomy.draftCells')).json()) as { result: { data: { cells: unknown[] } } }).result.data.cells.length;
    // The few cells that said so already are no edit.
    expect(await draft()).toBeGreaterThan(990);
    await grid(page).press('Control+z');
    await expect(page.getByText(MATRIX_WORDS.none)).toBeVisible();
    await expect.poll(draft).toBe(0);
    expect(await grid(page).locator('*').count(), 'nodes in the grid').toBeLessThanOrEqual(3000);
    await context.close();
  });

  test('keeps edits in sight while the server cannot be reached and stores them once it can; a step larger than one request is one step', async ({
    browser,
  }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/matrix?b=1&use=all&side=off');
    await expect(announced(page)).toBeVisible();
    const stored = async () =>
      ((await (await page.request.get('/trpc/taxonomy.draftCells')).json()) as { result: { data: { cells: unknown[] } | null } }).result.data?.cells.length ??
      0;
    let [down, tries] = [true, 0];
    await page.route(/taxonomy\.saveChanges/, (route) => {
      if (!down) return route.continue();
      tries += 1;
      return tries === 1 ? route.abort() : route.fulfill({ status: 502, body: 'Bad Gateway' });
    });
    const pill = page.getByRole('region', { name: MATRIX_WORDS.draft });
    await grid(page).press('x');
    await expect(pill.getByText('Ещё не сохранено: пробуем снова')).toBeVisible();
    await expect.poll(() => tries, 'tried again by itself').toBeGreaterThan(1);
    await expect(announced(page)).toHaveAccessibleName(/изменено в вашем черновике/);
    await expect(pill).toContainText('1 ячейка в 1 категории');
    expect(await stored()).toBe(0);
    down = false;
    await pill.getByRole('button', { name: 'Попробовать сейчас' }).click();
    await expect(pill.getByText('Ещё не сохранено: пробуем снова')).toBeHidden();
    await expect.poll(stored).toBe(1);
    await grid(page).press('Control+z');
    await expect.poll(stored).toBe(0);
    const clip = Array.from({ length: 120 }, () => Array<string>(50).fill('обязательно; фильтр; заполняет ИИ').join('\t')).join('\r\n');
    await paste(page, clip, 'в 120 категориях');
    await expect.poll(stored, { timeout: 20_000 }).toBeGreaterThan(5_000);
    await expect(pill.getByText(/Сохран/)).toHaveCount(0);
    await grid(page).press('Control+z');
    await expect(page.getByText(MATRIX_WORDS.none)).toBeVisible();
    await expect.poll(stored, { timeout: 20_000 }).toBe(0);
    await context.close();
  });

  test('filters as a sentence kept in the address, finds by name, and selects by a query beyond what is in sight', async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/matrix?b=27&side=off');
    await expect(announced(page)).toBeVisible();
    await page.getByRole('button', { name: 'Добавить фильтр' }).click();
    await page.getByRole('menuitem', { name: 'Название категории содержит…' }).click();
    await page.getByRole('searchbox', { name: 'Название категории содержит…' }).fill('джогг');
    await expect(page).toHaveURL(/q=/);
    await expect(
      grid(page)
        .getByRole('rowheader', { name: /Джоггеры/ })
        .first(),
    ).toBeVisible();
    await page.goBack();

    await page.goto('/admin/matrix?b=27&side=off');
    await expect(announced(page)).toBeVisible();
    const attributeInUrl = () => new URL(page.url()).searchParams.get('a');
    await expect.poll(attributeInUrl).not.toBeNull();
    const first = attributeInUrl();
    await page.keyboard.press('Control+f');
    const find = page.getByRole('dialog', { name: 'Перейти к категории или характеристике' });
    await find.getByRole('combobox').fill('сезон');
    await page.keyboard.press('Enter');
    await expect(announced(page)).toHaveAccessibleName(/, Сезон: /);

    // A link to the cell leads there from any branch, and stays there when what is filled most has come and the columns change places.
    await expect.poll(attributeInUrl).not.toBe(first);
    const at = new URL(page.url()).searchParams;
    await Promise.all([page.waitForResponse(/gridUse/), page.goto(`/admin/matrix?b=14&side=off&c=${at.get('c')}&a=${at.get('a')}`)]);
    await expect(announced(page)).toHaveAccessibleName(/, Сезон: /);
    await expect(page).toHaveURL(new RegExp(`[?&]c=${at.get('c')}&a=${at.get('a')}(&|$)`));

    await grid(page).focus();
    await page.keyboard.press('q');
    const dialog = page.getByRole('dialog', { name: 'Выделить ячейки по запросу' });
    await dialog.getByRole('group', { name: 'Где ячейка' }).getByLabel('▽ фильтр').check();
    await dialog.getByRole('group', { name: 'И не' }).getByLabel('● обязательная').check();
    await expectAccessible(page, 'query');
    const select = dialog.getByRole('button', { name: /^Выделить / });
    await dialog.getByRole('button', { name: /^Убрать / }).click();
    const cells = Number(/\d[\d\s\u00a0\u202f]*/.exec((await select.textContent()) ?? '')?.[0].replaceAll(/\D/g, ''));
    expect(cells).toBeGreaterThan(100);
    await select.click();
    await expect(page.getByText('выбраны запросом')).toBeVisible();
    await context.close();
  });

  test('copies whole cells, pins what is inherited, shows the draft’s new and moved categories, and keeps views for the person', async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    const cells = async () =>
      (
        (await (await page.request.get('/trpc/taxonomy.draftCells')).json()) as {
          result: { data: { cells: { categoryId: number; fields: object; pin?: true }[] } | null };
        }
      ).result.data?.cells ?? [];
    await page.goto('/admin/matrix?b=1&c=27&a=&side=off');
    await expect(announced(page)).toHaveAccessibleName(/^Одежда, /);
    // A copy holds every field, not only what is drawn: the group travels to a category that has nothing of it.
    const own = await grid(page).evaluate((element) => {
      (element as HTMLElement).focus();
      const copied = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: copied, bubbles: true, cancelable: true }));
      return [copied.getData('text/plain'), copied.getData('application/x-yarmarka-cells')];
    });
    expect(own[0]).toContain('обязательная');
    expect(own[1]).toContain('"rows":[27]');
    await grid(page).press('p');
    await expect(announced(page)).toHaveAccessibleName(/задано здесь, закреплено: .*, изменено в вашем черновике/);
    await expect.poll(cells).toMatchObject([{ categoryId: 27, pin: true }]);
    await grid(page).press('Control+z');
    await expect.poll(cells).toEqual([]);
    const draft = (await (await page.request.get('/trpc/taxonomy.draftCells')).json()) as { result: { data: { id: number } } };
    await post(page, 'taxonomy.saveChanges', {
      changeSetId: draft.result.data.id,
      changes: [
        { kind: 'category', category: { key: 'e2e-new', parentKey: 'aa-1', label: { ru: 'Совсем новая', en: 'Brand new' } } },
        { kind: 'move', move: { categoryId: 28, parentId: 27 } },
      ],
    });
    await page.goto('/admin/matrix?b=27&changed=1&side=off');
    await expect(grid(page).getByRole('rowheader', { name: /Совсем новая \(новая\)/ })).toBeVisible();
    await expect(grid(page).getByRole('rowheader', { name: /^Аксессуары \(перенесена\)/ })).toBeVisible();
    await clearDraft(page);

    const views = page.getByRole('button', { name: 'Виды', exact: true });
    await views.click();
    await page.getByRole('menuitem', { name: 'Сохранить этот вид…' }).click();
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: /Название/ })
      .fill('Изменённая одежда');
    await page.getByRole('dialog').getByRole('button', { name: 'Сохранить', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Изменённая одежда' })).toBeVisible();
    await page.evaluate(() => window.localStorage.clear());
    await page.goto('/admin/matrix?b=28&side=off');
    await views.click();
    await page.getByRole('menuitemradio', { name: 'Изменённая одежда' }).click();
    await expect(page).toHaveURL(/b=27.*changed=1/);
    await page.getByRole('button', { name: 'Изменённая одежда' }).click();
    await page.getByRole('menuitem', { name: 'Удалить «Изменённая одежда»' }).click();
    await expect(views).toBeVisible();
    await context.close();
  });

  test('edits the help text of a cell in both languages, shows it in the form and in the list of changes, and takes it back', async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/matrix?b=27&c=27&a=1151');
    await expect(announced(page)).toHaveAccessibleName(/^Одежда, Страна: .*унаследовано$/);
    const text = page.getByRole('group', { name: 'Подсказка для продавцов' });
    const [russian, english] = [text.getByRole('textbox', { name: 'По-русски' }), text.getByRole('textbox', { name: 'По-английски' })];
    await expect(text).toContainText('из категории «Одежда, обувь и аксессуары»');
    const inherited = await russian.inputValue();
    await russian.fill('Как на бирке.');
    await english.fill('As on the label.');
    await grid(page).focus();
    const pill = page.getByRole('region', { name: MATRIX_WORDS.draft });
    await expect(pill).toContainText('1 подсказка продавцам');
    await expect(announced(page)).toHaveAccessibleName(/изменено в вашем черновике/);
    await page.getByRole('tab', { name: 'Форма продавца' }).click();
    await expect(page.getByRole('tabpanel').getByText('Как на бирке.')).toBeVisible();
    await pill.getByRole('link').click();
    const row = page.getByRole('row').filter({ hasText: 'Подсказка (англ.)' });
    await expect(row).toContainText('As on the label.');
    await expectAccessible(page, 'help text in the list of changes');
    await page.goBack();
    await page.getByRole('tab', { name: 'Ячейка' }).click();
    await expect(russian).toHaveValue('Как на бирке.');
    await russian.fill('Ещё раз.');
    await grid(page).focus();
    await page.keyboard.press('Control+z');
    await expect(russian).toHaveValue('Как на бирке.');
    await text.getByRole('button', { name: 'Отменить правку поля «Подсказка»' }).click();
    await expect(russian).toHaveValue(inherited);
    await expect(page.getByText(MATRIX_WORDS.none)).toBeVisible();
    await context.close();
  });

  test('takes names of options from a spreadsheet as the allowed ones, and refuses a cell whose name is unknown, with what may be meant', async ({
    browser,
  }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/matrix?b=27&c=27&a=100&side=off');
    await expect(announced(page)).toHaveAccessibleName(/^Одежда, Цвет: /);
    const cells = async () =>
      ((await (await page.request.get('/trpc/taxonomy.draftCells')).json()) as { result: { data: { cells: { fields: { options?: number[] } }[] } } }).result
        .data.cells;
    await paste(page, 'обязательно; чёрный; White', '1 ячейка в 1 категории');
    await expect.poll(async () => (await cells())[0]?.fields.options?.length).toBe(2);
    await grid(page).press('Control+z');
    await expect(page.getByText(MATRIX_WORDS.none)).toBeVisible();
    await paste(page, 'рекомендуется; Чорный', '');
    await expect(page.getByText(/«Чорный» нет среди значений «Цвет»; возможно: Черный/)).toBeVisible();
    await expect(page.getByText(MATRIX_WORDS.none)).toBeVisible();
    await context.close();
  });

  test('two administrators edit overlapping cells: each sees the other, nothing is lost, the conflict is shown', async ({ browser }) => {
    const first = await signedIn(browser, taxonomyUrl(), 'admin');
    await first.page.goto('/admin');
    await clearDraft(first.page);
    const moderator = await signedIn(browser, taxonomyUrl(), 'moderator');
    const profile = (await (await moderator.page.request.get('/trpc/accounts.profile')).json()) as { result: { data: { id: string; name: string } } };
    await post(first.page, 'accounts.setRoles', { userId: profile.result.data.id, roles: ['moderator', 'admin'] });
    await moderator.context.close();
    const second = await signedIn(browser, taxonomyUrl(), 'moderator');
    await second.page.goto('/admin');
    await clearDraft(second.page);
    for (const { page } of [first, second]) {
      await page.goto('/admin/matrix?side=off');
      await expect(announced(page)).toBeVisible();
    }
    // The first edits two cells; the second sees the frames without doing anything.
    await grid(first.page).press('ArrowRight');
    await first.page.keyboard.press('o');
    await first.page.keyboard.press('ArrowDown');
    await first.page.keyboard.press('ArrowRight');
    await first.page.keyboard.press('r');
    await expect(first.page.getByRole('region', { name: MATRIX_WORDS.draft })).toContainText('2 ячейки');
    await grid(second.page).press('ArrowRight');
    await expect(announced(second.page)).toHaveAccessibleName(/сейчас правит другой человек/);
    // The second edits one of them as well, and another of its own, and publishes.
    await second.page.keyboard.press('c');
    await second.page.keyboard.press('ArrowLeft');
    await second.page.keyboard.press('o');
    await expect(second.page.getByRole('region', { name: MATRIX_WORDS.draft })).toContainText('2 ячейки');
    await expect
      .poll(
        async () =>
          ((await (await second.page.request.get('/trpc/taxonomy.draftCells')).json()) as { result: { data: { cells: unknown[] } } }).result.data.cells.length,
      )
      .toBe(2);
    const mine = (await (await second.page.request.get('/trpc/taxonomy.draftCells')).json()) as {
      result: { data: { id: number; cells: { categoryId: number; attributeNo: number }[] } };
    };
    const input = encodeURIComponent(JSON.stringify({ id: mine.result.data.id }));
    const looked = (await (await second.page.request.get(`/trpc/operations.changeSet?input=${input}`)).json()) as { result: { data: { stamp: string } } };
    await post(second.page, 'taxonomy.publishChangeSet', { id: mine.result.data.id, stamp: looked.result.data.stamp });
    // The first one's draft still holds both edits, and the overlapping cell says that it was published differently meanwhile.
    await expect(first.page.getByRole('region', { name: MATRIX_WORDS.draft })).toContainText('2 ячейки');
    await grid(first.page).press('ArrowUp');
    await first.page.keyboard.press('ArrowLeft');
    await expect(announced(first.page)).toHaveAccessibleName(/необязательная.*за это время опубликовано иначе/);
    await first.page.getByRole('region', { name: MATRIX_WORDS.draft }).getByRole('link').click();
    await expect(first.page).toHaveURL(/\/admin\/changes\//);
    await first.page.goto('/admin');
    await clearDraft(first.page);
    const back = mine.result.data.cells.map(({ categoryId, attributeNo }) => ({
      kind: 'rule',
      edit: { categoryId, attributeNo, op: 'set', fields: { requirement: 'required' } },
    }));
    await post(first.page, 'operations.publishChanges', { title: 'as it was', changes: back });
    await post(first.page, 'accounts.setRoles', { userId: profile.result.data.id, roles: ['moderator'] });
    await second.context.close();
    await first.context.close();
  });
});
