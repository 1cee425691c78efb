import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDocs } from '../tooling/checks/docs.ts';
import { checkFiles } from '../tooling/checks/files.ts';
import { checkManifests } from '../tooling/checks/manifests.ts';
import { formatProblem, type Problem } from '../tooling/checks/problem.ts';

type Result = { readonly ok: boolean; readonly output: string };
type Step = { readonly name: string; run(): Promise<Result> };

/** Lines of a failed step that are printed, unless `--all` asks for every one. */
const SHOWN = process.argv.includes('--all') ? Number.POSITIVE_INFINITY : 60;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A tool of node_modules, run by this very Node, its output kept until it is needed. */
function tool(script: string, ...args: string[]): () => Promise<Result> {
  return () =>
    new Promise((done, fail) => {
      const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
      const chunks: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.on('error', fail);
      child.on('close', (code) => done({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8').trim() }));
    });
}

function check(...checks: ((root: string) => Problem[])[]): () => Promise<Result> {
  return () => {
    const problems = checks.flatMap((one) => one(root));
    return Promise.resolve({ ok: problems.length === 0, output: problems.map(formatProblem).join('\n') });
  };
}

const cruised = ['packages', 'apps', 'e2e', 'bench', 'tooling', 'scripts'].filter((dir) => existsSync(join(root, dir)));
// The long ones first, so that two lanes end together.
const steps: readonly Step[] = [
  { name: 'lint', run: tool('oxlint/bin/oxlint', '--format=unix', '.') },
  { name: 'borders', run: tool('dependency-cruiser/bin/dependency-cruiser.mjs', '--config', 'tooling/dependency-rules.cjs', ...cruised) },
  { name: 'dead code', run: tool('knip/bin/knip.js', '--no-progress', '--no-config-hints') },
  { name: 'types', run: tool('typescript/bin/tsc', '-p', 'tsconfig.json', '--pretty', 'false') },
  { name: 'format', run: tool('@biomejs/biome/bin/biome', 'check', '--reporter=summary', '.') },
  { name: 'docs', run: check(checkDocs) },
  { name: 'files', run: check(checkFiles, checkManifests) },
];

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

async function main(): Promise<void> {
  const only = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
  const unknown = only.filter((name) => !steps.some((s) => s.name.replace(' ', '-') === name));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. Steps: ${steps.map((s) => s.name.replace(' ', '-')).join(', ')}.`);
    process.exit(2);
  }
  const queue = steps.filter((s) => only.length === 0 || only.includes(s.name.replace(' ', '-')));
  const failed: string[] = [];
  const started = performance.now();
  const lane = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      const since = performance.now();
      const { ok, output } = await step.run();
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${step.name.padEnd(10)} ${seconds(since).padStart(7)}`);
      if (!ok) {
        failed.push(step.name);
        const lines = output.split('\n');
        console.log(
          lines
            .slice(0, SHOWN)
            .map((line) => `  ${line}`)
            .join('\n'),
        );
        if (lines.length > SHOWN) console.log(`  ... and ${lines.length - SHOWN} lines more: node scripts/verify.ts ${step.name.replace(' ', '-')} --all`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  console.log(failed.length === 0 ? `All is well (${seconds(started)}).` : `Failed: ${failed.join(', ')} (${seconds(started)}).`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await main();
