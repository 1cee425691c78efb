import { placementToken, type PreviewMove } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { documentChange } from './document-change.ts';

const ints = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::int[]`;

/** Selects (one per kind of change) the published cards whose documents differ under the new schemas. */
export function touchedBySchemas(moves: readonly PreviewMove[]): SQL[] {
  const groups = new Map<string, { all: boolean; nos: readonly number[]; categories: number[] }>();
  for (const move of moves) {
    const change = documentChange(move.from, move.to);
    if (!change.all && change.nos.length === 0) continue;
    const key = change.all ? 'all' : change.nos.join();
    const group = groups.get(key) ?? { ...change, categories: [] };
    group.categories.push(...move.categories);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ all, nos, categories }) => {
    const keys = sql`${`{${nos.join(',')}}`}::text[]`;
    const holds = all
      ? sql`true`
      : sql`(c.attrs ?| ${keys} or exists (select 1 from catalog.variants v where v.card_id = c.id and not v.archived and v.attrs ?| ${keys}))`;
    return sql`select c.id from catalog.cards c where c.category_id = any(${ints(categories)}) and c.status = 'published' and ${holds}`;
  });
}

/** Categories that get other names by a change-set, by its id or by the version it was published as: documents hold the names. */
export async function listRenamed(ctx: Ctx, by: { readonly changeSetId: number } | { readonly version: number }): Promise<number[]> {
  const which = 'version' in by ? sql`s.published_version = ${by.version}` : sql`s.id = ${by.changeSetId}`;
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select (x.change #>> '{edit,categoryId}')::int as id from taxonomy.change_sets s join taxonomy.changes x on x.change_set_id = s.id
    where ${which} and x.change ->> 'kind' = 'category_edit' and x.change #> '{edit,label}' is not null`);
  return rows.map((r) => r.id);
}

/** Selects the published cards in or below moved or renamed categories, by main category or placement. */
export const touchedByMoves = (moved: readonly number[]): SQL => sql`
  select c.id from taxonomy.categories m join taxonomy.categories k on k.path @> array[m.id] join catalog.cards c on c.category_id = k.id and c.status = 'published' where m.id = any(${ints(moved)})
  union select c.id from catalog.card_list l join catalog.cards c on c.id = l.card_id and c.status = 'published' where l.tokens && ${ints(moved.map(placementToken))}`;
