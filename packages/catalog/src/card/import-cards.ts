import { actorLabel, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getSchemasByHash, listSchemaHashes, type LoadedSchema } from '@yarmarka/taxonomy';
import { categories } from '@yarmarka/taxonomy/tables';
import type { Attrs, CategorySchema } from '@yarmarka/taxonomy/schemas';
import { inArray, sql } from 'drizzle-orm';
import { slugsOf } from '../change-set/write-live.ts';
import { markCards, placementsOf, resolvePlacements } from '../internal.ts';
import { assertCanImport, sourceOf } from '../policies.ts';
import type { CardIssue, Origin } from '../schemas.ts';
import { checkCard, evaluate } from './check-card.ts';
import { axesOf, axisKey, stampedSources } from './rules.ts';

export type NewCard = {
  readonly categoryId: number;
  readonly status: 'draft' | 'published';
  readonly sellerId?: number | null;
  readonly placements?: readonly number[];
  readonly attrs: Attrs;
  /** Without any, the card gets one without values of its own. */
  readonly variants?: readonly { readonly attrs: Attrs }[];
  readonly popularity?: number;
};
export type ImportedCard =
  | { readonly status: 'created'; readonly cardId: number; readonly variantIds: readonly number[] }
  | { readonly status: 'invalid'; readonly issues: readonly CardIssue[] };
export type ImportOptions = {
  /** Where the values come from; without it, the actor's role says. */
  readonly origin?: Origin;
  /** For generated data by the million: no check, no sources, no revisions. */
  readonly bare?: boolean;
};

type Prepared = { readonly index: number; readonly card: Record<string, unknown>; readonly variants: readonly Record<string, unknown>[] };
const CHUNK = 1000;

/**
 * Creates many cards in few statements, in one transaction: published ones are live at once (version 1), checked as the schema enforces it; drafts are checked for what they hold. What
 * does not pass is not created and comes back with its issues; the results stand in the order of the cards. For the platform's own loads and administrators; a seller may load its own
 * drafts. Errors: `kernel.forbidden`, `catalog.placements_unknown`.
 */
export async function importCards(ctx: Ctx, cards: readonly NewCard[], options: ImportOptions = {}): Promise<ImportedCard[]> {
  assertCanImport(ctx, cards);
  if (cards.length === 0) return [];
  return withTx(ctx, async (tx) => {
    const schemas = await schemasOf(tx, [...new Set(cards.map((c) => c.categoryId))]);
    const targets = await resolvePlacements(
      tx,
      cards.flatMap((c) => c.placements ?? []),
    );
    const results: ImportedCard[] = [];
    for (let from = 0; from < cards.length; from += CHUNK) {
      const prepared: Prepared[] = [];
      cards.slice(from, from + CHUNK).forEach((card, i) => {
        const made = prepare(tx, card, from + i, { schemas, targets }, options);
        if ('issues' in made) results[from + i] = { status: 'invalid', issues: made.issues };
        else prepared.push(made);
      });
      await insertChunk(tx, prepared, options, results);
    }
    const created = results.flatMap((r) => (r.status === 'created' ? [r.cardId] : []));
    if (created.length > 0)
      await audit(tx, {
        action: 'card.import',
        entity: 'card',
        id: `${created[0]}-${created.at(-1)}`,
        patch: { cards: created.length, source: options.origin?.source ?? sourceOf(tx.actor) },
      });
    await markCards(tx, created);
    return results;
  });
}

type Resolved = { readonly categoryId: number; readonly loaded: LoadedSchema };

/** Schemas by category id, aliases resolved. An unknown category has none. */
async function schemasOf(tx: Ctx, ids: readonly number[]): Promise<Map<number, Resolved>> {
  const hashes = await listSchemaHashes(tx, ids);
  const loaded = await getSchemasByHash(tx, [...hashes.values()]);
  const rows = await tx.db
    .select({ id: categories.id, aliasOf: categories.aliasOf })
    .from(categories)
    .where(inArray(categories.id, [...ids]));
  const out = new Map<number, Resolved>();
  for (const { id, aliasOf } of rows) {
    const schema = loaded.get(hashes.get(id) ?? '');
    if (schema) out.set(id, { categoryId: aliasOf ?? id, loaded: schema });
  }
  return out;
}

type World = { readonly schemas: ReadonlyMap<number, Resolved>; readonly targets: ReadonlyMap<number, number> };

function prepare(tx: Ctx, card: NewCard, index: number, { schemas, targets }: World, options: ImportOptions): Prepared | { issues: CardIssue[] } {
  const resolved = schemas.get(card.categoryId);
  if (!resolved) throw new Error(`importCards: category ${card.categoryId} does not exist`);
  const { loaded, categoryId } = resolved;
  const variants = (card.variants && card.variants.length > 0 ? card.variants : [{ attrs: {} }]).map((v, i) => ({ id: -1 - i, attrs: v.attrs }));
  const content = { attrs: card.attrs, variants };
  const issues = options.bare ? [] : checkCard(loaded, content, card.status === 'published' ? 'enforced' : 'partial');
  if (issues.length > 0) return { issues };
  const state = evaluate(loaded, content);
  const sources = (attrs: Attrs) => (options.bare ? {} : stampedSources(tx, {}, attrs, {}, options.origin));
  const live = card.status === 'published';
  return {
    index,
    card: {
      category_id: categoryId,
      placements: `{${placementsOf(card.placements ?? [], targets, categoryId).join(',')}}`,
      status: card.status,
      version: live ? 1 : 0,
      schema_hash: loaded.hash,
      attrs: card.attrs,
      sources: sources(card.attrs),
      seller_id: card.sellerId ?? null,
      popularity: card.popularity ?? 0,
      completeness: state.completeness,
      missing: `{${state.missing.join(',')}}`,
      quality: state.quality.score,
      slug_ru: live ? slugsOf(card.attrs).slugRu : '',
      slug_en: live ? slugsOf(card.attrs).slugEn : '',
    },
    variants: variantRows(loaded.schema, variants, sources),
  };
}

const variantRows = (schema: CategorySchema, variants: readonly { attrs: Attrs }[], sources: (attrs: Attrs) => unknown) => {
  const axes = axesOf(schema);
  return variants.map((v, position) => ({ attrs: v.attrs, sources: sources(v.attrs), axis_key: axisKey(axes, v.attrs), position }));
};

// authorised by caller: importCards asserts; no audit row: importCards writes one for the whole load
async function insertChunk(tx: Ctx, prepared: readonly Prepared[], options: ImportOptions, results: ImportedCard[]): Promise<void> {
  if (prepared.length === 0) return;
  const variantCount = prepared.reduce((n, p) => n + p.variants.length, 0);
  const cardIds = await reserveIds(tx, 'catalog.cards', prepared.length);
  const variantIds = await reserveIds(tx, 'catalog.variants', variantCount);
  const now = tx.clock.now().toISOString();
  const rows = prepared.map((p, i) => ({ ...p.card, id: cardIds[i] }));
  await tx.db.execute(sql`
    insert into catalog.cards (id, category_id, placements, status, version, schema_hash, attrs, sources, seller_id, popularity, completeness, missing, quality, slug_ru, slug_en,
      published_at, created_at, updated_at)
    overriding system value
    select id, category_id, placements::int[], status, version, schema_hash, attrs, sources, seller_id, popularity, completeness, missing::int[], quality, slug_ru, slug_en,
      case when version > 0 then ${now}::timestamptz end, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id int, category_id int, placements text, status text, version int, schema_hash text, attrs jsonb, sources jsonb,
      seller_id int, popularity int, completeness smallint, missing text, quality smallint, slug_ru text, slug_en text) order by id`);
  let next = 0;
  const variantRowsOf = prepared.flatMap((p, i) => p.variants.map((v) => ({ ...v, id: variantIds[next++], card_id: cardIds[i] })));
  await tx.db.execute(sql`
    insert into catalog.variants (id, card_id, attrs, sources, axis_key, position) overriding system value
    select id, card_id, attrs, sources, axis_key, position
    from jsonb_to_recordset(${JSON.stringify(variantRowsOf)}::jsonb) as x(id int, card_id int, attrs jsonb, sources jsonb, axis_key text, position int) order by id`);
  if (!options.bare) await insertRevisions(tx, cardIds, options, now);
  next = 0;
  prepared.forEach((p, i) => {
    results[p.index] = { status: 'created', cardId: cardIds[i] ?? 0, variantIds: p.variants.map(() => variantIds[next++] ?? 0) };
  });
}

/** A live card's history starts with all it has. */
async function insertRevisions(tx: Ctx, cardIds: readonly number[], options: ImportOptions, now: string): Promise<void> {
  await tx.db.execute(sql`
    insert into catalog.card_revisions (card_id, version, patch, inverse, actor, source, created_at)
    select c.id, 1,
      jsonb_build_object('attrs', c.attrs, 'placements', c.placements, 'variants', (select jsonb_object_agg(v.id, v.attrs) from catalog.variants v where v.card_id = c.id)),
      jsonb_build_object('attrs', (select coalesce(jsonb_object_agg(k, null), '{}') from jsonb_object_keys(c.attrs) k), 'placements', '[]'::jsonb,
        'variants', (select jsonb_object_agg(v.id, null) from catalog.variants v where v.card_id = c.id)),
      ${actorLabel(tx.actor)}, ${options.origin?.source ?? sourceOf(tx.actor)}, ${now}::timestamptz
    from catalog.cards c where c.id = any(${`{${cardIds.join(',')}}`}::int[]) and c.version = 1`);
}

async function reserveIds(tx: Ctx, table: string, count: number): Promise<number[]> {
  const rows = await tx.db.execute<{ id: number }>(sql`select nextval(pg_get_serial_sequence(${table}, 'id'))::int as id from generate_series(1, ${count})`);
  return rows.map((r) => r.id);
}
