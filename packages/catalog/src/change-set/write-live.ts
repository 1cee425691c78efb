import { actorLabel, type Ctx } from '@yarmarka/kernel';
import { type LoadedSchema, slugify } from '@yarmarka/taxonomy';
import { type Attrs, RESERVED, type TextValue } from '@yarmarka/taxonomy/schemas';
import { and, eq, sql } from 'drizzle-orm';
import { evaluate, invalidity, invalidOf } from '../card/check-card.ts';
import { type DraftVariant, schemaBefore, writeVariants } from '../card/edit-draft.ts';
import { axesOf } from '../card/rules.ts';
import { type CardRow, markCards, movedSince } from '../internal.ts';
import type { CardStatus, Sources, ValueSource } from '../schemas.ts';
import { cardRevisions, cards } from '../tables.ts';
import { type Live, patchBetween } from './live-card.ts';

export type LiveWrite = {
  readonly card: CardRow;
  /** What was live before, for the revision: an empty card when there was nothing. */
  readonly before: Live;
  readonly after: Live;
  readonly storedVariants: readonly DraftVariant[];
  readonly variants: readonly DraftVariant[];
  readonly sources: Sources;
  readonly schema: LoadedSchema;
  readonly status: CardStatus;
  readonly source: ValueSource;
  readonly changeSetId: number | null;
};

/** Writes the next live version with its revision and marks what depends on it. Returns the version. */
// authorised by caller: applyChangeSet asserts; no audit row: applyChangeSet writes it with the verdict
export async function writeLive(tx: Ctx, w: LiveWrite): Promise<number> {
  const stored = await writeVariants(tx, w.card.id, w.storedVariants, w.variants, axesOf(w.schema.schema));
  const fresh = stored.filter((v) => !w.variants.some((x) => x.id === v.id));
  const added = w.variants.filter((v) => v.id < 0).map((v, i) => [v.id, fresh[i]?.id ?? v.id] as const);
  const ids = new Map(added);
  const after: Live = { ...w.after, variants: w.after.variants.map((v) => ({ id: ids.get(v.id) ?? v.id, attrs: v.attrs })) };
  const state = evaluate(w.schema, { attrs: after.attrs, variants: after.variants });
  const version = w.card.version + 1;
  const now = tx.clock.now();
  const from = await schemaBefore(tx, w.card, w.schema);
  const [row] = await tx.db
    .update(cards)
    .set({
      categoryId: after.categoryId,
      placements: [...after.placements],
      attrs: after.attrs,
      sources: w.sources,
      status: w.status,
      version,
      rowVersion: w.card.rowVersion + 1,
      schemaHash: w.schema.hash,
      completeness: state.completeness,
      missing: state.missing,
      quality: state.quality.score,
      // What is live was right when it was accepted: what is wrong here, newer rules have broken.
      ...invalidity(now, w.card.invalidSince, invalidOf(w.schema, { attrs: after.attrs, variants: after.variants }), { from, to: w.schema }),
      ...slugsOf(after.attrs),
      lastLive: null,
      publishedAt: w.card.publishedAt ?? now,
      updatedSeq: sql`nextval('catalog.card_seq')`,
      updatedAt: now,
    })
    .where(and(eq(cards.id, w.card.id), eq(cards.version, w.card.version), eq(cards.rowVersion, w.card.rowVersion)))
    .returning({ version: cards.version });
  if (!row) throw await movedSince(tx, w.card, w.card.rowVersion);
  await tx.db.insert(cardRevisions).values({
    cardId: w.card.id,
    version,
    patch: patchBetween(w.before, after),
    inverse: patchBetween(after, w.before),
    actor: actorLabel(tx.actor),
    source: w.source,
    changeSetId: w.changeSetId,
    createdAt: now,
  });
  await markCards(tx, [w.card.id]);
  return version;
}

/** The card's address in both languages, from its name; the other language stands in where one is missing. */
export function slugsOf(attrs: Attrs): { slugRu: string; slugEn: string } {
  const name = attrs[RESERVED.name];
  const { ru, en } = (typeof name === 'object' && !Array.isArray(name) ? name : {}) as TextValue;
  return { slugRu: slugify(ru?.trim() || en?.trim() || '', 'card'), slugEn: slugify(en?.trim() || ru?.trim() || '', 'card') };
}
