import { appliances } from './pictures/appliances.ts';
import { clothes } from './pictures/clothes.ts';
import { devices } from './pictures/devices.ts';
import { interior } from './pictures/interior.ts';
import { markOf } from './pictures/mark.ts';
import { outdoors } from './pictures/outdoors.ts';
import { type Brush, circle, Defs, type Draw, ink, lightness, mix, rect } from './pictures/paint.ts';
import { screens } from './pictures/screens.ts';
import { small } from './pictures/small.ts';
import { travelling } from './pictures/travelling.ts';

const DRAWERS = { ...screens, ...devices, ...appliances, ...clothes, ...interior, ...outdoors, ...travelling, ...small } satisfies Record<string, Draw>;
export type Shape = keyof typeof DRAWERS;
export const SHAPES: readonly Shape[] = Object.keys(DRAWERS) as Shape[];

export type PictureSpec = {
  shape: Shape;
  /** Which version of the shape; each reads it in its own way. */
  style: number;
  color: string;
  accent: string;
  /** Further colours the card is sold in; some shapes show them in the second picture. */
  others: readonly string[];
  /** Index of the background tint. */
  ground: number;
  /** Index of the maker's sign. */
  mark: number;
  view: 'front' | 'detail';
};

/** Soft tints; each pair is the light in the middle and the edge. */
const GROUNDS = [
  ['#f7f1e8', '#e8dccb'],
  ['#eef3ec', '#d6e0d2'],
  ['#edf2f7', '#d3dee9'],
  ['#f4eff7', '#dfd5e8'],
  ['#f9efec', '#ecd7d0'],
  ['#f8f4e3', '#ebdfba'],
  ['#f2f2f0', '#dcdcd8'],
  ['#eaf4f3', '#cfe2e0'],
] as const;

/** Draws one picture of a product as an SVG document, 800 x 800, without text, filters or outside references. */
export function drawPicture(spec: PictureSpec): string {
  const defs = new Defs();
  const front = spec.view === 'front';
  const brush: Brush = {
    defs,
    ink: ink(spec.color),
    accent: ink(spec.accent),
    others: spec.others.map(ink),
    style: spec.style,
    seed: spec.ground * 6 + spec.mark,
    front,
    mark: markOf(spec.mark),
  };
  const { art, close } = DRAWERS[spec.shape](brush);
  const near =
    front || close === undefined
      ? art
      : `<g transform="translate(400 400) rotate(${close.turn}) scale(${close.zoom}) translate(${-close.x} ${-close.y})">${art}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800">${background(spec, defs, front)}${near}${defs.markup()}</svg>`;
}

/** The pair of pictures a card carries: the whole product, then a closer or turned look at it. */
export const picturesOf = (spec: PictureSpec): readonly [PictureSpec, PictureSpec] => [
  { ...spec, view: 'front' },
  { ...spec, view: 'detail', ground: (spec.ground + 6) % GROUNDS.length },
];

/** White goods stand on deeper tints, so that their edges stay visible. */
function background(spec: PictureSpec, defs: Defs, front: boolean): string {
  const [near, edge] = GROUNDS[spec.ground % GROUNDS.length] ?? GROUNDS[0];
  const deep = lightness(spec.color) > 0.82 ? 0.14 : 0.02;
  const [a, b] = [mix(near, '#7d6f63', deep * 0.7), mix(edge, '#7d6f63', deep)];
  const wall = rect(0, 0, 800, 800, 0, defs.radial(0.5, 0.42, 0.72, [0, a], [1, b]));
  return front ? wall : wall + circle(400, 400, 318, deep > 0.1 ? mix(b, '#7d6f63', 0.12) : mix(a, '#ffffff', 0.5), 'opacity=".55"');
}
