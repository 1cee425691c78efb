import { createStore, type Store, useStore } from '@yarmarka/ui/plain';
import { useEffect } from 'react';

const now: Store<number> = createStore(Date.now());
let readers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, moving every second; one clock for all that count down on the screen. */
export function useNow(): number {
  useEffect(() => {
    readers += 1;
    if (readers === 1) {
      now.set(Date.now());
      timer = setInterval(() => now.set(Date.now()), 1000);
    }
    return () => {
      readers -= 1;
      if (readers === 0) clearInterval(timer);
    };
  }, []);
  return useStore(now);
}
