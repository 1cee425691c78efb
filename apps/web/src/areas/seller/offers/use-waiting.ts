import { useCallback, useEffect, useRef, useState } from 'react';
import { serverErrorOf } from '../../../lib/errors.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useTRPCClient } from '../../../lib/trpc.ts';
import { type Edit, readWaiting, sameField, type Waiting, withEdit, withSent, writeWaiting } from './waiting.ts';

const RETRY_MS = 5_000;

/** Only a lost connection or a server that is away is waited out; a refusal is told. */
const passes = (error: unknown): boolean => serverErrorOf(error).kind === 'unavailable';

/**
 * Saves changes of offers, and keeps those that could not be sent in this browser, by user: they go out in their order once the server answers, each only if the offer
 * is still what it was typed over. `onSent` is told how many have gone out late.
 */
export function useWaiting(onSent: (count: number) => void) {
  const client = useTRPCClient();
  const { id } = useSignedIn();
  const [list, setList] = useState<readonly Waiting[]>([]);
  const running = useRef(false);
  const told = useRef(onSent);
  useEffect(() => {
    told.current = onSent;
  }, [onSent]);

  const change = useCallback(
    (step: (before: readonly Waiting[]) => readonly Waiting[]) => {
      const next = step(readWaiting(id));
      writeWaiting(id, next);
      setList(next);
    },
    [id],
  );

  const send = useCallback(
    async (edit: Edit, careful: boolean) => {
      const { sellerSku } = edit;
      if (edit.kind === 'stock') return client.offers.setStock.mutate({ rows: [{ sellerSku, qty: edit.qty, ...(careful && { was: edit.was }) }] });
      const { priceMinor, oldPriceMinor, version } = edit;
      return client.offers.setPrices.mutate({ prices: [{ sellerSku, priceMinor, oldPriceMinor, ...(careful && { version }) }] });
    },
    [client],
  );

  const flush = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    let sent = 0;
    try {
      for (let next = first(id); next !== undefined; next = first(id)) {
        const edit = next;
        const ask = (why: 'conflict' | 'refused') => change((before) => before.map((one) => (sameField(one, edit) ? { ...one, ask: why } : one)));
        try {
          const done = await send(edit, true);
          if (done.conflicts.length > 0) ask('conflict');
          else if (done.unknown.length > 0) ask('refused');
          else {
            sent += 1;
            change((before) => withSent(before, edit, done.updated > 0));
          }
        } catch (error) {
          if (passes(error) || serverErrorOf(error).kind === 'unauthenticated') break;
          ask('refused');
        }
      }
    } finally {
      running.current = false;
    }
    if (sent > 0) told.current(sent);
  }, [id, change, send]);

  useEffect(() => {
    const look = () => setList(readWaiting(id));
    const again = () => void flush();
    look();
    again();
    window.addEventListener('storage', look);
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('storage', look);
      window.removeEventListener('online', again);
    };
  }, [id, flush]);

  const open = list.some((one) => one.ask === null);
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => void flush(), RETRY_MS);
    return () => clearInterval(timer);
  }, [open, flush]);

  /** `waiting` when it is kept for later; throws what the server refuses. */
  const save = async (edit: Edit): Promise<'saved' | 'waiting'> => {
    if (list.some((one) => sameField(one, edit))) {
      change((before) => withEdit(before, edit));
      void flush();
      return 'waiting';
    }
    try {
      await send(edit, false);
      return 'saved';
    } catch (error) {
      if (!passes(error)) throw error;
      change((before) => withEdit(before, edit));
      return 'waiting';
    }
  };
  const drop = (edit: Edit): void => change((before) => before.filter((one) => !sameField(one, edit)));
  return { list, save, drop };
}

const first = (userId: string): Waiting | undefined => readWaiting(userId).find((one) => one.ask === null);
