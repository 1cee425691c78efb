import type { Ctx } from '@yarmarka/kernel';
import { listChildren } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';

export type ShopHome = {
  readonly categories: readonly {
    readonly id: number;
    readonly name: string;
    readonly slug: string;
    readonly children: readonly { readonly id: number; readonly name: string; readonly slug: string }[];
    readonly picture: string | null;
  }[];
};

/** Cards looked at for a root's picture: reading all of a million would cost more than the best one is worth. */
const LOOKED_AT = 500;

/** The roots that hold published cards (all roots while there are none), each with its first branches and the picture of its most popular card, or of one of the most popular where there are many. */
export async function getShopHome(ctx: Ctx): Promise<ShopHome> {
  const { locale } = ctx;
  const name = (c: { ru: string; en: string }) => c[locale];
  const slug = (c: { slugRu: string; slugEn: string }) => (locale === 'ru' ? c.slugRu : c.slugEn);
  const roots = await listChildren(ctx, null);
  const pictures = await ctx.read.execute<{ root: number; picture: string | null }>(sql`
    select distinct on (r.root) r.root, c.picture from unnest(${`{${roots.map((r) => r.id).join(',')}}`}::int[]) r(root) cross join lateral (
      select c.attrs -> '5' ->> 0 as picture, c.popularity from taxonomy.categories k join catalog.cards c on c.category_id = k.id and c.status = 'published'
      where k.path @> array[r.root] limit ${LOOKED_AT}) c
    order by r.root, c.picture is null, c.popularity desc`);
  const pictureOf = new Map(pictures.map((p) => [p.root, p.picture]));
  const shown = roots.filter((r) => pictureOf.has(r.id));
  const list = shown.length > 0 ? shown : roots;
  const branches = await ctx.read.execute<{ id: number; parent: number; ru: string; en: string; slugRu: string; slugEn: string }>(sql`
    select id, parent_id as parent, label_ru as ru, label_en as en, slug_ru as "slugRu", slug_en as "slugEn" from taxonomy.categories
    where parent_id = any(${`{${list.map((r) => r.id).join(',')}}`}::int[]) and alias_of is null order by position, id`);
  return {
    categories: list.map((r) => ({
      id: r.id,
      name: name(r),
      slug: slug(r),
      picture: pictureOf.get(r.id) ?? null,
      children: branches
        .filter((b) => b.parent === r.id)
        .slice(0, 8)
        .map((b) => ({ id: b.id, name: name(b), slug: slug(b) })),
    })),
  };
}
