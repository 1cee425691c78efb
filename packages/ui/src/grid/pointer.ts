import { allowedWidth } from './geometry.ts';
import type { GridView } from './grid-view.ts';
import { addRange, extendTo, fillTarget, rangeOf, selectCell, selectLines } from './ranges.ts';
import type { GridFill, GridPosition, GridRange, MatrixGridProps } from './types.ts';
import { dragSpeed } from './viewport.ts';

export interface PointerHost {
  readonly view: () => GridView | undefined;
  readonly props: () => MatrixGridProps;
  readonly showFill: (range: GridRange | undefined) => void;
  readonly filled: (fill: GridFill) => void;
  /** A column (`TREE`: the tree) is that wide while its edge is dragged; undefined: no more. */
  readonly showWidth: (col: number | undefined, px: number) => void;
  readonly sized: (col: number, px: number) => void;
}

type Drag =
  | { readonly kind: 'cells' }
  | { readonly kind: 'lines'; readonly lines: 'rows' | 'cols'; readonly from: number; readonly added: readonly GridRange[] }
  | { readonly kind: 'fill'; readonly source: GridRange }
  | { readonly kind: 'width'; readonly col: number; readonly from: number; readonly before: number; px: number }
  | { readonly kind: 'brush'; readonly key: string; readonly gesture: number; readonly painted: Set<string>; last: GridPosition };

let gestures = 0;
/** Edits with an equal number are one step of undo. */
export const nextGesture = (): number => {
  gestures += 1;
  return gestures;
};

/** The mouse: rectangles, whole lines, the handle, the brush; near an edge the sheet scrolls on. A finger scrolls and taps, no more. */
export class PointerGestures {
  readonly #host: PointerHost;
  #drag: Drag | undefined;
  #at = { x: 0, y: 0 };
  #frame = 0;

  constructor(host: PointerHost) {
    this.#host = host;
  }

  get dragging(): boolean {
    return this.#drag !== undefined;
  }

  /** Begins a gesture; true when the pointer has to be captured for it. */
  down(event: PointerEvent, target: Element): boolean {
    const props = this.#host.props();
    const at = this.#host.view()?.hit(event.clientX, event.clientY);
    if (!at || event.button !== 0 || event.pointerType === 'touch') return false;
    this.#at = { x: event.clientX, y: event.clientY };
    const edge = props.onResize ? this.#host.view()?.edgeAt(event.clientX, event.clientY) : undefined;
    if (edge !== undefined) {
      const before = this.#host.view()?.widthOf(edge) ?? 0;
      this.#drag = { kind: 'width', col: edge, from: event.clientX, before, px: before };
      return true;
    }
    if (this.#toggled(target, at, props)) return false;
    const last = props.selection.ranges.at(-1);
    if (target.closest('[data-handle]') && last) this.#drag = { kind: 'fill', source: last };
    else if (at.row < 0 || at.col < 0) this.#lines(at, event, props);
    else if (props.brush !== undefined) {
      this.#drag = { kind: 'brush', key: props.brush, gesture: nextGesture(), painted: new Set(), last: at };
      this.#paint(this.#drag, at);
    } else {
      const add = event.ctrlKey || event.metaKey;
      props.onSelect(event.shiftKey ? extendTo(props.selection, at) : add ? addRange(props.selection, at) : selectCell(at.row, at.col));
      this.#drag = { kind: 'cells' };
    }
    return this.#drag !== undefined;
  }

  move(event: PointerEvent): void {
    if (!this.#drag) return;
    this.#at = { x: event.clientX, y: event.clientY };
    this.#reach();
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#scroll);
  }

  up(): void {
    const drag = this.#drag;
    this.cancel();
    if (drag?.kind === 'width') {
      if (drag.px !== drag.before) this.#host.sized(drag.col, drag.px);
      return;
    }
    const at = this.#host.view()?.hit(this.#at.x, this.#at.y, true);
    const found = drag?.kind === 'fill' && at ? fillTarget(drag.source, at) : undefined;
    if (drag?.kind === 'fill' && found) this.#host.filled({ source: drag.source, ...found });
  }

  cancel(): void {
    this.#drag = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#host.showFill(undefined);
    this.#host.showWidth(undefined, 0);
  }

  /** A finger's tap, or what a program clicks. */
  tap(event: { readonly clientX: number; readonly clientY: number }, target: Element): void {
    const props = this.#host.props();
    const at = this.#host.view()?.hit(event.clientX, event.clientY);
    if (at && !this.#toggled(target, at, props)) props.onSelect(selectCell(at.row, at.col));
  }

  #toggled(target: Element, at: GridPosition, props: MatrixGridProps): boolean {
    if (at.col !== -1 || at.row < 0 || !target.closest('[data-toggle]') || !props.rows[at.row]?.expandable) return false;
    props.onSelect(selectCell(at.row, -1));
    props.onToggleRow(at.row);
    return true;
  }

  #lines(at: GridPosition, event: PointerEvent, props: MatrixGridProps): void {
    const { selection, rows, columns } = props;
    const size = { rows: rows.length, cols: columns.length };
    if (at.row < 0 && at.col < 0) return props.onSelect(selectLines('rows', 0, size.rows - 1, size));
    const lines = at.col < 0 ? 'rows' : 'cols';
    const line = at.col < 0 ? at.row : at.col;
    const from = event.shiftKey ? Math.max(0, at.col < 0 ? selection.active.row : selection.active.col) : line;
    const added = event.ctrlKey || event.metaKey ? selection.ranges : [];
    this.#drag = { kind: 'lines', lines, from, added };
    props.onSelect(selectLines(lines, from, line, size, added));
  }

  #reach(): void {
    if (this.#drag?.kind === 'width') {
      this.#drag.px = allowedWidth(this.#drag.before + this.#at.x - this.#drag.from, this.#drag.col);
      return this.#host.showWidth(this.#drag.col, this.#drag.px);
    }
    const props = this.#host.props();
    const at = this.#host.view()?.hit(this.#at.x, this.#at.y, true);
    const drag = this.#drag;
    if (!at || !drag || at.row < 0 || at.col < 0) return;
    if (drag.kind === 'brush') this.#paint(drag, at);
    else if (drag.kind === 'fill') {
      const found = fillTarget(drag.source, at);
      this.#host.showFill(found && rangeOf(first(drag.source, found.target), last(drag.source, found.target)));
    } else if (drag.kind === 'lines') {
      const size = { rows: props.rows.length, cols: props.columns.length };
      props.onSelect(selectLines(drag.lines, drag.from, drag.lines === 'rows' ? at.row : at.col, size, drag.added));
    } else if (at.row !== props.selection.head.row || at.col !== props.selection.head.col) props.onSelect(extendTo(props.selection, at));
  }

  /** Every cell on the way is painted, also when the pointer skipped some. */
  #paint(drag: Extract<Drag, { kind: 'brush' }>, at: GridPosition): void {
    const steps = Math.max(Math.abs(at.row - drag.last.row), Math.abs(at.col - drag.last.col), 1);
    const ranges: GridRange[] = [];
    for (let step = 0; step <= steps; step += 1) {
      const row = Math.round(drag.last.row + ((at.row - drag.last.row) * step) / steps);
      const col = Math.round(drag.last.col + ((at.col - drag.last.col) * step) / steps);
      const key = `${row} ${col}`;
      if (drag.painted.has(key)) continue;
      drag.painted.add(key);
      ranges.push({ row, col, toRow: row, toCol: col });
    }
    drag.last = at;
    if (ranges.length > 0) this.#host.props().onPaint(ranges, drag.key, drag.gesture);
  }

  readonly #scroll = (): void => {
    this.#frame = 0;
    const view = this.#host.view();
    if (!this.#drag || !view || this.#drag.kind === 'width') return;
    const area = view.cellArea();
    const vertical = this.#drag.kind === 'lines' && this.#drag.lines === 'cols' ? 0 : dragSpeed(this.#at.y, area.top, area.bottom);
    const sideways = this.#drag.kind === 'lines' && this.#drag.lines === 'rows' ? 0 : dragSpeed(this.#at.x, area.left, area.right);
    if (vertical === 0 && sideways === 0) return;
    view.scrollBy(sideways, vertical);
    this.#reach();
    this.#frame = requestAnimationFrame(this.#scroll);
  };
}

const first = (a: GridRange, b: GridRange): GridPosition => ({ row: Math.min(a.row, b.row), col: Math.min(a.col, b.col) });
const last = (a: GridRange, b: GridRange): GridPosition => ({ row: Math.max(a.toRow, b.toRow), col: Math.max(a.toCol, b.toCol) });
