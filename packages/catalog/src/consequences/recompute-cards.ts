import { advanceActivity, appendEvent, appendEvents, type Ctx, defineJob, enqueue, withActivity, withTx } from '@yarmarka/kernel';
import { currentVersion, getSchemaByHash, getSchemasByHash } from '@yarmarka/taxonomy';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cardsFollowed } from '../events.ts';
import { recomputedVersions } from '../tables.ts';
import { refreshCategoryQuality } from './category-quality.ts';
import { recomputeBatch, recomputeFew, type StaleCard } from './recompute-batch.ts';

/** `version`: what that matrix version changed; 0 with no categories: everything. */
const Recompute = z.object({ version: z.number().int().min(0).default(0), categories: z.array(z.number().int()).default([]) });
export type Recompute = z.input<typeof Recompute>;
export type RecomputeOptions = { readonly batch?: number; readonly afterBatch?: (written: number) => void };

const BATCH = 5000;
/** Schemas with fewer cards to recompute go together. */
const FEW = 100;
/** So many schemas are gone through side by side, the largest first; within somebody's transaction one after another. */
const LANES = 2;
const ints = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::int[]`;

/** Categories with cards, by the schema they have now. */
type Target = { readonly hash: string; readonly categories: readonly number[]; readonly stale: number };

/**
 * Recomputes completeness, what is missing, quality and what is invalid for every card that was reckoned by another schema than its category has now: after a publish, a move or a
 * merge. In short transactions, schema by schema; the cards still reckoned by another schema are themselves the cursor, so a killed run goes on where it was and a repeated one
 * does nothing. A card that a seller saves meanwhile is left to that save. Returns how many cards were written.
 */
export async function recomputeCards(ctx: Ctx, raw: Recompute, options: RecomputeOptions = {}): Promise<number> {
  const input = Recompute.parse(raw);
  const targets = await findTargets(ctx, input);
  const total = targets.reduce((n, t) => n + t.stale, 0);
  if (total === 0) return 0;
  const title =
    input.version > 0
      ? { ru: `Пересчёт карточек после версии ${input.version}`, en: `Recomputing cards after version ${input.version}` }
      : { ru: 'Пересчёт карточек', en: 'Recomputing cards' };
  const key = `catalog.recompute-cards:${input.version}:${input.categories.slice(0, 20).join(',')}`;
  return withActivity(ctx, { key, kind: 'catalog.recompute', title, total, href: '/admin/changes' }, async (activity) => {
    let written = 0;
    const advance = (seen: number) => advanceActivity(ctx, activity, seen);
    const large = targets.filter((t) => t.stale >= FEW).toSorted((a, b) => b.stale - a.stale);
    const lane = async () => {
      for (let target = large.shift(); target; target = large.shift()) {
        const n = await recomputeTarget(ctx, target, options, advance);
        written += n;
      }
    };
    // Every lane is waited for, also after a failure: nobody may start on cards that are still being written.
    const failed = (await Promise.allSettled(Array.from({ length: ctx.inTx ? 1 : LANES }, lane))).find((r) => r.status === 'rejected');
    if (failed) throw failed.reason;
    const small = targets.filter((t) => t.stale > 0 && t.stale < FEW);
    written += await recomputeSmall(ctx, small, options, advance);
    const categories = targets.flatMap((t) => t.categories);
    for (let i = 0; i < categories.length; i += 500) await refreshCategoryQuality(ctx, categories.slice(i, i + 500));
    return written;
  });
}

async function findTargets(ctx: Ctx, input: z.infer<typeof Recompute>): Promise<Target[]> {
  const own = sql`coalesce(k.alias_of, k.id)`;
  const scope = [
    ...(input.version > 0
      ? [sql`k.alias_of is not null or exists (select 1 from taxonomy.category_schemas x where x.category_id = ${own} and x.from_version = ${input.version})`]
      : []),
    ...(input.categories.length > 0 ? [sql`k.id = any(${ints(input.categories)}) or k.alias_of = any(${ints(input.categories)})`] : []),
  ];
  return ctx.db.execute<Target>(sql`
    with t as (
      select k.id, s.hash from taxonomy.categories k join taxonomy.category_schemas s on s.category_id = ${own} and s.to_version is null
      where (${scope.length === 0 ? sql`true` : sql.join(scope, sql` or `)}))
    select t.hash, array_agg(t.id order by t.id) as categories, sum(n.stale)::int as stale
    from t cross join lateral (select count(*) as stale from catalog.cards c where c.category_id = t.id and c.schema_hash <> t.hash) n where n.stale > 0 group by t.hash order by t.hash`);
}

async function recomputeTarget(ctx: Ctx, target: Target, options: RecomputeOptions, advance: (seen: number) => Promise<void>): Promise<number> {
  const size = options.batch ?? BATCH;
  const to = await getSchemaByHash(ctx, target.hash);
  let written = 0;
  let [from, after] = [0, 0];
  for (;;) {
    const left = target.categories.slice(from);
    const rows = await pickStale(ctx, left, after, target.hash, size);
    const last = rows.at(-1);
    if (!last) return written;
    const schemas = await getSchemasByHash(
      ctx,
      rows.map((r) => r.schema_hash),
    );
    for (const [hash, group] of Map.groupBy(rows, (r) => r.schema_hash)) {
      const ids = group.map((r) => r.id).toSorted((a, b) => a - b);
      written += await inShortTx(ctx, (tx) => recomputeBatch(tx, ids, { hash, loaded: schemas.get(hash) }, to));
    }
    await advance(rows.length);
    options.afterBatch?.(written);
    from += Math.max(0, left.indexOf(last.category_id));
    after = last.id;
  }
}

async function recomputeSmall(ctx: Ctx, targets: readonly Target[], options: RecomputeOptions, advance: (seen: number) => Promise<void>): Promise<number> {
  const size = Math.min(options.batch ?? BATCH, 500);
  let written = 0;
  let stale: StaleCard[] = [];
  const flush = async () => {
    const cards = stale.toSorted((a, b) => a.id - b.id);
    stale = [];
    if (cards.length === 0) return;
    written += await inShortTx(ctx, (tx) => recomputeFew(tx, cards));
    await advance(cards.length);
    options.afterBatch?.(written);
  };
  for (const target of targets) {
    const rows = await pickStale(ctx, target.categories, 0, target.hash, FEW);
    const to = await getSchemaByHash(ctx, target.hash);
    const schemas = await getSchemasByHash(
      ctx,
      rows.map((r) => r.schema_hash),
    );
    for (const r of rows) stale.push({ id: r.id, from: { hash: r.schema_hash, loaded: schemas.get(r.schema_hash) }, to });
    if (stale.length >= size) await flush();
  }
  await flush();
  return written;
}

// authorised by caller: only jobs recompute; no audit row: completeness and quality follow from values and schema, nobody changes them
/** What is lost with the machine is recomputed: nobody has to wait for the disk. */
const inShortTx = (ctx: Ctx, run: (tx: Ctx) => Promise<number>): Promise<number> =>
  withTx(ctx, async (tx) => {
    await tx.db.execute(sql`set local synchronous_commit = off`);
    return run(tx);
  });

/** The next cards of these categories, category by category, that were reckoned by another schema. `after` is a card of the first category. */
async function pickStale(
  ctx: Ctx,
  categories: readonly number[],
  after: number,
  hash: string,
  limit: number,
): Promise<{ id: number; category_id: number; schema_hash: string }[]> {
  return ctx.db.execute(sql`
    select x.id, x.category_id, x.schema_hash from unnest(${ints(categories)}) with ordinality k(id, n) cross join lateral (
      select c.id, c.category_id, c.schema_hash from catalog.cards c where c.category_id = k.id and c.id > case when k.n = 1 then ${after}::int else 0 end and c.schema_hash <> ${hash}
      order by c.id limit ${limit}) x limit ${limit}`);
}

export const recomputeCardsJob = defineJob({
  name: 'catalog.recompute-cards',
  schema: Recompute,
  options: { expireInSeconds: 4 * 3600 },
  run: async (ctx, data) => {
    await recomputeCards(ctx, data);
    const { version } = Recompute.parse(data);
    // authorised by caller: only the worker runs jobs; no audit row: nothing changes but that it is told
    if (version > 0)
      await withTx(ctx, async (tx) => {
        await tx.db.insert(recomputedVersions).values({ version }).onConflictDoNothing();
        await appendEvent(tx, cardsFollowed, version, { version });
      });
  },
});

/**
 * Marks the versions up to this one, since versions are marked at all, whose own recompute never came to its end, and says so of each: sellers are told of it then, as if it had.
 * Only for whoever has just recomputed every card.
 */
// authorised by caller: only the nightly job; no audit row: nothing changes but that it is told
async function markRecomputedUpTo(ctx: Ctx, version: number): Promise<void> {
  await withTx(ctx, async (tx) => {
    const marked = await tx.db.execute<{ version: number }>(sql`
      insert into catalog.recomputed_versions (version) select v.version from taxonomy.matrix_versions v
      where v.version <= ${version}::int and v.version > (select min(version) from catalog.recomputed_versions)
      on conflict do nothing returning version`);
    const versions = marked.map((m) => m.version).toSorted((a, b) => a - b);
    await appendEvents(
      tx,
      cardsFollowed,
      versions.map((one) => ({ key: one, payload: { version: one } })),
    );
  });
}

/** Once a night everything is looked at: what a lost event, a recompute that was given up or a save in the very moment of a publish left behind. Before the grace is enforced, which judges only what is up to date. */
export const reconcileCompletenessJob = defineJob({
  name: 'catalog.reconcile-completeness',
  schema: z.object({}),
  cron: '10 1 * * *',
  options: { expireInSeconds: 4 * 3600 },
  run: async (ctx) => {
    // Read first: what is published meanwhile has a job of its own.
    const version = await currentVersion(ctx);
    await recomputeCards(ctx, {});
    await markRecomputedUpTo(ctx, version);
  },
});

/** Has the cards of these categories, and of what a version changed, recomputed in the background; in the caller's transaction. */
export const enqueueRecompute = (ctx: Ctx, input: Recompute): Promise<void> => enqueue(ctx, recomputeCardsJob, Recompute.parse(input));
