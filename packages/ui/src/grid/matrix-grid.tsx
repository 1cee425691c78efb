import {
  type ClipboardEvent as ReactClipboardEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cx } from '../plain/cx.ts';
import { chordOf } from '../plain/shortcuts.ts';
import { useFillHeight } from '../work/use-fill-height.ts';
import { BAND_HEIGHT } from './geometry.ts';
import { GridView } from './grid-view.ts';
import { HoverCard } from './hover-card.tsx';
import { gridIntent } from './keyboard.ts';
import { followCell, parentRow } from './lines.ts';
import classes from './matrix-grid.module.css';
import { nextGesture, PointerGestures } from './pointer.ts';
import { clampSelection, coveredCells, extendTo, rangeCells, rangeOf, selectCell } from './ranges.ts';
import { parseTsv, pastedRange } from './tsv.ts';
import type { GridDirection, GridFill, GridPosition, GridRange, GridSelection, MatrixGridProps } from './types.ts';
import { useCard } from './use-card.ts';
import { useWidths } from './use-widths.ts';
import { jumpTarget } from './viewport.ts';

const TREE_WIDTH = 300;
/** What other programs do not read: a copy with more than its text. */
const OWN_FORMAT = 'application/x-yarmarka-cells';
const coarse = (): boolean => typeof window !== 'undefined' && window.matchMedia('(pointer: coarse)').matches;

/**
 * A spreadsheet over any number of rows and columns of known sizes: only what is in sight stands in the document, whatever the scroll. It knows nothing of what a cell means:
 * it shows what `getCell` gives and tells the screen what a person wants. Keys, mouse, clipboard and readers as spreadsheets have them; `types.ts` has the contract.
 */
export function MatrixGrid(props: MatrixGridProps): ReactNode {
  const { rows, columns, getCell, version, labels, onVisible, height = 'fill', treeWidth = TREE_WIDTH, brush } = props;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const bandRow = useRef<HTMLDivElement>(null);
  const nameRow = useRef<HTMLDivElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const cells = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const view = useRef<GridView>(undefined);
  const gestures = useRef<PointerGestures>(undefined);
  const filled = useFillHeight(root, height === 'fill');
  const [fillRange, setFillRange] = useState<GridRange>();
  const [said, setSaid] = useState('');
  const size = useMemo(() => ({ rows: rows.length, cols: columns.length }), [rows.length, columns.length]);
  const selection = clampSelection(props.selection, size);
  const card = useCard(view, scroller);
  const widths = useWidths(props, { tree: treeWidth, coarse: coarse(), selection, view, scroller, say: setSaid });
  const { geometry } = widths;

  // What handlers of the mouse and late answers read is what was last shown.
  const latest = useRef<MatrixGridProps>(props);
  const sizing = useRef(widths);
  useLayoutEffect(() => {
    latest.current = { ...props, selection };
    sizing.current = widths;
    const model = { rows, columns, getCell, version, labels, selection, fill: fillRange, geometry, onVisible };
    if (view.current) return view.current.update(model);
    if (!scroller.current || !bandRow.current || !nameRow.current || !tree.current || !cells.current || !overlay.current) return;
    const parts = {
      scroller: scroller.current,
      bandRow: bandRow.current,
      nameRow: nameRow.current,
      tree: tree.current,
      cells: cells.current,
      overlay: overlay.current,
    };
    view.current = new GridView(parts, id, model);
  });
  useEffect(() => {
    gestures.current = new PointerGestures({
      view: () => view.current,
      props: () => latest.current,
      showFill: setFillRange,
      filled: (what) => fillAndSelect(latest.current, what),
      showWidth: (col, px) => sizing.current.show(col, px),
      sized: (col, px) => sizing.current.drop(col, px),
    });
    return () => {
      view.current?.destroy();
      view.current = undefined;
    };
  }, []);

  useImperativeHandle(props.handle, () => ({
    width: (key) => sizing.current.press(key === ']' ? 'wider' : key === '[' ? 'narrower' : 'fit'),
    reveal: (position, align) => view.current?.reveal(position, align),
    focus: () => scroller.current?.focus({ preventScroll: true }),
  }));

  const select = (next: GridSelection, from?: GridPosition) => {
    props.onSelect(next);
    view.current?.reveal(from ?? next.head);
    const range = next.ranges.at(-1);
    if (range && coveredCells(next.ranges) > 1) setSaid(labels.selected(coveredCells(next.ranges), range.toRow - range.row + 1, range.toCol - range.col + 1));
    else setSaid('');
  };

  const jump = async (from: GridPosition, direction: GridDirection, extend: boolean) => {
    const known = (row: number, col: number) => (getCell(row, col)?.tone ?? 'empty') !== 'empty';
    const asked = props.nextFilled ? props.nextFilled(from.row, from.col, direction) : jumpTarget(known, size, from, direction);
    const to = await asked;
    if (latest.current.selection !== selection) return;
    if (to) select(extend ? extendTo(selection, to) : selectCell(to.row, to.col));
    else setSaid(labels.noFilled);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    card.hide();
    if (event.key === 'Escape' && gestures.current?.dragging) return gestures.current.cancel();
    const { active } = selection;
    const row = rows[active.row];
    const line = { expandable: row?.expandable ?? false, expanded: row?.expanded ?? false, parent: active.col === -1 ? parentRow(rows, active.row) : -1 };
    const chord = chordOf(event.nativeEvent);
    const intent = gridIntent(chord, { selection, size, page: view.current?.page() ?? { rows: 1, cols: 1 }, tree: line });
    if (intent.kind === 'none') return;
    if (intent.kind === 'paint') {
      if (selection.ranges.length === 0 || !props.onPaint(selection.ranges, intent.key, nextGesture())) return;
    } else if (intent.kind === 'select') select(intent.selection, chord === 'mod+a' || chord.endsWith('space') ? intent.selection.active : undefined);
    else if (intent.kind === 'jump') void jump(intent.from, intent.direction, intent.extend);
    else if (intent.kind === 'size') widths.press(intent.to);
    else if (intent.kind === 'toggle') props.onToggleRow(intent.row);
    else if (intent.kind === 'activate') props.onActivate(intent.at);
    else if (intent.kind === 'fill') fillAndSelect(props, intent.fill);
    else if (intent.kind === 'undo') props.onUndo();
    else if (intent.kind === 'redo') props.onRedo();
    else if (intent.kind === 'find') props.onFind();
    else if (intent.kind === 'card') card.show(active);
    event.preventDefault();
  };

  const onClipboard = useEffectEvent((event: ClipboardEvent | ReactClipboardEvent) => {
    const range = selection.ranges.at(-1);
    if (document.activeElement !== scroller.current || !range || event.clipboardData === null) return;
    event.preventDefault();
    if (event.type === 'paste') {
      const table = parseTsv(event.clipboardData.getData('text/plain'));
      const covered = pastedRange(range, table, size);
      if (!covered) return;
      const own = event.clipboardData.getData(OWN_FORMAT);
      props.onPaste(range, table, ...(own ? [own] : []));
      select({ active: { row: covered.row, col: covered.col }, head: { row: covered.toRow, col: covered.toCol }, ranges: [covered] }, covered);
      return;
    }
    const copied = props.onCopy(range);
    event.clipboardData.setData('text/plain', typeof copied === 'string' ? copied : copied.text);
    if (typeof copied !== 'string') event.clipboardData.setData(OWN_FORMAT, copied.own);
    setSaid(labels.copied(rangeCells(range)));
    if (event.type === 'cut') props.onPaint([range], 'delete', nextGesture());
  });
  useEffect(() => {
    // On the document, because without a text selection browsers send these events to its body.
    const listen = (event: ClipboardEvent) => onClipboard(event);
    for (const type of ['copy', 'cut', 'paste'] as const) document.addEventListener(type, listen);
    return () => {
      for (const type of ['copy', 'cut', 'paste'] as const) document.removeEventListener(type, listen);
    };
  }, []);

  // Lines open and close, columns change places: the active cell stays by ids, unless the screen has already chosen another.
  const shown = useRef({ rows, columns, selection: props.selection });
  useEffect(() => {
    const before = shown.current;
    shown.current = { rows, columns, selection: props.selection };
    if ((before.rows === rows && before.columns === columns) || before.selection !== props.selection || before.selection.active.row < 0) return;
    const next = followCell(before, { rows, columns }, props.selection);
    if (next === props.selection) return;
    props.onSelect(next);
    if (next.active.col !== props.selection.active.col) view.current?.reveal(next.active);
  });

  const touched = useRef(false);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    card.hide();
    touched.current = event.pointerType === 'touch';
    if (event.target instanceof Element && gestures.current?.down(event.nativeEvent, event.target)) event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (gestures.current?.dragging) gestures.current.move(event.nativeEvent);
    else if (event.buttons === 0 && event.pointerType === 'mouse') {
      const onEdge = props.onResize !== undefined && view.current?.edgeAt(event.clientX, event.clientY) !== undefined;
      event.currentTarget.toggleAttribute('data-edge', onEdge);
      if (onEdge) card.hide();
      else card.over(event.clientX, event.clientY);
    }
  };
  const activateAt = useCallback((event: { clientX: number; clientY: number; target: EventTarget }) => {
    const edge = latest.current.onResize ? view.current?.edgeAt(event.clientX, event.clientY) : undefined;
    if (edge !== undefined) return sizing.current.fit(edge);
    const at = view.current?.hit(event.clientX, event.clientY);
    const onToggle =
      event.target instanceof Element && event.target.closest('[data-toggle]') !== null && at !== undefined && latest.current.rows[at.row]?.expandable;
    if (at && (at.row >= 0 || at.col >= 0) && !onToggle && latest.current.brush === undefined) latest.current.onActivate(at);
  }, []);

  const wide = { width: geometry.tree + geometry.cols.total };
  return (
    <div
      ref={root}
      className={classes.grid}
      style={{
        height: height === 'fill' ? (filled ?? 480) : height,
        ['--row' as string]: `${geometry.row}px`,
        ['--col' as string]: `${geometry.col}px`,
        ['--tree' as string]: `${geometry.tree}px`,
        ['--band' as string]: `${BAND_HEIGHT}px`,
      }}
    >
      <div
        ref={scroller}
        role="grid"
        aria-label={labels.grid}
        aria-rowcount={rows.length + 2}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        tabIndex={0}
        className={cx(classes.scroller, brush !== undefined && classes.brushing)}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => gestures.current?.dragging && gestures.current.up()}
        onPointerCancel={() => gestures.current?.cancel()}
        onPointerLeave={card.hide}
        onClick={(event) => {
          if (touched.current && event.target instanceof Element) gestures.current?.tap(event, event.target);
        }}
        onDoubleClick={activateAt}
      >
        <div role="rowgroup" className={classes.head} style={{ ...wide, height: geometry.head }}>
          <div role="row" aria-rowindex={1} className={classes.bands}>
            <div role="presentation" className={classes.corner} />
            <div ref={bandRow} role="presentation" className={classes.slots} />
          </div>
          <div role="row" aria-rowindex={2} className={classes.names}>
            <div role="columnheader" aria-colindex={1} className={classes.corner}>
              {labels.tree}
            </div>
            <div ref={nameRow} role="presentation" className={classes.slots} />
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ ...wide, height: geometry.rows.total }}>
          <div ref={tree} role="presentation" className={classes.tree} />
          <div ref={cells} role="presentation" className={classes.cells} />
          <div ref={overlay} role="presentation" className={classes.overlay} />
        </div>
      </div>
      <HoverCard at={card.at} grid={props} />
      <div className="y-hidden" aria-live="polite">
        {said}
      </div>
    </div>
  );
}

/** What was filled and what from stay selected together, so that it can be undone or filled on. */
function fillAndSelect(props: MatrixGridProps, fill: GridFill): void {
  props.onFill(fill);
  const { source, target } = fill;
  const both = rangeOf(
    { row: Math.min(source.row, target.row), col: Math.min(source.col, target.col) },
    { row: Math.max(source.toRow, target.toRow), col: Math.max(source.toCol, target.toCol) },
  );
  props.onSelect({ active: { row: both.row, col: both.col }, head: { row: both.toRow, col: both.toCol }, ranges: [both] });
}
