import type { Geometry } from './geometry.ts';
import classes from './matrix-grid.module.css';
import type { GridRange, GridSelection } from './types.ts';
import type { Span } from './viewport.ts';

/** Lines beyond the drawn ones to which a frame is cut: its border stays out of sight, and no layer becomes as large as the sheet. */
const BEYOND = 4;

/** Frames over the cells: what is selected, the active cell, what a fill would reach, the handle. Readers hear all that from the cells. */
export class OverlayPainter {
  readonly #host: HTMLElement;
  readonly #active = frame('activeBox');
  readonly #fill = frame('fillBox');
  readonly #handle = frame('handle');
  readonly #ranges: HTMLElement[] = [];

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#handle.dataset.handle = '';
    this.#host.replaceChildren(this.#fill, this.#active, this.#handle);
  }

  draw(selection: GridSelection, fill: GridRange | undefined, rows: Span, cols: Span, geometry: Geometry): void {
    const inSight = selection.ranges.filter((range) => meets(range, rows, cols));
    for (let index = this.#ranges.length; index < inSight.length; index += 1) {
      const element = frame('rangeBox');
      this.#ranges.push(element);
      this.#host.prepend(element);
    }
    for (const [index, element] of this.#ranges.entries()) place(element, inSight[index], rows, cols, geometry);
    const { row, col } = selection.active;
    const active: GridRange | undefined = row >= 0 && col >= 0 ? { row, col, toRow: row, toCol: col } : undefined;
    place(this.#active, active && meets(active, rows, cols) ? active : undefined, rows, cols, geometry);
    place(this.#fill, fill && meets(fill, rows, cols) ? fill : undefined, rows, cols, geometry);
    const last = selection.ranges.at(-1);
    const corner = last && meets({ ...last, row: last.toRow, col: last.toCol }, rows, cols) ? last : undefined;
    this.#handle.hidden = corner === undefined;
    if (!corner) return;
    this.#handle.style.left = `${geometry.cols.start(corner.toCol + 1) - 5}px`;
    this.#handle.style.top = `${(corner.toRow + 1) * geometry.row - 5}px`;
  }
}

const meets = (range: GridRange, rows: Span, cols: Span): boolean =>
  range.row < rows.to && range.toRow >= rows.from && range.col < cols.to && range.toCol >= cols.from;

function frame(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = classes[name] ?? '';
  element.hidden = true;
  return element;
}

function place(element: HTMLElement, range: GridRange | undefined, rows: Span, cols: Span, geometry: Geometry): void {
  element.hidden = range === undefined;
  if (!range) return;
  const [top, bottom] = [Math.max(range.row, rows.from - BEYOND), Math.min(range.toRow + 1, rows.to + BEYOND)];
  const [left, right] = [Math.max(range.col, cols.from - BEYOND), Math.min(range.toCol + 1, cols.to + BEYOND)];
  const { style } = element;
  style.left = `${geometry.cols.start(left) - 1}px`;
  style.top = `${top * geometry.row - 1}px`;
  style.width = `${geometry.cols.start(right) - geometry.cols.start(left) + 1}px`;
  style.height = `${(bottom - top) * geometry.row + 1}px`;
}
