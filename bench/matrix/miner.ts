import { type Mined, mineOverlaps } from '@yarmarka/taxonomy';
import { type Bench, timed } from './bench.ts';
import { type Figure, plain } from './figures.ts';

class Undo extends Error {}

/** One run of the overlap miner over the whole matrix; what it stores is rolled back. */
export async function measureMiner({ ctx }: Bench): Promise<Figure[]> {
  let [ms, mined]: [number, Mined | undefined] = [0, undefined];
  await ctx.db
    .transaction(async (db) => {
      ms = await timed(async () => {
        mined = await mineOverlaps({ ...ctx, db, read: db, inTx: true });
      });
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  const found = Object.entries((mined as Mined | undefined)?.found ?? {});
  return [
    plain('overlap miner, one run', ms / 1000, 's'),
    plain(
      'overlap miner: suggestions',
      found.reduce((n, [, k]) => n + k, 0),
      'suggestions',
      found.map(([kind, k]) => `${kind} ${k}`).join(', '),
    ),
  ];
}
