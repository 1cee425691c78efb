import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourSlots } from './colour-slots.ts';
import { settingsFor, settled, valuesPerFacet } from './settings.ts';

const groups = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }), { maxLength: 20 });
const clash = (all: readonly (readonly number[])[], slots: ReadonlyMap<number, number>) =>
  all.some((g) => new Set(g.map((no) => slots.get(no))).size !== g.length);

describe('facet slots', () => {
  it('never share a field between attributes that meet', () => {
    fc.assert(fc.property(groups, (all) => !clash(all, colourSlots(all).slots)));
  });

  it('stay where they are when the schemas change, except those that have come to meet', () => {
    fc.assert(
      fc.property(groups, groups, (before, after) => {
        const first = colourSlots(before).slots;
        const { slots, moved } = colourSlots(after, first);
        const stayed = [...first].every(([no, slot]) => slots.get(no) === slot || moved.includes(no));
        return stayed && !clash(after, slots) && (clash(after, first) || moved.length === 0);
      }),
    );
  });

  it('move the attribute of fewer categories', () => {
    const { slots, moved } = colourSlots(
      [[1, 2], [1], [1]],
      new Map([
        [1, 0],
        [2, 0],
      ]),
    );
    expect([slots.get(1), moved]).toEqual([0, [2]]);
  });
});

describe('the index settings', () => {
  it('are seen as settled only while every one of them stands as wanted', () => {
    const wanted = settingsFor(1024);
    const present = { ...wanted, sortableAttributes: [...(wanted.sortableAttributes ?? [])].reverse(), synonyms: {}, stopWords: [] };
    expect(settled(present, wanted)).toBe(true);
    for (const other of [
      { faceting: { maxValuesPerFacet: 100 } },
      { rankingRules: ['words'] },
      { filterableAttributes: [] },
      { prefixSearch: 'indexingTime' as const },
    ])
      expect(settled({ ...present, ...other }, wanted)).toBe(false);
  });

  it('count every value of the fullest slot', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (n) => valuesPerFacet(n) >= n));
  });

  it('stay as they were reviewed', () => {
    expect(settingsFor(1024)).toMatchSnapshot();
  });
});
