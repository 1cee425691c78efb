import { createStore, type Store, useStore } from '@yarmarka/ui/plain';
import { useEffect, useEffectEvent } from 'react';
import { LIVE_PATH } from './endpoints.ts';

/** Something of this kind happened to this key; what exactly is read from the server. */
export interface LiveEvent {
  readonly seq: number;
  /** `card.submitted.v1` */
  readonly type: string;
  readonly key: string;
}

export type LiveStatus = 'off' | 'connecting' | 'open' | 'reconnecting';

/** `card.*` means every event of cards, `*` every event. */
export type LivePattern = string;

export const matchesPattern = (pattern: LivePattern, type: string): boolean =>
  pattern === '*' || pattern === type || (pattern.endsWith('*') && type.startsWith(pattern.slice(0, -1)));

interface Source {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
  readonly readyState: number;
  onerror: ((event: Event) => void) | null;
}

export interface LiveOptions {
  readonly open?: (url: string) => Source;
  /** Between browser tabs; null in tests and where the browser has none. */
  readonly channel?: BroadcastChannel | null;
  readonly locks?: Pick<LockManager, 'request'> | null;
  readonly wait?: (ms: number, run: () => void) => () => void;
}

export interface Live {
  readonly status: Store<LiveStatus>;
  /** Calls back on every matching event; on `reset` (too much was missed to be replayed) with null. Returns how to stop. */
  on(pattern: LivePattern, listener: (event: LiveEvent | null) => void): () => void;
  start(): void;
  stop(): void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const CLOSED = 2;
const LEADER = 'yarmarka-live';

type Message =
  | { readonly kind: 'change'; readonly event: LiveEvent }
  | { readonly kind: 'reset'; readonly seq: number }
  | { readonly kind: 'status'; readonly status: LiveStatus };

const parse = (text: string): LiveEvent | null => {
  try {
    const value = JSON.parse(text) as Partial<LiveEvent>;
    return typeof value.seq === 'number' && typeof value.type === 'string' ? { seq: value.seq, type: value.type, key: value.key ?? '' } : null;
  } catch {
    return null;
  }
};

/**
 * The stream of changes. One tab of the browser holds the connection (a browser allows six to a host) and tells the others; when it closes, the
 * next one takes over. Every connection resumes after the last event seen, so nothing is missed and nothing comes twice.
 */
export function createLive(options: LiveOptions = {}): Live {
  const open = options.open ?? ((url) => new EventSource(url));
  const wait =
    options.wait ??
    ((ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    });
  const channel = options.channel === undefined ? (typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(LEADER)) : options.channel;
  const locks = options.locks === undefined ? (typeof navigator === 'undefined' ? null : (navigator.locks ?? null)) : options.locks;

  const status = createStore<LiveStatus>('off');
  const listeners = new Set<{ pattern: LivePattern; run: (event: LiveEvent | null) => void }>();
  let seq: number | null = null;
  let source: Source | null = null;
  let waitMs = FIRST_WAIT_MS;
  let cancelWait: (() => void) | null = null;
  let release: (() => void) | null = null;
  let running = false;

  const deliver = (message: Message): void => {
    if (message.kind === 'status') status.set(message.status);
    if (message.kind === 'reset') {
      seq = message.seq;
      for (const listener of [...listeners]) listener.run(null);
    }
    if (message.kind === 'change') {
      if (seq !== null && message.event.seq <= seq) return;
      seq = message.event.seq;
      for (const listener of [...listeners]) if (matchesPattern(listener.pattern, message.event.type)) listener.run(message.event);
    }
  };

  const tell = (message: Message): void => {
    deliver(message);
    channel?.postMessage(message);
  };

  const connect = (): void => {
    tell({ kind: 'status', status: status.get() === 'off' ? 'connecting' : 'reconnecting' });
    const stream = open(seq === null ? LIVE_PATH : `${LIVE_PATH}?since=${seq}`);
    source = stream;
    stream.addEventListener('ready', (event) => {
      waitMs = FIRST_WAIT_MS;
      if (seq === null && event.lastEventId !== '') seq = Number(event.lastEventId);
      tell({ kind: 'status', status: 'open' });
    });
    stream.addEventListener('change', (event) => {
      const change = parse(String(event.data));
      if (change) tell({ kind: 'change', event: change });
    });
    stream.addEventListener('reset', (event) => tell({ kind: 'reset', seq: Number(event.lastEventId) }));
    stream.onerror = () => {
      if (!running || source !== stream) return;
      tell({ kind: 'status', status: 'reconnecting' });
      // While it is not closed the browser itself retries, with Last-Event-ID; closed means it has given up (a server error), so we go on.
      if (stream.readyState !== CLOSED) return;
      source = null;
      cancelWait = wait(waitMs, connect);
      waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
    };
  };

  return {
    status,
    on(pattern, run) {
      const listener = { pattern, run };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (running) return;
      running = true;
      if (channel) channel.onmessage = (event: MessageEvent<Message>) => deliver(event.data);
      if (!locks) connect();
      else {
        void locks.request(LEADER, async () => {
          if (!running) return;
          connect();
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        });
      }
    },
    stop() {
      running = false;
      source?.close();
      source = null;
      cancelWait?.();
      release?.();
      status.set('off');
    },
  };
}

/** The stream of this page. The workplace starts it; the shop does for people who are signed in. */
export const live: Live = createLive(typeof window === 'undefined' ? { channel: null, locks: null } : {});

export const useLiveStatus = (): LiveStatus => useStore(live.status);

/**
 * Runs while the component is mounted, on each matching event: `useLive('card.*', () => queryClient.invalidateQueries(trpc.catalog.pathFilter()))`.
 * The event is null when too much was missed: then read everything anew.
 */
export function useLive(pattern: LivePattern | readonly LivePattern[], run: (event: LiveEvent | null) => void): void {
  const onEvent = useEffectEvent(run);
  const patterns = typeof pattern === 'string' ? pattern : pattern.join(' ');
  useEffect(() => {
    const stops = patterns.split(' ').map((one) => live.on(one, (event) => onEvent(event)));
    return () => {
      for (const stop of stops) stop();
    };
  }, [patterns]);
}
