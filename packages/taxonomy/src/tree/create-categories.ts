import type { Ctx } from '@yarmarka/kernel';
import { categoryNotFound, keyTaken } from '../errors.ts';
import type { NewCategory } from '../schemas.ts';
import { categories, categoryParents } from '../tables.ts';
import { drawCategoryIds } from './category-ids.ts';
import { uniqueSlug } from './slug.ts';

/** Adds categories as of `version`, with the ids that they bring or new ones, parents before children whatever their order in the input; below an alias means below the category it stands for. Errors: `taxonomy.key_taken`, `taxonomy.category_not_found` (parent). */
export async function createCategories(ctx: Ctx, version: number, input: readonly NewCategory[]): Promise<number[]> {
  if (input.length === 0) return [];
  const known = await ctx.db
    .select({
      id: categories.id,
      key: categories.key,
      path: categories.path,
      aliasOf: categories.aliasOf,
      slugRu: categories.slugRu,
      slugEn: categories.slugEn,
    })
    .from(categories);
  const byKey = new Map(known.map((k) => [k.key, { id: k.aliasOf ?? k.id, path: k.path }]));
  const slugsRu = new Set(known.map((k) => k.slugRu));
  const slugsEn = new Set(known.map((k) => k.slugEn));
  const pending = new Map(input.map((c, i) => [c.key, { ...c, order: c.position ?? i }]));
  for (const c of input) if (byKey.has(c.key)) throw keyTaken(c.key);
  const created: number[] = [];
  while (pending.size > 0) {
    const wave = [...pending.values()].filter((c) => c.parentKey === null || byKey.has(c.parentKey));
    if (wave.length === 0) throw categoryNotFound();
    for (let i = 0; i < wave.length; i += 1000) {
      const slice = wave.slice(i, i + 1000);
      // Ids are there first: a category's path ends in its own id.
      const drawn = await drawCategoryIds(ctx, slice.filter((c) => c.id === undefined).length);
      const rows = slice.map((c) => {
        const id = c.id ?? drawn.shift() ?? 0;
        const parent = c.parentKey === null ? undefined : byKey.get(c.parentKey);
        const path = [...(parent?.path ?? []), id];
        byKey.set(c.key, { id, path });
        return {
          id,
          key: c.key,
          parentId: parent?.id ?? null,
          labelRu: c.label.ru,
          labelEn: c.label.en,
          slugRu: uniqueSlug(c.label.ru, c.key, slugsRu),
          slugEn: uniqueSlug(c.label.en, c.key, slugsEn),
          position: c.order,
          depth: path.length - 1,
          path,
          createdVersion: version,
        };
      });
      await ctx.db.insert(categories).overridingSystemValue().values(rows);
      await ctx.db.insert(categoryParents).values(rows.map((r) => ({ categoryId: r.id, parentId: r.parentId, fromVersion: version })));
      created.push(...rows.map((r) => r.id));
    }
    for (const c of wave) pending.delete(c.key);
  }
  return created;
}
