import { Worker } from 'node:worker_threads';
import { loadSellers } from '@yarmarka/accounts';
import { CARD_TABLES, finishCards } from '@yarmarka/catalog';
import { beginBulkLoad, type BulkPlan, closeBulkLoad, findBulkLoad, finishBulkLoad, withBulkSession } from '@yarmarka/db';
import { loadWarehouses, OFFER_TABLES } from '@yarmarka/offers';
import { finishDocuments, SEARCH_TABLES } from '@yarmarka/search';
import { currentVersion, ensureBrands } from '@yarmarka/taxonomy';
import { OperatorError } from '../arguments.ts';
import type { Session } from '../database.ts';
import { storePictures } from './pictures.ts';
import { planScale, type ScalePlan } from './plan.ts';
import type { WorkerInput } from './worker.ts';
import { plannedLeaves, type WorldParts } from './world.ts';
import { brandNames, CITIES, shopName } from './words.ts';

export type ScaleOptions = { readonly cards: number; readonly workers: number; readonly pictures: number; readonly say: (text: string) => void };

const NAME = 'scale';
const TABLES = [...CARD_TABLES, ...OFFER_TABLES, ...SEARCH_TABLES];
/** Needed meanwhile: a chunk is known to be loaded by its last card, and the workplace's list looks sellers up. */
const KEEP = ['catalog.cards', 'catalog.card_sellers'];

/**
 * Fills the catalogue with `cards` generated cards from the present taxonomy: 1.5 variants and 2 offers a card, 3 stock rows, a seller for every 500, both read models of the PostgreSQL
 * engine. The same taxonomy and number give the same rows, whatever the number of workers; broken off at any moment, the same call goes on where it stopped.
 */
export async function seedScale(session: Session, options: ScaleOptions): Promise<void> {
  const { ctx, database } = session;
  const { say } = options;
  const meta = { cards: options.cards, matrixVersion: await currentVersion(ctx) };
  const before = await findBulkLoad(database, NAME);
  if (before?.done) throw new OperatorError(`This database holds ${before.meta['cards']} generated cards already. Choose another --data DIR.`);
  if (before && JSON.stringify(before.meta) !== JSON.stringify(meta))
    throw new OperatorError(
      `A load of ${before.meta['cards']} cards was broken off here (matrix version ${before.meta['matrixVersion']}): only the same can go on.`,
    );
  if (!before && (await database.client`select 1 from catalog.cards limit 1`).length > 0)
    throw new OperatorError('This database has cards already: generated ones go into an empty catalogue only. Choose another --data DIR.');

  const plan = planScale(await plannedLeaves(session), options.cards);
  say(`${n(plan.cards)} cards, ${n(plan.variants)} variants, ${n(plan.offers)} offers of ${n(plan.sellers)} sellers${before ? ': going on' : ''}`);
  const parts = await prepareParts(session, plan, options);
  const bulk: BulkPlan = { name: NAME, meta, tables: TABLES, keep: KEEP };
  await beginBulkLoad(database, bulk);
  await loadAll(session, plan, parts, options);
  say('indexes');
  await finishBulkLoad(database, bulk, { parallel: Math.max(1, options.workers), say });
  await finishCards(ctx);
  await finishDocuments(ctx);
  say('words counted');
  for (const table of [...TABLES, 'search.word_dict', 'accounts.sellers']) await database.client.unsafe(`analyze ${table}`);
  await closeBulkLoad(database, bulk);
}

const n = (x: number): string => x.toLocaleString('en');

/** Brands, pictures, sellers and warehouses: made once, found again when the load goes on. */
async function prepareParts({ ctx, database }: Session, plan: ScalePlan, options: ScaleOptions): Promise<WorldParts> {
  const names = brandNames(Math.min(3500, Math.max(60, Math.round(plan.cards / 250))));
  const brands = await ensureBrands(ctx, names);
  const pictures = await storePictures(ctx, options.pictures);
  options.say(`${names.length} brands, ${pictures.length} pictures`);
  const found = await database.client<{ id: number }[]>`select id from accounts.sellers where key like 'scale-%' order by key`;
  if (found.length === 0) {
    const [top] = await database.client<{ seller: number; warehouse: number }[]>`
      select coalesce((select max(id) from accounts.sellers), 0) as seller, coalesce((select max(id) from offers.warehouses), 0) as warehouse`;
    const city = (i: number) => CITIES[i % CITIES.length] ?? '';
    const sellers = Array.from({ length: plan.sellers }, (_, i) => {
      const { ru, en } = shopName(i);
      return { id: (top?.seller ?? 0) + i + 1, key: `scale-${String(i + 1).padStart(5, '0')}`, nameRu: ru, nameEn: en, city: city(i) };
    });
    await withBulkSession(database, async (bulk) => {
      await loadSellers(bulk, sellers);
      await loadWarehouses(
        bulk,
        sellers.flatMap((s, i) =>
          ['main', 'second', 'far'].map((key, k) => ({
            id: (top?.warehouse ?? 0) + i * 3 + k + 1,
            sellerId: s.id,
            key,
            name: ['Основной склад', 'Второй склад', 'Дальний склад'][k] ?? '',
            city: city(i + k * 5),
          })),
        ),
      );
    });
    return prepareParts({ ctx, database } as Session, plan, { ...options, say: () => undefined });
  }
  const warehouses = await database.client<{ id: number }[]>`
    select w.id from offers.warehouses w join accounts.sellers s on s.id = w.seller_id where s.key like 'scale-%' and w.key in ('main', 'second', 'far') order by s.key, w.id`;
  return { brands, brandNames: names, pictures, sellerIds: found.map((f) => f.id), warehouseIds: warehouses.map((w) => w.id) };
}

/** Has the chunks that are missing loaded by `workers` threads, each with a connection of its own. */
async function loadAll({ database, url }: Session, plan: ScalePlan, parts: WorldParts, options: ScaleOptions): Promise<void> {
  const ends = plan.chunks.map((c) => c.to);
  const there = new Set((await database.client<{ id: number }[]>`select id from catalog.cards where id = any(${ends}::int[])`).map((r) => r.id));
  const waiting = plan.chunks.flatMap((c, i) => (there.has(c.to) ? [] : [i]));
  const total = waiting.length;
  const started = performance.now();
  let done = 0;
  const input: WorkerInput = { url, plan, parts };
  const work = () =>
    new Promise<void>((finished, failed) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: input, resourceLimits: { maxYoungGenerationSizeMb: 192 } });
      worker.on('error', failed);
      worker.on('exit', () => finished());
      worker.on('message', (message: 'ready' | number) => {
        if (message !== 'ready') {
          done++;
          const seconds = (performance.now() - started) / 1000;
          if (done % 10 === 0 || done === total)
            options.say(`${n(Math.round((done / total) * 100))}% of the cards, about ${Math.ceil((seconds / done) * (total - done))} s left`);
        }
        worker.postMessage(waiting.shift() ?? 'end');
      });
    });
  await Promise.all(Array.from({ length: Math.max(1, Math.min(options.workers, total)) }, work));
  if (done < total) throw new Error(`${total - done} chunks were not loaded`);
}
