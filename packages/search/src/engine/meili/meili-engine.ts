import type { Ctx } from '@yarmarka/kernel';
import {
  type EnqueuedTaskPromise,
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  MeilisearchTaskTimeOutError,
} from 'meilisearch';
import { searchUnavailable } from '../../errors.ts';
import { queryTerms } from '../../understanding/normalise.ts';
import { stemTexts } from '../../words/dictionary.ts';
import type { SearchEngine } from '../engine.ts';
import { toMeili, unslotted } from './documents.ts';
import { readMeili } from './read.ts';
import { settingsFor, settled, valuesPerFacet } from './settings.ts';
import { assignSlots, largestSlot, loadSlots, type Slots } from './slots.ts';

export type MeiliOptions = {
  readonly url: string;
  readonly key?: string | undefined;
  readonly index?: string /** The dirty queue of cards whose document has to be sent again. */;
  readonly queue?: string;
};

const REQUEST_MS = 10_000;
const TASK_MS = 600_000;
const SLOTS_MS = 10_000;

/** Search in Meilisearch. Writes return when their task has succeeded; what Meilisearch does not answer is `search.unavailable`. */
export function meiliEngine(options: MeiliOptions): SearchEngine {
  const uid = options.index ?? 'cards';
  const queue = options.queue ?? 'search.cards';
  // Compressed answers come in pieces that wait for each other's acknowledgement: 45 ms instead of 5.
  const client = new Meilisearch({
    host: options.url,
    timeout: REQUEST_MS,
    requestInit: { headers: { 'accept-encoding': 'identity' } },
    ...(options.key ? { apiKey: options.key } : {}),
  });
  const index = client.index(uid);
  let known: { readonly at: number; readonly slots: Slots } | undefined;

  const slotsOf = async (ctx: Ctx, nos: readonly number[]): Promise<Slots> => {
    const fresh =
      known && Date.now() - known.at < SLOTS_MS && nos.every((no) => known?.slots.list.has(no) || known?.slots.number.has(no) || known?.slots.range.has(no));
    if (!fresh || !known) known = { at: Date.now(), slots: await loadSlots(ctx) };
    return known.slots;
  };
  const prepare = async (ctx: Ctx): Promise<void> => {
    if (!(await exists(client, uid))) await finished(client.createIndex(uid, { primaryKey: 'id' }));
    const present = await index.getSettings();
    const room = Math.max(valuesPerFacet(await largestSlot(ctx)), present.faceting?.maxValuesPerFacet ?? 0);
    const wanted = settingsFor(room);
    if (!settled(present, wanted)) await finished(index.updateSettings(wanted));
  };

  return {
    name: 'meilisearch',
    ensureReady: (ctx) =>
      reaching(async () => {
        await assignSlots(ctx, queue);
        await prepare(ctx);
      }),
    schemasChanged: async (ctx) => {
      await assignSlots(ctx, queue);
      known = undefined;
    },
    upsert: (ctx, docs) =>
      reaching(async () => {
        if (docs.length === 0) return;
        let slots = await loadSlots(ctx);
        if (Object.keys(unslotted(docs, slots)).length > 0) {
          slots = await assignSlots(ctx, queue);
          const extra = unslotted(docs, slots);
          if (Object.keys(extra).length > 0) slots = await assignSlots(ctx, queue, extra);
          known = undefined;
        }
        await prepare(ctx);
        await finished(index.addDocuments(await toMeili(ctx, docs, slots)));
      }),
    remove: (_ctx, ids) =>
      reaching(async () => {
        if (ids.length > 0 && (await exists(client, uid))) await finished(index.deleteDocuments([...ids]));
      }),
    search: (ctx, query) =>
      reaching(async () => {
        const slots = await slotsOf(ctx, [...query.facets, ...query.ranges, ...Object.keys(query.filters).map(Number)]);
        const terms = queryTerms(query.text ?? '');
        const words = terms.flatMap((t) => t.alternatives[0] ?? []).join(' ');
        const [q = ''] = await stemTexts(ctx, [words]);
        // Only words that nobody looks for ("for the"): nothing, as in the other engine.
        const asked = words !== '' && q === '' ? { ...query, filters: {}, sellerIds: [-1] } : query;
        return readMeili(client, uid, asked, slots, q);
      }),
    stats: () => reaching(async () => ({ documents: (await exists(client, uid)) ? (await index.getStats()).numberOfDocuments : 0 })),
    reset: (ctx) =>
      reaching(async () => {
        if (await exists(client, uid)) await finished(client.deleteIndex(uid));
        await prepare(ctx);
      }),
  };
}

async function exists(client: Meilisearch, uid: string): Promise<boolean> {
  try {
    await client.getRawIndex(uid);
    return true;
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return false;
    throw error;
  }
}

/** A write is accepted at once and may fail later: only its finished task tells. */
async function finished(write: EnqueuedTaskPromise): Promise<void> {
  const task = await write.waitTask({ timeout: TASK_MS, interval: 25 });
  if (task.status !== 'succeeded') throw new Error(`meilisearch task ${task.uid} ${task.status}: ${task.error?.message ?? 'no reason given'}`);
}

async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUnreachable(error)) throw searchUnavailable(error);
    throw error;
  }
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof MeilisearchRequestError || error instanceof MeilisearchRequestTimeOutError || error instanceof MeilisearchTaskTimeOutError) return true;
  return error instanceof MeilisearchApiError && (error.response.status >= 500 || error.response.status === 429 || error.cause?.code === 'index_not_found');
}
