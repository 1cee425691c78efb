import { actorLabel, appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { and, eq, sql } from 'drizzle-orm';
import { notEditableNow } from '../errors.ts';
import { cardSubmitted } from '../events.ts';
import { assertSellerApproved, type CardRow, listVariants, lockCard, markCards, movedSince } from '../internal.ts';
import { assertCanEditCard } from '../policies.ts';
import { type CardIssue, SubmitCardInput } from '../schemas.ts';
import { cards, changeActions, changeSets } from '../tables.ts';
import { checkCard, type Evaluation, evaluate } from './check-card.ts';
import { isDraft } from './rules.ts';

export type Submitted =
  | { readonly status: 'submitted'; readonly cardId: number; readonly changeSetId: number; readonly rowVersion: number }
  | { readonly status: 'invalid'; readonly issues: readonly CardIssue[] };

/**
 * Sends a draft to moderation. The whole card and every variant are checked as the schema enforces it; what is wrong comes back as `invalid` and nothing is written. Otherwise a
 * change-set `create` holds each field and the placements, the card waits in `in_moderation`, and `card.submitted.v1` tells moderation. Errors: `catalog.card_not_found`, `catalog.card_moved`,
 * `catalog.card_not_editable`, `catalog.seller_not_approved`.
 */
export async function submitCard(ctx: Ctx, raw: SubmitCardInput): Promise<Submitted> {
  const input = SubmitCardInput.parse(raw);
  return withTx(ctx, async (tx) => {
    const card = await lockCard(tx, input.cardId);
    assertCanEditCard(tx, card);
    if (card.rowVersion !== input.rowVersion) throw await movedSince(tx, card, input.rowVersion);
    if (!isDraft(card.status)) throw notEditableNow(card.status);
    if (card.sellerId !== null) await assertSellerApproved(tx, card.sellerId);
    const schema = await getCategorySchema(tx, card.categoryId);
    const content = { attrs: card.attrs, variants: await listVariants(tx, card.id) };
    const issues = checkCard(schema, content, 'enforced');
    if (issues.length > 0) return { status: 'invalid', issues };
    const state = evaluate(schema, content);
    const changeSetId = await openCreate(tx, card, schema.hash, state, input.note);
    const rowVersion = await toModeration(tx, card, schema.hash, state);
    await audit(tx, { action: 'card.submit', entity: 'card', id: card.id, from: card.status, to: 'in_moderation', patch: { rowVersion, changeSetId } });
    await appendEvent(tx, cardSubmitted, card.id, { cardId: card.id, changeSetId, sellerId: card.sellerId, kind: 'create' });
    await markCards(tx, [card.id]);
    return { status: 'submitted', cardId: card.id, changeSetId, rowVersion };
  });
}

/** The change-set names the other categories the card wants to stand in and every value that the schema sees; parked ones are not submitted. */
async function openCreate(tx: Ctx, card: CardRow, schemaHash: string, state: Evaluation, note: string): Promise<number> {
  const now = tx.clock.now();
  const [set] = await tx.db
    .insert(changeSets)
    .values({
      cardId: card.id,
      kind: 'create',
      status: 'submitted',
      baseVersion: card.version,
      schemaHash,
      sellerId: card.sellerId,
      author: actorLabel(tx.actor),
      note,
      createdAt: now,
      submittedAt: now,
    })
    .returning({ id: changeSets.id });
  if (!set) throw new Error('insert returned no change-set');
  const holders = [{ target: 'card', attrs: state.card }, ...state.variants.map((v) => ({ target: `variant:${v.id}`, attrs: v.attrs }))];
  const placement = card.placements.length > 0 ? [{ target: 'placement', attributeNo: null, new: card.placements as unknown, source: null }] : [];
  const fields = holders.flatMap(({ target, attrs }) =>
    Object.entries(attrs).map(([no, value]) => ({ target, attributeNo: Number(no), new: value as unknown, source: card.sources[no] ?? null })),
  );
  const rows = [...placement, ...fields].map((f, i) => ({ ...f, changeSetId: set.id, no: i + 1, old: null }));
  for (let i = 0; i < rows.length; i += 1000) await tx.db.insert(changeActions).values(rows.slice(i, i + 1000));
  return set.id;
}

/** The schema may have moved since the draft was saved: what was reckoned by it is written with its hash. */
async function toModeration(tx: Ctx, card: CardRow, schemaHash: string, state: Evaluation): Promise<number> {
  const [row] = await tx.db
    .update(cards)
    .set({
      status: 'in_moderation',
      schemaHash,
      completeness: state.completeness,
      missing: state.missing,
      quality: state.quality.score,
      invalid: [],
      invalidSince: {},
      rowVersion: card.rowVersion + 1,
      updatedSeq: sql`nextval('catalog.card_seq')`,
      updatedAt: tx.clock.now(),
    })
    .where(and(eq(cards.id, card.id), eq(cards.status, card.status), eq(cards.rowVersion, card.rowVersion)))
    .returning({ rowVersion: cards.rowVersion });
  if (!row) throw await movedSince(tx, card, card.rowVersion);
  return row.rowVersion;
}
