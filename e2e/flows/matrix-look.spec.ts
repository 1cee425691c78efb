import { expect, expectAccessible, signedIn, taxonomyTest as test, taxonomyUrl } from '../support/fixtures.ts';
import { MATRIX_WORDS, announced, clearDraft, grid, paste } from '../support/matrix.ts';

test.describe('the matrix', () => {
  test('columns are widened by mouse and by keys, and the sheet made denser, for the person and in a view; every sign has its words', async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/matrix?b=27&c=27&a=100&side=off');
    await expect(announced(page)).toHaveAccessibleName(/^Одежда, Цвет: /);
    const head = grid(page).getByRole('columnheader', { name: /^Цвет, / });
    const box = async (of = head) => (await of.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const before = await box();
    const edge = { x: before.x + before.width - 1, y: before.y + 20 };
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.down();
    await page.mouse.move(edge.x + 84, edge.y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await box()).width).toBe(before.width + 84);
    expect((await box(announced(page))).width, 'the cells follow their head').toBe(before.width + 84);
    await page.reload();
    await expect(announced(page)).toBeVisible();
    expect((await box()).width, 'kept for the person').toBe(before.width + 84);
    await grid(page).press('BracketRight');
    await expect(page.getByText('Цвет: ширина 196')).toBeAttached();
    const wide = await box();
    await page.mouse.dblclick(wide.x + wide.width - 1, wide.y + 20);
    await expect.poll(async () => (await box()).width, 'a double click fits').toBeLessThan(before.width);
    const fitting = (await box()).width;
    const high = (await box(announced(page))).height;
    await grid(page).press('d');
    await expect.poll(async () => (await box(announced(page))).height).toBeLessThan(high);

    await page.getByRole('button', { name: 'Виды', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Сохранить этот вид…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /Название/ }).fill('Плотная одежда');
    await expect(dialog.getByRole('checkbox', { name: 'Вместе с шириной столбцов и плотностью' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await expect(page).toHaveURL(/look=c\.100-\d+/);
    await page.evaluate(() => window.localStorage.clear());
    await page.reload();
    await expect(announced(page)).toBeVisible();
    expect((await box()).width, 'the view brings it to any computer').toBe(fitting);
    await page.getByRole('button', { name: 'Плотная одежда' }).click();
    await page.getByRole('menuitem', { name: 'Удалить «Плотная одежда»' }).click();
    await page.getByRole('button', { name: 'Таблица', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Вернуть свои ширину и плотность' }).click();
    await expect.poll(async () => (await box()).width).toBe(before.width);

    await grid(page).press('l');
    const legend = page.getByRole('tabpanel', { name: 'Обозначения' });
    await expect(legend.getByText(/^закреплено: /)).toBeVisible();
    await expect(legend.getByText(/^фильтр: /)).toBeVisible();
    await expectAccessible(page, 'legend');
    await context.close();
  });

  test('cells that refuse a paste or a key are marked with the reason, walked one by one, and forgotten once they are edited, or left as they are', async ({
    browser,
  }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/matrix?b=27&c=27&a=100&side=off');
    await expect(announced(page)).toHaveAccessibleName(/^Одежда, Цвет: /);
    await paste(page, 'чушь\tобязательно\r\nобязательно\tерунда', 'в 1 категории');
    const refused = page.getByRole('gridcell', { name: /: не принято: / });
    await expect(refused).toHaveCount(2);
    const next = page.getByRole('button', { name: /2 ячейки не изменились/ });
    await expect(next).toBeVisible();
    await grid(page).press('n');
    await expect(announced(page)).toHaveAccessibleName(/не принято: «ерунда» непонятно/);
    await expectAccessible(page, 'refused cells');
    await next.click();
    await expect(announced(page)).toHaveAccessibleName(/^Одежда, Цвет: не принято: «чушь» непонятно/);
    await grid(page).press('Control+i');
    await expect(page.getByRole('tooltip')).toContainText('не принято: «чушь» непонятно');
    await grid(page).press('Escape');
    await expect(refused).toHaveCount(0);
    await paste(page, 'чушь', '');
    await expect(refused).toHaveCount(1);
    await grid(page).press('ArrowDown');
    await grid(page).press('r');
    await expect(refused, 'an edit elsewhere leaves the mark').toHaveCount(1);
    await grid(page).press('ArrowUp');
    await grid(page).press('r');
    await expect(refused, 'its own edit takes it away').toHaveCount(0);
    await grid(page).press('Control+z');
    await grid(page).press('Control+z');
    await grid(page).press('Control+z');
    await expect(page.getByText(MATRIX_WORDS.none)).toBeVisible();
    await context.close();
  });

  test('of a paste the server stores the good cells and marks exactly those it refuses, with its reason', async ({ browser }) => {
    const { context, page } = await signedIn(browser, taxonomyUrl(), 'admin');
    await page.goto('/admin');
    await clearDraft(page);
    await page.goto('/admin/matrix?b=27&c=27&a=100&side=off');
    await expect(announced(page)).toHaveAccessibleName(/^Одежда, Цвет: /);
    // The second cell says on its way what no sheet of today would say: the page of an older release, for example.
    await page.route('**/trpc/taxonomy.saveChanges**', async (route) => {
      const sent = (route.request().postData() ?? '').replace(/"fields":\{[^{}]*\}(?!.*"fields":)/, '"fields":{"maxValues":-5}');
      await route.continue({ postData: sent });
    });
    await paste(page, 'рекомендуется\tрекомендуется', '');
    const refused = page.getByRole('gridcell', { name: /: не принято: «Сколько значений»/ });
    await expect(refused).toHaveCount(1);
    await expect(page.getByText('1 правка не сохранена, остальные сохранены')).toBeVisible();
    await expect(page.getByLabel(MATRIX_WORDS.draft)).toContainText('1 ячейка');
    await page.unroute('**/trpc/taxonomy.saveChanges**');
    await page.getByRole('button', { name: /1 ячейка не изменилась/ }).click();
    await expect(announced(page)).toHaveAccessibleName(/не принято: «Сколько значений»/);
    await grid(page).press('c');
    await expect(refused, 'put right').toHaveCount(0);
    await expect(page.getByLabel(MATRIX_WORDS.draft)).toContainText('2 ячейки');
    await clearDraft(page);
    await context.close();
  });
});
