import { type RefObject, useLayoutEffect, useState } from 'react';

const BELOW = 20;
const LEAST = 260;

/** The height of the grid, so that it and the bar under it end at the bottom of the window, in px. */
export function useSheetHeight(sheet: RefObject<HTMLElement | null>, bar: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    const measure = () => {
      const top = (sheet.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      setHeight(Math.max(LEAST, Math.floor(window.innerHeight - top - (bar.current?.offsetHeight ?? 40) - BELOW - 8)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    if (bar.current) observer.observe(bar.current);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [sheet, bar]);
  return height;
}
