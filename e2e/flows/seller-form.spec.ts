import type { APIRequestContext, Page } from '@playwright/test';
import { expect, signedIn, taxonomyTest as test } from '../support/fixtures.ts';

/** A draft in the category of this key, for the seller who is signed in. */
async function draftIn(request: APIRequestContext, baseURL: string, key: string): Promise<number> {
  const tree = (await (await request.get('/trpc/taxonomy.tree')).json()) as { result: { data: { id: number; key: string }[] } };
  const categoryId = tree.result.data.find((one) => one.key === key)?.id;
  const made = await request.post('/trpc/catalog.createDraft', { data: { categoryId }, headers: { origin: baseURL } });
  return ((await made.json()) as { result: { data: { cardId: number } } }).result.data.cardId;
}

/** Counts the components that React draws, by what it tells its developer tools. */
async function countDrawn(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    type Fiber = { flags: number; tag: number; child: Fiber | null; sibling: Fiber | null; alternate: Fiber | null };
    const [PERFORMED, FUNCTIONS] = [1, [0, 11, 15]];
    let drawn = 0;
    const walk = (first: Fiber | null): void => {
      for (let one = first; one; one = one.sibling) {
        if (FUNCTIONS.includes(one.tag) && one.flags & PERFORMED) drawn += 1;
        // A part that was left as it was keeps its very children.
        if (one.child !== one.alternate?.child) walk(one.child);
      }
    };
    const onCommitFiberRoot = (_renderer: number, root: { current: Fiber }) => walk(root.current);
    const hook = { supportsFiber: true, inject: () => 1, checkDCE() {}, onCommitFiberUnmount() {}, onPostCommitFiberRoot() {}, onCommitFiberRoot };
    Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook, drawnSoFar: () => drawn });
  });
  return () => page.evaluate(() => (window as unknown as { drawnSoFar: () => number }).drawnSoFar());
}

test('a key typed into a large form draws its field and what depends on it, not the whole form', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'seller', { again: true });
  const drawn = await countDrawn(page);
  await page.goto(`/seller/cards/${await draftIn(context.request, baseURL ?? '', 'el-6-6')}`);
  const fields = page.locator('[data-attribute]');
  await expect(page.locator('[data-attribute="1"]')).toBeVisible();
  const whole = await drawn();
  expect(whole, 'drawing the form is counted').toBeGreaterThan(10 * (await fields.count()));
  for (const box of [page.locator('[data-attribute="1"]').getByRole('textbox'), page.locator('[data-attribute] input[inputmode=decimal]').first()]) {
    await box.fill('4');
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    const before = await drawn();
    await box.press('2');
    await expect(box).toHaveValue('42');
    const perKey = (await drawn()) - before;
    expect(perKey, 'the key is counted').toBeGreaterThan(0);
    // The parts around the fields are some seventy, thrice if a save falls between; all fields with their lists would be fifteen hundred.
    expect(perKey).toBeLessThan(400);
  }
  await context.close();
});

test('what was typed into an offer’s own field and cannot be read is there again after a reload', async ({ browser, baseURL }) => {
  const { page, context } = await signedIn(browser, baseURL ?? '', 'seller', { again: true });
  await page.goto(`/seller/cards/${await draftIn(context.request, baseURL ?? '', 'vp-2-2-3-2')}`);
  const sku = page.getByRole('textbox', { name: 'Ваш артикул' });
  const mileage = page.getByRole('textbox', { name: 'Пробег', exact: true });
  await sku.fill('M-17');
  // A new motorcycle has no mileage.
  await page.getByRole('combobox', { name: 'Состояние изделия' }).fill('Б/у');
  await page.getByRole('option', { name: 'Б/у', exact: true }).click();
  await mileage.fill('тысяч пять');
  await mileage.blur();
  await page.reload();
  await expect(sku).toHaveValue('M-17');
  await expect(mileage).toHaveValue('тысяч пять');
  await expect(mileage).toHaveAttribute('aria-invalid', 'true');
  await context.close();
});
