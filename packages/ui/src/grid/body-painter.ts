import { cellClass, cellState } from './cell-look.ts';
import { setWidth } from './elements.ts';
import type { Geometry } from './geometry.ts';
import classes from './matrix-grid.module.css';
import type { Ring } from './pool.ts';
import { rangesHave } from './ranges.ts';
import type { GridCell, GridRange, MatrixGridLabels } from './types.ts';

export interface BodySource {
  readonly getCell: (row: number, col: number) => GridCell | undefined;
  readonly rowName: (row: number) => string;
  readonly columnName: (col: number) => string;
  readonly labels: MatrixGridLabels;
}

interface Slot {
  readonly element: HTMLElement;
  readonly text: Text;
  /** What is shown; null before the first time. */
  cell: GridCell | undefined | null;
  /** Within a row the same element shows another column after sideways scrolling. */
  width: number;
  selected: boolean;
  /** What readers are told is of another cell; mended once scrolling rests. */
  stale: boolean;
}

interface RowSlot {
  readonly element: HTMLElement;
  readonly cells: Slot[];
}

/**
 * The cells: one element each, made once for the size of the window. A row's element goes on to another row as it leaves; within a row the n-th element always shows the n-th
 * column in sight, in plain flow, because a placed or clipped element each would cost a paint layer each.
 */
export class BodyPainter {
  readonly #host: HTMLElement;
  readonly #rows: Ring;
  readonly #cols: Ring;
  #slots: RowSlot[] = [];
  #geometry: Geometry | undefined;

  constructor(host: HTMLElement, rows: Ring, cols: Ring) {
    this.#host = host;
    this.#rows = rows;
    this.#cols = cols;
  }

  /** Makes the elements for the present length of both rings. */
  build(): void {
    this.#slots = Array.from({ length: this.#rows.length }, () => {
      const element = document.createElement('div');
      element.setAttribute('role', 'row');
      element.className = classes.row ?? '';
      const cells = Array.from({ length: this.#cols.length }, () => newSlot());
      element.append(...cells.map((cell) => cell.element));
      return { element, cells };
    });
    this.#host.replaceChildren(...this.#slots.map((slot) => slot.element));
  }

  /** Other sizes; every row and column has to be placed and filled again. */
  resize(geometry: Geometry): void {
    this.#geometry = geometry;
    for (const { cells } of this.#slots) for (const cell of cells) cell.width = 0;
  }

  placeRow(slot: number, row: number): void {
    const at = this.#slots[slot];
    if (!at) return;
    at.element.style.top = `${this.#geometry?.rows.start(row) ?? 0}px`;
    at.element.setAttribute('aria-rowindex', String(row + 3));
  }

  /** All rows at once hold the columns in sight, and no more: what reached past them would make the sheet wider. */
  placeColumns(): void {
    const geometry = this.#geometry;
    if (!geometry) return;
    const [left, right] = [geometry.cols.start(this.#cols.span.from), geometry.cols.start(this.#cols.span.to)];
    this.#host.style.left = `${geometry.tree + left}px`;
    this.#host.style.width = `${right - left}px`;
  }

  /** Shows what the cells of renewed rows hold now; with `all`, of every row. */
  fill(source: BodySource, rows: ReadonlySet<number>, all: boolean): void {
    const { from, to } = this.#cols.span;
    const geometry = this.#geometry;
    for (let row = this.#rows.span.from; row < this.#rows.span.to; row += 1) {
      const slot = this.#rows.slotOf(row);
      const cells = this.#slots[slot]?.cells;
      if (!cells || !geometry || !(all || rows.has(slot))) continue;
      for (let col = from; col < to; col += 1) {
        const cell = cells[col - from];
        if (!cell) continue;
        show(cell, source.getCell(row, col));
        const width = geometry.cols.size(col);
        if (cell.width === width) continue;
        cell.width = width;
        setWidth(cell.element, width, geometry.col);
      }
    }
  }

  /** Tells readers what stands where, and what is selected. Only what has changed is written. */
  describe(source: BodySource, ranges: readonly GridRange[]): void {
    for (let row = this.#rows.span.from; row < this.#rows.span.to; row += 1) {
      const cells = this.#slots[this.#rows.slotOf(row)]?.cells;
      const name = source.rowName(row);
      for (let col = this.#cols.span.from; cells && col < this.#cols.span.to; col += 1) {
        const slot = cells[col - this.#cols.span.from];
        if (!slot) continue;
        if (slot.stale) this.#describe(slot, source, name, col);
        const selected = rangesHave(ranges, row, col);
        if (selected === slot.selected) continue;
        slot.selected = selected;
        slot.element.setAttribute('aria-selected', String(selected));
      }
    }
  }

  /** The element of a cell in sight, described at once, because focus is about to speak of it. */
  active(source: BodySource, row: number, col: number): HTMLElement | undefined {
    const slot = this.#rows.has(row) && this.#cols.has(col) ? this.#slots[this.#rows.slotOf(row)]?.cells[col - this.#cols.span.from] : undefined;
    if (slot?.stale) this.#describe(slot, source, source.rowName(row), col);
    return slot?.element;
  }

  #describe(slot: Slot, source: BodySource, rowName: string, col: number): void {
    slot.stale = false;
    slot.element.setAttribute('aria-colindex', String(col + 2));
    slot.element.setAttribute('aria-label', source.labels.cell(rowName, source.columnName(col), cellState(slot.cell ?? undefined, source.labels)));
  }

  /** Parent and elements by slot, to be put in order. */
  order(): readonly [Element, readonly Element[]] {
    return [this.#host, this.#slots.map((slot) => slot.element)];
  }
}

function newSlot(): Slot {
  const element = document.createElement('div');
  const text = document.createTextNode('');
  element.append(text);
  element.setAttribute('role', 'gridcell');
  element.setAttribute('aria-selected', 'false');
  return { element, text, cell: null, width: 0, selected: false, stale: true };
}

function show(slot: Slot, cell: GridCell | undefined): void {
  slot.stale = true;
  if (slot.cell === cell) return;
  const before = slot.cell;
  slot.cell = cell;
  const look = cellClass(cell);
  if (before === null || look !== cellClass(before)) slot.element.className = look;
  const text = cell?.text ?? '';
  if ((before?.text ?? '') !== text) slot.text.data = text;
}
