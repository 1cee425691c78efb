import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, setRow } from './draft.ts';
import type { CardTask, SellerTask } from './types.ts';
import { blockingRows, cardVerdict, isJudgeable, sellerOutcome, sellerVerdict } from './verdict-of.ts';

const card = { task: { id: 7 }, fields: [{ no: 1 }, { no: 2 }, { no: 3 }] } as unknown as CardTask;
const row = (key: string, more: object) => ({ key, kind: 'document', required: true, standing: 'pending', fileId: 'f', ...more });
const rows = [
  row('passport', {}),
  row('company', { kind: 'company_profile', standing: 'complete', fileId: null }),
  row('email', { kind: 'confirm_email', standing: 'complete', fileId: null }),
  row('licence', { standing: 'incomplete', fileId: null, required: false }),
];
const seller = { task: { id: 8 }, seller: { id: 5, version: 3 }, standing: { rows } } as unknown as SellerTask;

describe('a draft about a card', () => {
  it('without a mark accepts everything', () => expect(cardVerdict(card, EMPTY_DRAFT)).toEqual({ taskId: 7, outcome: 'apply', decisions: [], rest: 'accept' }));
  it('with a refusal accepts the rest, and drops the reason of what is accepted after all', () => {
    const draft = setRow(setRow(EMPTY_DRAFT, '2', { verdict: 'refuse', reasonCode: 'value_wrong', note: ' 12 V ' }), '3', {
      verdict: 'accept',
      reasonCode: 'value_wrong',
    });
    expect(cardVerdict(card, draft)).toMatchObject({
      rest: 'accept',
      decisions: [
        { no: 2, verdict: 'refuse', reasonCode: 'value_wrong', note: '12 V' },
        { no: 3, verdict: 'accept' },
      ],
    });
  });
  it('that rejects the whole applies nothing', () => {
    const draft = { ...setRow(EMPTY_DRAFT, '1', { verdict: 'accept' }), whole: 'reject' as const, reasonCode: 'forbidden_goods' };
    expect(cardVerdict(card, draft)).toEqual({ taskId: 7, outcome: 'reject', decisions: [], reasonCode: 'forbidden_goods' });
  });
});

describe('a draft about a seller', () => {
  it('approves by accepting every document that was handed in', () => {
    expect(sellerOutcome(EMPTY_DRAFT)).toBe('approve');
    expect(sellerVerdict(seller, EMPTY_DRAFT).decision).toMatchObject({
      sellerId: 5,
      version: 3,
      decision: 'approve',
      rows: [{ requirementKey: 'passport', verdict: 'accepted' }],
    });
  });
  it('asks for changes as soon as one row is refused, and judges only what was marked', () => {
    const draft = setRow(EMPTY_DRAFT, 'company', { verdict: 'refuse', reasonCode: 'data_mismatch' });
    expect(sellerVerdict(seller, draft).decision).toMatchObject({
      decision: 'needs_changes',
      rows: [{ requirementKey: 'company', verdict: 'rejected', reasonCode: 'data_mismatch' }],
    });
  });
  it('cannot approve past a required row that nobody can judge', () => {
    expect(rows.map((r) => isJudgeable(r as never))).toEqual([true, true, false, false]);
    expect(blockingRows(rows as never)).toEqual([]);
    expect(blockingRows([row('passport', { fileId: null, standing: 'incomplete' })] as never)).toHaveLength(1);
  });
});
