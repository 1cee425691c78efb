import { createGrid, EDITED, type Grid, PRESENT, type RuleEdit, requirementOf } from '@yarmarka/taxonomy/schemas';
import { describe, expect, test } from 'vitest';
import { addressOf, contentOf, type PaintContext, paint, place, type Step } from './plan-edits.ts';
import { inverse, EMPTY_STACK, pushStep } from './undo-stack.ts';

/** 1 > 2 > 3; 1 sets attribute 100 as optional (3), 2 sets 101 as required (1). */
const NODES = [
  { id: 1, parentId: null },
  { id: 2, parentId: 1 },
  { id: 3, parentId: 2 },
];
const base = createGrid(NODES, [
  [1, 100, 3],
  [2, 101, 1],
]);
const after = (draft: ReadonlyMap<string, RuleEdit>, step: Step): Map<string, RuleEdit> => {
  const next = new Map(draft);
  for (const one of step) {
    if (one.after) next.set(addressOf(one.at), one.after);
    else next.delete(addressOf(one.at));
  }
  return next;
};
const contextOf = (draft: ReadonlyMap<string, RuleEdit> = new Map()): PaintContext => ({
  base,
  grid: base.withEdits(draft.values()),
  draft,
  parentOf: (id) => NODES.find((node) => node.id === id)?.parentId ?? null,
  typeOf: (no) => (no === 100 ? 'list' : 'number'),
});
const shown = (grid: Grid, c: number, a: number) => requirementOf(grid.cell(c, a));

describe('a key over cells', () => {
  test('makes the fewest rules that show it everywhere: what lies below inherits it', () => {
    const step = paint(
      'r',
      [
        [1, 100],
        [2, 100],
        [3, 100],
      ],
      contextOf(),
    );
    expect(step).toEqual([{ at: [1, 100], before: null, after: { categoryId: 1, attributeNo: 100, op: 'set', fields: { requirement: 'required' } } }]);
    const grid = base.withEdits(after(new Map(), step).values());
    expect([1, 2, 3].map((c) => shown(grid, c, 100))).toEqual(['required', 'required', 'required']);
    expect(grid.cell(1, 100) & EDITED).toBe(EDITED);
  });
  test('changes nothing where it stands already, and takes the draft’s edit back when it returns to what is published', () => {
    expect(
      paint(
        'o',
        [
          [1, 100],
          [3, 100],
        ],
        contextOf(),
      ),
    ).toEqual([]);
    const draft = after(new Map(), paint('r', [[1, 100]], contextOf()));
    expect(paint('o', [[1, 100]], contextOf(draft))).toMatchObject([{ after: null }]);
  });
  test('leaves empty cells of a mixed selection empty, and adds the attribute where all are empty', () => {
    expect(
      paint(
        'r',
        [
          [1, 100],
          [1, 101],
        ],
        contextOf(),
      ).map((one) => one.at),
    ).toEqual([[1, 100]]);
    const added = base.withEdits(after(new Map(), paint('c', [[1, 101]], contextOf())).values());
    expect(added.cell(1, 101) & PRESENT).toBe(PRESENT);
    expect(paint('delete', [[1, 101]], contextOf())).toEqual([]);
  });
  test('does not exclude what every product has', () => {
    const name = base.withEdits([{ categoryId: 1, attributeNo: 1, op: 'set', fields: { maxLength: 90 } }]);
    const context = { ...contextOf(), base: name, grid: name };
    expect(paint('x', [[1, 1]], context)).toEqual([]);
    expect(paint('r', [[1, 1]], context)).toHaveLength(1);
  });
  test('excludes, brings back, inherits again; an axis only of a list', () => {
    const draft = after(new Map(), paint('x', [[2, 100]], contextOf()));
    expect(draft.get('rule:2:100')?.op).toBe('exclude');
    expect(paint('x', [[2, 100]], contextOf(draft))).toMatchObject([{ after: null }]);
    expect(paint('delete', [[2, 101]], contextOf())).toMatchObject([{ after: { op: 'remove' } }]);
    expect(paint('a', [[2, 101]], contextOf())).toEqual([]);
    expect(paint('a', [[1, 100]], contextOf())).toMatchObject([{ after: { fields: { axis: true, level: 'variant' } } }]);
  });
});

test('a paste writes only what differs: from the own rule, and from what is inherited where that leaves a field open', () => {
  const own = createGrid(NODES, [
    [1, 100, base.cell(1, 100) & 7, 102, 3 | (2 << 3)],
    [2, 102, 1],
  ]);
  const context = { ...contextOf(), base: own, grid: own };
  const fields = (requirement: string, filterable: boolean) => ({ op: 'set' as const, fields: { requirement, filterable } });
  expect(place([{ at: [2, 102], content: fields('required', true) }], context)).toEqual([]);
  expect(place([{ at: [2, 102], content: fields('optional', true) }], context)).toMatchObject([{ after: { fields: { requirement: 'optional' } } }]);
  const [inherits] = place([{ at: [3, 102], content: fields('optional', true) }], context);
  expect(inherits?.after?.fields).toEqual({ requirement: 'optional' });
  expect(place([{ at: [1, 101], content: { op: 'exclude' } }], context)).toEqual([]);
});

test('filling copies what a cell shows, and undoing gives back exactly the draft that was', () => {
  const context = contextOf();
  const step = place([{ at: [3, 101], content: contentOf(base, [1, 100]) }], context);
  const draft = after(new Map(), step);
  expect(shown(base.withEdits(draft.values()), 3, 101)).toBe('optional');
  expect(after(draft, inverse(step))).toEqual(new Map());
  const stack = pushStep(pushStep(EMPTY_STACK, step, 7), paint('r', [[3, 101]], contextOf(draft)), 7);
  expect(stack.done).toHaveLength(1);
  expect(stack.done[0]?.[0]?.before).toBeNull();
});
