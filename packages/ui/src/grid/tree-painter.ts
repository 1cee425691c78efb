import { setClass, setIfNew, setText, showShare } from './elements.ts';
import type { Geometry } from './geometry.ts';
import { indentOf } from './lines.ts';
import classes from './matrix-grid.module.css';
import type { Ring } from './pool.ts';
import type { GridRow, MatrixGridLabels } from './types.ts';

const BAR = 44;
const LEAF = classes.toggle ?? '';
const CLOSED = `${LEAF} ${classes.canOpen ?? ''}`;
const OPEN = `${CLOSED} ${classes.open ?? ''}`;
const PLAIN = classes.label ?? '';
const INNER = `${PLAIN} ${classes.inner ?? ''}`;

interface Slot {
  /** A row of its own in the frozen part, as the cells beside it are one: both have the same aria-rowindex. */
  readonly line: HTMLElement;
  readonly element: HTMLElement;
  readonly toggle: HTMLElement;
  readonly label: HTMLElement;
  readonly mark: HTMLElement;
  readonly note: HTMLElement;
  readonly bar: HTMLElement;
}

/** The frozen tree column: one header per row, with its triangle, count and thin bar. */
export class TreePainter {
  readonly #host: HTMLElement;
  readonly #rows: Ring;
  #slots: Slot[] = [];
  #geometry: Geometry | undefined;

  constructor(host: HTMLElement, rows: Ring) {
    this.#host = host;
    this.#rows = rows;
  }

  /** Other sizes; every line has to be shown again. */
  resize(geometry: Geometry): void {
    this.#geometry = geometry;
  }

  build(): void {
    this.#slots = Array.from({ length: this.#rows.length }, newSlot);
    this.#host.replaceChildren(...this.#slots.map((slot) => slot.line));
  }

  show(slot: number, index: number, row: GridRow | undefined): void {
    const at = this.#slots[slot];
    if (!at || !row) return;
    at.line.style.top = `${this.#geometry?.rows.start(index) ?? 0}px`;
    const indent = `${indentOf(row)}px`;
    if (at.element.style.paddingLeft !== indent) at.element.style.paddingLeft = indent;
    setClass(at.toggle, row.expandable ? (row.expanded ? OPEN : CLOSED) : LEAF);
    setClass(at.label, row.expandable ? INNER : PLAIN);
    setText(at.label, row.label);
    setText(at.mark, row.mark ?? '');
    setText(at.note, row.note ?? '');
    showShare(at.bar, row.share, BAR);
  }

  /** Tells readers what stands where. */
  settle(rows: readonly GridRow[], labels: MatrixGridLabels): void {
    for (let index = this.#rows.span.from; index < this.#rows.span.to; index += 1) {
      const [at, row] = [this.#slots[this.#rows.slotOf(index)], rows[index]];
      if (!at || !row) continue;
      setIfNew(at.line, 'aria-rowindex', String(index + 3));
      setIfNew(at.element, 'aria-label', labels.row(row.mark ? `${row.label} (${row.mark})` : row.label, row.depth + 1, row.note, row.share));
      if (row.expandable) setIfNew(at.element, 'aria-expanded', String(row.expanded));
      else at.element.removeAttribute('aria-expanded');
      at.toggle.title = row.expandable ? (row.expanded ? labels.collapse : labels.expand) : '';
    }
  }

  /** Parent and elements by slot, to be put in order. */
  order(): readonly [Element, readonly Element[]] {
    return [this.#host, this.#slots.map((slot) => slot.line)];
  }

  active(row: number): HTMLElement | undefined {
    return this.#rows.has(row) ? this.#slots[this.#rows.slotOf(row)]?.element : undefined;
  }

  /** Marks the lines beside selected cells. */
  mark(selected: (row: number) => boolean): void {
    for (let row = this.#rows.span.from; row < this.#rows.span.to; row += 1)
      this.#slots[this.#rows.slotOf(row)]?.element.classList.toggle(classes.headed ?? '', selected(row));
  }
}

function newSlot(): Slot {
  const [line, element, toggle, label, mark, note, bar] = ['div', 'div', 'span', 'span', 'span', 'span', 'span'].map((tag) => document.createElement(tag)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  element.setAttribute('role', 'rowheader');
  element.setAttribute('aria-colindex', '1');
  element.className = classes.line ?? '';
  line.setAttribute('role', 'row');
  line.className = classes.place ?? '';
  line.append(element);
  toggle.dataset.toggle = '';
  label.className = classes.label ?? '';
  mark.className = classes.mark ?? '';
  note.className = classes.note ?? '';
  bar.className = classes.bar ?? '';
  element.append(toggle, label, mark, note, bar);
  return { line, element, toggle, label, mark, note, bar };
}
