import { type RefObject, useLayoutEffect, useState } from 'react';

const BELOW = 24;
const LEAST = 280;

/** The height that takes an element to the bottom of the window, in px, wherever it begins; undefined before it is measured. */
export function useFillHeight(ref: RefObject<HTMLElement | null>, on: boolean): number | undefined {
  const [height, setHeight] = useState<number>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!on || !element) return;
    const measure = () => {
      const top = element.getBoundingClientRect().top + window.scrollY;
      setHeight(Math.max(LEAST, Math.floor(window.innerHeight - top - BELOW)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [ref, on]);
  return height;
}
