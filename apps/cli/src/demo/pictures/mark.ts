import { circle, line, path } from './paint.ts';

/** Six little maker's signs without letters. */
const MARKS: readonly ((x: number, y: number, s: number, color: string) => string)[] = [
  (x, y, s, c) => circle(x, y, s * 0.5, 'none', `stroke="${c}" stroke-width="${s * 0.16}"`) + circle(x, y, s * 0.16, c),
  (x, y, s, c) => path(`M${x} ${y - s / 2}L${x + s / 2} ${y + s * 0.4}H${x - s / 2}z`, c),
  (x, y, s, c) => line(`M${x - s / 2} ${y + s * 0.2}Q${x - s / 4} ${y - s * 0.5} ${x} ${y}T${x + s / 2} ${y - s * 0.2}`, c, s * 0.18),
  (x, y, s, c) =>
    path(
      `M${x} ${y - s / 2}L${x + s / 2} ${y}L${x} ${y + s / 2}L${x - s / 2} ${y}z`,
      'none',
      `stroke="${c}" stroke-width="${s * 0.15}" stroke-linejoin="round"`,
    ),
  (x, y, s, c) =>
    line(`M${x - s * 0.4} ${y + s * 0.35}V${y - s * 0.1}M${x} ${y + s * 0.35}V${y - s * 0.4}M${x + s * 0.4} ${y + s * 0.35}V${y - s * 0.1}`, c, s * 0.18),
  (x, y, s, c) => circle(x - s * 0.22, y, s * 0.3, c) + circle(x + s * 0.26, y, s * 0.24, c, 'opacity=".6"'),
];

export const markOf =
  (index: number): ((x: number, y: number, size: number, color: string) => string) =>
  (x, y, size, color) =>
    (MARKS[index % MARKS.length] ?? (() => ''))(x, y, size, color);
