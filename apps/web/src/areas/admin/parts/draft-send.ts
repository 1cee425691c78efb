import { createStore } from '@yarmarka/ui/plain';
import { serverErrorOf } from '../../../lib/errors.ts';

/** What one request of the server takes. */
const PIECE = 5_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A server that is there and fails may be at fault for this very edit: after about a minute it counts as refused. */
const FAILURES = 8;

type Edits<Change> = { readonly save?: readonly Change[]; readonly remove?: readonly string[] };
type Piece<Change> = { readonly save: readonly Change[]; readonly remove: readonly string[] };

/** An edit in pieces that one request takes each: what leaves first, then what is saved, in order. */
export function piecesOf<Change>({ save = [], remove = [] }: Edits<Change>, size = PIECE): Piece<Change>[] {
  const pieces: Piece<Change>[] = [];
  const taken = (from: number, length: number) => [Math.max(0, from - length), Math.max(0, from + size - length)] as const;
  for (let from = 0; from < remove.length + save.length; from += size)
    pieces.push({ remove: remove.slice(from, from + size), save: save.slice(...taken(from, remove.length)) });
  return pieces;
}

/** How the edit on its way fares: requests that failed in a row, and how many of its changes the server has. */
export type Sending = { readonly failed: number; readonly done: number; readonly total: number };

export const sending = createStore<Sending | null>(null);

let wake: (() => void) | null = null;
/** Tries again at once what waits for its next try. */
export const sendNow = (): void => wake?.();

const pause = (ms: number): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(() => wake?.(), ms);
    wake = () => {
      clearTimeout(timer);
      window.removeEventListener('online', sendNow);
      wake = null;
      done();
    };
    window.addEventListener('online', sendNow);
  });

/** Whether the same request may pass later: nobody was reached, the server is busy or out of order; never a refusal. */
const mayPass = (error: unknown, failed: number): boolean => {
  const { kind, reason } = serverErrorOf(error);
  return kind === 'unavailable' || kind === 'limited' || (kind === 'internal' && reason !== 'client' && failed < FAILURES);
};

/**
 * Sends what may be said twice until the server has taken or refused it (then throws): tries again after 0.5 s, 1 s and so on up to every 15 s, at once when the network is back or on
 * `sendNow`. `again`: an earlier try may have arrived.
 */
export async function untilTaken<T>(send: (again: boolean) => Promise<T>, failedAgain: (failed: number) => void, wait = pause): Promise<T> {
  for (let failed = 0; ; ) {
    try {
      return await send(failed > 0);
    } catch (error) {
      failed += 1;
      if (!mayPass(error, failed)) throw error;
      failedAgain(failed);
      await wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failed - 1)));
    }
  }
}

/** Leaving the page would lose what the server does not have yet: the browser asks. */
const askFirst = (event: BeforeUnloadEvent): void => event.preventDefault();

/** Sends an edit piece by piece and tells how it fares. Answers what the server did not take while it took the rest; throws when it refuses a piece as a whole. */
export async function sendEdit<Change, Refused>(
  edit: Edits<Change>,
  open: (again: boolean) => Promise<number>,
  store: (id: number, piece: Piece<Change>) => Promise<readonly Refused[]>,
): Promise<readonly Refused[]> {
  const total = (edit.save?.length ?? 0) + (edit.remove?.length ?? 0);
  const refused: Refused[] = [];
  let done = 0;
  const tell = (failed: number) => sending.set({ failed, done, total });
  window.addEventListener('beforeunload', askFirst);
  tell(0);
  try {
    const id = await untilTaken(open, tell);
    for (const piece of piecesOf(edit)) {
      refused.push(...(await untilTaken(() => store(id, piece), tell)));
      done += piece.save.length + piece.remove.length;
      tell(0);
    }
    return refused;
  } finally {
    sending.set(null);
    window.removeEventListener('beforeunload', askFirst);
  }
}
