import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema, getSchemasByHash, type LoadedSchema } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { and, eq, sql } from 'drizzle-orm';
import { notEditableNow, variantExists, variantNotFound } from '../errors.ts';
import { type CardRow, listVariants, lockCard, markCards, movedSince, placementsOf, resolvePlacements } from '../internal.ts';
import { assertCanEditCard } from '../policies.ts';
import type { CardIssue, Sources } from '../schemas.ts';
import { cards, variants } from '../tables.ts';
import { brokenByRules, checkCard, evaluate, invalidity, invalidNos, invalidOf } from './check-card.ts';
import { axesOf, axisKey, isDraft, sameValue } from './rules.ts';

export type DraftVariant = {
  /** Negative: not stored yet; -1 is the first new one. */
  readonly id: number;
  readonly attrs: Attrs;
  readonly sources: Sources;
  readonly position: number;
};
export type Draft = { readonly card: CardRow; readonly variants: readonly DraftVariant[]; readonly schema: LoadedSchema };
export type DraftEdit = {
  readonly attrs?: Attrs;
  readonly sources?: Sources;
  readonly placements?: readonly number[];
  readonly categoryId?: number;
  /** The schema of the new category, when that changes. */
  readonly schema?: LoadedSchema;
  /** All variants after the edit; those left out are archived, those left as they were are not written. */
  readonly variants?: readonly DraftVariant[];
  /** For the journal: the attributes touched. */
  readonly attributes?: readonly number[];
};
export type DraftSaved = {
  readonly cardId: number;
  readonly rowVersion: number;
  readonly completeness: number;
  readonly missing: readonly number[];
  readonly quality: number;
  /** What moderation's check would say of the values given so far; missing ones are in `missing`. */
  readonly issues: readonly CardIssue[];
  /** Ids of the card's variants, in order; new ones last. */
  readonly variantIds: readonly number[];
};

/**
 * Every write to a draft: locks the card, compares the row version (conflict `catalog.card_moved` with what others saved), applies the edit, recomputes completeness and quality by the
 * present schema, writes, journals under `action` and marks the card for projection. Errors: `catalog.card_not_found`, `catalog.card_not_editable`, `catalog.card_moved`,
 * `catalog.variant_exists`, `catalog.placements_unknown`.
 */
export async function editDraft(
  ctx: Ctx,
  input: { readonly cardId: number; readonly rowVersion: number; readonly action: string },
  edit: (tx: Ctx, draft: Draft) => Promise<DraftEdit> | DraftEdit,
): Promise<DraftSaved> {
  return withTx(ctx, async (tx) => {
    const card = await lockCard(tx, input.cardId);
    assertCanEditCard(tx, card);
    if (card.rowVersion !== input.rowVersion) throw await movedSince(tx, card, input.rowVersion);
    if (!isDraft(card.status)) throw notEditableNow(card.status);
    const before = await listVariants(tx, card.id);
    const schema = await getCategorySchema(tx, card.categoryId);
    const reckoned = await schemaBefore(tx, card, schema);
    const flagged = flaggedOf(card, before, reckoned, schema);
    const wanted = await edit(tx, { card, variants: before, schema });
    const attrs = wanted.attrs ?? card.attrs;
    const categoryId = wanted.categoryId ?? card.categoryId;
    const placements = wanted.placements && placementsOf(wanted.placements, await resolvePlacements(tx, wanted.placements), categoryId);
    const present = wanted.schema ?? schema;
    const stored = await writeVariants(tx, card.id, before, wanted.variants ?? before, axesOf(present.schema));
    const content = { attrs, variants: stored };
    const state = evaluate(present, content);
    const issues = checkCard(present, content, 'partial');
    const [row] = await tx.db
      .update(cards)
      .set({
        attrs,
        sources: wanted.sources ?? card.sources,
        placements: placements ?? card.placements,
        categoryId,
        schemaHash: present.hash,
        completeness: state.completeness,
        missing: state.missing,
        quality: state.quality.score,
        ...invalidity(
          tx.clock.now(),
          card.invalidSince,
          invalidNos(issues).filter((no) => flagged.includes(no)),
          { from: reckoned, to: present },
        ),
        rowVersion: card.rowVersion + 1,
        updatedSeq: sql`nextval('catalog.card_seq')`,
        updatedAt: tx.clock.now(),
      })
      .where(and(eq(cards.id, card.id), eq(cards.rowVersion, card.rowVersion)))
      .returning({ rowVersion: cards.rowVersion });
    if (!row) throw await movedSince(tx, card, input.rowVersion);
    await audit(tx, { action: input.action, entity: 'card', id: card.id, patch: { rowVersion: row.rowVersion, attributes: wanted.attributes ?? [] } });
    await markCards(tx, [card.id]);
    return {
      cardId: card.id,
      rowVersion: row.rowVersion,
      completeness: state.completeness,
      missing: state.missing,
      quality: state.quality.score,
      issues,
      variantIds: stored.map((v) => v.id),
    };
  });
}

/** The schema that a card was last reckoned by. */
export const schemaBefore = async (tx: Ctx, card: CardRow, present: LoadedSchema): Promise<LoadedSchema | undefined> =>
  card.schemaHash === present.hash ? present : (await getSchemasByHash(tx, [card.schemaHash])).get(card.schemaHash);

/** What the rules have broken before this edit: the card's flags, and those of a publish whose recompute has not reached it yet and, after this save, never will. */
function flaggedOf(card: CardRow, stored: readonly DraftVariant[], old: LoadedSchema | undefined, present: LoadedSchema): readonly number[] {
  if (card.schemaHash === present.hash) return card.invalid;
  const content = { attrs: card.attrs, variants: stored };
  return brokenByRules(card.invalid, old ? invalidOf(old, content) : [], invalidOf(present, content));
}

/** Writes what differs. Axis keys of changed variants are cleared first, so that two variants may swap their values. */
// authorised by caller: editDraft and applyChangeSet assert before they call; no audit row: theirs covers the variants
export async function writeVariants(
  tx: Ctx,
  cardId: number,
  before: readonly DraftVariant[],
  after: readonly DraftVariant[],
  axes: readonly number[],
): Promise<DraftVariant[]> {
  const keys = after.map((v) => axisKey(axes, v.attrs)).filter((k) => k !== '');
  if (new Set(keys).size < keys.length) throw variantExists();
  const known = new Map(before.map((v) => [v.id, v]));
  const kept = new Set(after.map((v) => v.id));
  const gone = before.filter((v) => !kept.has(v.id)).map((v) => v.id);
  const changed = after.filter((v) => v.id > 0 && differs(known.get(v.id), v, axes));
  const touched = [...gone, ...changed.map((v) => v.id)];
  if (after.some((v) => v.id > 0 && !known.has(v.id))) throw variantNotFound();
  if (touched.length > 0)
    await tx.db.execute(sql`
      update catalog.variants set axis_key = '', archived = id = any(${`{${gone.join(',')}}`}::int[]) where card_id = ${cardId} and id = any(${`{${touched.join(',')}}`}::int[])`);
  for (const v of changed)
    await tx.db
      .update(variants)
      .set({ attrs: v.attrs, sources: v.sources, position: v.position, axisKey: axisKey(axes, v.attrs) })
      .where(and(eq(variants.id, v.id), eq(variants.cardId, cardId)));
  const stored: DraftVariant[] = after.filter((v) => v.id > 0);
  for (const v of after.filter((x) => x.id < 0)) {
    const [row] = await tx.db
      .insert(variants)
      .values({ cardId, attrs: v.attrs, sources: v.sources, position: v.position, axisKey: axisKey(axes, v.attrs) })
      .returning({ id: variants.id });
    if (row) stored.push({ ...v, id: row.id });
  }
  return stored;
}

/** A variant is written when its values, place or axis key differ; the key also moves when the schema's axes have. */
function differs(old: (DraftVariant & { readonly axisKey?: string }) | undefined, now: DraftVariant, axes: readonly number[]): boolean {
  if (!old) return true;
  if (old.axisKey !== undefined && old.axisKey !== axisKey(axes, now.attrs)) return true;
  return old !== now && (!sameValue(old.attrs, now.attrs) || old.position !== now.position);
}
