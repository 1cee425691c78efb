import { useEffect, useEffectEvent } from 'react';
import { createStore, type Store, useStore } from './store.ts';

export interface Shortcut {
  /** `mod+k`, `j`, `shift+enter`, or one after another: `g p`. */
  readonly keys: string;
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Also while typing in a field; only sensible with `mod`. */
  readonly inFields?: boolean;
  readonly disabled?: boolean;
  /** Only listed behind `?`: the part handles it itself while it has the focus. */
  readonly local?: boolean;
}

export interface ShortcutGroup {
  readonly id: symbol;
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
  /** Registered by what a dialog shows: these keys work in it, the page's own do not. */
  readonly inModal: boolean;
}

/** What is registered now, for the list behind `?`. */
export const shortcutGroups: Store<readonly ShortcutGroup[]> = createStore<readonly ShortcutGroup[]>([]);
export const useShortcutGroups = (): readonly ShortcutGroup[] => useStore(shortcutGroups);

const SEQUENCE_MS = 1_000;
/** Marks that other layouts do not have, by their place on the board. */
const MARKS: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Equal: '=' };
const EDITABLE = 'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable="true"]';

/** The key by its place on the board when the layout writes another script, so `J` also works on a Russian layout. */
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const latin = /^[\x20-\x7e]$/.test(event.key);
  let key = event.key.toLowerCase();
  if (!latin && event.code.startsWith('Key')) key = event.code.slice(3).toLowerCase();
  else if (!latin && event.code === 'Slash') key = event.shiftKey ? '?' : '/';
  else if (!latin && !event.shiftKey) key = MARKS[event.code] ?? key;
  if (key === ' ') key = 'space';
  const named = key.length > 1 || /[a-z0-9]/.test(key);
  return [event.ctrlKey || event.metaKey ? 'mod' : '', event.altKey ? 'alt' : '', event.shiftKey && named ? 'shift' : '', key.replace(/^arrow/, '')]
    .filter(Boolean)
    .join('+');
}

let typed: { keys: string; at: number } = { keys: '', at: 0 };

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const chord = chordOf(event);
  const sequence = event.timeStamp - typed.at < SEQUENCE_MS && typed.keys ? `${typed.keys} ${chord}` : chord;
  const target = event.target instanceof Element ? event.target : null;
  const inField = target?.closest(EDITABLE) != null;
  const modal = document.querySelector('[aria-modal="true"]');
  // The newest registration wins: a dialog's keys before its page's.
  for (const group of [...shortcutGroups.get()].reverse()) {
    for (const shortcut of group.shortcuts) {
      if (shortcut.disabled || shortcut.local || (inField && !shortcut.inFields) || (modal && !(group.inModal && modal.contains(target)) && !shortcut.inFields))
        continue;
      if (shortcut.keys !== sequence && shortcut.keys !== chord) continue;
      typed = { keys: '', at: 0 };
      event.preventDefault();
      shortcut.run(event);
      return;
    }
  }
  typed = inField ? { keys: '', at: 0 } : { keys: chord, at: event.timeStamp };
}

let listening = 0;

/** Registers the keys of a screen or a part while it is mounted; the same list is shown behind `?`. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const run = useEffectEvent((keys: string, event: KeyboardEvent) => shortcuts.find((shortcut) => shortcut.keys === keys)?.run(event));
  const shape = JSON.stringify(
    shortcuts.map(({ keys, label, inFields = false, disabled = false, local = false }) => ({ keys, label, inFields, disabled, local })),
  );
  useEffect(() => {
    const id = Symbol(title);
    const entries = (JSON.parse(shape) as Omit<Shortcut, 'run'>[]).map((shortcut) => ({
      ...shortcut,
      run: (event: KeyboardEvent) => run(shortcut.keys, event),
    }));
    const inModal = document.querySelector('[aria-modal="true"]') !== null;
    shortcutGroups.set((groups) => [...groups, { id, title, shortcuts: entries, inModal }]);
    if (listening === 0) document.addEventListener('keydown', handle);
    listening += 1;
    return () => {
      shortcutGroups.set((groups) => groups.filter((group) => group.id !== id));
      listening -= 1;
      if (listening === 0) document.removeEventListener('keydown', handle);
    };
  }, [title, shape]);
}
