import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { GridView } from './grid-view.ts';
import type { CardAt } from './hover-card.tsx';
import type { GridPosition } from './types.ts';

const RESTS_MS = 450;

/** The hover card, shared by all cells: it opens where the pointer rests, or at once on a key, and closes as soon as anything moves. */
export function useCard(view: RefObject<GridView | undefined>, scroller: RefObject<HTMLElement | null>) {
  const [at, setAt] = useState<CardAt>();
  const waiting = useRef<{ key: string; timer: ReturnType<typeof setTimeout> }>(undefined);

  const stop = useCallback(() => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
  }, []);
  const hide = useCallback(() => {
    stop();
    setAt(undefined);
  }, [stop]);
  const show = useCallback(
    (position: GridPosition, spoken = true) => {
      const box = view.current?.boxOf(position);
      if (box) setAt({ position, box, spoken });
    },
    [view],
  );
  const over = useCallback(
    (x: number, y: number) => {
      const position = view.current?.hit(x, y);
      const key = position && (position.row >= 0 || position.col >= 0) ? `${position.row} ${position.col}` : '';
      if (waiting.current?.key === key) return;
      hide();
      if (key && position) waiting.current = { key, timer: setTimeout(() => show(position, false), RESTS_MS) };
    },
    [view, hide, show],
  );

  useEffect(() => {
    const element = scroller.current;
    element?.addEventListener('scroll', hide, { passive: true });
    return () => {
      element?.removeEventListener('scroll', hide);
      stop();
    };
  }, [scroller, hide, stop]);

  return { at, hide, show, over };
}
