import { type Ctx, countDirty, drainDirty, markDirtyWhere, type Projection, readSetting, withTx, writeSetting } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { buildDocuments } from '../document/build-documents.ts';
import type { SearchDocument } from '../document/document.ts';
import { DOCUMENT_FORM } from '../document/text-hash.ts';
import type { SearchEngine } from '../engine/engine.ts';
import { searchEngine } from '../engine/select-engine.ts';
import { rememberRate } from './rate.ts';
import { learnWords } from '../words/dictionary.ts';

export const SEARCH_QUEUE = 'search.cards';
/** Meilisearch takes about as long for a thousand documents as for five thousand. */
const BATCH = 5000;
/** So many parts of a batch are worked on side by side: while one is built here, the database writes the other. Not below so many cards. */
const PARTS = 2;
const PART_MIN = 500;

// authorised by caller: only projections and operators' commands write read models; no audit row: a read model is no change of anybody's
/** Puts documents into the engine and their words into the dictionary; `gone` leave both. */
export async function indexDocuments(ctx: Ctx, engine: SearchEngine, docs: readonly SearchDocument[], gone: readonly number[]): Promise<void> {
  if (docs.length > 0) await engine.upsert(ctx, docs);
  if (gone.length > 0) await engine.remove(ctx, gone);
  await withTx(ctx, (tx) => learnWords(tx, docs, gone));
}

/** Brings the search documents of these cards up to date from the source of truth; a card that is not published leaves the index. Repeating it changes nothing. */
export async function projectCards(ctx: Ctx, engine: SearchEngine, ids: readonly number[]): Promise<void> {
  const size = Math.max(PART_MIN, Math.ceil(ids.length / PARTS));
  const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, i) => ids.slice(i * size, (i + 1) * size));
  // Every part is waited for, also after a failure: nobody may start on ids that are still being written.
  const failed = (await Promise.allSettled(parts.map((part) => projectPart(ctx, engine, part)))).find((r) => r.status === 'rejected');
  if (failed) throw failed.reason;
}

async function projectPart(ctx: Ctx, engine: SearchEngine, ids: readonly number[]): Promise<void> {
  const docs = await buildDocuments(ctx, ids);
  const live = new Set(docs.map((d) => d.cardId));
  await indexDocuments(
    ctx,
    engine,
    docs,
    ids.filter((id) => !live.has(id)),
  );
}

/** The worker's projection; with the engine down it fails, and the marks wait. */
export const searchProjection: Projection = {
  queue: SEARCH_QUEUE,
  batch: BATCH,
  project: async (ctx, ids) => {
    const started = performance.now();
    await projectCards(ctx, searchEngine(), ids);
    await rememberRate(ctx, ids.length, performance.now() - started);
  },
};

/** Marks every card that was ever live, so that each is built anew or leaves the index. Returns how many. The marks are the progress: whoever projects next goes on where it stopped. */
export async function markAllCards(ctx: Ctx): Promise<number> {
  return markDirtyWhere(ctx, SEARCH_QUEUE, sql`select id from catalog.cards where version > 0`);
}

/** Projects what is marked until nothing is left; for the operator's command when no worker runs. Returns the number projected. */
export async function projectMarkedCards(ctx: Ctx, engine: SearchEngine, progress: (left: number) => void = () => undefined): Promise<number> {
  let done = 0;
  for (;;) {
    const n = await drainDirty(ctx, SEARCH_QUEUE, (ids) => projectCards(ctx, engine, ids), BATCH);
    if (n === 0) return done;
    done += n;
    progress(await countDirty(ctx, SEARCH_QUEUE));
  }
}

const ENGINE_KEY = 'search.engine';
const Engine = z.object({ name: z.string(), form: z.number().optional() });

// authorised by caller: the worker's start; no audit row: it remembers which engine was filled last
/**
 * A new or emptied engine, one that another has stood in for since, or documents made differently before: every live card is marked, so that it fills or catches up by itself. Returns how many were marked.
 */
export async function fillWhenStale(ctx: Ctx, engine: SearchEngine): Promise<number> {
  const { documents } = await engine.stats(ctx);
  return withTx(ctx, async (tx) => {
    const last = Engine.safeParse(await readSetting(tx, ENGINE_KEY)).data;
    if (documents > 0 && last?.name === engine.name && last.form === DOCUMENT_FORM) return 0;
    await rememberEngine(tx, engine.name);
    return markAllCards(tx);
  });
}

/** The engine that every live card was last given to. */
export async function rememberEngine(ctx: Ctx, name: SearchEngine['name']): Promise<void> {
  await writeSetting(ctx, ENGINE_KEY, { name, form: DOCUMENT_FORM });
}
