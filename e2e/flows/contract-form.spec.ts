import type { APIRequestContext, Page } from '@playwright/test';
import { sameValue } from '@yarmarka/taxonomy/check';
import { expect, signedIn, taxonomyTest as test } from '../support/fixtures.ts';
import { marks, type } from '../support/form-hands.ts';
import { type FormWire, type Plan, planOf, tokensOf, tokensOfEdits, type Values, validValues, type Verdict } from '../support/form-plan.ts';

// Twenty large forms: recording every frame of them would take longer than filling them in.
test.use({ trace: 'off' });

/** Twenty categories of the real taxonomy whose schemas differ and together hold every kind of field, condition and limit that it has. */
const CATEGORIES = [
  'aa-8-3', // boots: axes, a condition within the variant
  'ae-2-1-3-6-16', // spinning oil: the bare taxonomy
  'ap-2-3-3-1', // dog food: a date of the offer
  'bi-11-1', // backhoes
  'co-1-2-2', // surveillance lenses: ranges
  'el-4-8-5', // phones: limits, conditions on card and offer
  'el-6-6', // laptops: the largest of all
  'el-7-9-12-5-2', // game remotes
  'fb-1-14-1', // infusions
  'fb-2-10-7-1', // apples
  'fb-3-8', // rolling papers
  'hb-2-3-1', // jewellery boxes
  'hg-3-40-1', // air fresheners
  'me-5', // manuals
  'os-11-11-7-3-2', // felt tips
  'so-3', // video games
  'tg-2-10-1', // poker chips
  'tg-2-15', // tile games
  'vp-2-2-1-2-2', // trucks
  'vp-2-2-3-2', // motorcycles: mileage of the offer
] as const;
/** Wrong sets typed into each form. */
const WRONG = 2;
/** Every one of these must be seen at least once, or the twenty have lost what they were picked for. */
const KINDS = [
  'too small',
  'too large',
  'number unread',
  'unit unknown',
  'range half',
  'range too large',
  'date half',
  'text too long',
  'off the pattern',
  'language missing',
  'too many options',
  'asked by a condition',
  'beyond a limit',
  'left out: date of offer',
  'left out: list of card',
  'left out: number of card',
  'left out: text of card',
] as const;

/** One procedure, asked as whoever the request belongs to. */
async function api<T>(request: APIRequestContext, baseURL: string, kind: 'query' | 'mutation', procedure: string, input?: unknown): Promise<T> {
  const url = `/trpc/${procedure}`;
  const answer =
    kind === 'mutation'
      ? await request.post(url, { data: input, headers: { origin: baseURL } })
      : await request.get(input === undefined ? url : `${url}?input=${encodeURIComponent(JSON.stringify(input))}`);
  const body = (await answer.json()) as { result?: { data: T } };
  if (!body.result) throw new Error(`${procedure}: ${JSON.stringify(body).slice(0, 300)}`);
  return body.result.data;
}

/** The words under a field that cannot be read are the parser's: only that it is marked is the contract. */
const agreed = (found: Verdict, wanted: Verdict): Verdict =>
  Object.fromEntries(Object.entries(found).map(([no, words]) => [no, wanted[Number(no)] === '' ? '' : words]));

async function expectMarks(page: Page, wanted: Verdict, what: string): Promise<void> {
  await expect.poll(async () => agreed(await marks(page), wanted), { message: what, intervals: [50, 100, 200] }).toEqual(wanted);
}

test('twenty forms say of typed values what the checker says, and the server takes what they let through', async ({ browser, baseURL }) => {
  test.setTimeout(480_000);
  const { page, context } = await signedIn(browser, baseURL ?? '', 'seller', { again: true });
  const ask = <T>(procedure: string, input?: unknown) => api<T>(context.request, baseURL ?? '', 'query', procedure, input);
  const tell = <T>(procedure: string, input: unknown) => api<T>(context.request, baseURL ?? '', 'mutation', procedure, input);
  const tree = await ask<{ id: number; key: string }[]>('taxonomy.tree');
  const brand = 'Ёлка';
  const { token } = await tell<{ token: number }>('taxonomy.ensureBrand', { name: brand });
  const seen = new Map<string, number>();
  const hashes = new Set<string>();
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().includes('catalog.submitCard')) sent += 1;
  });

  /** The form's schema, a set of values for it and the labels to type them by. */
  const plan = async (key: string, seed: number): Promise<Plan> => {
    const categoryId = tree.find((c) => c.key === key)?.id ?? 0;
    const form = await ask<FormWire>('taxonomy.formSchema', { categoryId });
    hashes.add(form.hash);
    const values = validValues(form, seed, token);
    const tokens = [...new Set([...tokensOf(form, values), ...tokensOfEdits(form, values, seed)])];
    const rows = await ask<{ token: number; ru: string; en: string }[]>('taxonomy.optionLabels', { tokens });
    const labels = new Map([...rows.map((r) => [r.token, r.ru || r.en] as const), [token, brand] as const]);
    return planOf(form, values, labels, seed, WRONG, seen);
  };

  for (const [index, key] of CATEGORIES.entries())
    await test.step(key, async () => {
      const { form, values, steps, wrongs } = await plan(key, 4_000 + index);
      const { cardId } = await tell<{ cardId: number }>('catalog.createDraft', { categoryId: form.categoryId });
      await page.goto(`/seller/cards/${cardId}`);
      // What the offer's own fields ask counts once there is an offer.
      if (Object.keys(values.offer).length > 0) {
        await page.getByRole('textbox', { name: 'Ваш артикул' }).fill(`F-${Date.now()}`);
        await page.getByRole('textbox', { name: 'Цена, ₽' }).fill('1990');
      }
      for (const step of steps) await type(page, step);
      const before = sent;
      const send = page.getByRole('button', { name: 'Отправить на проверку' });
      for (const { kind, steps: edits, back, verdict } of wrongs) {
        for (const step of edits) await type(page, step);
        await send.click();
        await expectMarks(page, verdict, `${key}: ${kind}`);
        await expect(page.getByRole('alert').filter({ hasText: 'нужно заполнить или исправить' }), `${key}: ${kind}`).toBeVisible();
        for (const step of back) await type(page, step);
      }
      await expectMarks(page, {}, `${key}: right again`);
      expect(sent, `${key}: nothing wrong was sent`).toBe(before);
      await send.click();
      await expect(page.getByText('На проверке', { exact: true }), `${key}: the server takes it`).toBeVisible();
      expect(sent, `${key}: sent once`).toBe(before + 1);
      await expect.poll(() => differences(ask, cardId, values), { message: `${key}: what was typed is what is stored`, intervals: [100] }).toEqual([]);
    });
  expect(hashes.size).toBe(CATEGORIES.length);
  expect(KINDS.filter((kind) => !seen.has(kind))).toEqual([]);
  await context.close();
});

type Stored = { card: { attrs: Values['card']; variants: { attrs: Values['variant'] }[] }; offers: { attrs: Values['offer'] }[] };
/** Uploading gives pictures their ids; one is uploaded. */
const PICTURES = '5';

async function differences(ask: <T>(procedure: string, input: unknown) => Promise<T>, cardId: number, values: Values): Promise<unknown[]> {
  const { card, offers } = await ask<Stored>('catalog.sellerCard', { cardId });
  const places = [
    [card.attrs, values.card],
    [card.variants[0]?.attrs ?? {}, values.variant],
    [offers[0]?.attrs ?? {}, values.offer],
  ] as const;
  return places.flatMap(([found, wanted]) =>
    [...new Set([...Object.keys(found), ...Object.keys(wanted)])]
      .filter((no) => no !== PICTURES && !sameValue(found[no] ?? null, wanted[no] ?? null))
      .map((no) => ({ no, stored: found[no], typed: wanted[no] })),
  );
}
