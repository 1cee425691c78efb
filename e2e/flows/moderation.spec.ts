import type { Page } from '@playwright/test';
import { expect, expectAccessible, signedIn, test } from '../support/fixtures.ts';

const main = (page: Page) => page.getByRole('main');
/** The ten seconds in which a verdict can be taken back, and the call itself. */
const SENT = { timeout: 20_000 };

test.describe('the moderation desk', () => {
  test('a moderator decides a card with the keys alone: takes it, accepts, refuses with a reason, sends; the decision stands in the history', async ({
    browser,
    baseURL,
  }) => {
    const { context, page } = await signedIn(browser, baseURL ?? '', 'moderator');
    await page.goto('/moderation?lane=new_card');
    await expect(page.getByRole('list', { name: 'Очередь' }).getByRole('link').first()).toBeVisible();
    await page.keyboard.press('n');
    await expect(main(page).getByText(/За вами ещё/)).toBeVisible();
    const name = await main(page).getByRole('heading', { level: 2 }).innerText();

    await page.keyboard.press('j');
    await expect(main(page).getByRole('group', { name: /^Название/ })).toBeFocused();
    await page.keyboard.press('a');
    await expect(main(page).getByRole('group', { name: 'Название. принято' })).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('r');
    await expect(main(page).getByText(/Не указана причина отказа/)).toBeVisible();
    await page.keyboard.press('1');
    await expect(main(page).getByRole('group', { name: /отказано: / })).toBeVisible();
    await expect(main(page).getByRole('button', { name: /^Принять \d+, отказать 1/ })).toBeVisible();
    await expectAccessible(page, 'a card under decision');

    await page.reload();
    await expect(main(page).getByText(/За вами ещё/)).toBeVisible();
    await expect(main(page).getByRole('group', { name: /отказано: / })).toBeVisible();
    await expect(main(page).getByRole('button', { name: /^Принять \d+, отказать 1/ })).toBeVisible();

    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toContainText('Отправить решение и открыть следующее');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect(page.getByText(`Решение отправляется: «${name}»`)).toBeVisible();
    await expect(main(page).getByRole('heading', { level: 2 })).not.toHaveText(name);

    await page.keyboard.press('u');
    await expect(main(page).getByRole('heading', { level: 2 })).toHaveText(name);
    await expect(main(page).getByRole('group', { name: /отказано: / })).toBeVisible();
    await page.keyboard.press('Enter');
    const sent = page.waitForResponse((response) => response.url().includes('decideCardTask'), SENT);
    expect((await sent).ok()).toBe(true);

    await page.goto('/moderation/history');
    await expect(main(page).getByRole('row').filter({ hasText: name }).first()).toBeVisible();
    await expectAccessible(page, 'my decisions');
    await context.close();
  });

  test('the palette finds a task by the name of its card and by its number', async ({ browser, baseURL }) => {
    const { context, page } = await signedIn(browser, baseURL ?? '', 'moderator');
    await page.goto('/moderation?lane=new_card');
    const queue = page.getByRole('list', { name: 'Очередь' }).getByRole('link');
    await queue.first().click();
    await expect(page).toHaveURL(/task=/);
    const title = main(page).getByRole('heading', { level: 2 });
    await expect(title).not.toHaveText(/^Выберите задание/);
    const name = await title.innerText();
    const number = new URL(page.url()).searchParams.get('task') ?? '';
    await page.goto('/moderation/history');
    const palette = page.getByRole('combobox', { name: 'Палитра команд' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const query of [name, `№ ${number}`]) {
      await page.keyboard.press('Control+k');
      await palette.fill(query);
      await page.getByRole('group', { name: 'Карточки в очереди' }).getByRole('option', { name }).first().click();
      await expect(main(page).getByRole('heading', { level: 2 })).toHaveText(name);
    }
    await context.close();
  });

  test('what a colleague decides is shown as theirs and cannot be decided; given back, it is free at once', async ({ browser, baseURL }) => {
    const one = await signedIn(browser, baseURL ?? '', 'moderator', { locale: 'en' });
    await one.page.goto('/moderation?lane=new_card');
    await expect(one.page.getByRole('list', { name: 'Queue' }).getByRole('link').first()).toBeVisible();
    await one.page.keyboard.press('n');
    await expect(main(one.page).getByText(/Yours for another/)).toBeVisible();
    const address = new URL(one.page.url());

    const two = await signedIn(browser, baseURL ?? '', 'admin', { locale: 'en' });
    await two.page.goto(`${address.pathname}${address.search}`);
    await expect(main(two.page).getByText(/is deciding this one/)).toBeVisible();
    await expect(main(two.page).getByRole('button', { name: /^Refuse: / })).toHaveCount(0);

    await main(one.page).getByRole('button', { name: 'Give back' }).click();
    await expect(main(two.page).getByRole('button', { name: 'Take the task' })).toBeVisible();
    await one.context.close();
    await two.context.close();
  });

  test('a seller is sent back with a reason per row, on a phone', async ({ browser, baseURL }) => {
    const { context, page } = await signedIn(browser, baseURL ?? '', 'moderator', { width: 390, theme: 'dark' });
    await page.goto('/moderation/sellers');
    await page.getByRole('list', { name: 'Очередь' }).getByRole('link').first().click();
    await expect(main(page).getByText('контрольная сумма верна').first()).toBeVisible();
    await main(page).getByRole('button', { name: 'Взять задание' }).click();
    await expect(main(page).getByText(/За вами ещё/)).toBeVisible();
    await expectAccessible(page, 'a seller under verification');
    await main(page)
      .getByRole('button', { name: /^Отказать: / })
      .first()
      .click();
    await main(page)
      .getByRole('button', { name: /Данные не совпадают с документами/ })
      .click();
    await main(page).getByRole('button', { name: 'Вернуть на доработку' }).click();
    const sent = page.waitForResponse((response) => response.url().includes('decideSellerTask'), SENT);
    await expect(page.getByText(/Решение отправляется/)).toBeVisible();
    expect((await sent).ok()).toBe(true);
    await context.close();
  });
});
