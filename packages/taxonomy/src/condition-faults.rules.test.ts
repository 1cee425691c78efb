import { expect, it } from 'vitest';
import { conditionFaults } from './condition-faults.ts';

const HOURS = 120;
const SHAPE = 121;
const about = (no: number) => (no === HOURS ? { min: 0, max: 100 } : no === SHAPE ? { options: [1, 2, 3], single: true } : undefined);

it('tells bounds of one attribute that contradict each other, in one line, in several and within groups', () => {
  const order = [{ attr: HOURS, why: 'order', asked: 10, bound: 5 }];
  expect(conditionFaults({ attr: HOURS, min: 10, max: 5 })).toEqual(order);
  expect(
    conditionFaults({
      all: [{ attr: HOURS, min: 10 }, { attr: SHAPE, filled: true }, { all: [{ attr: HOURS, max: 5 }] }],
    }),
  ).toEqual(order);
  expect(
    conditionFaults({
      any: [
        { attr: HOURS, min: 10 },
        { attr: HOURS, max: 5 },
      ],
    }),
  ).toEqual([]);
  expect(conditionFaults({ attr: HOURS, min: 5, max: 5 })).toEqual([]);
});

it('tells bounds outside what the attribute can be: those that never hold and those that always do', () => {
  expect(conditionFaults({ attr: HOURS, max: -5 }, about)).toEqual([{ attr: HOURS, why: 'below', asked: -5, bound: 0, end: 'max' }]);
  expect(conditionFaults({ attr: HOURS, min: 101 }, about)).toEqual([{ attr: HOURS, why: 'above', asked: 101, bound: 100, end: 'min' }]);
  expect(conditionFaults({ attr: HOURS, min: -5 }, about)).toEqual([{ attr: HOURS, why: 'idle', asked: -5, bound: 0, end: 'min' }]);
  expect(conditionFaults({ attr: HOURS, min: 0, max: 100 }, about)).toEqual([]);
  expect(conditionFaults({ attr: HOURS, max: -5 })).toEqual([]);
});

it('tells options that are not allowed, and two sets of them that a single value cannot be in', () => {
  expect(conditionFaults({ attr: SHAPE, in: [7] }, about)).toEqual([{ attr: SHAPE, why: 'option' }]);
  expect(conditionFaults({ attr: SHAPE, in: [7, 3] }, about)).toEqual([]);
  expect(
    conditionFaults(
      {
        all: [
          { attr: SHAPE, in: [1] },
          { attr: SHAPE, in: [2] },
        ],
      },
      about,
    ),
  ).toEqual([{ attr: SHAPE, why: 'options' }]);
  expect(
    conditionFaults(
      {
        all: [
          { attr: SHAPE, in: [1, 2] },
          { attr: SHAPE, in: [2] },
        ],
      },
      about,
    ),
  ).toEqual([]);
  expect(
    conditionFaults(
      {
        all: [
          { attr: SHAPE, in: [1] },
          { attr: SHAPE, in: [2] },
        ],
      },
      () => ({ single: false }),
    ),
  ).toEqual([]);
});
