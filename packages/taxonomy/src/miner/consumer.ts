import { type Consumer, enqueue, on } from '@yarmarka/kernel';
import { matrixPublished } from '../events.ts';
import { mineOverlapsJob } from './mine-overlaps.ts';

/** A publish that changes so many schemas, such as an import, is looked over at once instead of in the night. */
const LARGE = 5000;

export const minerConsumer: Consumer = {
  name: 'taxonomy.miner',
  on: {
    ...on(matrixPublished, async (ctx, event) => {
      if (event.schemasChanged >= LARGE) await enqueue(ctx, mineOverlapsJob, {});
    }),
  },
};
