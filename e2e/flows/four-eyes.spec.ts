import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, logins, signedIn, test } from '../support/fixtures.ts';

type Sent = Readonly<Record<string, unknown>>;

/** What the screens send, sent by hand: to set the scene and to leave it as it was. */
async function call(page: Page, baseURL: string, procedure: string, data: Sent): Promise<void> {
  const answer = await page.request.post(`/trpc/${procedure}`, { data, headers: { origin: baseURL } });
  expect(answer.ok(), await answer.text()).toBe(true);
}
async function ask<T>(page: Page, procedure: string, input?: Sent): Promise<T> {
  const answer = await page.request.get(`/trpc/${procedure}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`);
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

/** The demo's administrator, and its editor made a second one until `leave`. */
async function twoAdministrators(browser: Browser, url: string) {
  const author = await signedIn(browser, url, 'admin', { locale: 'en', again: true });
  const email = logins().find((login) => login.role === 'editor')?.email ?? '';
  const [editor] = (await ask<{ items: { id: string }[] }>(author.page, 'accounts.listUsers', { query: email })).items;
  const roles = (list: readonly string[]) => call(author.page, url, 'accounts.setRoles', { userId: editor?.id, roles: list });
  await roles(['editor', 'admin']);
  const draft = await ask<{ id: number } | null>(author.page, 'operations.myDraft');
  if (draft) await call(author.page, url, 'taxonomy.cancelChangeSet', { id: draft.id });
  const second = await signedIn(browser, url, 'editor', { locale: 'en', again: true });
  const leave = async () => {
    await call(author.page, url, 'taxonomy.setFourEyes', { on: false });
    const left = await ask<{ id: number } | null>(author.page, 'operations.myDraft');
    if (left) await call(author.page, url, 'taxonomy.cancelChangeSet', { id: left.id });
    await roles(['editor']);
    await author.context.close();
    await second.context.close();
  };
  return { author: author.page, second: second.page, leave };
}

const eyes = (page: Page) => page.getByRole('region', { name: 'Second pair of eyes' });

test('with four eyes a set is asked for, sent back with words, mended, approved and only then published; each side sees it without a reload', async ({
  browser,
  baseURL,
}) => {
  const url = baseURL ?? '';
  const { author, second, leave } = await twoAdministrators(browser, url);
  try {
    await author.goto('/admin/changes');
    const setting = author.getByRole('switch', { name: 'Every publication needs a second administrator' });
    await setting.click();
    await expect(setting).toBeChecked();

    // Nothing goes live past the colleague: no publishing at once, and names go into the draft.
    await author.goto('/admin/dictionary?q=color');
    await author.getByRole('row').filter({ hasText: 'color' }).first().click();
    const options = author.getByRole('region', { name: 'Options' });
    await options.getByRole('button', { name: 'Add an option' }).click();
    const form = author.getByRole('dialog', { name: /^New option of/ });
    const attribute = author.url();
    const stamp = String(Date.now());
    await form.getByLabel('In Russian').fill(`Лавандовый ${stamp}`);
    await form.getByLabel('In English').fill(`Lavendar ${stamp}`);
    await form.getByLabel('Choose a colour').fill('#b497d6');
    await expect(form.getByRole('textbox', { name: /^Colour sample/ })).toHaveValue('#b497d6');
    await expect(form.getByRole('button', { name: 'Publish at once' })).toBeHidden();
    await expectAccessible(author, 'new option');
    await form.getByRole('button', { name: 'Put into the draft' }).click();
    await expect(form).toBeHidden();
    await author.getByRole('button', { name: 'Edit names' }).click();
    const names = author.getByRole('dialog', { name: /^Names of/ });
    await names.getByLabel('Description in English').fill('The colour a buyer sees first.');
    await names.getByRole('button', { name: 'Save the names' }).click();
    await expect(author.getByRole('list', { name: 'In your draft' })).toContainText('description');

    await author.getByRole('region', { name: 'Draft of the matrix' }).getByRole('link', { name: 'Review and publish' }).click();
    await expect(eyes(author)).toContainText('Another administrator has to approve these edits');
    await expect(author.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
    await author.getByRole('button', { name: 'Ask for approval' }).click();
    await expect(author.getByText('waits for approval')).toBeVisible();

    await second.goto('/admin');
    await second.getByRole('link', { name: 'Look at it' }).click();
    await expect(eyes(second)).toContainText('Its author asks for your approval');
    const words = `Lavender is spelt with an e (${stamp})`;
    await eyes(second).getByRole('textbox', { name: 'What has to be changed' }).fill(words);
    await eyes(second).getByRole('button', { name: 'Send back' }).click();
    await expect(eyes(second)).toContainText('asks for approval again once the edits are mended');

    // The author's page hears of it by itself, and so does the overview.
    await expect(eyes(author)).toContainText(words);
    await author.goto('/admin');
    await author
      .getByRole('region', { name: 'News' })
      .getByRole('link', { name: new RegExp(stamp) })
      .click();
    await expect(eyes(author)).toContainText(words);
    await author.goto(attribute);
    await options.getByRole('searchbox', { name: 'Find an option' }).fill(stamp);
    const row = options.getByRole('row').filter({ hasText: stamp });
    await row.click();
    const edit = author.getByRole('dialog', { name: `Option “Lavendar ${stamp}”` });
    await edit.getByLabel('In English').fill(`Lavender ${stamp}`);
    await edit.getByRole('button', { name: 'Put into the draft' }).click();
    await expect(row).toContainText(`Lavender ${stamp}`);

    await author.goto('/admin/changes/draft');
    await author.getByRole('button', { name: 'Ask for approval' }).click();
    await expect(eyes(second)).toContainText('Its author asks for your approval');
    await eyes(second).getByRole('button', { name: 'Approve these edits' }).click();
    await expect(eyes(second)).toContainText('Approved by');

    await expect(eyes(author)).toContainText('Approved by');
    const publish = /^Publish \d+ change/;
    await author.getByRole('button', { name: publish }).click();
    await author.getByRole('alertdialog').getByRole('button', { name: publish }).click();
    await expect(author.getByRole('heading', { level: 1, name: /^Version \d+ is published/ })).toBeVisible();

    // It is not put off by a slip of the hand.
    await author.goto('/admin/changes');
    await setting.click();
    const question = author.getByRole('alertdialog', { name: 'Publish without a second administrator?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(setting).toBeChecked();
    await setting.click();
    await question.getByRole('button', { name: 'Switch it off' }).click();
    await expect(setting).not.toBeChecked();
  } finally {
    await leave();
  }
});
