import { pushCardUsage } from '@yarmarka/catalog';
import { pushOfferUsage } from '@yarmarka/offers';
import { withDatabase } from '../database.ts';
import type { Command } from './index.ts';

const USAGE = `yarmarka usage [--data DIR]

Counts how many cards each category holds and how many of them fill each attribute (those of offers: by an offer), for the matrix and its
suggestions. The worker does the same every night. What buyers filtered by is counted by the server as it happens and is not touched.`;

export const usageCommand: Command = {
  name: 'usage',
  summary: 'Count how the attributes are used',
  usage: USAGE,
  async run(args) {
    await withDatabase(args, async ({ ctx }) => {
      const started = performance.now();
      const pairs = (await pushCardUsage(ctx)) + (await pushOfferUsage(ctx));
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${pairs.toLocaleString('en')} attributes of categories counted in ${seconds} s.\n`);
    });
  },
};
