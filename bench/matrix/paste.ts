import { cancelChangeSet, createChangeSet, saveChanges } from '@yarmarka/taxonomy';
import type { Change } from '@yarmarka/taxonomy/schemas';
import { type Bench, timed } from './bench.ts';
import { atMost, type Figure, median, quantile } from './figures.ts';

const CELLS = 1000;
const RUNS = 15;

/** Storing 1,000 pasted cells in a draft change-set, each paste a rectangle of other cells. */
export async function measurePaste(bench: Bench): Promise<Figure[]> {
  const { ctx, database } = bench;
  const cells = await database.client<{ c: number; a: number }[]>`
    select category_id as c, attribute_no as a from taxonomy.effective_cells where attribute_no >= 100 order by category_id, attribute_no limit ${CELLS * RUNS}`;
  const set = await createChangeSet(ctx, { title: 'Bench: paste' });
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const changes = cells
      .slice(i * CELLS, (i + 1) * CELLS)
      .map(({ c, a }): Change => ({ kind: 'rule', edit: { categoryId: c, attributeNo: a, op: 'set', fields: { requirement: 'recommended', position: i } } }));
    if (changes.length > 0) times.push(await timed(() => saveChanges(ctx, { changeSetId: set.id, changes, partly: true })));
  }
  await cancelChangeSet(ctx, set.id);
  return [atMost('storing 1,000 pasted cells, p95', quantile(times, 0.95), 'ms', 300, `median ${median(times).toFixed(0)} ms`)];
}
