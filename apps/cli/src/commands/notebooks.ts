import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeCsv } from '@yarmarka/files';
import { OperatorError } from '../arguments.ts';
import { convertNotebooks } from '../icecat/convert.ts';
import type { Command } from './index.ts';

export const notebooksCommand: Command = {
  name: 'convert notebooks',
  summary: 'Turn Icecat’s notebooks into a seller’s CSV for the laptop category',
  usage:
    'yarmarka convert notebooks PRODUCTS.ndjson.gz OUT.csv\n\nReads an Icecat open catalogue sample (gzipped JSON lines) and writes its notebooks as a sheet whose columns are the attribute keys of the laptop category (el-6-6) with the rules file.',
  async run(args) {
    const [from, to] = args.words;
    if (!from || !to) throw new OperatorError('Name the file to read and the file to write: yarmarka convert notebooks PRODUCTS.ndjson.gz OUT.csv.');
    const { columns, rows } = await convertNotebooks(resolve(from));
    writeFileSync(resolve(to), writeCsv([columns, ...rows]));
    process.stdout.write(`${rows.length} notebooks, ${columns.length} columns: ${resolve(to)}\n`);
  },
};
