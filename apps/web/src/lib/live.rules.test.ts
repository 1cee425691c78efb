import { describe, expect, it } from 'vitest';
import { createLive, type LiveEvent, matchesPattern } from './live.ts';

class FakeSource {
  readonly url: string;
  readyState = 0;
  onerror: ((event: Event) => void) | null = null;
  readonly #listeners = new Map<string, (event: MessageEvent<string>) => void>();
  constructor(url: string) {
    this.url = url;
  }
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.set(type, listener);
  }
  send(type: string, seq: number, data: unknown = {}): void {
    this.#listeners.get(type)?.({ data: JSON.stringify(data), lastEventId: String(seq) } as MessageEvent<string>);
  }
  change(seq: number, type: string): void {
    this.send('change', seq, { seq, type, key: 'k' });
  }
  fail(closed: boolean): void {
    this.readyState = closed ? 2 : 0;
    this.onerror?.({} as Event);
  }
  close(): void {
    this.readyState = 2;
  }
}

function setUp() {
  const sources: FakeSource[] = [];
  const waits: { ms: number; run: () => void }[] = [];
  const live = createLive({
    channel: null,
    locks: null,
    open(url) {
      const source = new FakeSource(url);
      sources.push(source);
      return source;
    },
    wait(ms, run) {
      waits.push({ ms, run });
      return () => undefined;
    },
  });
  const source = (index: number): FakeSource => {
    const found = sources[index];
    if (!found) throw new Error(`no connection ${index}`);
    return found;
  };
  return { live, sources, waits, source };
}

describe('live updates', () => {
  it('tell only who asked for this kind of event', () => {
    const { live, source } = setUp();
    const heard: (LiveEvent | null)[] = [];
    live.on('card.*', (event) => heard.push(event));
    live.start();
    source(0).send('ready', 10);
    source(0).change(11, 'card.submitted.v1');
    source(0).change(12, 'seller.submitted.v1');
    expect(live.status.get()).toBe('open');
    expect(heard).toEqual([{ seq: 11, type: 'card.submitted.v1', key: 'k' }]);
  });

  it('resume after the last event seen when the server has closed the connection, waiting longer each time', () => {
    const { live, source, waits } = setUp();
    live.start();
    source(0).send('ready', 10);
    source(0).change(11, 'a');
    source(0).fail(true);
    expect(live.status.get()).toBe('reconnecting');
    waits[0]?.run();
    expect(source(1).url).toBe('/api/live?since=11');
    source(1).fail(true);
    waits[1]?.run();
    source(2).fail(true);
    expect(waits.map(({ ms }) => ms)).toEqual([1000, 2000, 4000]);
    waits[2]?.run();
    source(3).send('ready', 11);
    expect(live.status.get()).toBe('open');
  });

  it('leave reconnecting to the browser while the connection is not closed for good', () => {
    const { live, source, waits } = setUp();
    live.start();
    source(0).send('ready', 1);
    source(0).fail(false);
    expect(live.status.get()).toBe('reconnecting');
    expect(waits).toHaveLength(0);
  });

  it('never tell the same event twice', () => {
    const { live, source } = setUp();
    const seqs: number[] = [];
    live.on('*', (event) => event && seqs.push(event.seq));
    live.start();
    source(0).send('ready', 0);
    source(0).change(1, 'a');
    source(0).change(1, 'a');
    source(0).change(2, 'a');
    expect(seqs).toEqual([1, 2]);
  });

  it('say so when too much was missed to be replayed', () => {
    const { live, source } = setUp();
    const heard: (LiveEvent | null)[] = [];
    live.on('card.*', (event) => heard.push(event));
    live.start();
    source(0).send('reset', 5000);
    source(0).change(4999, 'card.x');
    expect(heard).toEqual([null]);
  });

  it('match whole types and prefixes', () => {
    expect([
      matchesPattern('card.*', 'card.submitted.v1'),
      matchesPattern('card.*', 'cards.v1'),
      matchesPattern('*', 'x'),
      matchesPattern('a.v1', 'a.v1'),
    ]).toEqual([true, false, true, true]);
  });
});
