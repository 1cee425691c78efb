import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createUser } from '@yarmarka/accounts';
import { createCard } from '@yarmarka/catalog/testing';
import { freePort } from '@yarmarka/db/embedded';
import type { Ctx, Role } from '@yarmarka/kernel';
import { createCardTask } from '@yarmarka/moderation/testing';
import { createOffer } from '@yarmarka/offers/testing';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, type SmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AppRouter } from './routers/index.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const PASSWORD = 'correct horse battery staple';
const START_MS = 30_000;

let db: TestDatabase;
let ctx: Ctx;
let taxonomy: SmallTaxonomy;
let dataDir: string;
const running = new Set<ChildProcess>();
const bff: string[] = [];

/** A process of its own, as in production; nothing of this test's environment reaches it. */
function start(app: 'bff' | 'worker', env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [join(root, `apps/${app}/src/main.ts`)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { DATABASE_URL: db.url, YARMARKA_DATA: dataDir, LOG_LEVEL: 'error', NODE_ENV: 'test', HOST: '127.0.0.1', DATABASE_POOL: '4', ...env },
  });
  running.add(child);
  if (app === 'worker') workers.add(child);
  return child;
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await ended;
}

const answers = (url: string) =>
  fetch(url).then(
    (r) => r.ok,
    () => false,
  );

beforeAll(async () => {
  db = await cloneDatabase(4);
  ctx = testCtx(db.database);
  dataDir = mkdtempSync(join(tmpdir(), 'yarmarka-two-'));
  taxonomy = await createSmallTaxonomy(ctx);
  for (let n = 0; n < 2; n++) {
    const port = await freePort();
    bff.push(`http://127.0.0.1:${port}`);
    start('bff', { PORT: String(port) });
  }
  for (const url of bff) await vi.waitUntil(() => answers(`${url}/readyz`), { timeout: START_MS, interval: 100 });
});

/** A test that failed leaves no worker behind to do the next one's work. */
const workers = new Set<ChildProcess>();
afterEach(async () => {
  await Promise.all([...workers].map((worker) => end(worker, 'SIGKILL')));
  workers.clear();
});

afterAll(async () => {
  await Promise.all([...running].map((child) => end(child, 'SIGTERM')));
  await db.close();
  rmSync(dataDir, { recursive: true, force: true });
});

type Person = { readonly cookie: string; at(url: string): TRPCClient<AppRouter> };

/** Somebody with a password who has signed in at one process; the cookie is good for all. */
async function person(url: string, name: string, roles: readonly Role[]): Promise<Person> {
  const email = `${name}@test.example`;
  await createUser(ctx, { email, name, password: PASSWORD, roles, emailVerified: true });
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  expect(answer.status).toBe(200);
  const cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  return { cookie, at: (where) => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${where}/trpc`, headers: { cookie } })] }) };
}

/** Their store, open to buyers. */
async function store(owner: Person, url: string, name: string): Promise<number> {
  await owner.at(url).accounts.registerSeller.mutate({ name: { ru: name, en: name } });
  const { id } = await owner.at(url).accounts.mySeller.query();
  // oxlint-disable-next-line yarmarka/writes-only-in-owner -- past the verification, which tests of accounts walk step by step
  await db.database.client`update accounts.sellers set status = 'approved' where id = ${id}`;
  return id;
}

type LiveEvent = { readonly id: string; readonly event: string; readonly type: string; readonly key: string };
type Listening = { readonly heard: LiveEvent[]; close(): void };

/** Listens as a browser does; resolves once the server says it is ready. */
async function listen(url: string, cookie: string, lastEventId?: string): Promise<Listening> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/live`, {
    headers: { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    signal: stop.signal,
  });
  expect(answer.status).toBe(200);
  const heard: LiveEvent[] = [];
  let ready = false;
  void (async () => {
    let rest = '';
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + part).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
        if (field('event') === 'ready') ready = true;
        if (field('event') !== 'change') continue;
        const { type, key } = JSON.parse(field('data')) as { type: string; key: string };
        heard.push({ id: field('id'), event: field('event'), type, key });
      }
    }
  })().catch(() => undefined);
  await expect.poll(() => ready, { timeout: 5000, interval: 10 }).toBe(true);
  return { heard, close: () => stop.abort() };
}

const verdicts = (l: Listening) => l.heard.filter((e) => e.type === 'moderation.decided.v1').map((e) => e.key);
const phone = (sellerId: number) => {
  const { attributes: no, token, categories } = taxonomy;
  const attrs: Attrs = { [no.weight]: { n: 180, v: 180, u: 'g' } };
  return {
    categoryId: categories.smart,
    sellerId,
    attrs,
    variants: [{ attrs: { [no.color]: token('color', 'red'), [no.memory]: token('memory', '128') } as Attrs }],
  };
};

describe('two servers and a worker on one database', () => {
  const [A, B] = [() => bff[0] ?? '', () => bff[1] ?? ''];

  test('a seller connected to one server hears within two seconds what a moderator decided on the other, and on coming back what was missed; a stranger hears nothing', async () => {
    const worker = start('worker');
    const seller = await person(A(), 'seller', []);
    const stranger = await person(A(), 'stranger', []);
    const moderator = await person(B(), 'moderator', ['moderator']);
    const mine = await store(seller, A(), 'Lavka');
    await store(stranger, A(), 'Sosed');
    const [first, second] = [await createCardTask(ctx, phone(mine)), await createCardTask(ctx, phone(mine))];
    const decide = async (taskId: number) => {
      await moderator.at(B()).moderation.claimTask.mutate({ taskId });
      const decided = await moderator.at(B()).moderation.decideCardTask.mutate({ taskId, outcome: 'apply', rest: 'accept' });
      expect(decided.status).toBe('decided');
    };

    // The promise is a running worker's; on a busy machine its start takes longer.
    await expect
      .poll(async () => (await db.database.client`select 1 from kernel.settings where key = 'worker.heartbeat'`).length, { timeout: START_MS })
      .toBe(1);
    const [live, other] = [await listen(A(), seller.cookie), await listen(A(), stranger.cookie)];
    await decide(first.taskId);
    await expect.poll(() => verdicts(live), { timeout: 2000, interval: 20 }).toEqual([String(first.taskId)]);
    expect(live.heard.filter((e) => e.type.startsWith('moderation.queue'))).toEqual([]);
    const last = live.heard.at(-1)?.id ?? '';
    live.close();

    await decide(second.taskId);
    // Comes back to the other server, which has never seen this browser.
    const back = await listen(B(), seller.cookie, last);
    await expect.poll(() => verdicts(back), { timeout: 2000, interval: 20 }).toEqual([String(second.taskId)]);
    expect(back.heard.every((e) => Number(e.id) > Number(last))).toBe(true);
    expect(new Set(back.heard.map((e) => e.id)).size).toBe(back.heard.length);
    expect(verdicts(other)).toEqual([]);
    back.close();
    other.close();
    await end(worker, 'SIGTERM');
  });

  test('a worker killed in the middle of projecting, twice, loses no card: after its restart each published one is found', async () => {
    const CARDS = 300;
    const seller = await person(A(), 'merchant', []);
    const sellerId = await store(seller, A(), 'Lotok');
    const ids: number[] = [];
    for (let n = 0; n < CARDS; n++) ids.push((await createCard(ctx, { ...phone(sellerId), status: 'published' })).id);
    for (const cardId of ids.slice(0, 20)) await createOffer(ctx, { sellerId, cardId });

    // Held at one of its steps by a lock, the worker is killed there: before its documents are written, then before their words are.
    for (const table of ['search.product_search', 'search.word_dict']) {
      const worker = start('worker');
      await db.database.client.begin(async (tx) => {
        await tx.unsafe(`lock table ${table} in share mode`);
        await expect
          .poll(
            async () => {
              const [row] = await db.database.client`
                select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid) where not l.granted and l.relation = ${table}::regclass and a.datname = current_database()`;
              return row?.n;
            },
            { timeout: START_MS, interval: 50 },
          )
          .toBeGreaterThan(0);
        await end(worker, 'SIGKILL');
      });
      const [left] = await db.database.client`select count(*)::int as n from kernel.dirty where queue = 'search.cards'`;
      expect(left?.n).toBeGreaterThanOrEqual(CARDS);
    }

    const worker = start('worker');
    await expect
      .poll(async () => (await db.database.client`select count(*)::int as n from kernel.dirty where queue in ('search.cards', 'catalog.card_list')`)[0]?.n, {
        timeout: START_MS,
        interval: 100,
      })
      .toBe(0);
    const found = new Set<number>();
    const shop = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${B()}/trpc` })] });
    for (let cursor: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof shop.search.cards.query>> = await shop.search.cards.query({
        categoryId: taxonomy.categories.el,
        limit: 100,
        facets: false,
        cursor,
      });
      for (const hit of page.hits) found.add(hit.id);
      cursor = page.next;
      if (cursor === null) break;
    }
    expect(ids.filter((id) => !found.has(id))).toEqual([]);
    const priced = await shop.search.cards.query({ categoryId: taxonomy.categories.el, inStock: true });
    expect(priced.total).toBe(20);
    await end(worker, 'SIGTERM');
  });
});
