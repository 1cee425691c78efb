import { previewDelta } from '@yarmarka/catalog';
import { cancelChangeSet, createChangeSet, previewChangeSet, saveChanges } from '@yarmarka/taxonomy';
import { type Bench, requirementEdit, rootCells, timed } from './bench.ts';
import { atMost, type Figure, median, plain, quantile } from './figures.ts';

const RUNS = 21;

/** "Make an attribute required in the largest root (by cards)": what it would do to every card, from the change-set to the numbers. */
export async function measurePreview(bench: Bench): Promise<Figure[]> {
  const { ctx } = bench;
  const cell = (await rootCells(bench)).filter((r) => r.own !== 'required').toSorted((a, b) => b.cards - a.cards)[0];
  if (!cell) return [];
  bench.say(`preview: largest root by cards is ${cell.label} (${cell.cards.toLocaleString('en')} cards, attribute ${cell.attributeNo})`);
  const set = await createChangeSet(ctx, { title: 'Bench: preview' });
  await saveChanges(ctx, { changeSetId: set.id, changes: [requirementEdit(cell, 'required')] });
  const times: number[] = [];
  let [lacking, cards] = [0, 0];
  for (let i = 0; i < RUNS; i++)
    times.push(
      await timed(async () => {
        const impact = await previewDelta(ctx, await previewChangeSet(ctx, set.id));
        lacking = impact.lacking.published + impact.lacking.drafts;
        cards = impact.cards;
      }),
    );
  await cancelChangeSet(ctx, set.id);
  return [
    atMost(
      'impact preview, p95',
      quantile(times, 0.95) / 1000,
      's',
      2,
      `median ${(median(times) / 1000).toFixed(2)} s; first ${((times[0] ?? 0) / 1000).toFixed(2)} s`,
    ),
    plain('impact preview: cards looked at', cards, 'rows', `${lacking.toLocaleString('en')} would lack the attribute`),
  ];
}
