import { describe, expect, it } from 'vitest';
import { usageOf } from './usage.ts';

const row = (no: number, filled: number, filtered = 0) => ({ no, filled, filtered });

describe('the use of an attribute in a branch', () => {
  it('claims nothing before it is read and where nobody has counted', () => {
    expect(usageOf(undefined, 5)).toEqual({ kind: 'waiting' });
    expect(usageOf([], 5)).toEqual({ kind: 'uncounted' });
  });
  it('is counted against the cards the same count has seen', () => {
    expect(usageOf([row(1, 40), row(5, 10, 3)], 5)).toEqual({ kind: 'counted', cards: 40, filled: 10, filtered: 3 });
  });
  it('is none where cards were counted and none fills it', () => {
    expect(usageOf([row(1, 40)], 5)).toEqual({ kind: 'counted', cards: 40, filled: 0, filtered: 0 });
  });
});
