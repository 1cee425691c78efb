import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { dropAt, edgeSpeed, type TreeDrop } from './tree-drop.ts';
import type { TreeRow } from './tree-rows.ts';

/** Lets nodes be dragged to another place; what it means is the caller's. */
export interface TreeDrag<Node> {
  /** Why the node cannot go there, in a few words; null: it can. */
  readonly refuse: (node: Node, drop: TreeDrop<Node>) => string | null;
  readonly onDrop: (node: Node, drop: TreeDrop<Node>) => void;
  /** Says where it would go, beside the pointer and to those who listen. */
  readonly say: (node: Node, drop: TreeDrop<Node>) => string;
}
export interface Dragging<Node> {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
  readonly drop: (TreeDrop<Node> & { readonly index: number }) | null;
  readonly reason: string | null;
}

/** A press becomes a drag after so many px, so that a click with an unsteady hand stays a click. */
const THRESHOLD = 5;
/** A closed branch opens when something rests on it so long. */
const SPRING_MS = 650;

/** Dragging by mouse or pen; a finger scrolls, as everywhere. Near an edge the tree scrolls on, a closed branch springs open, Escape gives up. */
export function useTreeDrag<Node>({
  drag,
  rows,
  rowHeight,
  scroller,
  onSpring,
}: {
  drag: TreeDrag<Node> | undefined;
  rows: readonly TreeRow<Node>[];
  rowHeight: number;
  scroller: RefObject<HTMLDivElement | null>;
  onSpring: (id: string) => void;
}): { dragging: Dragging<Node> | null; press: (event: ReactPointerEvent, node: Node) => void; swallowClick: () => boolean } {
  const [dragging, setDragging] = useState<Dragging<Node> | null>(null);
  const pressed = useRef<{ readonly node: Node; readonly x: number; readonly y: number; started: boolean } | null>(null);
  const at = useRef({ x: 0, y: 0 });
  const dragged = useRef(false);
  const active = dragging !== null;

  const look = useEffectEvent(() => {
    const held = pressed.current;
    const box = scroller.current?.getBoundingClientRect();
    if (!held?.started || !box || !scroller.current || !drag) return;
    const { x, y } = at.current;
    const inside = x >= box.left && x <= box.right && y >= box.top - rowHeight && y <= box.bottom + rowHeight;
    const drop = inside ? dropAt(rows, Math.min(Math.max(y, box.top), box.bottom) - box.top + scroller.current.scrollTop, rowHeight) : null;
    setDragging({ node: held.node, x, y, drop, reason: drop && drag.refuse(held.node, drop) });
  });
  const end = useEffectEvent((finish: boolean) => {
    const held = pressed.current;
    pressed.current = null;
    setDragging(null);
    if (!held?.started) return;
    if (finish && dragging?.drop && dragging.reason === null) drag?.onDrop(held.node, dragging.drop);
  });
  const move = useEffectEvent((event: PointerEvent) => {
    const held = pressed.current;
    if (!held) return;
    at.current = { x: event.clientX, y: event.clientY };
    if (!held.started && Math.hypot(event.clientX - held.x, event.clientY - held.y) < THRESHOLD) return;
    held.started = true;
    dragged.current = true;
    look();
  });

  useEffect(() => {
    const onMove = (event: PointerEvent) => move(event);
    const onUp = () => {
      end(true);
      // The click that follows the release is not meant for the line under it.
      setTimeout(() => {
        dragged.current = false;
      }, 0);
    };
    const onCancel = () => end(false);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !pressed.current?.started) return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('blur', onCancel);
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('blur', onCancel);
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);

  useEffect(() => {
    if (!active) return undefined;
    let frame = 0;
    const step = () => {
      const element = scroller.current;
      const box = element?.getBoundingClientRect();
      const speed = box && at.current.x >= box.left && at.current.x <= box.right ? edgeSpeed(at.current.y - box.top, box.height) : 0;
      if (element && speed !== 0) {
        const before = element.scrollTop;
        element.scrollTop += speed;
        if (element.scrollTop !== before) look();
      }
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [active, scroller]);

  const over = dragging?.drop?.place === 'into' && dragging.reason === null ? rows[dragging.drop.index] : undefined;
  const springId = over?.expandable && !over.expanded ? over.id : null;
  const spring = useEffectEvent((id: string) => onSpring(id));
  useEffect(() => {
    if (springId === null) return undefined;
    const timer = setTimeout(() => spring(springId), SPRING_MS);
    return () => clearTimeout(timer);
  }, [springId]);

  return {
    dragging,
    press(event, node) {
      if (!drag || event.button !== 0 || event.pointerType === 'touch') return;
      pressed.current = { node, x: event.clientX, y: event.clientY, started: false };
    },
    swallowClick: () => dragged.current,
  };
}
