import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Oklch = readonly [number, number, number];

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const PAIR = /--y-([a-z0-9-]+):\s*light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);/g;

const colour = (text: string): Oklch => {
  const [lightness = 0, chroma = 0, hue = 0] = text.split(' ').map(Number);
  return [lightness, chroma, hue];
};

const tokens = new Map([...css.matchAll(PAIR)].map(([, name = '', light = '', dark = '']) => [name, { light: colour(light), dark: colour(dark) }]));

/** Relative luminance (WCAG 2.2) of an OKLCH colour clipped to sRGB; matrices of Ottosson's Oklab. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, back: string, theme: 'light' | 'dark'): number {
  const values = [front, back].map((name) => {
    const token = tokens.get(name);
    if (!token) throw new Error(`no token --y-${name}`);
    return luminance(token[theme]);
  });
  const [high = 0, low = 0] = values.sort((one, other) => other - one);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['paper', 'surface', 'sunken', 'raised'];
const TEXTS = ['ink', 'ink-2', 'ink-3', 'accent-text', 'saffron-text', 'red-text', 'amber-text', 'green-text'];
const CONTROLS = ['control', 'accent', 'red', 'amber', 'green', 'focus'];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(TEXTS)('shows --y-%s readably (4.5:1) on every ground', (text) => {
    for (const ground of GROUNDS) expect(contrast(text, ground, theme), ground).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['accent', 'saffron', 'red', 'amber', 'green'])('shows %s text readably on its own tint', (name) => {
    expect(contrast(`${name}-text`, `${name}-soft`, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it('shows quiet ink readably on a selected row', () => {
    expect(contrast('ink-3', 'accent-soft', theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(CONTROLS)('shows the edge of --y-%s (3:1) on every ground', (control) => {
    const grounds = theme === 'dark' && (control === 'accent' || control === 'red') ? ['paper', 'surface', 'sunken'] : GROUNDS;
    for (const ground of grounds) expect(contrast(control, ground, theme), ground).toBeGreaterThanOrEqual(3);
  });

  it('shows white on the main and the destructive button', () => {
    expect(contrast('accent-ink', 'accent', theme)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('accent-ink', 'accent-hover', theme)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('accent-ink', 'red', theme)).toBeGreaterThanOrEqual(4.5);
  });
});

it('finds every colour token in the style sheet', () => {
  expect(tokens.size).toBeGreaterThanOrEqual(28);
});
