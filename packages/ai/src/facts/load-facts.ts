import type { CardForm } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { getCategory, listOptionLabels, loadSchemaDictionary } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { buildFacts } from './build-facts.ts';
import type { FactSheet } from './fact.ts';

/** The card's own visible values as facts in both languages, and every option its category knows. */
export async function loadFacts(ctx: Ctx, form: CardForm): Promise<FactSheet> {
  const { schema } = form.schema;
  const variants = form.card.variants.map((v) => v.attrs);
  const dictionary = await loadSchemaDictionary(ctx, schema);
  const options = await listOptionLabels(ctx, tokensIn([form.card.attrs, ...variants]));
  const category = await getCategory(ctx, form.card.categoryId);
  return {
    facts: buildFacts(schema.attributes, form.card.attrs, variants, { attributes: dictionary.attributes, groups: dictionary.groups, options }),
    category: { ru: category.ru || category.en, en: category.en || category.ru },
    vocabulary: [...dictionary.options].flatMap(([attributeNo, list]) => list.map(({ ru, en }) => ({ attributeNo, ru, en }))),
  };
}

const tokensIn = (all: readonly Attrs[]): number[] => [
  ...new Set(
    all
      .flatMap((attrs) => Object.values(attrs))
      .flatMap((v): readonly unknown[] => (Array.isArray(v) ? v : [v]))
      .filter((v) => typeof v === 'number'),
  ),
];
