import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { localStore, useObjectStore } from '@yarmarka/files';
import { countTaxonomy, importTaxonomy } from '@yarmarka/taxonomy';
import { OperatorError } from '../arguments.ts';
import { withDatabase } from '../database.ts';
import { DEMO_LOGINS } from '../demo/logins.ts';
import { seedCards } from '../seed/cards.ts';
import { seedSellers, seedUsers } from '../seed/people.ts';
import type { Command } from './index.ts';

const TAXONOMY = fileURLToPath(new URL('../../demo/taxonomy', import.meta.url));

export const seedCommand: Command = {
  name: 'seed',
  summary: 'Fill an empty database: the demo shop, or its people only',
  usage:
    'yarmarka seed demo [--data DIR]   the bilingual demo: categories, sellers, cards, pictures, logins\nyarmarka seed users [--data DIR]  only the demo’s people and sellers, beside a taxonomy of your own',
  async run(args) {
    const what = args.words[0];
    if (what !== 'demo' && what !== 'users') throw new OperatorError('Say what to seed: yarmarka seed demo, or yarmarka seed users.');
    await withDatabase(args, async ({ ctx, dataDir }) => {
      const started = performance.now();
      const say = (text: string) => process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
      useObjectStore(localStore(join(dataDir, 'files')));
      if (what === 'demo') {
        if ((await countTaxonomy(ctx)).categories > 0)
          throw new OperatorError('This database has categories already: the demo fills empty ones only. Choose another --data DIR.');
        await importTaxonomy(ctx, { dir: TAXONOMY, rulesFile: join(TAXONOMY, 'rules.csv') });
        const counts = await countTaxonomy(ctx);
        say(`${counts.categories} categories, ${counts.attributes} attributes, ${counts.cells} cells`);
      }
      const users = await seedUsers(ctx);
      const sellers = await seedSellers(ctx, users);
      say(`${users.size} people, ${sellers.size} sellers`);
      if (what === 'demo') await seedCards(ctx, sellers, say);
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(join(dataDir, 'demo-logins.json'), `${JSON.stringify(DEMO_LOGINS, null, 2)}\n`, { mode: 0o600 });
    });
  },
};
