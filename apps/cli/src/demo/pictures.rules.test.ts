import { describe, expect, test } from 'vitest';
import { demoCards } from './cards.ts';
import { drawPicture, type PictureSpec, picturesOf, SHAPES } from './pictures.ts';

const cards = demoCards();
const spec = (shape: PictureSpec['shape'], style: number): PictureSpec => ({
  shape,
  style,
  color: '#2f62b0',
  accent: '#e0772f',
  others: ['#c73a3a'],
  ground: 1,
  mark: 2,
  view: 'front',
});

/** Tags left open, or closed out of turn. */
function unbalanced(svg: string): string[] {
  const open: string[] = [];
  for (const [, close, name = '', self] of svg.matchAll(/<(\/)?([a-zA-Z]+)[^<>]*?(\/)?>/g)) {
    if (self !== undefined) continue;
    if (close === undefined) open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

describe('pictures', () => {
  test('of every shape and style are whole SVG documents without text, filters, outside references or broken numbers', () => {
    const broken = SHAPES.flatMap((shape) =>
      Array.from({ length: 12 }, (_, style) => picturesOf(spec(shape, style)).map((p) => ({ shape, style, svg: drawPicture(p) })))
        .flat()
        .filter(
          ({ svg }) =>
            unbalanced(svg).length > 0 ||
            /NaN|undefined|Infinity|<text|<filter|<image|href|=""/.test(svg) ||
            !svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"'),
        )
        .map(({ shape: s, style }) => `${s} ${style}`),
    );
    expect(broken).toEqual([]);
  });

  test('use only definitions they contain', () => {
    const dangling = SHAPES.filter((shape) =>
      picturesOf(spec(shape, 1)).some((p) => {
        const svg = drawPicture(p);
        return [...svg.matchAll(/url\(#(\w+)\)/g)].some(([, id]) => !svg.includes(`id="${id}"`));
      }),
    );
    expect(dangling).toEqual([]);
  });

  test('show each shape differently in front and in detail, and in another colour', () => {
    const same = SHAPES.filter((shape) => {
      const [front, detail] = picturesOf(spec(shape, 0));
      const drawn = drawPicture(front);
      return drawn === drawPicture(detail) || drawn === drawPicture({ ...front, color: '#c73a3a' });
    });
    expect(same).toEqual([]);
  });

  test('of the demo use every shape there is', () => {
    expect(new Set(cards.map((card) => card.picture.shape))).toEqual(new Set(SHAPES));
    expect(SHAPES.length).toBeGreaterThanOrEqual(24);
  });
});
