import { type Consumer, on } from '@yarmarka/kernel';
import { matrixPublished } from '@yarmarka/taxonomy/events';
import { enqueueConversions } from '../convert/convert-values.ts';
import { enqueueRecompute } from './recompute-cards.ts';

/** What a publish of the matrix means for cards. */
export const catalogConsumer: Consumer = {
  name: 'catalog.consequences',
  on: {
    ...on(matrixPublished, async (ctx, event) => {
      if (event.schemasChanged > 0 || event.treeChanged) await enqueueRecompute(ctx, { version: event.version });
      await enqueueConversions(ctx, event.version);
    }),
  },
};
