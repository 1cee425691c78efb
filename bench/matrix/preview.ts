import { previewDelta } from '@yarmarka/catalog';
import { cancelChangeSet, createChangeSet, previewChangeSet, saveChanges } from '@yarmarka/taxonomy';
import { type Bench, requirementEdit, rootCells, timed } from './bench.ts';
import { atMost, type Figure, median, plain, quantile } from './figures.ts';

const RUNS = 41;

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
  let categories: readonly number[] = [];
  for (let i = 0; i < RUNS; i++)
    times.push(
      await timed(async () => {
        const delta = await previewChangeSet(ctx, set.id);
        categories = delta.moves.flatMap((m) => m.categories);
        const impact = await previewDelta(ctx, delta);
        lacking = impact.lacking.published + impact.lacking.drafts;
        cards = impact.cards;
      }),
    );
  const counted = await countPlainly(bench, categories, cell.attributeNo);
  await cancelChangeSet(ctx, set.id);
  return [
    atMost(
      'impact preview, p95',
      quantile(times, 0.95) / 1000,
      's',
      2,
      `median ${(median(times) / 1000).toFixed(2)} s of ${RUNS}; first ${((times[0] ?? 0) / 1000).toFixed(2)} s`,
    ),
    plain('impact preview: cards looked at', cards, 'rows', `${lacking.toLocaleString('en')} would lack the attribute`),
    atMost('impact preview: its count against a plain count of the cards', Math.abs(lacking - counted), 'rows', 0, `${counted.toLocaleString('en')} counted`),
  ];
}

/** The open cards of these categories that hold no value of the attribute, themselves or in a variant, and did not lack it before. */
async function countPlainly({ database }: Bench, categories: readonly number[], attributeNo: number): Promise<number> {
  const key = String(attributeNo);
  const [row] = await database.client<{ n: number }[]>`
    select count(*)::int as n from catalog.cards c where c.category_id = any(${[...categories]}::int[]) and c.status not in ('rejected', 'merged', 'archived')
      and not c.attrs ? ${key} and not c.missing @> array[${attributeNo}::int]
      and not exists (select 1 from catalog.variants v where v.card_id = c.id and not v.archived and v.attrs ? ${key})`;
  return row?.n ?? 0;
}
