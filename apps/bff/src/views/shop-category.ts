import { type Ctx, notFound } from '@yarmarka/kernel';
import { findCategoryBySlug, getCategory, listChildren } from '@yarmarka/taxonomy';
import { trailOf } from './shop-card.ts';

export type ShopCategory = {
  readonly id: number;
  readonly name: string;
  readonly slugs: { readonly ru: string; readonly en: string };
  readonly trail: readonly { readonly id: number; readonly name: string; readonly slug: string }[];
  readonly children: readonly { readonly id: number; readonly name: string; readonly slug: string }[];
};

/** A category by its address in either language; an alias answers with its target, whose `slugs` say where the page stands. Error: `taxonomy.category_not_found`. */
export async function getShopCategory(ctx: Ctx, slug: string): Promise<ShopCategory> {
  const found = await findCategoryBySlug(ctx, slug);
  if (!found) throw notFound('taxonomy.category_not_found', 'There is no such category.', 'Такой категории нет.');
  const category = await getCategory(ctx, found.id);
  const children = await listChildren(ctx, category.id);
  const { locale } = ctx;
  return {
    id: category.id,
    name: category[locale],
    slugs: { ru: category.slugRu, en: category.slugEn },
    trail: trailOf(category, locale),
    children: children.map((c) => ({ id: c.id, name: c[locale], slug: locale === 'ru' ? c.slugRu : c.slugEn })),
  };
}
