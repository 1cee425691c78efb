import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Look, PLAIN_LOOK, printLook, readLook, withWidths } from './look.ts';

test('a look is read back as it was written, the tree’s width too', () => {
  const widths = fc.uniqueArray(fc.tuple(fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 99_999 })), fc.integer({ min: 40, max: 480 })), {
    maxLength: 100,
    selector: ([no]) => no,
  });
  fc.assert(
    fc.property(fc.constantFrom('normal', 'compact'), widths, (density, set) => {
      const look: Look = { density, widths: new Map(set) };
      expect(readLook(printLook(look))).toEqual(look);
    }),
  );
});

test('an address holds the latest widths only, and what is no look is none', () => {
  let look = PLAIN_LOOK;
  for (let no = 1; no <= 300; no += 1) look = withWidths(look, new Map([[no, 200]]));
  look = withWidths(look, new Map([[1, 90]]));
  const read = readLook(printLook(look));
  expect(read?.widths.size).toBe(120);
  expect([...(read?.widths ?? [])].at(-1)).toEqual([1, 90]);
  expect(printLook(look).length).toBeLessThan(1_500);
  for (const text of [null, '', 'x', 'normal']) expect(readLook(text)).toBeNull();
  expect(readLook('c.10-9000.a-b.7-90')?.widths).toEqual(new Map([[7, 90]]));
});
