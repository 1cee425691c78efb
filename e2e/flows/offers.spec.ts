import { expect, expectAccessible, signedIn, test } from '../support/fixtures.ts';

test('prices and stock: reasons in words, a question before a big step, undo, search by name, and changes that wait for the connection', async ({
  browser,
  baseURL,
}) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'seller');
  await page.goto('/seller/offers?state=on_sale');
  const prices = page.getByRole('textbox', { name: /^Цена: / });
  await expect(prices.first()).toBeVisible();
  const name = await prices.first().getAttribute('aria-label');
  const sku = (name ?? '').replace('Цена: ', '');
  const price = page.getByRole('textbox', { name: `Цена: ${sku}`, exact: true });
  const stock = page.getByRole('textbox', { name: `Остаток: ${sku}`, exact: true });
  const before = await price.inputValue();
  const near = String(Math.round(Number(before.replace(',', '.'))) - 1);

  await test.step('what is wrong stands under the figure, and is read out with it', async () => {
    for (const wrong of ['abc', '−5', '99999999999']) {
      await price.fill(wrong);
      await price.press('Enter');
      await expect(price).toHaveAccessibleDescription(/Цена — число больше нуля/);
    }
    await price.press('Escape');
    await stock.fill('1,5');
    await stock.press('Enter');
    await expect(stock).toHaveAccessibleDescription(/Остаток — целое число/);
    await expectAccessible(page, 'offers with a wrong figure');
    await stock.press('Escape');
  });

  await test.step('a price of one rouble is asked about with both numbers, and can be left', async () => {
    await price.fill('1');
    await price.press('Enter');
    await expect(price).toHaveAccessibleDescription(/Было .*станет 1\s₽/);
    await page.getByRole('button', { name: /^Оставить / }).click();
    await expect(price).toHaveValue(before);
  });

  await test.step('a saved price can be taken back', async () => {
    await price.fill(near);
    await price.press('Enter');
    await page.getByRole('button', { name: 'Вернуть' }).click();
    await expect(page.getByText(`Как было: ${sku}`)).toBeVisible();
    await page.reload();
    await expect(price).toHaveValue(before);
  });

  await test.step('typed offline it waits, and goes out by itself when the connection is back', async () => {
    await context.setOffline(true);
    await price.fill(near);
    await price.press('Enter');
    await expect(price).toHaveAccessibleDescription('Ждёт связи');
    await expect(page.getByText('1 изменение ждёт связи')).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText('Связь вернулась: сохранено 1 изменение')).toBeVisible();
    await page.reload();
    await expect(price).toHaveValue(near);
  });

  await test.step('changed by somebody else meanwhile, it asks whose figure stays', async () => {
    const other = await signedIn(browser, baseURL ?? '', 'seller', { again: true });
    await other.page.goto(`/seller/offers?q=${encodeURIComponent(sku)}`);
    await context.setOffline(true);
    await price.fill(before);
    await price.press('Enter');
    await expect(price).toHaveAccessibleDescription('Ждёт связи');
    const theirs = other.page.getByRole('textbox', { name: `Цена: ${sku}`, exact: true });
    await theirs.fill(String(Number(near) - 1));
    await theirs.press('Enter');
    await expect(other.page.getByText(`Сохранено: ${sku}`)).toBeVisible();
    await other.context.close();
    await context.setOffline(false);
    await expect(price).toHaveAccessibleDescription(/Тем временем стало/);
    await page.getByRole('button', { name: 'Сохранить моё' }).click();
    await expect(page.getByText('Связь вернулась: сохранено 1 изменение')).toBeVisible();
    await page.reload();
    await expect(price).toHaveValue(before);
  });

  await test.step('search finds by the product’s name; the filter stays in the address', async () => {
    const product = (await page.getByRole('row').filter({ has: price }).getByRole('link').textContent()) ?? '';
    await page.getByRole('searchbox', { name: 'Поиск по артикулу или названию' }).fill(product);
    await expect(page).toHaveURL(/q=/);
    await expect(price).toBeVisible();
    await page.getByRole('link', { name: 'Закончились', exact: true }).click();
    await expect(page).toHaveURL(/state=out_of_stock/);
  });
  await context.close();
});
