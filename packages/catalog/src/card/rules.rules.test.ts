import type { CategorySchema, SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { describe, expect, test } from 'vitest';
import { qualityOf } from './quality.ts';
import { axisIssues, axisKey, changedPart, isDraft, patched, sameValue } from './rules.ts';

const attribute = (no: number, more: Partial<SchemaAttribute> = {}): SchemaAttribute => ({
  no,
  type: 'list',
  level: 'card',
  requirement: 'optional',
  filterable: false,
  maxValues: 1,
  position: 0,
  editable: true,
  ai: false,
  ...more,
});
const axis = (no: number) => attribute(no, { axis: true, level: 'variant' });
const schema = (...attributes: SchemaAttribute[]): CategorySchema => ({ format: 1, attributes });

test('only drafts and cards sent back are edited in place', () => {
  expect((['draft', 'changes_requested', 'in_moderation', 'published', 'rejected', 'archived'] as const).filter(isDraft)).toEqual([
    'draft',
    'changes_requested',
  ]);
});

describe('patches', () => {
  test('null takes a value away, the rest stays', () => {
    expect(patched({ 1: 5, 2: 6 }, { 1: null, 3: 7 })).toEqual({ 2: 6, 3: 7 });
  });
  test('what changes nothing is no change, whatever the order of keys', () => {
    expect(changedPart({ 1: { n: 1, v: 1, u: 'g' }, 2: [1, 2] }, { 1: { u: 'g', v: 1, n: 1 }, 2: [2, 1], 3: null })).toEqual({ 2: [2, 1] });
    expect(sameValue(undefined, null)).toBe(true);
  });
});

describe('axes', () => {
  test('the axis key does not depend on order or on the case of custom values', () => {
    expect(axisKey([7, 3], { 3: 10, 7: { c: ' Mint ' } })).toBe('3:10,7:c:mint');
    expect(axisKey([7, 3], { 7: { c: 'mint' }, 3: 10, 9: 1 })).toBe('3:10,7:c:mint');
    expect(axisKey([7, 3], { 9: 1 })).toBe('');
  });
  test('a card without a variant is nothing to sell', () => {
    expect(axisIssues(schema(), [])).toEqual([{ attr: 0, code: 'no_variants', variantId: null }]);
  });
  test('one variant needs no axis', () => {
    expect(axisIssues(schema(axis(3)), [{ id: 1, attrs: {} }])).toEqual([]);
  });
  test('several variants differ, and in the same axes', () => {
    const s = schema(axis(3), axis(4));
    const codes = (variants: { id: number; attrs: Record<string, number> }[]) => axisIssues(s, variants).map((i) => [i.code, i.variantId, i.attr]);
    expect(
      codes([
        { id: 1, attrs: {} },
        { id: 2, attrs: {} },
      ]),
    ).toEqual([['no_difference', null, 3]]);
    expect(
      codes([
        { id: 1, attrs: { 3: 1 } },
        { id: 2, attrs: { 3: 2 } },
      ]),
    ).toEqual([]);
    expect(
      codes([
        { id: 1, attrs: { 3: 1 } },
        { id: 2, attrs: { 3: 1 } },
      ]),
    ).toEqual([['axis_repeated', 2, 3]]);
    expect(
      codes([
        { id: 1, attrs: { 3: 1, 4: 1 } },
        { id: 2, attrs: { 3: 1 } },
      ]),
    ).toEqual([['axis_missing', 2, 4]]);
  });
  test('five axes are one too many', () => {
    const all = [3, 4, 5, 6, 7];
    const values = (n: number) => Object.fromEntries(all.map((no) => [no, n]));
    expect(
      axisIssues(schema(...all.map(axis)), [
        { id: 1, attrs: values(1) },
        { id: 2, attrs: values(2) },
      ]).map((i) => i.code),
    ).toEqual(['too_many_axes']);
  });
});

describe('quality', () => {
  const full = schema(
    attribute(1, { type: 'text', localised: true, requirement: 'required' }),
    attribute(2, { type: 'text', localised: true, requirement: 'recommended' }),
    attribute(5, { type: 'text', maxValues: 20, requirement: 'recommended' }),
    attribute(100),
    attribute(101, { level: 'variant' }),
  );
  const both = (s: string) => ({ ru: s, en: s });
  test('a card with everything has 100 points and every condition fulfilled', () => {
    const q = qualityOf(full, 100, { 1: both('x'.repeat(40)), 2: both('y'.repeat(400)), 5: ['a', 'b', 'c'], 100: 1 }, [{ 101: 1 }]);
    expect(q.score).toBe(100);
    expect(q.conditions.every((c) => c.fulfilled)).toBe(true);
  });
  test('an empty card has no points', () => {
    expect(qualityOf(full, 0, {}, [{}]).score).toBe(0);
  });
  test('each thing added never lowers the score', () => {
    const steps = [
      {},
      { 1: { ru: 'x'.repeat(30) } },
      { 1: both('x'.repeat(30)) },
      { 5: ['a'] },
      { 5: ['a', 'b', 'c'] },
      { 2: { ru: 'y'.repeat(150) } },
      { 2: both('y'.repeat(500)) },
      { 100: 1 },
    ];
    let attrs = {};
    const scores = steps.map((s) => qualityOf(full, 50, (attrs = { ...attrs, ...s }), [{}]).score);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(new Set(scores).size).toBeGreaterThan(5);
  });
  test('a schema without pictures and descriptions is scored out of 100 all the same', () => {
    const bare = schema(attribute(1, { type: 'text', localised: true, requirement: 'required' }));
    expect(qualityOf(bare, 100, { 1: both('x'.repeat(40)) }, [{}]).score).toBe(100);
  });
});
