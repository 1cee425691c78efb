import { appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { and, eq, sql } from 'drizzle-orm';
import { checkCard, invalidOf, newIssues } from '../card/check-card.ts';
import type { DraftVariant } from '../card/edit-draft.ts';
import { statusAfterEdit } from '../card/enforce-grace.ts';
import { notLive, proposalClosed, wrongStatus } from '../errors.ts';
import { cardApplied, cardChangesRequested, cardDeclined, cardStale } from '../events.ts';
import {
  type ActionRow,
  type CardRow,
  type ChangeSetRow,
  fetchChangeSet,
  listActions,
  listVariants,
  lockCard,
  markCards,
  type VariantRow,
  variantsOfOthers,
} from '../internal.ts';
import { assertCanJudge, isLive } from '../policies.ts';
import { ApplyChangeSetInput, type CardIssue, type CardStatus, type SourceEntry, type Sources, type ValueSource } from '../schemas.ts';
import { cards, changeSets } from '../tables.ts';
import { currentOf, isStale, type Live, withActions } from './live-card.ts';
import { type Field, onlyReviewed, withoutFields, withoutUnreviewed } from './accepted-content.ts';
import { isDecided, type Judged, judge } from './rules.ts';
import { writeLive } from './write-live.ts';

type Common = { readonly changeSetId: number; readonly cardId: number };
export type Applied = Common &
  (
    | { readonly status: 'applied' | 'partly_applied' | 'declined'; readonly cardStatus: CardStatus; readonly version: number; readonly repeated: boolean }
    | {
        readonly status: 'stale';
        readonly moved: readonly { readonly no: number; readonly target: string; readonly attributeNo: number | null; readonly current: unknown }[];
      }
    | { readonly status: 'invalid'; readonly issues: readonly CardIssue[] }
  );
type Case = {
  readonly card: CardRow;
  readonly set: ChangeSetRow;
  readonly actions: readonly Judged<ActionRow>[];
  readonly input: ReturnType<typeof ApplyChangeSetInput.parse>;
};

/**
 * Carries out a verdict; the only way a card's live content changes. Called by moderation. Accepted actions go live together as the next version with a revision (patch and inverse);
 * refused ones keep their reasons.
 * - `create`: refused fields are taken off the card, and so is what nobody has reviewed (parked values); when the rest no longer passes the schema, nothing goes live and the card gets `changes_requested`.
 * - `update`: with a new category, values that come back go live only when they are accepted. When something that an accepted action changes has moved meanwhile, nothing is written but the status `stale`.
 * - `invalid`: what is accepted breaks the present schema, leaves no variant or takes one away that other sellers offer; nothing is written, the moderator decides again.
 * Repeating a decided change-set changes nothing and answers with the first outcome (`repeated`). Errors: `catalog.change_set_not_found`, `catalog.proposal_closed`,
 * `catalog.decisions_missing`, `catalog.reason_missing`, `catalog.card_not_live`.
 */
export async function applyChangeSet(ctx: Ctx, raw: ApplyChangeSetInput): Promise<Applied> {
  const input = ApplyChangeSetInput.parse(raw);
  assertCanJudge(ctx);
  return withTx(ctx, async (tx) => {
    const { cardId } = await fetchChangeSet(tx, input.changeSetId);
    const card = await lockCard(tx, cardId);
    const set = await fetchChangeSet(tx, input.changeSetId, true);
    const common = { changeSetId: set.id, cardId };
    if (isDecided(set.status))
      return { ...common, status: set.status as 'applied' | 'partly_applied' | 'declined', cardStatus: card.status, version: card.version, repeated: true };
    if (set.status !== 'submitted') throw proposalClosed(set.status);
    const actions = judge(await listActions(tx, set.id), input);
    const decided: Case = { card, set, actions, input };
    const result = {
      ...common,
      ...(await (input.outcome !== 'decide' ? decline(tx, decided) : set.kind === 'create' ? applyCreate(tx, decided) : applyUpdate(tx, decided))),
    };
    if (result.status !== 'invalid')
      await audit(tx, {
        action: 'card.apply',
        entity: 'card',
        id: card.id,
        from: card.status,
        to: 'cardStatus' in result ? result.cardStatus : card.status,
        ...(input.reasonCode === undefined ? {} : { reasonCode: input.reasonCode }),
        ...(input.note === undefined ? {} : { note: input.note }),
        patch: { changeSetId: set.id, outcome: result.status, version: 'version' in result ? result.version : card.version, rowVersion: card.rowVersion + 1 },
      });
    return result;
  });
}

type Outcome = Applied extends infer A ? (A extends Applied ? Omit<A, keyof Common> : never) : never;

async function applyCreate(tx: Ctx, c: Case): Promise<Outcome> {
  if (c.card.status !== 'in_moderation') throw wrongStatus(c.card.status);
  const schema = await getCategorySchema(tx, c.card.categoryId);
  const stored = await listVariants(tx, c.card.id);
  const whole = { attrs: c.card.attrs, variants: stored };
  const refused = c.actions.filter((a) => a.verdict === 'refuse');
  const kept = onlyReviewed(withoutFields(whole, fieldsOf(refused)), fieldsOf(c.actions.filter((a) => a.verdict === 'accept')), c.card.lastLive);
  const issues = checkCard(schema, kept, 'enforced');
  if (issues.length > 0) {
    const before = refused.length > 0 ? checkCard(schema, whole, 'enforced') : issues;
    return before.length > 0 ? { status: 'invalid', issues: before } : decline(tx, { ...c, input: { ...c.input, outcome: 'request_changes' } });
  }
  const after: Live = { categoryId: c.card.categoryId, placements: acceptedPlacements(c), attrs: kept.attrs, variants: kept.variants };
  const version = await writeLive(tx, {
    card: c.card,
    before: c.card.lastLive ?? { attrs: {}, variants: [], placements: [], categoryId: c.card.categoryId },
    after,
    storedVariants: stored,
    variants: kept.variants.map((v) => ({ ...v, sources: sourcesOf(v.sources, v.attrs) })),
    sources: sourcesOf(c.card.sources, kept.attrs),
    schema,
    status: 'published',
    source: sourceOfSet(c.actions),
    changeSetId: c.set.id,
  });
  return finish(tx, c, version, 'published');
}

/** Placements go live when somebody has accepted them; else those that were live stay. */
const acceptedPlacements = (c: Case): readonly number[] =>
  c.actions.some((a) => a.target === 'placement' && a.verdict === 'accept') ? c.card.placements : (c.card.lastLive?.placements ?? []);
const fieldsOf = (actions: readonly ActionRow[]): Field[] =>
  actions.flatMap(({ target, attributeNo }) => (attributeNo === null ? [] : [{ target, attributeNo }]));
const sourcesOf = (sources: Sources, attrs: Attrs): Sources => Object.fromEntries(Object.entries(sources).filter(([no]) => attrs[no] !== undefined));

async function applyUpdate(tx: Ctx, c: Case): Promise<Outcome> {
  if (!isLive(c.card.status)) throw notLive(c.card.status);
  const accepted = c.actions.filter((a) => a.verdict === 'accept');
  if (accepted.length === 0) return decline(tx, c);
  const stored = await listVariants(tx, c.card.id);
  const live: Live = {
    categoryId: c.card.categoryId,
    placements: c.card.placements,
    attrs: c.card.attrs,
    variants: stored.map(({ id, attrs }) => ({ id, attrs })),
  };
  const moved = accepted.filter((a) => isStale(live, a));
  if (moved.length > 0) return makeStale(tx, c, live, moved);
  const wanted = withActions(live, accepted);
  const moves = wanted.categoryId !== live.categoryId;
  const schema = await getCategorySchema(tx, live.categoryId);
  const after = moves ? await getCategorySchema(tx, wanted.categoryId) : schema;
  const next = moves ? withoutUnreviewed(schema.schema, live, after.schema, wanted, fieldsOf(accepted)) : wanted;
  const issues = [...newIssues(checkCard(schema, live, 'enforced'), checkCard(after, next, 'enforced')), ...(await offeredIssues(tx, c, live, next))];
  if (issues.length > 0) return { status: 'invalid', issues };
  const status = statusAfterEdit(c.card.status, after.schema, invalidOf(after, next));
  const version = await writeLive(tx, {
    card: c.card,
    before: live,
    after: next,
    storedVariants: stored,
    variants: nextVariants(stored, next, accepted),
    sources: nextSources(c.card.sources, accepted, 'card'),
    schema: after,
    status,
    source: sourceOfSet(accepted),
    changeSetId: c.set.id,
  });
  return finish(tx, c, version, status);
}

/** A seller's proposal takes no variant away that others have begun to sell; an administrator's may. */
async function offeredIssues(tx: Ctx, c: Case, live: Live, next: Live): Promise<CardIssue[]> {
  if (c.set.sellerId === null) return [];
  const removed = live.variants.filter((v) => !next.variants.some((n) => n.id === v.id)).map((v) => v.id);
  const offered = await variantsOfOthers(tx, c.card.id, removed, c.set.sellerId);
  return offered.map((variantId) => ({ attr: 0, code: 'variant_offered', variantId }));
}

function nextVariants(stored: readonly VariantRow[], next: Live, accepted: readonly Judged<ActionRow>[]): DraftVariant[] {
  const last = Math.max(-1, ...stored.map((v) => v.position));
  return next.variants.map(({ id, attrs }) => {
    const old = stored.find((v) => v.id === id);
    if (old) return { id, attrs, position: old.position, sources: nextSources(old.sources, accepted, `variant:${id}`) };
    const source = accepted.find((a) => a.target === `variant:new:${-id}`)?.source;
    return { id, attrs, position: last - id, sources: source ? Object.fromEntries(Object.keys(attrs).map((no) => [no, source])) : {} };
  });
}

function nextSources(sources: Sources, accepted: readonly Judged<ActionRow>[], target: string): Sources {
  const next: Record<string, SourceEntry> = { ...sources };
  for (const a of accepted) {
    if (a.target !== target || a.attributeNo === null) continue;
    if (a.new === null || a.source === null) delete next[a.attributeNo];
    else next[a.attributeNo] = a.source;
  }
  return next;
}

/** A revision has one source: the actions' own when they agree, else the seller's hand. */
function sourceOfSet(actions: readonly ActionRow[]): ValueSource {
  const sources = new Set(actions.map((a) => a.source?.source ?? 'seller'));
  const [only] = sources;
  return sources.size === 1 && only ? only : 'seller';
}

async function finish(tx: Ctx, c: Case, version: number, cardStatus: CardStatus): Promise<Outcome> {
  const partly = c.actions.some((a) => a.verdict === 'refuse');
  const status = partly ? 'partly_applied' : 'applied';
  await closeSet(tx, c, status);
  await appendEvent(tx, cardApplied, c.card.id, { ...eventBase(c), version, partly });
  return { status, cardStatus, version, repeated: false };
}

/** Nothing goes live. A new card becomes rejected, or goes back to its author with `changes_requested`; a live card stays as it is. */
async function decline(tx: Ctx, c: Case): Promise<Outcome> {
  const { card, input } = c;
  const cardStatus = c.set.kind === 'update' ? card.status : input.outcome === 'reject' ? 'rejected' : 'changes_requested';
  if (c.set.kind === 'create') {
    if (card.status !== 'in_moderation') throw wrongStatus(card.status);
    await tx.db
      .update(cards)
      .set({ status: cardStatus, rowVersion: card.rowVersion + 1, updatedSeq: sql`nextval('catalog.card_seq')`, updatedAt: tx.clock.now() })
      .where(and(eq(cards.id, card.id), eq(cards.status, 'in_moderation'), eq(cards.rowVersion, card.rowVersion)));
  }
  await closeSet(tx, c, 'declined');
  const reasonCode = input.reasonCode ?? c.actions.find((a) => a.reasonCode !== null)?.reasonCode ?? null;
  if (cardStatus === 'changes_requested') await appendEvent(tx, cardChangesRequested, card.id, { ...eventBase(c), reasonCode });
  else await appendEvent(tx, cardDeclined, card.id, { ...eventBase(c), reasonCode, rejected: cardStatus === 'rejected' });
  await markCards(tx, [card.id]);
  return { status: 'declined', cardStatus, version: card.version, repeated: false };
}

async function makeStale(tx: Ctx, c: Case, live: Live, moved: readonly Judged<ActionRow>[]): Promise<Outcome> {
  await tx.db.update(changeSets).set({ status: 'stale', decidedAt: tx.clock.now() }).where(eq(changeSets.id, c.set.id));
  const attributes = [...new Set(moved.flatMap((a) => a.attributeNo ?? []))];
  await appendEvent(tx, cardStale, c.card.id, { ...eventBase(c), attributes });
  await markCards(tx, [c.card.id]);
  return { status: 'stale', moved: moved.map((a) => ({ no: a.no, target: a.target, attributeNo: a.attributeNo, current: currentOf(live, a) })) };
}

const eventBase = (c: Case) => ({ cardId: c.card.id, changeSetId: c.set.id, sellerId: c.set.sellerId, kind: c.set.kind });

/** Stores the verdicts and closes the set. `applied` marks what is live now. */
async function closeSet(tx: Ctx, c: Case, status: 'applied' | 'partly_applied' | 'declined'): Promise<void> {
  const rows = c.actions.map((a) => ({
    no: a.no,
    verdict: status === 'declined' && a.verdict === 'accept' ? null : a.verdict,
    code: a.reasonCode,
    note: a.reasonNote,
    applied: status !== 'declined' && a.verdict === 'accept',
  }));
  await tx.db.execute(sql`
    update catalog.change_actions a set verdict = x.verdict, reason_code = x.code, reason_note = x.note, applied = x.applied
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(no int, verdict text, code text, note text, applied boolean)
    where a.change_set_id = ${c.set.id} and a.no = x.no and not a.applied`);
  await tx.db
    .update(changeSets)
    .set({ status, decidedAt: tx.clock.now() })
    .where(and(eq(changeSets.id, c.set.id), eq(changeSets.status, 'submitted')));
}
