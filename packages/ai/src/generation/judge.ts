import { type CardForm, getCardForm } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { brands } from '@yarmarka/taxonomy/tables';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { compileFacts } from '../check/check-facts.ts';
import { cardNotEditable } from '../errors.ts';
import type { FactSheet } from '../facts/fact.ts';
import { loadFacts } from '../facts/load-facts.ts';
import { assertCanDescribe } from '../policies.ts';
import { TEMPLATE_WORDS } from '../description/template.ts';
import type { DescriptionOutput, FactFlag, FactTrace, GenerationSource } from '../schemas.ts';

/** A card and what it says now, for somebody who may edit it. */
export type Subject = { readonly form: CardForm; readonly sheet: FactSheet };

/** Errors: `catalog.card_not_found`, `kernel.forbidden`, `ai.card_not_editable`. */
export async function loadSubject(ctx: Ctx, cardId: number): Promise<Subject> {
  const form = await getCardForm(ctx, cardId);
  assertCanDescribe(ctx, form.card);
  if (form.mode === 'none') throw cardNotEditable();
  return { form, sheet: await loadFacts(ctx, form) };
}

/** Holds every language of a text against the card's facts, its category's options and all brands. */
export async function judgeOutput(
  ctx: Ctx,
  output: DescriptionOutput,
  sheet: FactSheet,
  source: GenerationSource,
): Promise<{ readonly flags: readonly FactFlag[]; readonly traces: readonly FactTrace[] }> {
  const texts = (['ru', 'en'] as const).flatMap((locale) => (output[locale] === undefined ? [] : [{ locale, text: output[locale] }]));
  const named = await brandsIn(
    ctx,
    texts.map((t) => t.text),
  );
  const own = source === 'template' ? TEMPLATE_WORDS : { ru: '', en: '' };
  const category = { ru: `${sheet.category.ru}; ${own.ru}`, en: `${sheet.category.en}; ${own.en}` };
  const check = compileFacts({
    ...sheet,
    category,
    vocabulary: [...sheet.vocabulary, ...named.map((name) => ({ attributeNo: RESERVED.brand, ru: name, en: name }))],
  });
  const judged = texts.map(({ locale, text }) => check(text, locale));
  return { flags: judged.flatMap((j) => j.flags), traces: judged.flatMap((j) => j.spans) };
}

/** Brands a text may name: up to three words in a row that begin with a capital, looked up in the table of all brands. One or two letters are no name to go by. */
async function brandsIn(ctx: Ctx, texts: readonly string[]): Promise<string[]> {
  const names = new Set<string>();
  for (const text of texts)
    for (const m of text.matchAll(/\p{Lu}[\p{L}\p{N}'’&.-]*/gu)) {
      const rest =
        text
          .slice(m.index)
          .match(/^[\p{L}\p{N}'’&.-]+(?: [\p{L}\p{N}'’&.-]+){0,2}/u)?.[0]
          .split(' ') ?? [];
      for (let n = 1; n <= rest.length; n++)
        names.add(
          rest
            .slice(0, n)
            .join(' ')
            .replace(/[.,'’&-]+$/u, '')
            .toLowerCase(),
        );
    }
  if (names.size === 0) return [];
  const rows = await ctx.read
    .select({ name: brands.name })
    .from(brands)
    .where(sql`lower(${brands.name}) in (select jsonb_array_elements_text(${JSON.stringify([...names])}::jsonb)) and length(${brands.name}) > 2`);
  return rows.map((r) => r.name);
}
