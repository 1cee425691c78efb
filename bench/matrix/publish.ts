import type { Change } from '@yarmarka/taxonomy/schemas';
import { type Bench, type PlainUpdate, plainUpdate, publishTimed, requirementEdit, type RootCell, rootCells } from './bench.ts';
import { atMost, type Figure, median, plain, quantile } from './figures.ts';

const RUNS = 12;
const CELLS_RATIO = 5;

/** Publishing one edit on the largest root (by categories), and one on every root in one change-set; each run publishes the edit and then its inverse. */
export async function measurePublish(bench: Bench): Promise<Figure[]> {
  const roots = await rootCells(bench);
  const largest = roots[0];
  if (!largest) return [];
  bench.say(`publish: largest root by categories is ${largest.label} (${largest.categories} categories, attribute ${largest.attributeNo})`);
  return [
    ...(await measure(bench, 'publish on the largest root', [largest], 500)),
    ...(await measure(bench, `publish on all ${roots.length} roots`, roots, 1500)),
  ];
}

async function measure(bench: Bench, name: string, cells: readonly RootCell[], budgetMs: number): Promise<Figure[]> {
  // An edit must change something: what a root demands already, it gets recommended.
  const there = cells.map((c): Change => requirementEdit(c, c.own === 'recommended' ? 'optional' : 'recommended'));
  const back = cells.map((c): Change => requirementEdit(c, c.own));
  const [all, fold, updates]: [number[], number[], number[]] = [[], [], []];
  let [schemas, rows] = [0, 0];
  const publish = async (changes: readonly Change[]) => {
    const { published, ms } = await publishTimed(bench, changes);
    all.push(ms);
    fold.push(published.cellsMs);
    schemas = published.schemasChanged;
  };
  for (let i = 0; i < RUNS; i++) {
    await publish(there);
    for (let k = 0; k < 2; k++) {
      const update = await plainUpdate(bench, updateOf(cells));
      updates.push(update.ms);
      rows = update.rows;
    }
    await publish(back);
  }
  const ratio = median(fold) / median(updates);
  return [
    atMost(
      `${name}: effective cells against one UPDATE`,
      ratio,
      'x',
      CELLS_RATIO,
      `${median(fold).toFixed(1)} ms against ${median(updates).toFixed(1)} ms, ${rows} rows`,
    ),
    atMost(
      `${name}: cells and schemas, p95`,
      quantile(all, 0.95) / 1000,
      's',
      budgetMs / 1000,
      `median ${(median(all) / 1000).toFixed(3)} s of ${all.length}; slowest ${(Math.max(...all) / 1000).toFixed(2)} s`,
    ),
    plain(`${name}: schemas that changed`, schemas, 'categories'),
  ];
}

/** The same cells written by one statement that does nothing else. */
function updateOf(cells: readonly RootCell[]): PlainUpdate {
  const pairs = cells.map((c) => `(${c.categoryId}, ${c.attributeNo})`).join(', ');
  return {
    table: 'taxonomy.effective_cells',
    set: `fields = fields || '{"requirement": "required_if"}', origins = origins || '{"requirement": [0, 0]}'`,
    where: `(category_id, attribute_no) in (select c.id, x.no from (values ${pairs}) x(root, no) join taxonomy.categories c on c.path @> array[x.root])`,
  };
}
