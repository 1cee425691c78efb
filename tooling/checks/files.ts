import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { foreignWrites } from '../rules/writes-only-in-owner.ts';
import type { Problem } from './problem.ts';

/** Pictures for the documents are the only binaries, and small. */
const PICTURE = /^docs\/.+\.(?:png|jpe?g|webp)$/;
const PICTURE_BYTES = 400_000;
const TEXT_BYTES = 1_500_000;
const FONT = /\.(?:woff2?|ttf)$/;
const KEBAB = /^[a-z0-9]+(?:[.-][a-z0-9]+)*\.tsx?$/;
const CODE = /\.(?:tsx?|mjs|cjs|css|sql|sh)$/;
// Written in pieces, so that this file does not find itself.
const UNFINISHED = new RegExp(`\\b(?:${['TO', 'FIX'].map((w, i) => w + (['DO', 'ME'][i] ?? '')).join('|')})\\b`);
const MACHINE = new RegExp(`(?<![\\w.])/(?:(?:${['work', 'root'].join('|')})/[a-z.]|hom[e]/[a-z]+/)`);
const CONFLICT = /^(?:<{7}|>{7}) /m;

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function checkText(file: string, text: string): Problem[] {
  const problems: Problem[] = [];
  const find = (pattern: RegExp, message: string) => {
    const match = pattern.exec(text);
    if (match) problems.push({ file, line: lineOf(text, match.index), message: `${message}: ${match[0].trim()}` });
  };
  find(MACHINE, 'names a path of somebody’s machine');
  find(CONFLICT, 'holds an unresolved merge');
  if (CODE.test(file)) find(UNFINISHED, 'is unfinished; what is open belongs into an issue');
  const owner = /^packages\/([^/]+)\/.+\.sql$/.exec(file)?.[1];
  if (owner !== undefined && owner !== 'db') {
    for (const write of foreignWrites(text, owner)) problems.push({ file, message: `writes ${write.table}, which belongs to ${write.owner}` });
  }
  return problems;
}

/** Every file that is, or would be, committed. */
export function listFiles(root: string): string[] {
  const output = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return output
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)))
    .toSorted();
}

/** File names in kebab case, no binaries but small pictures of the documents, no huge files, no machine paths, no unresolved merges, nothing marked as unfinished, and no .sql file that writes another package's tables. */
export function checkFiles(root: string, files: readonly string[] = listFiles(root)): Problem[] {
  const problems: Problem[] = [];
  for (const file of files) {
    const { size } = statSync(join(root, file));
    const limit = PICTURE.test(file) ? PICTURE_BYTES : TEXT_BYTES;
    if (size > limit && file !== 'pnpm-lock.yaml') problems.push({ file, message: `has ${size} bytes; at most ${limit} are allowed` });
    if (/\.tsx?$/.test(file) && !KEBAB.test(basename(file))) problems.push({ file, message: 'is not named in kebab-case' });
    if (PICTURE.test(file) || size > 8 * TEXT_BYTES) continue;
    const bytes = readFileSync(join(root, file));
    if (bytes.subarray(0, 8192).includes(0) || FONT.test(file))
      problems.push({ file, message: 'is a binary; the repository holds text (and pictures in docs/)' });
    else if (file !== 'pnpm-lock.yaml') problems.push(...checkText(file, bytes.toString('utf8')));
  }
  return problems;
}
