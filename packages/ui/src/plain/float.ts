import { type RefObject, useEffect, useEffectEvent, useLayoutEffect } from 'react';

const MARGIN = 8;
const GAP = 4;

/**
 * Where a floating part is drawn: in the dialog it was opened from (everything else is out of reach then), else in the page's main part, so that it stays within a landmark.
 */
export const floatRoot = (anchor: Element | null): Element => anchor?.closest('[aria-modal="true"]') ?? document.querySelector('main') ?? document.body;

/** Places a panel under its button, or above it where there is more room, and keeps it inside the window. */
export function place(panel: HTMLElement, anchor: Element, align: 'start' | 'end'): void {
  const box = anchor.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - MARGIN - GAP;
  const above = box.top - MARGIN - GAP;
  const up = panel.offsetHeight > below && above > below;
  panel.style.top = up ? '' : `${box.bottom + GAP}px`;
  panel.style.bottom = up ? `${window.innerHeight - box.top + GAP}px` : '';
  panel.style.maxHeight = `${up ? above : below}px`;
  const left = align === 'end' ? box.right - panel.offsetWidth : box.left;
  panel.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - panel.offsetWidth - MARGIN))}px`;
}

/** Keeps a panel at its button while both are shown, and closes it on a press elsewhere or when the window changes. */
export function useFloat(
  panel: RefObject<HTMLElement | null>,
  anchor: RefObject<Element | null>,
  align: 'start' | 'end',
  close: (refocus: boolean) => void,
): void {
  const leave = useEffectEvent((event: Event) => {
    const target = event.target;
    if (!(target instanceof Node) || panel.current?.contains(target) || anchor.current?.contains(target)) return;
    // A menu opened from inside the panel is drawn elsewhere in the document, yet belongs to it.
    if (target instanceof Element && target.closest('[role="menu"]') && !panel.current?.matches('[role="menu"]')) return;
    close(false);
  });
  const shut = useEffectEvent(() => close(false));

  useLayoutEffect(() => {
    if (panel.current && anchor.current) place(panel.current, anchor.current, align);
  });

  useEffect(() => {
    const onLeave = (event: Event) => leave(event);
    const onShut = () => shut();
    document.addEventListener('pointerdown', onLeave);
    window.addEventListener('resize', onShut);
    return () => {
      document.removeEventListener('pointerdown', onLeave);
      window.removeEventListener('resize', onShut);
    };
  }, []);
}
