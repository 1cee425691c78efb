import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_FIELDS, type CellFields, tokenOf } from '../model.ts';
import { arbitraryAttribute, arbitraryFields } from '../testing/arbitrary-cell.ts';
import { carryFields, foldCell, reachCell, type Rule, ruleAfter } from './full-cells.ts';

const fold = (rules: readonly (Rule | null)[]) =>
  foldCell(
    rules.map((_, i) => i),
    (i) => rules[i] ?? null,
    () => undefined,
  );
const set = (fields: CellFields): Rule => ({ op: 'set', fields });
/** Fields that can be taken back by saying what they mean unset; the others stay when they are inherited. */
const STAYS = ['condition', 'facet', 'facetPosition', 'options', 'units', 'defaultUnit', 'min', 'max', 'maxLength', 'pattern', 'group'];
const DEFAULTS: CellFields = { requirement: 'optional', filterable: false, axis: false, level: 'card', custom: false, editable: true, ai: false, maxValues: 1 };
const meaning = (fields: CellFields): Record<string, unknown> => ({ ...DEFAULTS, position: 1000, languages: [], limits: [], ...fields });

test('an edit that is to show a cell shows it, whatever stands there and above, and says nothing when it stands already', () => {
  const rule = (fields: fc.Arbitrary<CellFields>) => fc.option(fc.oneof(fields.map(set), fc.constant<Rule>({ op: 'exclude', fields: {} })));
  fc.assert(
    fc.property(
      arbitraryAttribute.chain((a) => fc.tuple(arbitraryFields(a), rule(arbitraryFields(a)), rule(arbitraryFields(a)))),
      ([want, above, published]) => {
        const cell = fold([above, published]);
        const edit = reachCell(want, cell);
        const after = fold([above, ruleAfter(published, edit ?? undefined)]).fields;
        expect(after).not.toBeNull();
        const [shown, wanted] = [meaning(after ?? {}), meaning(want)];
        for (const field of CELL_FIELDS)
          if (want[field] !== undefined || !STAYS.includes(field) || cell.inherited?.[field] === undefined) expect(shown[field], field).toEqual(wanted[field]);
        expect(reachCell(after, fold([above, ruleAfter(published, edit ?? undefined)]))).toBeNull();
      },
    ),
    { numRuns: 2000 },
  );
});

describe('the edit of a cell', () => {
  test('takes an own rule away when all is inherited again, and leaves what stands', () => {
    expect(reachCell({ requirement: 'required' }, fold([set({ requirement: 'required' }), set({ requirement: 'optional' })]))).toEqual({
      op: 'remove',
      fields: {},
    });
    expect(reachCell({ requirement: 'required', filterable: true }, fold([set({ requirement: 'required' }), set({ requirement: 'required' })]))).toEqual({
      op: 'set',
      fields: { filterable: true },
    });
    expect(reachCell({}, fold([null, null]))).toEqual({ op: 'set', fields: {} });
    expect(reachCell('excluded', fold([null, null]))).toBeNull();
    expect(reachCell(null, fold([set({}), set({ ai: true })]))).toEqual({ op: 'remove', fields: {} });
  });
});

describe('what another cell can have of one', () => {
  const color = { no: 100, type: 'list', unitFamily: null, listKey: 'color' } as const;
  const fields: CellFields = {
    requirement: 'required_if',
    condition: { attr: 101, filled: true },
    level: 'variant',
    options: [tokenOf(100, 1), tokenOf(100, 2)],
    custom: true,
    group: 'main',
    position: 5,
  };
  test('is all of it within an attribute, but for a condition on what the category lacks', () => {
    expect(carryFields(fields, color, color, () => true)).toEqual({ fields, left: [] });
    const { requirement: _r, condition: _c, ...rest } = fields;
    expect(carryFields(fields, color, color, () => false)).toEqual({ fields: rest, left: ['requirement', 'condition'] });
  });
  test('is, for another attribute, what its type knows; options where both offer one list', () => {
    const trim = { ...color, no: 102 };
    expect(carryFields(fields, color, trim, () => true).fields.options).toEqual([tokenOf(102, 1), tokenOf(102, 2)]);
    expect(carryFields(fields, color, { ...trim, listKey: 'other' }, () => true).left).toEqual(['options']);
    const weight = { no: 101, type: 'number', unitFamily: 'mass', listKey: null } as const;
    expect(carryFields(fields, color, weight, () => true)).toEqual({
      fields: { level: 'variant', group: 'main', position: 5 },
      left: ['requirement', 'condition', 'options', 'custom'],
    });
    expect(carryFields({ requirement: 'required', level: 'variant' }, color, { ...color, no: 3 }, () => true).fields).toEqual({ requirement: 'required' });
  });
});
