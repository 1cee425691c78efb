import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { categoryNotFound } from '../errors.ts';
import type { CategorySchema, OptionLists } from '../schemas.ts';

export type LoadedSchema = { readonly hash: string; readonly schema: CategorySchema; readonly lists: OptionLists };

/** Schemas never change under their hash, so what was loaded once stays true. Bounded: the oldest go first. */
const byHash = new Map<string, LoadedSchema>();
const CACHE_SIZE = 3000;

export async function getSchemaByHash(ctx: Ctx, hash: string): Promise<LoadedSchema> {
  return (await getSchemasByHash(ctx, [hash])).get(hash) ?? Promise.reject(categoryNotFound());
}

export async function getSchemasByHash(ctx: Ctx, hashes: readonly string[]): Promise<Map<string, LoadedSchema>> {
  const missing = [...new Set(hashes)].filter((h) => !byHash.has(h));
  if (missing.length > 0) {
    const rows = await ctx.db.execute<{ hash: string; artefact: CategorySchema }>(
      sql`select hash, artefact from taxonomy.schemas where hash = any(${`{${missing.join(',')}}`}::text[])`,
    );
    const listHashes = rows.flatMap((r) =>
      r.artefact.attributes.flatMap((a) => (a.options && typeof a.options === 'object' && 'hash' in a.options ? [a.options.hash] : [])),
    );
    const lists =
      listHashes.length > 0
        ? await ctx.db.execute<{ hash: string; tokens: number[] }>(
            sql`select hash, tokens from taxonomy.option_lists where hash = any(${`{${listHashes.join(',')}}`}::text[])`,
          )
        : [];
    const tokens = new Map(lists.map((l) => [l.hash, l.tokens]));
    for (const r of rows) {
      const own: Record<string, readonly number[]> = {};
      for (const a of r.artefact.attributes)
        if (a.options && typeof a.options === 'object' && 'hash' in a.options) own[a.options.hash] = tokens.get(a.options.hash) ?? [];
      byHash.set(r.hash, { hash: r.hash, schema: r.artefact, lists: own });
    }
  }
  const out = new Map<string, LoadedSchema>();
  for (const h of hashes) {
    const s = byHash.get(h);
    if (s) out.set(h, s);
  }
  for (const key of byHash.keys()) {
    if (byHash.size <= CACHE_SIZE) break;
    byHash.delete(key);
  }
  return out;
}

/** The category's present schema (an alias's target's). Error: `taxonomy.category_not_found`. */
export async function getCategorySchema(ctx: Ctx, categoryId: number): Promise<LoadedSchema & { readonly categoryId: number }> {
  const [row] = await ctx.db.execute<{ category_id: number; hash: string }>(sql`
    select s.category_id, s.hash from taxonomy.categories c join taxonomy.category_schemas s on s.category_id = coalesce(c.alias_of, c.id) and s.to_version is null where c.id = ${categoryId}`);
  if (!row) throw categoryNotFound();
  return { ...(await getSchemaByHash(ctx, row.hash)), categoryId: row.category_id };
}

/** Present schema hashes of many categories. */
export async function listSchemaHashes(ctx: Ctx, categoryIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await ctx.db.execute<{ id: number; hash: string }>(sql`
    select c.id, s.hash from taxonomy.categories c join taxonomy.category_schemas s on s.category_id = coalesce(c.alias_of, c.id) and s.to_version is null
    where c.id = any(${`{${categoryIds.join(',')}}`}::int[])`);
  return new Map(rows.map((r) => [r.id, r.hash]));
}
