import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { config } from '@yarmarka/kernel';
import { combinationsOf } from './document/combinations.ts';
import type { NumberFact, SearchDocument } from './document/document.ts';

/** MEILI_BIN, else a `meilisearch` on PATH; undefined when there is none, and the lane skips. */
export function findMeili(): string | undefined {
  const program = config().MEILI_BIN ?? 'meilisearch';
  return spawnSync(program, ['--version'], { timeout: 5000 }).status === 0 ? program : undefined;
}

export type TestMeili = {
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** A Meilisearch of the test's own on a free loopback port, its data in a temporary directory. */
export async function startMeili(program: string): Promise<TestMeili> {
  const dir = mkdtempSync(join(tmpdir(), 'yarmarka-meili-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(
      program,
      [
        '--http-addr',
        `127.0.0.1:${port}`,
        '--db-path',
        join(dir, 'data'),
        '--no-analytics',
        '--env',
        'development',
        '--log-level',
        'ERROR',
        '--max-indexing-threads',
        '1',
      ],
      { cwd: dir, stdio: 'ignore' },
    );
    await answering(url);
  };
  const kill = async () => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise<void>((done) => running.once('exit', () => done()));
    running.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url,
    kill,
    restart: start,
    async stop() {
      await kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const ok = await fetch(`${url}/health`).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    await delay(50);
  }
  throw new Error('Meilisearch did not start within ten seconds');
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

export type ModelVariant = { readonly axes: Readonly<Record<number, number>>; readonly inStock: boolean };
/** A card as a buyer thinks of it; the document is made from it, and so is the oracle of the tests. */
export type ModelCard = {
  readonly id: number;
  readonly path: readonly number[];
  readonly ru: string;
  readonly en: string;
  readonly brand?: { readonly id: number; readonly name: string };
  readonly description?: string;
  readonly codes?: readonly string[];
  /** Attributes of the card itself: attribute -> tokens. */
  readonly plain?: Readonly<Record<number, readonly number[]>>;
  /** The axes of its schema. */
  readonly axes?: readonly number[];
  readonly variants?: readonly ModelVariant[];
  /** attribute -> lowest and highest. */
  readonly numbers?: Readonly<Record<number, readonly [number, number]>>;
  readonly price?: number | null;
  readonly sellers?: readonly number[];
  readonly popularity?: number;
  readonly rating?: number;
  /** Days after the first of January 2026. */
  readonly day?: number;
};

export function modelDocument(c: ModelCard): SearchDocument {
  const variants = c.variants ?? [];
  const facets = new Set<number>(Object.values(c.plain ?? {}).flat());
  if (c.brand) facets.add(-c.brand.id);
  for (const v of variants) for (const token of Object.values(v.axes)) facets.add(token);
  const numbers = Object.entries(c.numbers ?? {}).map(([no, [lo, hi]]): NumberFact => ({ variantId: 0, attributeNo: Number(no), lo, hi }));
  return {
    cardId: c.id,
    categoryId: c.path.at(-1) ?? 0,
    catIds: c.path,
    nameRu: c.ru,
    nameEn: c.en,
    descriptionRu: c.description ?? '',
    descriptionEn: c.description ?? '',
    brand: c.brand?.name ?? '',
    codes: c.codes ?? [],
    popularity: c.popularity ?? 0,
    rating: c.rating ?? 0,
    minPrice: c.price ?? null,
    inStock: variants.some((v) => v.inStock),
    sellerIds: c.sellers ?? [],
    publishedAt: new Date(Date.UTC(2026, 0, 1 + (c.day ?? 0))),
    facetIds: [...facets].sort((a, b) => a - b),
    variantIds: [...new Set(variants.flatMap((v) => combinationsOf(Object.values(v.axes), v.inStock)))].sort(),
    axisSet: c.axes ?? [],
    numbers,
  };
}
