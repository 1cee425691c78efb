import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { categoryNotFound } from '../errors.ts';
import type { CategorySchema, OptionLists, SchemaAttribute } from '../schemas.ts';

export type LoadedSchema = { readonly hash: string; readonly schema: CategorySchema; readonly lists: OptionLists };

/** Schemas never change under their hash, so what was loaded once stays true. Bounded: the least recently used go first. */
const byHash = new Map<string, LoadedSchema>();
const CACHE_SIZE = 3000;

export async function getSchemaByHash(ctx: Ctx, hash: string): Promise<LoadedSchema> {
  return (await getSchemasByHash(ctx, [hash])).get(hash) ?? Promise.reject(categoryNotFound());
}

/** Those of the schemas that exist. What the cache holds is taken before anything is awaited: another request may push it out meanwhile. */
export async function getSchemasByHash(ctx: Ctx, hashes: readonly string[]): Promise<Map<string, LoadedSchema>> {
  const out = new Map<string, LoadedSchema>();
  const missing = new Set<string>();
  for (const hash of hashes) {
    const known = byHash.get(hash);
    if (!known) missing.add(hash);
    else if (!out.has(hash)) {
      out.set(hash, known);
      byHash.delete(hash);
      byHash.set(hash, known);
    }
  }
  if (missing.size === 0) return out;
  for (const loaded of await loadSchemas(ctx, [...missing])) {
    out.set(loaded.hash, loaded);
    byHash.set(loaded.hash, loaded);
  }
  for (const key of byHash.keys()) {
    if (byHash.size <= CACHE_SIZE) break;
    byHash.delete(key);
  }
  return out;
}

async function loadSchemas(ctx: Ctx, hashes: readonly string[]): Promise<LoadedSchema[]> {
  const rows = await ctx.db.execute<{ hash: string; artefact: CategorySchema }>(
    sql`select hash, artefact from taxonomy.schemas where hash = any(${`{${hashes.join(',')}}`}::text[])`,
  );
  const listHashes = rows.flatMap((r) => r.artefact.attributes.flatMap(listHashOf));
  const lists =
    listHashes.length > 0
      ? await ctx.db.execute<{ hash: string; tokens: number[] }>(
          sql`select hash, tokens from taxonomy.option_lists where hash = any(${`{${listHashes.join(',')}}`}::text[])`,
        )
      : [];
  const tokens = new Map(lists.map((l) => [l.hash, l.tokens]));
  return rows.map((r) => ({
    hash: r.hash,
    schema: r.artefact,
    lists: Object.fromEntries(r.artefact.attributes.flatMap(listHashOf).map((hash) => [hash, tokens.get(hash) ?? []])),
  }));
}

const listHashOf = (a: SchemaAttribute): string[] => (a.options && typeof a.options === 'object' && 'hash' in a.options ? [a.options.hash] : []);

/** Keeps schemas that were just built: what a hash names never changes, also when their version is rolled back. */
export function rememberSchemas(schemas: Iterable<LoadedSchema>): void {
  for (const s of schemas) byHash.set(s.hash, s);
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
