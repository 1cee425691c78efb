import { createWriteStream, readFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportExchange, findCategoryByKey, importExchange } from '@yarmarka/taxonomy';
import { ExportRequest } from '@yarmarka/taxonomy/schemas';
import { type Arguments, OperatorError, textFlag } from '../arguments.ts';
import { withDatabase } from '../database.ts';
import type { Command } from './index.ts';

const USAGE = `yarmarka export matrix|dictionary|tree FILE [--branch KEY] [--format long|wide] [--effective] [--language ru|en] [--data DIR]

Writes the attribute matrix, the dictionary (groups, attributes, options) or the category tree to FILE, .xlsx or .csv by its name; edited, it comes back with
"yarmarka import matrix FILE".
  --branch KEY    only this category and what is below it
  --format long   a line per category and attribute, a column per field: the columns of a rules file, so "import taxonomy --rules" reads the CSV too (the default)
  --format wide   categories down, at most 200 attributes across, each cell a line of text such as "required; filter; level: variant"
  --effective     everything in force, each line with where it comes from; without it only the rules that the categories set themselves
  --language      of headers and names (en)`;

const WHATS = ['matrix', 'dictionary', 'tree'] as const;

export const exportCommand: Command = {
  name: 'export',
  summary: 'Write the matrix, the dictionary or the tree to an XLSX or CSV file',
  usage: USAGE,
  async run(args) {
    const [what, file] = args.words;
    if (!WHATS.some((w) => w === what) || !file) throw new OperatorError('Say what and where to: yarmarka export matrix|dictionary|tree FILE.');
    const format = extname(file).slice(1).toLowerCase();
    if (format !== 'xlsx' && format !== 'csv') throw new OperatorError('The file must end in .xlsx or .csv.');
    const layout = oneOf(args, 'format', ['long', 'wide']);
    const language = oneOf(args, 'language', ['en', 'ru']);
    const branchKey = textFlag(args, 'branch');
    await withDatabase(args, async ({ ctx }) => {
      const started = performance.now();
      const branch = branchKey === undefined ? undefined : await findCategoryByKey(ctx, branchKey);
      if (branchKey !== undefined && !branch) throw new OperatorError(`There is no category with the key ${branchKey}.`);
      const scope = args.flags.has('effective') ? 'effective' : 'own';
      const request = ExportRequest.parse({ what, format, layout, language, scope, ...(branch ? { branch: branch.id } : {}) });
      const exported = await exportExchange(ctx, request);
      let bytes = 0;
      async function* chunks(): AsyncGenerator<Uint8Array> {
        const reader = exported.stream.getReader();
        for (let next = await reader.read(); !next.done; next = await reader.read()) {
          bytes += next.value.length;
          yield next.value;
        }
      }
      await pipeline(Readable.from(chunks()), createWriteStream(resolve(file)));
      process.stdout.write(`${file}: ${(bytes / 1_048_576).toFixed(1)} MB in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    });
  },
};

function oneOf(args: Arguments, name: string, values: readonly [string, ...string[]]): string {
  const given = textFlag(args, name) ?? values[0];
  if (!values.includes(given)) throw new OperatorError(`--${name} is one of: ${values.join(', ')}.`);
  return given;
}

export const importMatrixCommand: Command = {
  name: 'import matrix',
  summary: 'Take an exported and edited file back as a draft change-set',
  usage: `yarmarka import matrix FILE [--title TEXT] [--data DIR]

Compares FILE (XLSX or CSV, as "yarmarka export" and the administrators\u2019 screens write it: matrix, dictionary or tree) with what is there. What differs becomes a draft
change-set, to be looked at and published on the administrators\u2019 screens. A file that was not edited makes none. Rows with problems are listed and left out.`,
  async run(args) {
    const file = args.words[0];
    if (!file) throw new OperatorError('Name the file: yarmarka import matrix FILE.');
    const content = read(resolve(file));
    await withDatabase(args, async ({ ctx }) => {
      const started = performance.now();
      const result = await importExchange(ctx, { content, name: basename(file), title: textFlag(args, 'title') });
      const n = (x: number) => x.toLocaleString('en');
      const kinds = Object.entries(result.counts).map(([kind, count]) => `${n(count)} ${kind}`);
      const out = [
        `${n(result.rows)} rows read in ${((performance.now() - started) / 1000).toFixed(1)} s`,
        result.changeSetId === null ? 'Nothing differs.' : `Draft change-set ${result.changeSetId}: ${kinds.join(', ')}`,
        ...result.lines.slice(0, 20).map((l) => `  row ${l.row}: ${l.subject.en}, ${l.column}: ${shown(l.from.en)} -> ${shown(l.to.en)}`),
        ...(result.lineCount > 20 ? [`  and ${n(result.lineCount - 20)} more`] : []),
        ...(result.problemCount > 0 ? [`${n(result.problemCount)} problems:`] : []),
        ...result.problems.slice(0, 50).map((p) => `  row ${p.row}${p.column ? `, ${p.column}` : ''}: ${p.en}`),
      ];
      process.stdout.write(`${out.join('\n')}\n`);
      if (result.problemCount > 0) process.exitCode = 2;
    });
  },
};

const shown = (text: string): string => (text === '' ? '(empty)' : JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text));

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new OperatorError(`The file ${path} cannot be read.`);
  }
}
