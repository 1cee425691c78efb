import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 120_000;

/** Starts a program of this repository with `env` over our own environment. */
export const start = (args: readonly string[], env: Readonly<Record<string, string>>, output: 'pipe' | 'inherit' = 'pipe'): ChildProcess =>
  spawn(process.execPath, [...args], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', output, output] });

/** How it ended and what it said. */
export function result(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done({ code: child.exitCode, out, err });
    else child.once('close', (code) => done({ code, out, err }));
  });
}

/** Waits until a server answers at `url`. */
export async function ready(url: string, server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline && server.exitCode === null; ) {
    const up = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('the server for the browser did not become ready');
}
