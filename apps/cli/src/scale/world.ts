import type { Ctx } from '@yarmarka/kernel';
import { getSchemasByHash } from '@yarmarka/taxonomy';
import type { Database } from '@yarmarka/db';
import type { LeafShape } from './sizes.ts';
import { axesOf, combinationsOf, fillerOf, skewed, type Words } from './values.ts';
import type { PlannedLeaf } from './plan.ts';
import type { World } from './make-card.ts';
import { PHRASES } from './words.ts';

export type WorldParts = Pick<World, 'brands' | 'brandNames' | 'pictures' | 'sellerIds' | 'warehouseIds'>;
/** What reading a taxonomy takes. */
export type Source = { readonly ctx: Ctx; readonly database: Database };
type LeafRow = { id: number; key: string; label_ru: string; label_en: string; path: number[]; hash: string };

/** The categories that can hold cards: those below which there is nothing. In the order of their ids. */
async function listLeaves({ database }: Source): Promise<LeafRow[]> {
  return database.client<LeafRow[]>`
    select c.id, c.key, c.label_ru, c.label_en, c.path, s.hash from taxonomy.categories c join taxonomy.category_schemas s on s.category_id = c.id and s.to_version is null
    where c.alias_of is null and not exists (select 1 from taxonomy.categories k where k.parent_id = c.id and k.alias_of is null) order by c.id`;
}

/** What the plan needs to know of the taxonomy. */
export async function plannedLeaves(source: Source): Promise<PlannedLeaf[]> {
  const rows = await listLeaves(source);
  const schemas = await getSchemasByHash(source.ctx, [...new Set(rows.map((r) => r.hash))]);
  const ways = new Map([...schemas].map(([hash, { schema, lists }]) => [hash, combinationsOf(axesOf(schema, lists))]));
  return rows.map((r) => {
    const combinations = ways.get(r.hash) ?? 1;
    const shape: LeafShape = { id: r.id, key: r.key, root: r.path[0] ?? r.id, axes: combinations > 1 };
    return { ...shape, combinations };
  });
}

/** The present taxonomy made ready to fill cards from. */
export async function loadWorld(source: Source, parts: WorldParts): Promise<World> {
  const rows = await listLeaves(source);
  const schemas = await getSchemasByHash(source.ctx, [...new Set(rows.map((r) => r.hash))]);
  const brandOf = (r: Parameters<typeof skewed>[0]) => parts.brands[skewed(r, parts.brands.length)] ?? -1;
  const stock = { brandOf, pictures: parts.pictures, words: PHRASES };
  const fillers = new Map([...schemas].map(([hash, { schema, lists }]) => [hash, fillerOf(schema, lists, stock)]));
  const labels = await source.database.client<{ token: number; ru: string; en: string }[]>`
    select a.no * 65536 + e.entry_no as token, e.label_ru as ru, e.label_en as en from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id where not e.retired`;
  return {
    ...parts,
    optionLabels: new Map(labels.map((l): [number, Words] => [l.token, { ru: l.ru, en: l.en }])),
    leaves: rows.map((r) => {
      const [schema, filler] = [schemas.get(r.hash), fillers.get(r.hash)];
      if (!schema || !filler) throw new Error(`category ${r.key} has no schema`);
      return { id: r.id, label: { ru: r.label_ru, en: r.label_en }, schema, filler, path: r.path };
    }),
  };
}
