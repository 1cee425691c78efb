import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksApproval, blocksSubmission, canMove, isRowOpen, type RequirementRow, standingOf, TRANSITIONS } from './rules.ts';
import { SELLER_STATUSES } from './words.ts';

const company = { legalName: 'ООО «Проверка»', inn: '7707083893', kpp: '770701001', ogrn: '1027700132195', legalAddress: 'Москва', bik: '', accountNo: '' };
const facts = { company, emailConfirmed: false, sellerStatus: 'onboarding' as const };
const row = (kind: RequirementRow['kind'], settings: RequirementRow['settings'] = {}): RequirementRow => ({ key: kind, kind, required: true, settings });

describe('a row’s standing', () => {
  it('is computed from the data, not from what somebody once said', () => {
    expect(standingOf(row('company_profile'), undefined, facts).standing).toBe('complete');
    expect(standingOf(row('company_profile'), undefined, { ...facts, company: { ...company, kpp: '' } })).toMatchObject({
      standing: 'incomplete',
      missing: ['kpp'],
    });
    expect(standingOf(row('bank_details'), undefined, facts)).toMatchObject({ standing: 'incomplete', missing: ['bik', 'accountNo'] });
    expect(standingOf(row('confirm_email'), undefined, { ...facts, emailConfirmed: true }).standing).toBe('complete');
  });
  it('of a document follows its submission', () => {
    const of = (status: 'pending' | 'accepted' | 'rejected' | 'waived') => standingOf(row('document'), { status, value: null }, facts).standing;
    expect([standingOf(row('document'), undefined, facts).standing, of('pending'), of('accepted'), of('rejected'), of('waived')]).toEqual([
      'incomplete',
      'pending',
      'complete',
      'rejected',
      'complete',
    ]);
  });
  it('of terms falls back to incomplete when a new version is in force', () => {
    const agreed = { status: 'accepted' as const, value: '1' };
    expect(standingOf(row('accept_terms', { termsVersion: '1' }), agreed, facts).standing).toBe('complete');
    expect(standingOf(row('accept_terms', { termsVersion: '2' }), agreed, facts).standing).toBe('incomplete');
  });
  it('of data refused by a moderator stays rejected while the data stand', () => {
    expect(standingOf(row('company_profile'), { status: 'rejected', value: null }, facts).standing).toBe('rejected');
  });
});

describe('gates', () => {
  it('lets a pending row go to review, but never to approval', () => {
    const pending = standingOf(row('document'), { status: 'pending', value: null }, facts);
    expect(blocksSubmission(pending)).toBe(false);
    expect(blocksApproval(pending, 'document')).toBe(true);
  });
  it('never lets an optional row hold anything up', () => {
    const optional = standingOf({ ...row('document'), required: false }, undefined, facts);
    expect(blocksSubmission(optional) || blocksApproval(optional, 'document')).toBe(false);
  });
  it('closes settled rows once a moderator has looked, and all rows once approved', () => {
    expect(isRowOpen('needs_changes', 'complete')).toBe(false);
    expect(isRowOpen('needs_changes', 'rejected')).toBe(true);
    expect(isRowOpen('approved', 'rejected')).toBe(false);
    expect(isRowOpen('in_review', 'incomplete')).toBe(false);
  });
});

describe('the life of a seller', () => {
  it('never lets a seller approve, restore or reject itself', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SELLER_STATUSES),
        fc.constantFrom('approved', 'rejected', 'suspended', 'terminated', 'restricted', 'in_review'),
        (from, to) => !canMove(from, to as 'approved', 'seller'),
      ),
    );
  });
  it('reaches every state but the last ones from the beginning, and leaves no last one', () => {
    const reached = new Set(['registered']);
    for (let grown = true; grown; ) {
      const before = reached.size;
      for (const [from, to] of TRANSITIONS) if (reached.has(from)) reached.add(to);
      grown = reached.size > before;
    }
    expect([...SELLER_STATUSES].filter((s) => !reached.has(s))).toEqual([]);
    for (const end of ['terminated', 'canceled']) expect(TRANSITIONS.filter(([from]) => from === end)).toEqual([]);
  });
});
