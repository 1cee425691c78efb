import type { Arguments } from '../arguments.ts';
import { exportCommand, importMatrixCommand } from './exchange.ts';
import { importTaxonomyCommand } from './import-taxonomy.ts';
import { migrateCommand } from './migrate.ts';
import { notebooksCommand } from './notebooks.ts';
import { reindexCommand } from './reindex.ts';
import { seedCommand } from './seed.ts';
import { usageCommand } from './usage.ts';

export type Command = { readonly name: string; readonly summary: string; readonly usage: string; readonly run: (args: Arguments) => Promise<void> };

export const COMMANDS: readonly Command[] = [
  migrateCommand,
  seedCommand,
  importTaxonomyCommand,
  exportCommand,
  importMatrixCommand,
  reindexCommand,
  usageCommand,
  notebooksCommand,
];

export function help(command: Command | undefined): string {
  if (command) return `yarmarka ${command.name}: ${command.summary}\n\n${command.usage}`;
  const width = Math.max(...COMMANDS.map((c) => c.name.length));
  return [
    'yarmarka: the operators’ commands. They use DATABASE_URL, else the running server of --data DIR (default .data), else start its database themselves.',
    '',
    ...COMMANDS.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`),
    '',
    'yarmarka COMMAND --help tells more.',
  ].join('\n');
}
