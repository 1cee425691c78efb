import { afterEach, describe, expect, it, vi } from 'vitest';
import { changeDraft, draftOf, dropDraft, EMPTY_DRAFT, gapOf, restoreDraft, setRow } from './draft.ts';

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

describe('the marks of an open task', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  /** The page anew, with what the tab has kept. */
  const reload = async () => {
    vi.resetModules();
    return import('./draft.ts');
  };
  afterEach(() => {
    kept.clear();
    vi.unstubAllGlobals();
  });
  const mark = () => {
    vi.stubGlobal('sessionStorage', storage);
    restoreDraft('me', 7, 'set-3');
    changeDraft(7, (draft) => setRow(draft, '1', { verdict: 'refuse', reasonCode: 'value_wrong' }));
  };

  it('outlive a reload for the same reader and the same state of what is judged, and for no other', async () => {
    mark();
    const marked = draftOf(7);
    const again = await reload();
    again.restoreDraft('another', 7, 'set-3');
    expect(again.draftOf(7)).toEqual(EMPTY_DRAFT);
    again.restoreDraft('me', 7, 'set-4');
    expect(again.draftOf(7)).toEqual(EMPTY_DRAFT);
    again.restoreDraft('me', 7, 'set-3');
    expect(again.draftOf(7)).toEqual(marked);
  });
  it('are gone for good once dropped', async () => {
    mark();
    dropDraft(7);
    const again = await reload();
    again.restoreDraft('me', 7, 'set-3');
    expect(again.draftOf(7)).toEqual(EMPTY_DRAFT);
  });
});
