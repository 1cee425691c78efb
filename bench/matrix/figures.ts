import { writeFileSync } from 'node:fs';

/** One printed number. `budget` and `ok` are absent where nothing is promised. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: 's' | 'ms' | 'x' | 'cards/s' | 'rows' | 'cells' | 'categories' | 'changes' | 'suggestions' | 'requests' | 'nodes' | 'MB';
  readonly budget?: number;
  readonly ok?: boolean;
  readonly note?: string;
};

/** A figure that must not exceed its budget. */
export const atMost = (name: string, value: number, unit: Figure['unit'], budget: number, note?: string): Figure => ({
  name,
  value,
  unit,
  budget,
  ok: value <= budget,
  ...(note === undefined ? {} : { note }),
});
export const plain = (name: string, value: number, unit: Figure['unit'], note?: string): Figure => ({
  name,
  value,
  unit,
  ...(note === undefined ? {} : { note }),
});

/** The value below which `share` of the measurements lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
export const median = (values: readonly number[]): number => quantile(values, 0.5);

const shown = (n: number): string => (n >= 1000 ? Math.round(n).toLocaleString('en') : n >= 10 ? n.toFixed(1) : n.toFixed(2));

export function printFigures(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map((f) => f.name.length));
  for (const f of figures) {
    const budget =
      f.budget === undefined
        ? ''
        : `of ${shown(f.budget)} (${f.budget === 0 ? 'none allowed' : `${((100 * f.value) / f.budget).toFixed(0)}%`})  ${f.ok ? 'ok' : 'TOO MUCH'}`;
    process.stdout.write(`${f.name.padEnd(width)}  ${shown(f.value).padStart(10)} ${f.unit.padEnd(11)} ${budget.padEnd(28)} ${f.note ?? ''}`.trimEnd() + '\n');
  }
}

/** `[{name, value, unit, budget, ok}]`, for comparing runs. */
export function writeFigures(file: string, figures: readonly Figure[]): void {
  writeFileSync(
    file,
    `${JSON.stringify(
      figures.map(({ note: _note, ...f }) => f),
      null,
      2,
    )}\n`,
  );
}
