import { expect, it } from 'vitest';
import { diffSheet, printSheet, type SheetOption } from './sheet.ts';

const option = (n: number, more: Partial<SheetOption> = {}): SheetOption => ({
  key: `color__n${n}`,
  ru: `Цвет ${n}`,
  en: `Colour ${n}`,
  number: null,
  unit: null,
  swatch: null,
  synonyms: [],
  position: n,
  ...more,
});
const list = { listKey: 'color', ordered: true, keyFor: (_ru: string, en: string) => `color__${en.toLowerCase()}` };
const options = [option(1, { swatch: '#ff0000', synonyms: ['a; b'.slice(0, 1), 'c'] }), option(2, { number: 16, unit: 'GB' }), option(3)];

it('a sheet that nobody has touched changes nothing, in either language', () => {
  for (const locale of ['ru', 'en'] as const)
    expect(diffSheet(printSheet(options, locale), options, list)).toEqual({ changes: [], added: 0, changed: 0, same: 3, wrong: [] });
});

it('lines are edited, added with two columns, and put in order; nothing else is touched', () => {
  const lines = printSheet(options, 'ru').split('\n');
  const text = [lines[0], lines[3], 'Хаки\tKhaki', lines[1]?.replace('Цвет 1', 'Красный'), lines[2]].join('\n');
  const diff = diffSheet(text, options, list);
  expect(diff).toMatchObject({ added: 1, changed: 3, same: 0, wrong: [] });
  expect(diff.changes).toEqual([
    { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__n3', position: 1 } },
    { kind: 'entry', entry: { listKey: 'color', key: 'color__khaki', label: { ru: 'Хаки', en: 'Khaki' }, position: 2 } },
    { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__n1', label: { ru: 'Красный', en: 'Colour 1' }, position: 3 } },
    { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__n2', position: 4 } },
  ]);
});

it('the heads over the columns change nothing, whichever language they were copied in, and count as a line', () => {
  expect(printSheet([], 'en').split('\t')).toContain('unit');
  const [heads = ''] = printSheet(options, 'ru').split('\n');
  const diff = diffSheet([heads, 'Цвет 2\tAgain'].join('\n'), options, { ...list, ordered: false });
  expect(diff).toMatchObject({ changes: [], wrong: [{ line: 2, reason: 'repeated' }] });
});

it('a wrong line is told by its number and leaves the others to be taken', () => {
  const text = [
    'color__n1\tЦвет 1\t',
    'color__n2\tЦвет 2\tColour 2\tмного\tГБ',
    'color__n3\tЦвет 3\tColour 3\t\t\tred',
    '\tНовый\tNew\t1\tпарсек',
    'Цвет 2\tAgain',
    'Свой\tOwn',
  ].join('\n');
  const diff = diffSheet(text, options, { ...list, ordered: false });
  expect(diff.wrong).toEqual([
    { line: 1, reason: 'name' },
    { line: 2, reason: 'number' },
    { line: 3, reason: 'colour' },
    { line: 4, reason: 'unit' },
    { line: 5, reason: 'repeated' },
  ]);
  expect(diff.added).toBe(1);
});
