import { seededRng } from '@yarmarka/taxonomy/testing';
import { describe, expect, test } from 'vitest';
import type { CardPatch, Proposal } from '../schemas.ts';
import { actionsOf, isStale, type Live, patchBetween, touchedBy, withActions } from './live-card.ts';
import { judge } from './rules.ts';

const proposal = (p: Partial<Proposal>): Proposal => ({ attrs: {}, variants: [], addVariants: [], removeVariants: [], ...p });
const live: Live = {
  categoryId: 9,
  placements: [4],
  attrs: { 1: { ru: 'a' }, 7: 1 },
  variants: [
    { id: 10, attrs: { 8: 1 } },
    { id: 11, attrs: { 8: 2 } },
  ],
};
const numbered = (p: Partial<Proposal>) => actionsOf(live, proposal(p)).map((a, i) => ({ ...a, no: i + 1 }));

describe('actions', () => {
  test('only what differs becomes an action, old beside new', () => {
    expect(numbered({ attrs: { 1: { ru: 'a' }, 7: 2, 9: null }, variants: [{ id: 11, attrs: { 8: 3 } }], placements: [4, 4, 9], categoryId: 9 })).toEqual([
      { no: 1, target: 'card', attributeNo: 7, old: 1, new: 2 },
      { no: 2, target: 'variant:11', attributeNo: 8, old: 2, new: 3 },
    ]);
  });
  test('variants are added and removed whole', () => {
    const actions = numbered({ addVariants: [{ attrs: { 8: 5 } }], removeVariants: [10] });
    expect(actions.map((a) => a.target)).toEqual(['variant:10', 'variant:new:1']);
    expect(withActions(live, actions).variants).toEqual([
      { id: 11, attrs: { 8: 2 } },
      { id: -1, attrs: { 8: 5 } },
    ]);
  });
});

describe('staleness', () => {
  const [action] = numbered({ attrs: { 7: 2 } });
  const moved = (value: number | undefined): Live => ({ ...live, attrs: value === undefined ? {} : { 7: value } });
  test('an action is stale when its field moved, unless to where the action wants it', () => {
    if (!action) throw new Error('no action');
    expect([live, moved(3), moved(2), moved(undefined)].map((l) => isStale(l, action))).toEqual([false, true, false, true]);
  });
  test('a variant that is gone takes no new values', () => {
    const [change] = numbered({ variants: [{ id: 10, attrs: { 9: 4 } }] });
    if (!change) throw new Error('no action');
    expect(isStale({ ...live, variants: live.variants.slice(1) }, change)).toBe(true);
  });
});

/** What a revision's patch means, written down a second time, as the oracle. */
function applyPatch(state: Live, patch: CardPatch): Live {
  const merge = (attrs: Record<string, unknown>, p: Record<string, unknown>) =>
    Object.fromEntries(Object.entries({ ...attrs, ...p }).filter(([, v]) => v !== null));
  const ids = new Set([...state.variants.map((v) => v.id), ...Object.keys(patch.variants ?? {}).map(Number)]);
  const variants = [...ids]
    .filter((id) => patch.variants?.[id] !== null)
    .map((id) => ({ id, attrs: merge(state.variants.find((v) => v.id === id)?.attrs ?? {}, patch.variants?.[id] ?? {}) as Live['attrs'] }))
    .toSorted((a, b) => a.id - b.id);
  return {
    categoryId: patch.categoryId ?? state.categoryId,
    placements: patch.placements ?? state.placements,
    attrs: merge(state.attrs, patch.attrs ?? {}) as Live['attrs'],
    variants,
  };
}

test('a patch leads from one state to the other and its inverse leads back, for 500 random pairs', () => {
  const random = seededRng(20260302);
  const int = (n: number) => Math.floor(random() * n);
  const attrs = () => Object.fromEntries(Array.from({ length: int(5) }, () => [1 + int(6), int(3)]));
  const state = (): Live => ({
    categoryId: 1 + int(2),
    placements: Array.from({ length: int(3) }, () => int(3)),
    attrs: attrs(),
    variants: [1, 2, 3].filter(() => int(2) === 0).map((id) => ({ id, attrs: attrs() })),
  });
  for (let i = 0; i < 500; i++) {
    const [a, b] = [state(), state()];
    expect(applyPatch(a, patchBetween(a, b))).toEqual(b);
    expect(applyPatch(b, patchBetween(b, a))).toEqual(a);
  }
});

test('a revision names every attribute it touched, of the card and of variants', () => {
  expect(touchedBy([{ attrs: { 1: null } }, { variants: { 5: { 8: 1, 9: null }, 6: null } }])).toEqual(new Set([1, 8, 9]));
});

describe('verdicts', () => {
  const actions = numbered({ attrs: { 7: 2, 9: 1 } });
  const reasonOf = (fn: () => unknown) => {
    try {
      fn();
    } catch (error) {
      return (error as { reason?: string }).reason;
    }
    return undefined;
  };
  test('every action needs a decision, or a word about the rest', () => {
    expect(reasonOf(() => judge(actions, { decisions: [{ no: 1, verdict: 'accept' }] }))).toBe('catalog.decisions_missing');
    expect(judge(actions, { decisions: [], rest: 'accept' }).map((a) => a.verdict)).toEqual(['accept', 'accept']);
  });
  test('whoever refuses gives a reason', () => {
    const decisions = [{ no: 1, verdict: 'refuse' as const }];
    expect(reasonOf(() => judge(actions, { decisions, rest: 'accept' }))).toBe('catalog.reason_missing');
    expect(judge(actions, { decisions: [{ no: 1, verdict: 'refuse', reasonCode: 'wrong_value' }], rest: 'accept' })[0]?.reasonCode).toBe('wrong_value');
    expect(reasonOf(() => judge(actions, { decisions: [], outcome: 'reject' }))).toBe('catalog.reason_missing');
    expect(judge(actions, { decisions: [], outcome: 'reject', reasonCode: 'prohibited' })).toHaveLength(2);
  });
});
