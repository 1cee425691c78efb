import type { Page } from '@playwright/test';
import { expect, taxonomyUrl } from './fixtures.ts';

/** What the Russian screens of the matrix say. */
export const MATRIX_WORDS = {
  grid: 'Матрица характеристик',
  draft: 'Черновик матрицы',
  none: 'Черновика нет',
} as const;

export const grid = (page: Page) => page.getByRole('grid', { name: MATRIX_WORDS.grid });
/** The cell that the keys stand on, as it is announced. */
export const announced = (page: Page) => page.locator('[role=gridcell][aria-selected=true][id$=-active]');

export async function clearDraft(page: Page): Promise<void> {
  const answer = await page.request.get('/trpc/taxonomy.draftCells');
  const { result } = (await answer.json()) as { result: { data: { id: number } | null } };
  if (result.data) await post(page, 'taxonomy.cancelChangeSet', { id: result.data.id });
}

export async function post<T = unknown>(page: Page, procedure: string, data: object): Promise<T> {
  const answer = await page.request.post(`/trpc/${procedure}`, { data, headers: { origin: taxonomyUrl() } });
  expect(answer.ok(), `${procedure}: ${await answer.text()}`).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

/** Puts a text into the clipboard's paste event, as Excel's copy does; answers when the draft pill says what it should, in ms. */
export async function paste(page: Page, text: string, pill: string): Promise<number> {
  await grid(page).focus();
  return page.evaluate(
    ([clip, label, words]) => {
      const data = new DataTransfer();
      data.setData('text/plain', clip ?? '');
      const started = performance.now();
      const seen = new Promise<number>((done) => {
        const look = () => {
          const said = document.querySelector(`[aria-label="${label}"]`)?.textContent?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? '';
          if (said.includes(words ?? '')) done(performance.now() - started);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      return seen;
    },
    [text, MATRIX_WORDS.draft, pill],
  );
}
