import { setIfNew, setText, setWidth, showShare } from './elements.ts';
import { BAND_HEIGHT, type Geometry } from './geometry.ts';
import classes from './matrix-grid.module.css';
import type { Ring } from './pool.ts';
import type { GridColumn, MatrixGridLabels } from './types.ts';

interface Band {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  readonly label: string;
}

/** Neighbours with an equal band, together. */
export function bandsOf(columns: readonly GridColumn[]): Band[] {
  const bands: { from: number; to: number; label: string }[] = [];
  for (const [index, column] of columns.entries()) {
    const last = bands.at(-1);
    if (last && last.label === column.band) last.to = index + 1;
    else bands.push({ from: index, to: index + 1, label: column.band });
  }
  return bands;
}

interface Slot {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  readonly icon: HTMLElement;
  readonly mark: HTMLElement;
  readonly bar: HTMLElement;
}

/** The frozen head: bands above, two-line names below. */
export class HeadPainter {
  readonly #bandRow: HTMLElement;
  readonly #nameRow: HTMLElement;
  readonly #cols: Ring;
  #geometry: Geometry | undefined;
  #slots: Slot[] = [];
  #columns: readonly GridColumn[] = [];
  #bands: readonly Band[] = [];
  readonly #shown = new Map<number, HTMLElement>();

  constructor(bandRow: HTMLElement, nameRow: HTMLElement, cols: Ring) {
    this.#bandRow = bandRow;
    this.#nameRow = nameRow;
    this.#cols = cols;
  }

  build(): void {
    this.#slots = Array.from({ length: this.#cols.length }, newSlot);
    this.#nameRow.replaceChildren(...this.#slots.map((slot) => slot.element));
  }

  setColumns(columns: readonly GridColumn[], geometry: Geometry): void {
    this.#columns = columns;
    this.#geometry = geometry;
    this.#bands = bandsOf(columns);
    for (const element of this.#shown.values()) element.remove();
    this.#shown.clear();
  }

  show(slot: number, col: number): void {
    const at = this.#slots[slot];
    const column = this.#columns[col];
    const geometry = this.#geometry;
    if (!at || !column || !geometry) return;
    const width = geometry.cols.size(col);
    at.element.style.left = `${geometry.tree + geometry.cols.start(col)}px`;
    setWidth(at.element, width, geometry.col);
    at.element.classList.toggle(classes.bandStart ?? '', col > 0 && this.#columns[col - 1]?.band !== column.band);
    setText(at.label, column.label);
    setText(at.icon, column.icon ?? '');
    setText(at.mark, column.mark ?? '');
    showShare(at.bar, column.share, width - 34);
  }

  /** Tells readers what stands where, and puts the names into the order of the screen. */
  settle(labels: MatrixGridLabels): void {
    for (let col = this.#cols.span.from; col < this.#cols.span.to; col += 1) {
      const column = this.#columns[col];
      const element = this.#slots[this.#cols.slotOf(col)]?.element;
      if (!column || !element) continue;
      setIfNew(element, 'aria-colindex', String(col + 2));
      setIfNew(element, 'aria-label', labels.column(column.mark ? `${column.label} (${column.mark})` : column.label, column.typeName, column.share));
    }
    this.#cols.settle([[this.#nameRow, this.#slots.map((slot) => slot.element)]]);
  }

  /** The bands over the columns that are drawn. */
  showBands(): void {
    const { from, to } = this.#cols.span;
    const geometry = this.#geometry;
    if (!geometry) return;
    const wanted = new Set<number>();
    for (let index = this.#bandAt(from); index < this.#bands.length; index += 1) {
      const band = this.#bands[index];
      if (!band || band.from >= to) break;
      wanted.add(index);
      if (!this.#shown.has(index)) this.#shown.set(index, this.#newBand(band, geometry));
    }
    for (const [index, element] of this.#shown) {
      if (wanted.has(index)) continue;
      element.remove();
      this.#shown.delete(index);
    }
  }

  #bandAt(col: number): number {
    let [low, high] = [0, this.#bands.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bands[middle]?.to ?? 0) > col) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #newBand(band: Band, geometry: Geometry): HTMLElement {
    const element = document.createElement('div');
    const name = document.createElement('span');
    name.textContent = band.label;
    name.className = classes.bandName ?? '';
    name.style.left = `${geometry.tree}px`;
    element.append(name);
    element.className = `${classes.band ?? ''} ${band.from > 0 ? (classes.bandStart ?? '') : ''}`;
    element.setAttribute('role', 'columnheader');
    element.setAttribute('aria-colindex', String(band.from + 2));
    element.setAttribute('aria-colspan', String(band.to - band.from));
    const left = geometry.cols.start(band.from);
    element.style.cssText = `left:${geometry.tree + left}px;width:${geometry.cols.start(band.to) - left}px;height:${BAND_HEIGHT}px`;
    const before = [...this.#shown].find(([index]) => (this.#bands[index]?.from ?? 0) > band.from)?.[1];
    this.#bandRow.insertBefore(element, before ?? null);
    return element;
  }

  active(col: number): HTMLElement | undefined {
    return this.#cols.has(col) ? this.#slots[this.#cols.slotOf(col)]?.element : undefined;
  }

  /** Marks the names over selected cells. */
  mark(selected: (col: number) => boolean): void {
    for (let col = this.#cols.span.from; col < this.#cols.span.to; col += 1)
      this.#slots[this.#cols.slotOf(col)]?.element.classList.toggle(classes.headed ?? '', selected(col));
  }
}

function newSlot(): Slot {
  const [element, label, icon, mark, bar] = ['div', 'span', 'span', 'span', 'span'].map((tag) => document.createElement(tag)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  element.setAttribute('role', 'columnheader');
  element.className = classes.name ?? '';
  label.className = classes.nameText ?? '';
  icon.className = classes.icon ?? '';
  mark.className = `${classes.mark ?? ''} ${classes.headMark ?? ''}`;
  bar.className = classes.bar ?? '';
  element.append(label, icon, mark, bar);
  return { element, label, icon, mark, bar };
}
