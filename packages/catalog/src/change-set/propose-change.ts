import { actorLabel, appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema, type LoadedSchema } from '@yarmarka/taxonomy';
import { compileSchema } from '@yarmarka/taxonomy/check';
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { checkCard, fatalIssues, newIssues } from '../card/check-card.ts';
import type { SaveOptions } from '../card/save-draft.ts';
import { stampedSources } from '../card/rules.ts';
import {
  attributesLocked,
  lastVariant,
  liveMoved,
  notLive,
  nothingChanged,
  proposalOpen,
  valuesInvalid,
  variantHasOffers,
  variantNotFound,
} from '../errors.ts';
import { cardSubmitted } from '../events.ts';
import {
  assertReferences,
  assertSellerApproved,
  type CardRow,
  listVariants,
  lockCard,
  markCards,
  placementsOf,
  resolvePlacements,
  sellsCard,
  type VariantRow,
  variantsOfOthers,
} from '../internal.ts';
import { assertCanPropose, isLive, managesCards, sellerOf } from '../policies.ts';
import { type AttrsPatch, type CardIssue, type Proposal, ProposeChangeInput, type SourceEntry, type Sources } from '../schemas.ts';
import { cardRevisions, changeActions, changeSets } from '../tables.ts';
import { revealed } from './accepted-content.ts';
import { type Action, actionsOf, type Live, type NewAction, touchedBy, withActions } from './live-card.ts';

export type Proposed =
  | { readonly status: 'submitted' | 'open'; readonly changeSetId: number; readonly actions: readonly Action[] }
  | { readonly status: 'invalid'; readonly issues: readonly CardIssue[] };

/**
 * Proposes an edit of a live card; the live version stays as it is. Only what differs becomes an action, old beside new; with
 * another category also each value that this brings back. A proposal that was left open is replaced. New issues that the
 * edit would bring come back as `invalid`; issues the live card already has do not stand in the way. Errors: `catalog.card_not_found`, `catalog.card_not_live`,
 * `catalog.live_version_moved`, `catalog.proposal_open`, `catalog.nothing_changed`, `catalog.attributes_locked`, `catalog.values_invalid`, `catalog.last_variant`,
 * `catalog.variant_has_offers`, `catalog.placements_unknown`, `catalog.seller_not_approved`.
 */
export async function proposeChange(ctx: Ctx, raw: ProposeChangeInput, options: SaveOptions = {}): Promise<Proposed> {
  const input = ProposeChangeInput.parse(raw);
  return withTx(ctx, async (tx) => {
    const card = await lockCard(tx, input.cardId);
    const sellerId = assertCanPropose(tx, card, await sellsCard(tx, card.id, sellerOf(tx.actor)));
    if (!isLive(card.status)) throw notLive(card.status);
    if (sellerId !== null) await assertSellerApproved(tx, sellerId);
    const live = { categoryId: card.categoryId, placements: card.placements, attrs: card.attrs, variants: await listVariants(tx, card.id) };
    await assertBase(tx, card, live, input.baseVersion, input.proposal);
    const schema = await getCategorySchema(tx, card.categoryId);
    const after = input.proposal.categoryId === undefined ? schema : await getCategorySchema(tx, input.proposal.categoryId);
    const { categoryId, placements } = input.proposal;
    const proposal = {
      ...input.proposal,
      ...(categoryId === undefined ? {} : { categoryId: after.categoryId }),
      ...(placements ? { placements: placementsOf(placements, await resolvePlacements(tx, placements), after.categoryId) } : {}),
    };
    await assertProposable(tx, after, live, proposal);
    const offered = sellerId === null ? [] : await variantsOfOthers(tx, card.id, proposal.removeVariants, sellerId);
    if (offered.length > 0) throw variantHasOffers(offered);
    const edits = actionsOf(live, proposal);
    if (edits.length === 0) throw nothingChanged();
    const actions = [...sourced(tx, edits, options), ...comingBack(schema, live, after, edits, card.sources)].map((a, i) => ({ ...a, no: i + 1 }));
    assertUnlocked(tx, schema, actions);
    const next = withActions(live, actions);
    if (next.variants.length === 0) throw lastVariant();
    const issues = newIssues(checkCard(schema, live, 'enforced'), checkCard(after, next, 'enforced'));
    if (issues.length > 0 && input.submit) return { status: 'invalid', issues };
    const changeSetId = await writeProposal(tx, card, sellerId, after.hash, input, actions);
    await audit(tx, {
      action: 'card.propose',
      entity: 'card',
      id: card.id,
      note: input.note,
      patch: { changeSetId, submitted: input.submit, actions: actions.length },
    });
    if (input.submit) await appendEvent(tx, cardSubmitted, card.id, { cardId: card.id, changeSetId, sellerId, kind: 'update' });
    await markCards(tx, [card.id]);
    return { status: input.submit ? 'submitted' : 'open', changeSetId, actions };
  });
}

/** The caller may have read an older version, as long as nothing it edits has changed since. */
async function assertBase(tx: Ctx, card: CardRow, live: Live, baseVersion: number, proposal: Proposal): Promise<void> {
  if (baseVersion === card.version) return;
  const revisions = await tx.db
    .select({ version: cardRevisions.version, patch: cardRevisions.patch, actor: cardRevisions.actor, at: cardRevisions.createdAt })
    .from(cardRevisions)
    .where(and(eq(cardRevisions.cardId, card.id), gt(cardRevisions.version, baseVersion)))
    .orderBy(asc(cardRevisions.version));
  const edited = touchedBy([{ attrs: proposal.attrs, variants: Object.fromEntries(proposal.variants.map((v) => [v.id, v.attrs])) }]);
  const moved = revisions.flatMap((r) =>
    [...touchedBy([r.patch])]
      .filter((no) => edited.has(no))
      .map((no) => ({ attributeNo: no, version: r.version, by: r.actor, at: r.at.toISOString(), value: live.attrs[no] ?? null })),
  );
  if (moved.length > 0 || baseVersion > card.version) throw liveMoved(card.version, moved);
}

async function assertProposable(tx: Ctx, schema: LoadedSchema, live: Live, proposal: Proposal): Promise<void> {
  const compiled = compileSchema(schema.schema, schema.lists);
  const known = new Set(live.variants.map((v) => v.id));
  for (const id of [...proposal.variants.map((v) => v.id), ...proposal.removeVariants]) if (!known.has(id)) throw variantNotFound();
  const fatal = [
    ...fatalIssues(compiled, proposal.attrs, 'card', null),
    ...proposal.variants.flatMap((v) => fatalIssues(compiled, v.attrs, 'variant', v.id)),
    ...proposal.addVariants.flatMap((v, i) => fatalIssues(compiled, v.attrs, 'variant', -1 - i)),
  ];
  if (fatal.length > 0) throw valuesInvalid(fatal);
  const patches: AttrsPatch[] = [proposal.attrs, ...proposal.variants.map((v) => v.attrs), ...proposal.addVariants.map((v) => v.attrs)];
  await assertReferences(tx, patches);
}

/** The schema may forbid changing an attribute after publication; administrators still may. */
function assertUnlocked(tx: Ctx, schema: LoadedSchema, actions: readonly Action[]): void {
  if (managesCards(tx.actor)) return;
  const locked = new Set(schema.schema.attributes.filter((a) => !a.editable).map((a) => a.no));
  const touched = actions.flatMap((a) => (a.attributeNo !== null && a.old !== null && locked.has(a.attributeNo) ? [a.attributeNo] : []));
  if (touched.length > 0) throw attributesLocked(touched);
}

type SourcedAction = NewAction & { readonly source: SourceEntry | null };

/** Values that lay parked and become visible with the new category: nobody has reviewed them where they would stand, so each is a field of its own. */
function comingBack(
  schema: LoadedSchema,
  live: Omit<Live, 'variants'> & { readonly variants: readonly VariantRow[] },
  after: LoadedSchema,
  edits: readonly NewAction[],
  sources: Sources,
): SourcedAction[] {
  if (after === schema) return [];
  const own = new Set(edits.map((a) => `${a.target}/${a.attributeNo}`));
  return revealed(schema.schema, live, after.schema, withActions(live, edits))
    .filter((f) => !own.has(`${f.target}/${f.attributeNo}`))
    .map(({ target, attributeNo, value }) => {
      const origin = target === 'card' ? sources : live.variants.find((v) => `variant:${v.id}` === target)?.sources;
      return { target, attributeNo, old: null, new: value, source: origin?.[attributeNo] ?? null };
    });
}

function sourced(tx: Ctx, actions: readonly NewAction[], options: SaveOptions): SourcedAction[] {
  return actions.map((a) => {
    const key = String(a.attributeNo ?? 0);
    return { ...a, source: stampedSources(tx, {}, { [key]: 0 }, options.origins, options.origin)[key] ?? null };
  });
}

async function writeProposal(
  tx: Ctx,
  card: CardRow,
  sellerId: number | null,
  schemaHash: string,
  input: ReturnType<typeof ProposeChangeInput.parse>,
  actions: readonly (Action & SourcedAction)[],
): Promise<number> {
  const now = tx.clock.now();
  const [waiting] = await tx.db
    .select({ id: changeSets.id, status: changeSets.status })
    .from(changeSets)
    .where(
      and(
        eq(changeSets.cardId, card.id),
        sellerId === null ? isNull(changeSets.sellerId) : eq(changeSets.sellerId, sellerId),
        inArray(changeSets.status, ['open', 'validating', 'submitted']),
      ),
    );
  if (waiting && waiting.status !== 'open') throw proposalOpen(waiting.id);
  const values = {
    status: input.submit ? ('submitted' as const) : ('open' as const),
    baseVersion: card.version,
    schemaHash,
    author: actorLabel(tx.actor),
    note: input.note,
    submittedAt: input.submit ? now : null,
  };
  const [set] = waiting
    ? await tx.db.update(changeSets).set(values).where(eq(changeSets.id, waiting.id)).returning({ id: changeSets.id })
    : await tx.db
        .insert(changeSets)
        .values({ ...values, cardId: card.id, kind: 'update', sellerId, createdAt: now })
        .returning({ id: changeSets.id });
  if (!set) throw new Error('no change-set was written');
  if (waiting) await tx.db.delete(changeActions).where(eq(changeActions.changeSetId, set.id));
  const rows = actions.map((a) => ({ changeSetId: set.id, no: a.no, target: a.target, attributeNo: a.attributeNo, old: a.old, new: a.new, source: a.source }));
  for (let i = 0; i < rows.length; i += 1000) await tx.db.insert(changeActions).values(rows.slice(i, i + 1000));
  return set.id;
}
