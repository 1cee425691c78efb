import type { CellFields, HelpEdit, Rule, RuleEdit } from '@yarmarka/taxonomy/schemas';
import { expect, test } from 'vitest';
import { addressOf, type Step } from './plan-edits.ts';
import { type FullRules, planPins, planTransfer, readSource, type TransferContext } from './transfer.ts';

/** 1 > 2 > 3 and 4 > 5; attribute 100 is a list, 101 a number. */
const PATHS: Readonly<Record<number, readonly number[]>> = { 1: [1], 2: [1, 2], 3: [1, 2, 3], 4: [4], 5: [4, 5] };
const set = (fields: CellFields): Rule => ({ op: 'set', fields });
const full: FullRules = {
  rules: new Map([
    ['rule:1:100', set({ requirement: 'required', level: 'variant', group: 'main', options: [6_553_601] })],
    ['rule:2:100', set({ requirement: 'required_if', condition: { attr: 101, filled: true }, position: 3, languages: ['ru'] })],
    ['rule:5:100', set({ requirement: 'optional', ai: true })],
  ]),
  helps: new Map([['help:1:100', { ru: 'Подсказка', en: 'Help' }]]),
  carriers: new Map([
    [100, { no: 100, type: 'list', unitFamily: null, listKey: 'x' }],
    [101, { no: 101, type: 'number', unitFamily: null, listKey: null }],
  ]),
};
const context = (draft: readonly RuleEdit[] = [], has = true): TransferContext => ({
  full,
  draft: new Map(draft.map((edit) => [addressOf([edit.categoryId, edit.attributeNo]), edit])),
  draftHelps: new Map<string, HelpEdit>(),
  pathOf: (id) => PATHS[id] ?? [],
  has: () => has,
});
const after = (step: Step): RuleEdit[] => step.flatMap((one) => (one.after ? [one.after] : []));

test('a copy carries every field of the cell and its help text to another branch, and the target then shows just that', () => {
  const source = readSource([3, 100], context());
  expect(source).toEqual({
    no: 100,
    fields: {
      requirement: 'required_if',
      level: 'variant',
      group: 'main',
      options: [6_553_601],
      condition: { attr: 101, filled: true },
      position: 3,
      languages: ['ru'],
    },
    help: { ru: 'Подсказка', en: 'Help' },
  });
  const { step, left } = planTransfer([{ source, to: [5, 100] }], context());
  expect(left).toEqual([]);
  expect(step[0]?.help?.after).toEqual({ categoryId: 5, attributeNo: 100, help: { ru: 'Подсказка', en: 'Help' } });
  expect(readSource([5, 100], context(after(step))).fields).toEqual({ ...(source.fields as CellFields) });
  expect(after(step)[0]?.fields.ai).toBeNull();
});

test('a copy leaves a condition behind where the attribute it names is missing, says so, and keeps the target’s own requirement', () => {
  const { step, left } = planTransfer([{ source: readSource([2, 100], context()), to: [5, 100] }], context([], false));
  expect(left).toEqual([{ at: [5, 100], fields: ['requirement', 'condition'] }]);
  expect(after(step)[0]?.fields).not.toHaveProperty('requirement');
});

test('a copy over a branch writes the fewest rules: what lies below inherits it', () => {
  const source = readSource([1, 100], context());
  const { step } = planTransfer(
    [[5, 100] as const, [4, 100] as const].map((to) => ({ source, to })),
    context(),
  );
  expect(step.map((one) => [one.at, one.after?.op])).toEqual([
    [[4, 100], 'set'],
    [[5, 100], 'remove'],
  ]);
});

test('pinning makes what a cell inherits its own, also under a draft, and changes nothing where all is own', () => {
  const [pinned] = planPins([[3, 100]], context([{ categoryId: 1, attributeNo: 100, op: 'set', fields: { level: 'card' } }]));
  expect(pinned?.after).toMatchObject({ op: 'set', pin: true, fields: { requirement: 'required_if', level: 'card', position: 3, group: 'main' } });
  expect(planPins([[1, 100]], context())).toEqual([]);
  expect(planPins([[4, 100]], context())).toEqual([]);
});
