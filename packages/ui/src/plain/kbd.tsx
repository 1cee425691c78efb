import type { ReactNode } from 'react';
import classes from './kbd.module.css';

const SIGNS: Record<string, string> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  delete: 'Del',
};
const APPLE: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥', enter: '⏎' };

const isApple = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How a key is called on this keyboard: `mod` is ⌘ on Apple's and Ctrl elsewhere. */
export const keyName = (key: string): string => (isApple() ? APPLE[key] : undefined) ?? SIGNS[key] ?? key.toUpperCase();

/** `mod+k` or, one after another, `g p`. Drawn on the client only where it matters, so it may differ from the server's. */
export function Kbd({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className={classes.keys}>
      {keys.split(' ').map((chord) => (
        <span key={chord} className={classes.chord}>
          {chord.split('+').map((key) => (
            <kbd key={key} className={classes.key} suppressHydrationWarning>
              {keyName(key)}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
