import { extendTo, type GridSize, rangeOf, selectCell, selectLines } from './ranges.ts';
import type { GridDirection, GridFill, GridPosition, GridSelection } from './types.ts';

/** What a key asks for; `none` leaves it to the page, `handled` keeps it from the page and does nothing. */
export type GridIntent =
  | { readonly kind: 'select'; readonly selection: GridSelection }
  | { readonly kind: 'jump'; readonly from: GridPosition; readonly direction: GridDirection; readonly extend: boolean }
  | { readonly kind: 'toggle'; readonly row: number }
  | { readonly kind: 'activate'; readonly at: GridPosition }
  | { readonly kind: 'fill'; readonly fill: GridFill }
  | { readonly kind: 'paint'; readonly key: string }
  | { readonly kind: 'size'; readonly to: 'wider' | 'narrower' | 'fit' }
  | { readonly kind: 'undo' | 'redo' | 'find' | 'card' | 'handled' | 'none' };

export interface KeyboardState {
  readonly selection: GridSelection;
  readonly size: GridSize;
  /** Rows and columns that fit into the window, at least 1. */
  readonly page: GridSize;
  /** The active line of the tree: whether it can open, is open, and the line it hangs under (-1 for a root). */
  readonly tree: { readonly expandable: boolean; readonly expanded: boolean; readonly parent: number };
}

const NONE: GridIntent = { kind: 'none' };
const ARROWS: Record<string, GridDirection> = { up: 'up', down: 'down', left: 'left', right: 'right' };
const NAMED_PAINT = new Set(['delete', 'backspace', 'space']);

/**
 * What a chord (as `chordOf` writes it) means. Arrows move, with Shift they extend, with Ctrl they jump to the next filled cell; in the tree column Left and Right close
 * and open. Letters, digits and marks are asked of the screen.
 */
export function gridIntent(chord: string, state: KeyboardState): GridIntent {
  if (state.size.rows === 0 || state.size.cols === 0) return chord === 'mod+f' ? { kind: 'find' } : NONE;
  const parts = chord === '+' ? ['+'] : chord.endsWith('++') ? [...chord.slice(0, -2).split('+'), '+'] : chord.split('+');
  const key = parts.at(-1) ?? '';
  const [mod, shift, alt] = ['mod', 'shift', 'alt'].map((name) => parts.slice(0, -1).includes(name));
  const direction = ARROWS[key];
  if (direction && !alt) return arrow(direction, state, mod === true, shift === true);
  return travel(key, state, mod === true, shift === true, alt === true) ?? command(chord, key, state, mod === true || alt === true);
}

const select = (selection: GridSelection): GridIntent => ({ kind: 'select', selection });

/** To a place, or the last range drawn out to it. */
const go = (state: KeyboardState, at: GridPosition, extend: boolean): GridIntent => {
  const to = { row: Math.min(at.row, state.size.rows - 1), col: Math.min(at.col, state.size.cols - 1) };
  return select(extend ? extendTo(state.selection, to) : selectCell(to.row, to.col));
};

function arrow(direction: GridDirection, state: KeyboardState, mod: boolean, shift: boolean): GridIntent {
  const { selection, tree } = state;
  const from = shift ? selection.head : selection.active;
  if (!shift && !mod && selection.active.col === -1 && selection.active.row >= 0) {
    if (direction === 'right' && tree.expandable && !tree.expanded) return { kind: 'toggle', row: selection.active.row };
    if (direction === 'left') {
      if (tree.expanded) return { kind: 'toggle', row: selection.active.row };
      return tree.parent >= 0 ? go(state, { row: tree.parent, col: -1 }, false) : NONE;
    }
  }
  if (mod && from.row >= 0 && from.col >= 0) return { kind: 'jump', from, direction, extend: shift };
  const step = mod ? Number.POSITIVE_INFINITY : 1;
  // The corner belongs to no line, so from a header one does not walk into it; extending and leaping stop at the first cell.
  const least = (own: number, other: number) => (shift || other === -1 ? 0 : mod ? Math.min(0, own) : -1);
  const vertical = direction === 'up' || direction === 'down';
  const by = direction === 'up' || direction === 'left' ? -step : step;
  const to = vertical
    ? { row: Math.max(least(from.row, from.col), from.row + by), col: from.col }
    : { row: from.row, col: Math.max(least(from.col, from.row), from.col + by) };
  return go(state, to, shift);
}

function travel(key: string, state: KeyboardState, mod: boolean, shift: boolean, alt: boolean): GridIntent | undefined {
  const { selection, size, page } = state;
  const from = shift ? selection.head : selection.active;
  const last = { row: size.rows - 1, col: size.cols - 1 };
  if (key === 'home' && !alt) return go(state, mod ? { row: 0, col: 0 } : { row: from.row, col: !shift && from.col === 0 ? -1 : 0 }, shift);
  if (key === 'end' && !alt) return go(state, mod ? last : { row: from.row, col: last.col }, shift);
  const back = key === 'pageup' ? -1 : key === 'pagedown' ? 1 : 0;
  if (back === 0 || mod) return undefined;
  const to = alt ? { row: from.row, col: Math.max(0, from.col + back * page.cols) } : { row: Math.max(0, from.row + back * page.rows), col: from.col };
  return go(state, to, shift);
}

function command(chord: string, key: string, state: KeyboardState, held: boolean): GridIntent {
  const { selection, size } = state;
  const last = selection.ranges.at(-1);
  switch (chord) {
    case 'mod+a':
      return select({
        ...selectLines('rows', 0, size.rows - 1, size),
        active: { row: Math.max(0, selection.active.row), col: Math.max(0, selection.active.col) },
      });
    case 'shift+space':
      return select(selectLines('rows', last?.row ?? Math.max(0, selection.active.row), last?.toRow ?? Math.max(0, selection.active.row), size));
    case 'mod+space':
      return select(selectLines('cols', last?.col ?? Math.max(0, selection.active.col), last?.toCol ?? Math.max(0, selection.active.col), size));
    case 'mod+z':
      return { kind: 'undo' };
    case 'mod+shift+z':
    case 'mod+y':
      return { kind: 'redo' };
    case 'mod+f':
      return { kind: 'find' };
    case 'mod+i':
      return { kind: 'card' };
    case 'mod+d':
      return fill(selection, 'down');
    case 'mod+r':
      return fill(selection, 'right');
    case ']':
      return { kind: 'size', to: 'wider' };
    case '[':
      return { kind: 'size', to: 'narrower' };
    case '=':
      return { kind: 'size', to: 'fit' };
    case 'enter':
    case 'f2':
      return { kind: 'activate', at: selection.active };
    case 'escape':
      return collapse(selection);
    default:
      if (selection.active.col === -1 && key === 'space' && !held) return command('shift+space', 'space', state, false);
      // "?" and "/" are the page's: its list of keys, its search.
      return !held && (NAMED_PAINT.has(key) || (key.length === 1 && key !== '?' && key !== '/')) ? { kind: 'paint', key: chord } : NONE;
  }
}

function collapse({ active, ranges }: GridSelection): GridIntent {
  const [only] = ranges;
  if (ranges.length === 0 || active.row < 0 || active.col < 0) return NONE;
  if (ranges.length === 1 && only && only.row === only.toRow && only.col === only.toCol) return NONE;
  return select(selectCell(active.row, active.col));
}

/** Ctrl+D, Ctrl+R: the first line of the selection over the rest; a single line takes the one before it. */
function fill({ ranges }: GridSelection, direction: 'down' | 'right'): GridIntent {
  const range = ranges.at(-1);
  // Handled even when there is nothing to fill: the browser would open its bookmarks or reload the page.
  const nothing: GridIntent = { kind: 'handled' };
  if (!range) return nothing;
  const [from, to] = direction === 'down' ? [range.row, range.toRow] : [range.col, range.toCol];
  const line = from === to ? from - 1 : from;
  if (line < 0) return nothing;
  const corner = (start: number, end: number) =>
    direction === 'down'
      ? rangeOf({ row: start, col: range.col }, { row: end, col: range.toCol })
      : rangeOf({ row: range.row, col: start }, { row: range.toRow, col: end });
  return { kind: 'fill', fill: { source: corner(line, line), target: corner(line + 1, to), direction } };
}
