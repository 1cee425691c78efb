import { describe, expect, it } from 'vitest';
import { filterTree } from './filter-tree.ts';
import { conditionOf, linesOf } from './inspector/condition-lines.ts';
import { nextPatch, ownVersion, shownCell, shownCells } from './cell-model.ts';
import { withEdit } from './draft.ts';
import type { Cell, RuleChange } from './types.ts';

const cell = (fields: Cell['fields'], own: Cell['own'], origins: Cell['origins'] = { _: { categoryId: 1, ru: 'Ц', en: 'C', version: 1 } }): Cell => ({
  attribute: {
    no: 200,
    key: 'a',
    type: 'list',
    listKey: 'a',
    unitFamily: null,
    localised: false,
    ru: 'А',
    en: 'A',
    descriptionRu: '',
    descriptionEn: '',
    options: 3,
  },
  fields,
  origins,
  own,
  helps: [],
});
const rule = (op: 'set' | 'exclude' | 'remove', fields: Record<string, unknown> = {}): RuleChange => ({
  kind: 'rule',
  edit: { categoryId: 7, attributeNo: 200, op, fields },
});

describe('a cell with the draft over it', () => {
  it('shows a field that is freed with the value it will inherit', () => {
    const shown = shownCell(cell({ requirement: 'required' }, { op: 'set', fields: { requirement: 'required' } }), rule('set', { requirement: null }), {
      requirement: 'recommended',
    });
    expect(shown.fields.requirement).toBe('recommended');
    expect([shown.own.has('requirement'), shown.changed.has('requirement')]).toEqual([false, true]);
  });

  it('leaves the category when its own rule is removed and nothing above gives it', () => {
    expect(shownCell(cell({}, { op: 'set', fields: {} }), rule('remove'), undefined).state).toBe('will-remove');
    expect(shownCell(cell({}, { op: 'set', fields: {} }), rule('remove'), { level: 'card' }).state).toBe('in');
  });

  it('stands in the list when the draft adds it', () => {
    const draft = withEdit(null, { save: [rule('set')], names: { attributes: { 200: { ru: 'А', en: 'A', type: 'list', unitFamily: null, unit: null } } } });
    expect(shownCells(7, [], [], draft).map((one) => one.state)).toEqual(['will-add']);
    expect(shownCells(8, [], [], draft)).toEqual([]);
  });
});

describe('the version of a rule of one’s own', () => {
  const at = (categoryId: number, version: number) => ({ categoryId, ru: 'Ц', en: 'C', version });

  it('is the newest of its own fields, not the version in which a category above brought the attribute', () => {
    const set = cell(
      { requirement: 'required', level: 'card' },
      { op: 'set', fields: { requirement: 'required' } },
      { _: at(1, 1), level: at(1, 1), requirement: at(7, 4) },
    );
    expect(ownVersion(set)).toBe(4);
  });

  it('is not told of a rule that says no field, and of a cell without a rule', () => {
    expect(ownVersion(cell({}, { op: 'set', fields: {} }))).toBeUndefined();
    expect(ownVersion(cell({}, null))).toBeUndefined();
  });
});

describe('the patch of a cell', () => {
  const own = cell({ requirement: 'required', position: 5 }, { op: 'set', fields: { requirement: 'required' } });

  it('vanishes when an edit brings back what the rule says already', () => {
    const edited = shownCell(own, rule('set', { requirement: 'optional' }), {});
    expect(nextPatch(edited, { requirement: 'required' })).toBeNull();
  });

  it('keeps earlier edits of other fields', () => {
    expect(nextPatch(shownCell(own, rule('set', { position: 7 }), {}), { requirement: null })).toEqual({ position: 7, requirement: null });
  });

  it('frees nothing that the rule does not set', () => {
    expect(nextPatch(shownCell(own, undefined, {}), { position: null })).toBeNull();
  });

  it('of an added attribute stays, even empty', () => {
    expect(nextPatch(shownCell(cell({}, null, {}), rule('set', { level: 'variant' }), undefined), { level: null })).toEqual({});
  });
});

describe('the lines of a condition', () => {
  it('give back the condition they were made of', () => {
    for (const condition of [
      { attr: 1, filled: true },
      { attr: 1, in: [65537] },
      { attr: 2, min: 5 },
      {
        all: [
          { attr: 1, in: [65537] },
          { attr: 2, max: 9 },
        ],
      },
      {
        any: [
          { attr: 1, filled: true },
          {
            all: [
              { attr: 2, min: 1 },
              { attr: 3, filled: true },
            ],
          },
        ],
      },
    ] as const)
      expect(conditionOf(linesOf(condition as never))).toEqual(condition);
  });

  it('say nothing while one of them is not complete', () => {
    expect(conditionOf({ joint: 'all', lines: [{ attr: 1, kind: 'in', tokens: [], number: null }] })).toBeNull();
    expect(conditionOf({ joint: 'all', lines: [] })).toBeNull();
  });
});

describe('the search of the tree', () => {
  const node = (id: number, parentId: number | null, ru: string) => ({ id, parentId, ru, en: `n${id}`, key: `k${id}`, position: 0 });
  const nodes = [node(1, null, 'Дом'), node(2, 1, 'Ёлки'), node(3, 2, 'Ёлочные игрушки'), node(4, null, 'Сад')];

  it('keeps the ancestors of what it finds, opens them, and counts only what it finds', () => {
    const found = filterTree(nodes, 'елочн');
    expect(found.nodes.map((one) => one.id)).toEqual([1, 2, 3]);
    expect([...found.open].sort()).toEqual(['1', '2']);
    expect(found.count).toBe(1);
  });
});
