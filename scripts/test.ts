import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '../packages/db/src/embedded.ts';
import { printLine } from './run-log.ts';
import { ensureWeb } from './run-web.ts';
import { findBrowser, noBrowser } from './test-browser.ts';
import type { LaneResult } from './test-lanes.ts';

// Verify, every lane, the browser flows; a failure is remembered and stops nothing. `npm test -- rules e2e` runs only these.
const root = fileURLToPath(new URL('..', import.meta.url));
const lanes = ['rules', 'verbs', 'concurrency', 'edge', 'contract', 'faults'];
const only = process.argv.slice(2);
const known = ['verify', ...lanes, 'e2e'];
const unknown = only.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. Lanes: ${known.join(', ')}.`);
  process.exit(1);
}
const wanted = (name: string): boolean => only.length === 0 || only.includes(name);

const startedAt = performance.now();
const workDir = mkdtempSync(join(tmpdir(), 'yarmarka-test-'));
const results = new Map<string, LaneResult>();
let interrupted: NodeJS.Signals | undefined;
const nothing: LaneResult = { passed: 0, failed: 0, skipped: 0, seconds: 0 };
const secondsSince = (at: number): number => (performance.now() - at) / 1000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = signal;
  });
}

/** Runs a script on this Node to its end, and passes an interruption on; true when it ended well. */
function node(script: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  if (interrupted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
    process.on('SIGTERM', pass);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      process.off('SIGTERM', pass);
      resolve(code === 0);
    });
  });
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

async function verify(): Promise<void> {
  const at = performance.now();
  const ok = await node('scripts/verify.ts', []);
  results.set('verify', { ...nothing, passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds: secondsSince(at) });
}

async function runLanes(databaseUrl: string): Promise<void> {
  const file = join(workDir, 'lanes.json');
  const chosen = lanes.filter(wanted);
  const ok = await node('scripts/test-lanes.ts', [file, ...chosen], { TEST_DATABASE_URL: databaseUrl });
  const counted = (readJson(file) ?? {}) as Record<string, LaneResult>;
  for (const lane of chosen) results.set(lane, counted[lane] ?? nothing);
  for (const [lane, result] of Object.entries(counted)) results.set(lane, result);
  const failed = Object.values(counted).reduce((sum, { failed }) => sum + failed, 0);
  if (!ok && failed === 0) results.set('vitest', { ...nothing, failed: 1 });
}

async function runBrowserFlows(databaseUrl: string): Promise<void> {
  const at = performance.now();
  const fail = (sentence: string): void => {
    console.error(sentence);
    results.set('e2e', { ...nothing, failed: 1, seconds: secondsSince(at) });
  };
  try {
    await ensureWeb(root, printLine, () => undefined);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  const browser = await findBrowser();
  if (!browser) return fail(noBrowser);
  console.log(`Browser: ${browser}`);
  const file = join(workDir, 'e2e.json');
  await node('node_modules/@playwright/test/cli.js', ['test', '--config', 'playwright.config.ts', '--reporter=list,json'], {
    TEST_DATABASE_URL: databaseUrl,
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = readJson(file) as { stats: { expected: number; flaky: number; unexpected: number; skipped: number }; errors: unknown[] } | undefined;
  if (!report) return fail('The browser flows did not run; the lines above say why.');
  const { expected, flaky, unexpected, skipped } = report.stats;
  // An error outside every test (a setup that failed) leaves no failed test behind.
  const failed = unexpected === 0 && report.errors.length > 0 ? report.errors.length : unexpected;
  results.set('e2e', { passed: expected + flaky, failed, skipped, seconds: secondsSince(at) });
}

function printTable(): LaneResult {
  const total = { ...nothing };
  console.log(`\n${'lane'.padEnd(18)}${['passed', 'failed', 'skipped', 'seconds'].map((head) => head.padStart(9)).join('')}`);
  for (const [lane, { passed, failed, skipped, seconds }] of results) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    console.log(lane.padEnd(18) + [passed, failed, skipped].map((n) => String(n).padStart(9)).join('') + seconds.toFixed(1).padStart(9));
  }
  return total;
}

let server: Awaited<ReturnType<typeof startEmbedded>> | undefined;
try {
  if (wanted('verify')) await verify();
  if (!interrupted && (lanes.some(wanted) || wanted('e2e'))) {
    server = await startEmbedded({ dataDir: join(workDir, 'data'), test: true });
    if (lanes.some(wanted)) await runLanes(server.url);
    if (!interrupted && wanted('e2e')) await runBrowserFlows(server.url);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  results.set('run', { ...nothing, failed: 1 });
} finally {
  await server?.stop();
  rmSync(workDir, { recursive: true, force: true });
}
if (interrupted) process.exit(128 + constants.signals[interrupted]);
const total = printTable();
console.log(`\nTotal time ${secondsSince(startedAt).toFixed(0)} s`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
