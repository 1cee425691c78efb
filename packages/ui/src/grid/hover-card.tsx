import type { ReactNode } from 'react';
import classes from './matrix-grid.module.css';
import { rowPath } from './lines.ts';
import { cellState } from './cell-look.ts';
import type { GridPosition, MatrixGridProps } from './types.ts';

export interface CardAt {
  readonly position: GridPosition;
  readonly box: { readonly left: number; readonly top: number; readonly bottom: number };
  /** Asked for by key: then it is also read out. */
  readonly spoken: boolean;
}

const WIDTH = 320;
const ROOM_BELOW = 160;
const GAP = 6;

/** One card for the whole grid: under the position it speaks of, or above where there is no room. */
export function HoverCard({ at, grid }: { readonly at: CardAt | undefined; readonly grid: MatrixGridProps }): ReactNode {
  return (
    <div aria-live={at?.spoken ? 'polite' : 'off'}>
      {at ? (
        <div
          className={classes.card}
          role="tooltip"
          style={{
            left: Math.max(8, Math.min(at.box.left, window.innerWidth - WIDTH - 8)),
            ...(at.box.bottom + ROOM_BELOW > window.innerHeight ? { bottom: window.innerHeight - at.box.top + GAP } : { top: at.box.bottom + GAP }),
          }}
        >
          {grid.renderCard?.(at.position) ?? <Plain at={at.position} grid={grid} />}
        </div>
      ) : null}
    </div>
  );
}

function Plain({ at, grid }: { readonly at: GridPosition; readonly grid: MatrixGridProps }): ReactNode {
  const row = grid.rows[at.row];
  const column = grid.columns[at.col];
  if (row && column) {
    return (
      <>
        <strong>{column.label}</strong>
        <span>{rowPath(grid.rows, at.row)}</span>
        <span>{cellState(grid.getCell(at.row, at.col), grid.labels)}</span>
      </>
    );
  }
  if (column) {
    return (
      <>
        <strong>{column.label}</strong>
        <span>{column.band}</span>
        <span>{grid.labels.column(column.label, column.typeName, column.share)}</span>
      </>
    );
  }
  return row ? (
    <>
      <strong>{row.label}</strong>
      <span>{rowPath(grid.rows, at.row)}</span>
      <span>{grid.labels.row(row.label, row.depth + 1, row.note, row.share)}</span>
    </>
  ) : null;
}
