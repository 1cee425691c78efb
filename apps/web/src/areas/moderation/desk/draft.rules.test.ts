import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, gapOf, setRow } from './draft.ts';

const refused = (reasonCode?: string, note?: string) =>
  setRow(EMPTY_DRAFT, '1', { verdict: 'refuse', ...(reasonCode && { reasonCode }), ...(note && { note }) });

describe('a verdict', () => {
  it('without a mark approves and can be sent', () => expect(gapOf(EMPTY_DRAFT, false)).toBeNull());
  it('with a refusal needs its reason, and a note where the reason says so', () => {
    expect(gapOf(refused(), false)).toBe('reasons');
    expect(gapOf(refused('value_wrong'), false)).toBeNull();
    expect(gapOf(refused('value_other'), false)).toBe('note');
    expect(gapOf(refused('value_other', 'the width is the depth'), false)).toBeNull();
  });
  it('that asks for changes names a field or a reason; of a seller always a row', () => {
    const changes = { ...EMPTY_DRAFT, whole: 'changes' as const };
    expect(gapOf(changes, false)).toBe('changes');
    expect(gapOf({ ...changes, reasonCode: 'wrong_category' }, false)).toBeNull();
    expect(gapOf({ ...changes, reasonCode: 'data_mismatch' }, true)).toBe('changes');
    expect(gapOf({ ...refused('document_expired'), whole: 'changes' }, true)).toBeNull();
  });
  it('that rejects names a reason', () => {
    expect(gapOf({ ...EMPTY_DRAFT, whole: 'reject' }, false)).toBe('reason');
    expect(gapOf({ ...EMPTY_DRAFT, whole: 'reject', reasonCode: 'card_other' }, false)).toBe('note');
  });
  it('forgets a mark that is taken away', () => expect(setRow(refused('value_wrong'), '1', null).rows).toEqual({}));
});
