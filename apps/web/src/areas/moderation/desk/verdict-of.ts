import type { DecideCardTaskInput, DecideSellerTaskInput } from '@yarmarka/moderation/schemas';
import type { Draft } from './draft.ts';
import type { CardTask, SellerTask } from './types.ts';

type Checklist = SellerTask['standing']['rows'][number];
type SellerDecision = DecideSellerTaskInput['decision'];

const worded = (note: string | undefined) => (note?.trim() ? { note: note.trim() } : {});

/** The call that carries out a draft about a card. Fields without a mark are accepted; a verdict on the whole takes along only what was refused. */
export function cardVerdict({ task, fields }: Pick<CardTask, 'task' | 'fields'>, draft: Draft): DecideCardTaskInput {
  const marked = fields.flatMap(({ no }) => {
    const row = draft.rows[no];
    return row ? [{ no, verdict: row.verdict, ...(row.verdict === 'refuse' && row.reasonCode && { reasonCode: row.reasonCode }), ...worded(row.note) }] : [];
  });
  const common = { taskId: task.id, ...worded(draft.note) };
  if (draft.whole === null) return { ...common, outcome: 'apply', decisions: marked, rest: 'accept' };
  return {
    ...common,
    outcome: draft.whole === 'reject' ? 'reject' : 'changes_requested',
    decisions: marked.filter((d) => d.verdict === 'refuse'),
    ...(draft.reasonCode && { reasonCode: draft.reasonCode }),
  };
}

/** Rows of the checklist that a person can judge: what was handed in, the company's data, the account. The rest speaks for itself. */
export const isJudgeable = (row: Checklist): boolean =>
  row.kind === 'document' ? row.fileId !== null : (row.kind === 'company_profile' || row.kind === 'bank_details') && row.standing !== 'incomplete';

/** Rows that stand in the way of an approval whatever the moderator says: not handed in, or wrong by their checksum. */
export const blockingRows = (rows: readonly Checklist[]): readonly Checklist[] =>
  rows.filter((row) => row.required && row.kind !== 'operator_review' && row.standing !== 'complete' && !isJudgeable(row));

/** What a seller's draft amounts to: a refused row asks for changes unless the whole was refused. */
export function sellerOutcome(draft: Draft): SellerDecision['decision'] {
  if (draft.whole === 'reject') return 'reject';
  return draft.whole === 'changes' || Object.values(draft.rows).some((row) => row.verdict === 'refuse') ? 'needs_changes' : 'approve';
}

/** The call that carries out a draft about a seller. An approval accepts every document that was handed in. */
export function sellerVerdict({ task, seller, standing }: Pick<SellerTask, 'task' | 'seller' | 'standing'>, draft: Draft): DecideSellerTaskInput {
  const decision = sellerOutcome(draft);
  const rows = standing.rows.filter(isJudgeable).flatMap((row): NonNullable<SellerDecision['rows']> => {
    const said = draft.rows[row.key];
    const verdict =
      said?.verdict === 'refuse' ? ('rejected' as const) : said || (decision === 'approve' && row.standing !== 'complete') ? ('accepted' as const) : null;
    if (verdict === null) return [];
    const reasonCode = verdict === 'rejected' ? (said?.reasonCode as SellerDecision['reasonCode']) : undefined;
    return [{ requirementKey: row.key, verdict, note: said?.note?.trim() ?? '', ...(reasonCode && { reasonCode }) }];
  });
  const reasonCode = draft.whole === null ? undefined : ((draft.reasonCode ?? undefined) as SellerDecision['reasonCode']);
  return {
    taskId: task.id,
    decision: { sellerId: seller.id, version: seller.version, decision, rows, note: draft.note.trim(), ...(reasonCode && { reasonCode }) },
  };
}
