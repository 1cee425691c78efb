import { setTimeout } from 'node:timers/promises';
import { listCards, markMovedCards, projectCardList, recomputeCards } from '@yarmarka/catalog';
import { markCardsOfVersion, postgresEngine, projectMarkedCards } from '@yarmarka/search';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { type Bench, publishTimed, timed } from './bench.ts';
import { atMost, type Figure, median, plain } from './figures.ts';

const PAUSE_MS = 50;
const ROUNDS = 2;

type Read = { readonly requests: number; readonly failed: number; readonly slowestMs: number };
type Moved = { readonly publishMs: number; readonly projectMs: number; readonly parts: string; readonly wrong: number; readonly read: Read };
type Subtree = { id: number; parent: number; label: string; cards: number };

/** Moves a subtree with 2 % of all cards (20,000 of a million) under another root and back, twice: the tree at once, then everything that is read from it. */
export async function measureMove(bench: Bench): Promise<Figure[]> {
  const subtree = await findSubtree(bench);
  const [target] = await bench.database.client<{ id: number }[]>`
    select id from taxonomy.categories k where parent_id is null and alias_of is null and not exists (select 1 from taxonomy.categories c where c.id = ${subtree?.id ?? 0} and k.id = any(c.path))
    order by position, id limit 1`;
  if (!subtree || !target) return [];
  bench.say(`move: ${subtree.label} (${subtree.cards.toLocaleString('en')} cards)`);
  const moves: Moved[] = [];
  for (let i = 0; i < ROUNDS; i++) for (const parent of [target.id, subtree.parent]) moves.push(await move(bench, subtree, parent));
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const projected = moves.map((m) => m.projectMs);
  const sum = (of: (m: Moved) => number) => moves.reduce((n, m) => n + of(m), 0);
  const [first] = moves;
  return [
    plain(
      'moving a subtree: the tree',
      median(moves.map((m) => m.publishMs)) / 1000,
      's',
      `${subtree.cards.toLocaleString('en')} cards, there and back ${ROUNDS} times`,
    ),
    atMost(
      'moving a subtree: requests that failed meanwhile',
      sum((m) => m.read.failed),
      'requests',
      0,
      `of ${sum((m) => m.read.requests)}; slowest ${Math.round(Math.max(...moves.map((m) => m.read.slowestMs)))} ms`,
    ),
    atMost(
      'moving a subtree: cards whose path or index was wrong after it',
      sum((m) => m.wrong),
      'rows',
      0,
    ),
    atMost(
      'moving a subtree: lists, search and completeness',
      median(projected) / 1000,
      's',
      10,
      `median; ${projected.map(seconds).join(', ')} s; the first: ${first?.parts ?? ''}`,
    ),
  ];
}

/** The subtree below a root that comes nearest to 2 % of the cards. */
async function findSubtree({ database, cards }: Bench): Promise<Subtree | undefined> {
  const rows = await database.client<Subtree[]>`
    with own as (select category_id as id, count(*)::int as n from catalog.cards group by 1),
      sums as (select a as id, sum(own.n)::int as cards from own join taxonomy.categories c on c.id = own.id, unnest(c.path) a group by 1)
    select k.id, k.parent_id as parent, k.label_en as label, s.cards from sums s join taxonomy.categories k on k.id = s.id
    where k.parent_id is not null order by abs(s.cards - ${Math.round(cards * 0.02)}::int), k.id limit 1`;
  return rows[0];
}

async function move(bench: Bench, subtree: Subtree, parentId: number): Promise<Moved> {
  const readers = startReading(bench, subtree);
  const moved = await moveAndProject(bench, subtree, parentId);
  return { ...moved, read: await readers() };
}

/** The moved subtree's page of the shop, its list in the workplace and its schema, one after another until the given function is called, with a pause as between clicks. */
function startReading({ ctx }: Bench, subtree: Subtree): () => Promise<Read> {
  const page = { filters: {}, sort: 'popularity', limit: 24, facets: [], ranges: [], axisSets: [], categoryId: subtree.id } as const;
  const requests = [
    () => postgresEngine().search(ctx, page),
    () => listCards(ctx, { categoryId: subtree.id, limit: 24 }),
    () => getCategorySchema(ctx, subtree.id),
  ];
  const read = { requests: 0, failed: 0, slowestMs: 0 };
  let ended = false;
  const loop = (async () => {
    while (!ended)
      for (const request of requests) {
        const ms = await timed(() => request().catch(() => read.failed++));
        read.requests++;
        read.slowestMs = Math.max(read.slowestMs, ms);
        await setTimeout(PAUSE_MS);
      }
  })();
  return async () => {
    ended = true;
    await loop;
    return read;
  };
}

async function moveAndProject(bench: Bench, subtree: Subtree, parentId: number): Promise<Omit<Moved, 'read'>> {
  const { ctx } = bench;
  const { published, ms: publishMs } = await publishTimed(bench, [{ kind: 'move', move: { categoryId: subtree.id, parentId } }]);
  const parts: string[] = [];
  const step = async (name: string, work: () => Promise<unknown>) => {
    const ms = await timed(work);
    parts.push(`${name} ${(ms / 1000).toFixed(1)} s`);
  };
  // As the worker does: both consumers mark, then a loop for each projection beside the job.
  const projectMs = await timed(async () => {
    await step('marked', () => Promise.all([markCardsOfVersion(ctx, published.version), markMovedCards(ctx, published.version)]));
    await Promise.all([
      step('completeness', () => recomputeCards(ctx, { version: published.version })),
      step('search', () => projectMarkedCards(ctx, postgresEngine())),
      step('lists', () => projectCardList(ctx)),
    ]);
    // What the recomputed cards marked after the lists' loop had ended.
    await projectCardList(ctx);
  });
  return { publishMs, projectMs, parts: parts.join(', '), wrong: await countWrong(bench, subtree.id) };
}

/** Cards of the subtree whose search row or list row does not know its present place. */
async function countWrong({ database }: Bench, subtreeId: number): Promise<number> {
  const [row] = await database.client<{ n: number }[]>`
    select count(*)::int as n from catalog.cards c join taxonomy.categories k on k.id = c.category_id and k.path @> array[${subtreeId}::int]
    left join search.product_search p on p.card_id = c.id left join catalog.card_list l on l.card_id = c.id
    where (c.status = 'published' and not (coalesce(p.cat_ids, '{}') @> k.path)) or not (coalesce(l.tokens, '{}') @> (select array_agg((1 << 27) | a) from unnest(k.path) a))`;
  return row?.n ?? 0;
}
