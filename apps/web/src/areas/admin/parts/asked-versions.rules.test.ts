import { expect, it } from 'vitest';
import { askedVersions } from './asked-versions.ts';

it('two versions of an address are compared the earlier first, in whichever order they stand', () => {
  expect(askedVersions('2', '4', 5)).toEqual({ from: 2, to: 4, swapped: false, known: true });
  expect(askedVersions('4', '2', 5)).toEqual({ from: 2, to: 4, swapped: true, known: true });
});

it('nothing asked is the newest version and the one before it', () => {
  expect(askedVersions('', '', 5)).toMatchObject({ from: 4, to: 5, known: true });
  expect(askedVersions('', '3', 5)).toMatchObject({ from: 2, to: 3, known: true });
});

it('versions that do not exist, one version with itself and words are not compared', () => {
  for (const [from, to] of [
    ['1', '99'],
    ['99', '1'],
    ['3', '3'],
    ['-1', '2'],
    ['abc', '2'],
    ['1.5', '2'],
  ] as const)
    expect(askedVersions(from, to, 5).known).toBe(false);
});
