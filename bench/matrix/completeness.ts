import { projectCardList, recomputeCards } from '@yarmarka/catalog';
import { type Bench, plainUpdate, publishTimed, requirementEdit, rootCells, timed } from './bench.ts';
import { atMost, type Figure, plain } from './figures.ts';

/** About so many cards are recomputed: the branch that comes nearest from above, scaled with the database. */
const WANTED_SHARE = 0.065;

/** After a publish changed what a branch requires: completeness of all its cards, there and back, against one UPDATE of as many rows of the same table. */
export async function measureCompleteness(bench: Bench): Promise<Figure[]> {
  const { ctx } = bench;
  const cell = (await rootCells(bench)).filter((r) => r.own !== 'required' && r.cards >= bench.cards * WANTED_SHARE).toSorted((a, b) => a.cards - b.cards)[0];
  if (!cell) return [];
  bench.say(`completeness: ${cell.label} (${cell.cards.toLocaleString('en')} cards, attribute ${cell.attributeNo} required and back)`);
  const runs: { cards: number; ms: number }[] = [];
  for (const requirement of ['required', cell.own]) {
    const { published } = await publishTimed(bench, [requirementEdit(cell, requirement)]);
    let cards = 0;
    const ms = await timed(async () => {
      cards = await recomputeCards(ctx, { version: published.version });
    });
    runs.push({ cards, ms });
    // What it marked for the workplace's lists would be work of the next measurement.
    await projectCardList(ctx);
  }
  const [first] = runs;
  if (!first || first.cards === 0) return [];
  const update = await plainUpdate(bench, {
    table: 'catalog.cards',
    set: 'completeness = 100 - completeness, quality = 100 - quality, schema_hash = md5(schema_hash), row_version = row_version + 1',
    where: `category_id in (select id from taxonomy.categories where path @> array[${cell.categoryId}])`,
  });
  const perCard = Math.min(...runs.map((r) => r.ms / r.cards));
  return [
    plain(
      'completeness recomputed',
      1000 / perCard,
      'cards/s',
      runs.map((r) => `${r.cards.toLocaleString('en')} in ${(r.ms / 1000).toFixed(1)} s`).join(', back '),
    ),
    atMost(
      'completeness against one UPDATE',
      perCard / (update.ms / update.rows),
      'x',
      3,
      `${update.rows.toLocaleString('en')} rows in ${(update.ms / 1000).toFixed(1)} s`,
    ),
  ];
}
