import { withDatabase } from '../database.ts';
import type { Command } from './index.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Bring the database to this version’s schema',
  usage: 'yarmarka migrate [--data DIR]',
  async run(args) {
    await withDatabase(args, async ({ dataDir }) => {
      process.stdout.write(`The schema is up to date (${dataDir}).\n`);
    });
  },
};
