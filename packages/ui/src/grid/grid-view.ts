import { BodyPainter, type BodySource } from './body-painter.ts';
import { edgeUnder } from './edges.ts';
import { type Geometry, SPARE_COLS, SPARE_ROWS, TREE } from './geometry.ts';
import { HeadPainter } from './head-painter.ts';
import { rowPath } from './lines.ts';
import { OverlayPainter } from './overlay-painter.ts';
import { Ring } from './pool.ts';
import { TreePainter } from './tree-painter.ts';
import type { GridCell, GridColumn, GridPosition, GridRange, GridRow, GridSelection, MatrixGridLabels } from './types.ts';
import { offsetFor, type Span, spanOf } from './viewport.ts';

/** Elements that React makes once and leaves to the painters. */
export interface GridParts {
  readonly scroller: HTMLElement;
  readonly bandRow: HTMLElement;
  readonly nameRow: HTMLElement;
  readonly tree: HTMLElement;
  readonly cells: HTMLElement;
  readonly overlay: HTMLElement;
}

export interface GridModel {
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly getCell: (row: number, col: number) => GridCell | undefined;
  readonly version: number;
  readonly labels: MatrixGridLabels;
  readonly selection: GridSelection;
  readonly fill: GridRange | undefined;
  readonly geometry: Geometry;
  readonly onVisible: (rows: readonly [number, number], cols: readonly [number, number]) => void;
}

const TOLD_EVERY_MS = 120;
const RESTS_MS = 120;
const FASTEST_PX = 4_000;

/**
 * Draws what is in sight without React: on every scroll event the slots whose line has left take the line that came, nothing else is touched. The sizes of the window are
 * remembered, so a frame of scrolling reads two offsets and never forces a layout.
 */
export class GridView {
  readonly #parts: GridParts;
  readonly #id: string;
  readonly #rows = new Ring();
  readonly #cols = new Ring();
  readonly #body: BodyPainter;
  readonly #head: HeadPainter;
  readonly #tree: TreePainter;
  readonly #overlay: OverlayPainter;
  readonly #size: ResizeObserver;
  #model: GridModel;
  #drawn: GridModel | undefined;
  #viewport = { width: 0, height: 0 };
  #at = { top: 0, left: 0 };
  #way = { down: 0, right: 0 };
  #active: HTMLElement | undefined;
  #told = '';
  #toldAt = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #moving = false;

  constructor(parts: GridParts, id: string, model: GridModel) {
    this.#parts = parts;
    this.#id = id;
    this.#model = model;
    this.#body = new BodyPainter(parts.cells, this.#rows, this.#cols);
    this.#head = new HeadPainter(parts.bandRow, parts.nameRow, this.#cols);
    this.#tree = new TreePainter(parts.tree, this.#rows);
    this.#overlay = new OverlayPainter(parts.overlay);
    this.#size = new ResizeObserver(() => this.#resized());
    this.#size.observe(parts.scroller);
    parts.scroller.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resized();
  }

  destroy(): void {
    this.#size.disconnect();
    clearTimeout(this.#rest);
    this.#parts.scroller.removeEventListener('scroll', this.#scrolled);
  }

  /** Takes what the screen gave and redraws as little as it needs. */
  update(model: GridModel): void {
    this.#model = model;
    this.#draw();
    if (!this.#moving) this.#settle();
  }

  /** Rows and columns that fit into the window. */
  page(): { rows: number; cols: number } {
    const { row, tree, head, cols } = this.#model.geometry;
    const right = Math.min(this.#at.left + this.#viewport.width - tree, cols.total);
    return {
      rows: Math.max(1, Math.floor((this.#viewport.height - head) / row) - 1),
      cols: Math.max(1, cols.at(right) - cols.at(this.#at.left) - 1),
    };
  }

  reveal(position: Partial<GridPosition>, align: 'nearest' | 'start' | 'center' = 'nearest'): void {
    const { rows, cols, tree, head } = this.#model.geometry;
    const { scroller } = this.#parts;
    if (position.row !== undefined && position.row >= 0)
      scroller.scrollTop = offsetFor(position.row, scroller.scrollTop, this.#viewport.height - head, rows, align);
    if (position.col !== undefined && position.col >= 0)
      scroller.scrollLeft = offsetFor(position.col, scroller.scrollLeft, this.#viewport.width - tree, cols, align);
    if (scroller.scrollTop !== this.#at.top || scroller.scrollLeft !== this.#at.left) this.#scrolled();
  }

  scrollBy(right: number, down: number): void {
    this.#parts.scroller.scrollBy(right, down);
    this.#scrolled();
  }

  /** The position under a point of the window; undefined over scrollbars and outside. -1 for headers, the corner is (-1, -1). With `clamp` the nearest cell to it. */
  hit(clientX: number, clientY: number, clamp = false): GridPosition | undefined {
    const { rows, cols, tree, head } = this.#model.geometry;
    const box = this.#parts.scroller.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const size = { rows: this.#model.rows.length, cols: this.#model.columns.length };
    if (!clamp && (x < 0 || y < 0 || x >= this.#viewport.width || y >= this.#viewport.height)) return undefined;
    const inside = {
      x: clamp ? Math.max(tree, Math.min(this.#viewport.width - 1, x)) : x,
      y: clamp ? Math.max(head, Math.min(this.#viewport.height - 1, y)) : y,
    };
    const at = {
      row: inside.y < head ? -1 : rows.at(inside.y - head + this.#at.top),
      col: inside.x < tree ? -1 : cols.at(inside.x - tree + this.#at.left),
    };
    if (clamp) return { row: Math.min(at.row, size.rows - 1), col: Math.min(at.col, size.cols - 1) };
    return at.row < size.rows && at.col < size.cols ? at : undefined;
  }

  /** The column whose right edge in the head lies under a point of the window, `TREE` for the tree's. */
  edgeAt(clientX: number, clientY: number): number | undefined {
    const box = this.#parts.scroller.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    if (y < 0 || y >= this.#model.geometry.head || x < 0 || x >= this.#viewport.width) return undefined;
    return edgeUnder(x, this.#at.left, this.#model.geometry);
  }

  widthOf(col: number): number {
    const { tree, cols } = this.#model.geometry;
    return col === TREE ? tree : cols.size(col);
  }

  /** What a column shows in the rows in sight. */
  textsOf(col: number): readonly string[] {
    const { from, to } = this.#rows.span;
    return Array.from({ length: to - from }, (_, index) => this.#model.getCell(from + index, col)?.text ?? '');
  }

  linesInSight(): readonly GridRow[] {
    return this.#model.rows.slice(this.#rows.span.from, this.#rows.span.to);
  }

  /** The part of the window that shows cells, in its coordinates. */
  cellArea(): { left: number; top: number; right: number; bottom: number } {
    const box = this.#parts.scroller.getBoundingClientRect();
    const { tree, head } = this.#model.geometry;
    return { left: box.left + tree, top: box.top + head, right: box.left + this.#viewport.width, bottom: box.top + this.#viewport.height };
  }

  /** The box of a position in the window, for the card that points to it. */
  boxOf(position: GridPosition): DOMRect | undefined {
    const element =
      position.row < 0
        ? this.#head.active(position.col)
        : position.col < 0
          ? this.#tree.active(position.row)
          : this.#body.active(this.#source(), position.row, position.col);
    return element?.getBoundingClientRect();
  }

  readonly #scrolled = (): void => {
    const { scrollTop, scrollLeft } = this.#parts.scroller;
    this.#way = { down: scrollTop - this.#at.top, right: scrollLeft - this.#at.left };
    this.#at = { top: scrollTop, left: scrollLeft };
    if (!this.#moving) this.#parts.scroller.setAttribute('aria-busy', 'true');
    this.#moving = true;
    this.#draw();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#settle(), RESTS_MS);
  };

  #resized(): void {
    const { clientWidth, clientHeight, scrollTop, scrollLeft } = this.#parts.scroller;
    this.#viewport = { width: clientWidth, height: clientHeight };
    this.#at = { top: scrollTop, left: scrollLeft };
    this.#draw();
    if (!this.#moving) this.#settle();
  }

  #draw(): void {
    const model = this.#model;
    const { geometry, rows, columns } = model;
    const before = this.#drawn;
    this.#drawn = model;
    const fast = (by: number) => (Math.abs(by) > FASTEST_PX ? 0 : Math.sign(by));
    const rowSpan = spanOf(this.#at.top, this.#viewport.height - geometry.head, geometry.rows, SPARE_ROWS, fast(this.#way.down));
    const colSpan = spanOf(this.#at.left, this.#viewport.width - geometry.tree, geometry.cols, SPARE_COLS, fast(this.#way.right));
    const built = this.#build(rowSpan, colSpan, before);
    const resized = before?.geometry !== geometry;
    if (built || resized) {
      this.#tree.resize(geometry);
      this.#body.resize(geometry);
    }
    const anew = built || resized || before?.rows !== rows || before.columns !== columns || before.labels !== model.labels;
    if (built || resized || before?.columns !== columns) this.#head.setColumns(columns, geometry);
    if (anew) {
      this.#rows.forget();
      this.#cols.forget();
      this.#told = '';
    }
    const newRows = new Set<number>();
    let shifted = false;
    this.#rows.move(rowSpan, (slot, row) => {
      newRows.add(slot);
      this.#body.placeRow(slot, row);
      this.#tree.show(slot, row, rows[row]);
    });
    this.#cols.move(colSpan, (slot, col) => {
      shifted = true;
      this.#head.show(slot, col);
    });
    if (shifted) {
      this.#head.showBands();
      this.#body.placeColumns();
    }
    const refill = anew || shifted || before?.version !== model.version;
    if (refill || newRows.size > 0) this.#body.fill(this.#source(), newRows, refill);
    if (refill || newRows.size > 0 || before?.selection !== model.selection || before.fill !== model.fill) this.#select();
    this.#tell(rowSpan, colSpan, false);
  }

  /** Makes the elements when their number changes. */
  #build(rowSpan: Span, colSpan: Span, before: GridModel | undefined): boolean {
    const [height, width] = [rowSpan.to - rowSpan.from, colSpan.to - colSpan.from];
    if (height === this.#rows.length && width === this.#cols.length && before) return false;
    this.#rows.resize(height);
    this.#cols.resize(width);
    this.#tree.build();
    this.#head.build();
    this.#body.build();
    return true;
  }

  /** Frames, marked headers, and the element that has the focus within the grid. */
  #select(): void {
    const { selection, fill, geometry } = this.#model;
    this.#overlay.draw(selection, fill, this.#rows.span, this.#cols.span, geometry);
    const { row, col } = selection.active;
    this.#head.mark((at) => at === col || selection.ranges.some((range) => at >= range.col && at <= range.toCol));
    this.#tree.mark((at) => at === row || selection.ranges.some((range) => at >= range.row && at <= range.toRow));
    const element = row < 0 ? this.#head.active(col) : col < 0 ? this.#tree.active(row) : this.#body.active(this.#source(), row, col);
    if (element !== this.#active) {
      this.#active?.removeAttribute('id');
      this.#active?.removeAttribute('data-active');
      this.#active = element;
    }
    if (!element) return this.#parts.scroller.removeAttribute('aria-activedescendant');
    element.id = `${this.#id}-active`;
    element.dataset.active = '';
    this.#parts.scroller.setAttribute('aria-activedescendant', element.id);
  }

  /** Once scrolling rests: what readers are told is mended, and the screen hears what to load. */
  #settle(): void {
    if (this.#moving) this.#parts.scroller.removeAttribute('aria-busy');
    this.#moving = false;
    this.#body.describe(this.#source(), this.#model.selection.ranges);
    this.#rows.settle([this.#tree.order(), this.#body.order()]);
    this.#head.settle(this.#model.labels);
    this.#tree.settle(this.#model.rows, this.#model.labels);
    this.#tell(this.#rows.span, this.#cols.span, true);
  }

  #tell(rows: Span, cols: Span, now: boolean): void {
    const words = `${rows.from},${rows.to},${cols.from},${cols.to}`;
    const time = performance.now();
    if (words === this.#told || rows.to === 0 || cols.to === 0 || (!now && time - this.#toldAt < TOLD_EVERY_MS)) return;
    this.#told = words;
    this.#toldAt = time;
    this.#model.onVisible([rows.from, rows.to - 1], [cols.from, cols.to - 1]);
  }

  #source(): BodySource {
    const { getCell, labels, rows, columns } = this.#model;
    return { getCell, labels, rowName: (row) => rowPath(rows, row), columnName: (col) => columns[col]?.label ?? '' };
  }
}
