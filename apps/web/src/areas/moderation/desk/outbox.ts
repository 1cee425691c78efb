import { createStore, type Store, UNDO_MS, useStore } from '@yarmarka/ui/plain';

/** A verdict that can still be taken back: it is sent when its time is up, or at once when the page is left. */
export interface Waiting {
  readonly taskId: number;
  readonly until: number;
}
interface Entry extends Waiting {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly send: () => void;
  readonly part: () => void;
  readonly dropToast: () => void;
}

const entries = new Map<number, Entry>();
const waiting: Store<readonly Waiting[]> = createStore<readonly Waiting[]>([]);
const publish = (): void => waiting.set([...entries.values()].map(({ taskId, until }) => ({ taskId, until })));

export const useWaiting = (): readonly Waiting[] => useStore(waiting);
export const isWaiting = (taskId: number): boolean => entries.has(taskId);

function take(taskId: number): Entry | undefined {
  const entry = entries.get(taskId);
  if (!entry) return undefined;
  clearTimeout(entry.timer);
  entries.delete(taskId);
  entry.dropToast();
  publish();
  return entry;
}

/** Lets a verdict wait for ten seconds. `send` is the call itself, `part` the same in a way that outlives the page. */
export function letWait(taskId: number, calls: { readonly send: () => void; readonly part: () => void; readonly dropToast: () => void }): void {
  take(taskId)?.send();
  const timer = setTimeout(() => take(taskId)?.send(), UNDO_MS);
  entries.set(taskId, { taskId, until: Date.now() + UNDO_MS, timer, ...calls });
  publish();
}

/** Takes a waiting verdict back; false when it has gone already. */
export const takeBack = (taskId: number): boolean => take(taskId) !== undefined;

/** The verdict that was given last and can still be taken back. */
export const lastWaiting = (): number | null => [...entries.keys()].at(-1) ?? null;

/** The page is being left: nothing that was decided may be lost. */
export function sendAllNow(): void {
  for (const taskId of [...entries.keys()]) take(taskId)?.part();
}
