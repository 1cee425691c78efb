/** One colour in five strengths: the lit edge, the light side, the colour itself, the shade and the deepest line. */
export type Ink = { top: string; hi: string; base: string; lo: string; deep: string };

const parse = (hex: string): number[] => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));

/** Mixes two sRGB colours in linear light, so that tints stay clean instead of going grey. */
export function mix(a: string, b: string, share: number): string {
  const [x, y] = [parse(a), parse(b)];
  const channel = (i: number): string => {
    const [p, q] = [((x[i] ?? 0) / 255) ** 2.2, ((y[i] ?? 0) / 255) ** 2.2];
    return Math.round(255 * (p + (q - p) * share) ** (1 / 2.2))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}

/** Perceived lightness, 0 to 1 (weights of ITU-R BT.709). */
export function lightness(hex: string): number {
  const [r = 0, g = 0, b = 0] = parse(hex);
  return (0.2126 * (r / 255) ** 2.2 + 0.7152 * (g / 255) ** 2.2 + 0.0722 * (b / 255) ** 2.2) ** (1 / 2.2);
}

/** The strengths of a colour; very dark and very light colours get gentler steps, so that black goods keep their form and white ones do not turn grey. */
export function ink(hex: string): Ink {
  const l = lightness(hex);
  const warm = l < 0.3 ? '#eef1f8' : '#fff6ea';
  const shade = l > 0.85 ? '#8f8a84' : '#1a1622';
  const up = l < 0.3 ? 0.09 : 0.2;
  const down = l > 0.85 ? 0.3 : l < 0.3 ? 0.35 : 0.28;
  return { top: mix(hex, warm, up * 2.3), hi: mix(hex, warm, up), base: hex, lo: mix(hex, shade, down), deep: mix(hex, shade, down * 2) };
}

type Stop = readonly [offset: number, color: string, opacity?: number];
const DIRECTIONS = { down: 'x1="0" y1="0" x2="0" y2="1"', right: 'x1="0" y1="0" x2="1" y2="0"', slant: 'x1="0" y1="0" x2="1" y2="1"' } as const;

/** Collects the definitions of one picture and hands out references to them. */
export class Defs {
  readonly #items: string[] = [];
  #add(make: (id: string) => string): string {
    const id = `d${this.#items.length}`;
    this.#items.push(make(id));
    return `url(#${id})`;
  }
  linear(direction: keyof typeof DIRECTIONS, ...stops: readonly Stop[]): string {
    return this.#add((id) => `<linearGradient id="${id}" ${DIRECTIONS[direction]}>${stopsOf(stops)}</linearGradient>`);
  }
  radial(cx: number, cy: number, r: number, ...stops: readonly Stop[]): string {
    return this.#add((id) => `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`);
  }
  /** Draws `art` only inside `shape`. */
  inside(shape: string, art: string): string {
    const ref = this.#add((id) => `<clipPath id="${id}">${shape}</clipPath>`);
    return `<g clip-path="${ref}">${art}</g>`;
  }
  markup(): string {
    return `<defs>${this.#items.join('')}</defs>`;
  }
}
const stopsOf = (stops: readonly Stop[]): string =>
  stops
    .map(([offset, color, opacity]) => `<stop offset="${offset}" stop-color="${color}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`)
    .join('');

const more = (extra: string): string => (extra === '' ? '' : ` ${extra}`);
export const rect = (x: number, y: number, w: number, h: number, r: number, fill: string, extra = ''): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}"${more(extra)}/>`;
export const circle = (cx: number, cy: number, r: number, fill: string, extra = ''): string =>
  `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}"${more(extra)}/>`;
export const oval = (cx: number, cy: number, rx: number, ry: number, fill: string, extra = ''): string =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}"${more(extra)}/>`;
export const path = (d: string, fill: string, extra = ''): string => `<path d="${d}" fill="${fill}"${more(extra)}/>`;
export const line = (d: string, color: string, width: number, extra = ''): string =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${more(extra)}/>`;
export const group = (art: string, transform: string): string => `<g transform="${transform}">${art}</g>`;

/** What a shape gets to draw with. */
export type Brush = {
  defs: Defs;
  ink: Ink;
  accent: Ink;
  /** Other colours the card is sold in. */
  others: readonly Ink[];
  style: number;
  /** A small number that differs between cards, for wallpapers and dials. */
  seed: number;
  /** False for the second picture. */
  front: boolean;
  /** The maker's little sign, one of six; no letters. */
  mark(x: number, y: number, size: number, color: string): string;
};

/** What a shape gives back: the art, and how the second picture comes closer to it. */
export type Drawing = { art: string; close?: { x: number; y: number; zoom: number; turn: number } };
export type Draw = (b: Brush) => Drawing;

/** A soft shadow on the floor. Gradients only: filters would make every picture ten times slower to rasterise. */
export function floor(b: Brush, cx: number, cy: number, rx: number, ry = rx * 0.13): string {
  const soft = b.defs.radial(0.5, 0.5, 0.5, [0, '#2a2030', 0.34], [0.45, '#2a2030', 0.2], [0.75, '#2a2030', 0.07], [1, '#2a2030', 0]);
  return oval(cx, cy, rx * 1.25, ry * 1.35, soft);
}

/** A soft shadow under something lying flat: the outline again, moved down and blurred by a few wide strokes. */
export function lying(d: string, depth = 12): string {
  const layer = (width: number): string => `<path d="${d}" fill="#2a2030" stroke="#2a2030" stroke-width="${width}" stroke-linejoin="round" opacity=".045"/>`;
  return `<g transform="translate(${depth * 0.4} ${depth})">${[2, 10, 20, 32].map(layer).join('')}</g>`;
}

/** The outline of a rounded rectangle, for clips and shadows. */
export const box = (x: number, y: number, w: number, h: number, r: number): string =>
  `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;

/** Light on a glossy or convex surface: a white stroke that fades. */
export const gleam = (d: string, width: number, opacity = 0.35): string => line(d, '#ffffff', width, `opacity="${opacity}"`);
