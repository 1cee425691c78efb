import type { Locator, Page } from '@playwright/test';
import type { Entry, Step, Verdict } from './form-plan.ts';

/** Forms say which attribute a field is of: labels repeat, numbers do not. */
const fieldOf = (page: Page, no: number): Locator => page.locator(`[data-attribute="${no}"]`);

/** Types one field as a person would, over whatever stands in it. */
export async function type(page: Page, { no, entry }: Step): Promise<void> {
  const field = fieldOf(page, no);
  switch (entry.as) {
    case 'text':
      return field.getByRole('textbox').fill(entry.text);
    case 'texts':
      // The form opens on Russian, and every entry ends there.
      if (entry.en !== '' || (await field.getByRole('radio', { name: /^English\s*заполнено/ }).count()) > 0) {
        await field.getByRole('radiogroup').getByText('English').click();
        await field.getByRole('textbox').fill(entry.en);
        await field.getByRole('radiogroup').getByText('Русский').click();
      }
      return field.getByRole('textbox').fill(entry.ru);
    case 'quantity':
      return quantity(field, entry);
    case 'date': {
      const date = field.locator('input');
      await date.fill(entry.iso);
      return entry.half ? date.pressSequentially('3') : undefined;
    }
    case 'choice':
      return choose(page, field, entry);
    case 'yesno':
      return field.getByText(entry.yes === null ? 'Не указано' : entry.yes ? 'Да' : 'Нет', { exact: true }).click();
    case 'pictures':
      return field.locator('input[type=file]').setInputFiles({ name: 'front.png', mimeType: 'image/png', buffer: PICTURE });
  }
}

const KEYS = 5;

async function quantity(field: Locator, { from, to, unit }: Extract<Entry, { as: 'quantity' }>): Promise<void> {
  const boxes = field.getByRole('textbox');
  if (unit !== undefined) await field.getByRole('combobox').selectOption(unit);
  for (const [at, text] of [from, to].entries()) {
    if (text === undefined) continue;
    // A long number is pasted, as people do.
    if (text.length > KEYS) await boxes.nth(at).fill(text);
    else {
      await boxes.nth(at).fill('');
      await boxes.nth(at).pressSequentially(text);
    }
  }
}

async function choose(page: Page, field: Locator, { labels, own }: Extract<Entry, { as: 'choice' }>): Promise<void> {
  const box = field.getByRole('combobox');
  const pills = await field.getByRole('button', { name: /^Убрать «/ }).count();
  await box.focus();
  for (let left = pills; left > 0; left -= 1) await box.press('Backspace');
  if (labels.length + own.length === 0) {
    const clear = field.getByRole('button', { name: /^Очистить: / });
    if ((await clear.count()) > 0) await clear.click();
    return;
  }
  for (const [label, name] of [...labels.map((l) => [l, l] as const), ...own.map((o) => [o, `Указать своё значение «${o}»`] as const)]) {
    await box.fill(label);
    await page.getByRole('option', { name, exact: true }).first().click();
  }
  // A list of several stays open for the next one.
  await box.press('Escape');
}

/** The fields that are marked as wrong, each with the words under it. */
export const marks = (page: Page): Promise<Verdict> =>
  page.locator('[data-attribute]').evaluateAll((slots) =>
    Object.fromEntries(
      slots.flatMap((slot) => {
        const wrong = slot.querySelector('[aria-invalid="true"]');
        const words = wrong
          ?.getAttribute('aria-describedby')
          ?.split(' ')
          .find((id) => id.endsWith('-error'));
        return wrong ? [[Number(slot.getAttribute('data-attribute')), (words && document.getElementById(words)?.textContent) ?? '']] : [];
      }),
    ),
  );

/** A picture of one colour, the smallest that is one. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4dOgQAATYAmtDKeFmAAAAAElFTkSuQmCC', 'base64');
