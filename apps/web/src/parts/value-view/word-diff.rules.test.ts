import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProse, wordDiff } from './word-diff.ts';

const words = fc.array(fc.constantFrom('тихий', 'чайник', 'kettle', '1,7', 'л', ',', '.', 'Bosch', '—', '\n'), { maxLength: 30 }).map((w) => w.join(' '));

describe('the difference of two texts', () => {
  it('gives both texts back', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const pieces = wordDiff(before, after, 'ru');
        const without = (kind: string) =>
          pieces
            .filter((p) => p.kind !== kind)
            .map((p) => p.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });

  it('never cuts a Russian word in two', () => {
    const pieces = wordDiff('Чайник металлический, серый', 'Чайник пластиковый, серый', 'ru');
    expect(pieces.filter((p) => p.kind !== 'same').map((p) => p.text)).toEqual(['металлический', 'пластиковый']);
  });

  it('takes texts by word and short values whole', () => {
    expect(isProse('128 ГБ')).toBe(false);
    expect(isProse('Чайник с длинным описанием внутри')).toBe(true);
  });
});
