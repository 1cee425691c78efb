import { AppError, type Ctx } from '@yarmarka/kernel';
import { getCategorySchema, getSchemasByHash, listSchemaHashes } from '@yarmarka/taxonomy';
import { RESERVED, type SchemaAttribute, toBase, UNIT_BY_CODE } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import type { AttributeFilter } from '../schemas.ts';

/** How many facets a screen shows, and how many are counted to choose them from. */
export const SHOWN_FACETS = 12;
const ASKED_FACETS = 20;

/** An attribute that may become a facet, with its place. */
export type PlannedFacet = { readonly attribute: SchemaAttribute; readonly position: number; readonly weight: number };

const canBeFacet = (a: SchemaAttribute): boolean => a.filterable && a.type !== 'text' && a.no !== RESERVED.pictures;

/** The filterable attributes of the category being browsed, in the order its schema gives them. */
export async function facetsOfCategory(ctx: Ctx, categoryId: number, chosen: ReadonlySet<number>): Promise<PlannedFacet[]> {
  const { schema } = await getCategorySchema(ctx, categoryId);
  const all = schema.attributes.filter(canBeFacet).map((attribute): PlannedFacet => ({ attribute, position: placeOf(attribute), weight: 0 }));
  return firstOf(all, chosen);
}

/** Without a category: the attributes that most of what was found can have, by the schemas of its main categories. */
export async function facetsOfResult(ctx: Ctx, categories: ReadonlyMap<number, number>, chosen: ReadonlySet<number>): Promise<PlannedFacet[]> {
  const largest = [...categories].sort((a, b) => b[1] - a[1]).slice(0, 30);
  const hashes = await listSchemaHashes(
    ctx,
    largest.map(([id]) => id),
  );
  const schemas = await getSchemasByHash(ctx, [...hashes.values()]);
  const planned = new Map<number, PlannedFacet>();
  for (const [id, count] of largest)
    for (const attribute of schemas.get(hashes.get(id) ?? '')?.schema.attributes ?? []) {
      if (!canBeFacet(attribute)) continue;
      const known = planned.get(attribute.no);
      planned.set(attribute.no, { attribute: known?.attribute ?? attribute, position: 0, weight: (known?.weight ?? 0) + count });
    }
  return firstOf([...planned.values()], chosen);
}

/** The brand stands first unless the schema says otherwise; without a place an attribute follows in the form's order. */
const placeOf = (a: SchemaAttribute): number => a.facetPosition ?? (a.no === RESERVED.brand ? 0 : 10_000 + a.position);

function firstOf(all: readonly PlannedFacet[], chosen: ReadonlySet<number>): PlannedFacet[] {
  const sorted = [...all].sort((a, b) => a.position - b.position || b.weight - a.weight || a.attribute.no - b.attribute.no);
  const first = new Set(sorted.slice(0, ASKED_FACETS));
  return sorted.filter((f) => first.has(f) || chosen.has(f.attribute.no));
}

/**
 * A range over a list whose entries carry quantities (16 GB) becomes the options within it, so that it takes part in the variant rule like any choice of options. Ranges over
 * numbers stay as they are.
 */
export async function withListRanges(ctx: Ctx, filters: Readonly<Record<string, AttributeFilter>>): Promise<Record<number, AttributeFilter>> {
  const ranged = Object.entries(filters).filter(([, f]) => f.min !== undefined || f.max !== undefined);
  const out: Record<number, AttributeFilter> = Object.fromEntries(Object.entries(filters).map(([no, f]) => [Number(no), f]));
  if (ranged.length === 0) return out;
  const rows = await ctx.read.execute<{ no: number; token: number; number: number | null; unit: string | null }>(sql`
    select a.no, a.no * 65536 + e.entry_no as token, e.number, e.unit from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id
    where a.no = any(${`{${ranged.map(([no]) => no).join(',')}}`}::int[]) and a.type = 'list'`);
  for (const [key, { tokens, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }] of ranged) {
    const own = rows.filter((r) => r.no === Number(key));
    if (own.length === 0) continue;
    const within = own.filter((r) => {
      const unit = r.unit === null ? undefined : UNIT_BY_CODE.get(r.unit);
      const n = r.number === null ? Number.NaN : unit ? toBase(r.number, unit) : r.number;
      return n >= min && n <= max && (!tokens || tokens.includes(r.token));
    });
    // No option within: a token that no card has, so that nothing matches.
    out[Number(key)] = { tokens: within.length > 0 ? within.map((r) => r.token) : [Number(key) * 65_536] };
  }
  return out;
}

/** The category's facets, or none where the address names a category that is gone. */
export async function facetsOrNone(plan: Promise<PlannedFacet[]>): Promise<PlannedFacet[]> {
  try {
    return await plan;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found') return [];
    throw error;
  }
}
