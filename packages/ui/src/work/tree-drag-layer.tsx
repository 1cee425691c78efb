import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { cx } from '../plain/cx.ts';
import type { TreeRow } from './tree-rows.ts';
import classes from './tree-view.module.css';
import type { Dragging, TreeDrag } from './use-tree-drag.ts';

/** What is held, where it would land, and in words why it may not: a line between two nodes, a frame around one, a note beside the pointer. */
export function TreeDragLayer<Node>({
  dragging: { node, x, y, drop, reason },
  drag,
  rows,
  rowHeight,
  indent,
  name,
}: {
  dragging: Dragging<Node>;
  drag: TreeDrag<Node>;
  rows: readonly TreeRow<Node>[];
  rowHeight: number;
  indent: number;
  name: (node: Node) => string;
}): ReactNode {
  const row = drop ? rows.find((one) => one.node === drop.node) : undefined;
  const index = drop?.index ?? 0;
  const top = drop?.place === 'after' ? (index + 1) * rowHeight : index * rowHeight;
  const left = 4 + ((row?.level ?? 1) - 1) * indent;
  const words = drop ? (reason ?? drag.say(node, drop)) : '';
  return (
    <>
      {drop && reason === null ? (
        <div
          aria-hidden="true"
          className={drop.place === 'into' ? classes.landInto : classes.landBeside}
          style={{ transform: `translateY(${top}px)`, left, ...(drop.place === 'into' && { height: rowHeight }) }}
        />
      ) : null}
      {createPortal(
        <div role="status" className={cx(classes.held, reason !== null && classes.refused)} style={{ transform: `translate(${x + 14}px, ${y + 12}px)` }}>
          <strong>{name(node)}</strong>
          {words === '' ? null : <span>{words}</span>}
        </div>,
        document.body,
      )}
    </>
  );
}
