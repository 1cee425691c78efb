import { type CardView, getCard, proposeChange, saveDraft } from '@yarmarka/catalog';
import { actorLabel, appendEvent, AppError, audit, type Ctx, hasRole, withTx } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { RESERVED, type TextValue } from '@yarmarka/taxonomy/schemas';
import { and, desc, eq, lt } from 'drizzle-orm';
import { alreadyDecided, generationNotFound, proposalUnsent, unknownFacts } from '../errors.ts';
import { generationAccepted, generationDeclined } from '../events.ts';
import { assertCanSeeTexts } from '../policies.ts';
import { AcceptGenerationInput, type DescriptionOutput, type GenerationInput, ListGenerationsInput } from '../schemas.ts';
import { generations } from '../tables.ts';
import { judgeOutput, loadSubject } from './judge.ts';
import { type GenerationRecord, type GenerationView, viewOf } from './view.ts';

export type Accepted = {
  readonly generation: GenerationView;
  /** `saved`: it stands in the draft. `submitted`: it waits for moderation, as a proposal for the live card. */
  readonly outcome: 'saved' | 'submitted';
  readonly rowVersion: number;
  readonly changeSetId: number | null;
};

/**
 * Takes a generated text, as it is or as its reader corrected it, onto the card: into a draft at once, for a live card as a proposal. It is held against what the card says now; as long as
 * something in it is unknown there, nobody can accept it. Model, prompt version, time and who accepted stay with the value. Errors: `ai.generation_not_found`, `ai.generation_decided`,
 * `ai.unknown_facts` (with the places), `ai.card_not_editable`, `ai.proposal_unsent`, and those of `catalog.saveDraft` and `catalog.proposeChange`.
 */
// authorised by caller: loadSubject lets only editors of the card through, and the catalogue's verb asserts again
export async function acceptGeneration(ctx: Ctx, raw: AcceptGenerationInput): Promise<Accepted> {
  const input = AcceptGenerationInput.parse(raw);
  return withTx(ctx, async (tx) => {
    const row = await lockGeneration(tx, input.generationId);
    const subject = await loadSubject(tx, row.cardId);
    if (row.status !== 'proposed' || row.output === null) throw alreadyDecided(row.status);
    const text = input.edited ?? row.output;
    const { flags, traces } = await judgeOutput(tx, text, subject.sheet, row.source);
    if (flags.length > 0) throw unknownFacts(flags);
    const written = await writeText(tx, subject.form.card, subject.form.mode, text, row);
    const [saved] = await tx.db
      .update(generations)
      .set({ status: 'accepted', output: text, flags: [], decidedBy: actorLabel(tx.actor), decidedAt: tx.clock.now() })
      .where(eq(generations.id, row.id))
      .returning();
    await audit(tx, {
      action: 'generation.accept',
      entity: 'card',
      id: row.cardId,
      patch: { generationId: row.id, model: row.model, promptVersion: row.promptVersion, edited: input.edited !== undefined },
    });
    const { sellerId } = subject.form.card;
    const { changeSetId } = written;
    await appendEvent(tx, generationAccepted, row.cardId, {
      generationId: row.id,
      cardId: row.cardId,
      sellerId,
      edited: input.edited !== undefined,
      changeSetId,
    });
    return { generation: viewOf(saved ?? row, { traces }), ...written };
  });
}

async function writeText(
  tx: Ctx,
  card: CardView,
  mode: 'draft' | 'propose' | 'none',
  text: DescriptionOutput,
  row: GenerationRecord,
): Promise<Omit<Accepted, 'generation'>> {
  const held = card.attrs[RESERVED.description];
  const now = (typeof held === 'object' && !Array.isArray(held) ? held : {}) as TextValue;
  const attrs = { [RESERVED.description]: { ...now, ...(text.ru === undefined ? {} : { ru: text.ru }), ...(text.en === undefined ? {} : { en: text.en }) } };
  const options = { origin: { source: 'ai' as const, model: row.model, promptVersion: row.promptVersion } };
  if (mode === 'draft') {
    const saved = await saveDraft(tx, { cardId: card.id, rowVersion: card.rowVersion, attrs }, options);
    return { outcome: 'saved', rowVersion: saved.rowVersion, changeSetId: null };
  }
  // A new proposal would take the place of one that waits unsent, with everything in it.
  const own = tx.actor.kind === 'user' && !hasRole(tx.actor, 'admin') ? (tx.actor.sellerId ?? null) : null;
  const unsent = card.openChangeSets.find((set) => set.status === 'open' && set.sellerId === own);
  if (unsent) throw proposalUnsent(unsent.id);
  const proposed = await proposeChange(tx, { cardId: card.id, baseVersion: card.version, proposal: { attrs } }, options);
  if (proposed.status === 'invalid') throw new Error('a description that passes its own check does not pass the card’s');
  return { outcome: 'submitted', rowVersion: card.rowVersion, changeSetId: proposed.changeSetId };
}

/** Puts a generated text aside. Errors: `ai.generation_not_found`, `ai.generation_decided`, `ai.card_not_editable`. */
// authorised by caller: loadSubject lets only editors of the card through
export async function declineGeneration(ctx: Ctx, input: GenerationInput): Promise<GenerationView> {
  return withTx(ctx, async (tx) => {
    const row = await lockGeneration(tx, input.generationId);
    const { form } = await loadSubject(tx, row.cardId);
    if (row.status !== 'proposed') throw alreadyDecided(row.status);
    const [saved] = await tx.db
      .update(generations)
      .set({ status: 'declined', decidedBy: actorLabel(tx.actor), decidedAt: tx.clock.now() })
      .where(eq(generations.id, row.id))
      .returning();
    await audit(tx, { action: 'generation.decline', entity: 'card', id: row.cardId, patch: { generationId: row.id } });
    await appendEvent(tx, generationDeclined, row.cardId, { generationId: row.id, cardId: row.cardId, sellerId: form.card.sellerId });
    return viewOf(saved ?? row);
  });
}

/** The row, locked; what the actor may not see of the card answers as if it were not there. */
async function lockGeneration(tx: Ctx, id: number): Promise<GenerationRecord> {
  const [row] = await tx.db.select().from(generations).where(eq(generations.id, id)).for('update');
  if (!row) throw generationNotFound();
  await getCard(tx, row.cardId).catch((error: unknown) => {
    throw error instanceof AppError && error.kind === 'not_found' ? generationNotFound() : error;
  });
  return row;
}

/** The texts made for a card, newest first, with how each ended: its provenance. Error: `catalog.card_not_found`. */
export async function listGenerations(ctx: Ctx, raw: ListGenerationsInput): Promise<Page<GenerationView>> {
  const input = ListGenerationsInput.parse(raw);
  assertCanSeeTexts(ctx, await getCard(ctx, input.cardId));
  const rows = await ctx.read
    .select()
    .from(generations)
    .where(and(eq(generations.cardId, input.cardId), input.cursor ? lt(generations.id, Number(input.cursor) || 0) : undefined))
    .orderBy(desc(generations.id))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  return { items: items.map((r) => viewOf(r)), next: rows.length > input.limit ? String(items.at(-1)?.id ?? '') : null };
}
