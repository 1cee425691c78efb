import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { spawnTied } from '../packages/db/src/embedded.ts';

export type Print = (who: string, line: string) => void;

export interface Supervised {
  /** The end of it: SIGTERM, after ten seconds SIGKILL. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  print: Print;
  /** Called at the fifth exit within a minute, and the child is left dead; without it the child is started again for ever. */
  onGaveUp?: () => void;
}

const stopTimeoutMs = 10_000;
const longestPauseMs = 30_000;

function start({ name, command, args, env, cwd, print }: ChildOptions): ChildProcess {
  // Killed with us, whatever happens to us: the port and the index must be free for the next start at once.
  const child = spawnTied(command, args, { deathSignal: 'SIGKILL', env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', (line) => print(name, line));
  return child;
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `code ${code}`));
  });
}

async function end(child: ChildProcess, exit: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await exit;
  clearTimeout(hard);
}

/** Keeps a child running: when it ends by itself it is started again, after 0.25 s, then 0.5, 1, 2 ... 30 s while it keeps dying. */
export function supervise(options: ChildOptions): Supervised {
  const exits: number[] = [];
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess;
  let exit: Promise<string>;

  const run = (): void => {
    child = start(options);
    exit = ended(child);
    void exit.then(afterExit);
  };
  const afterExit = (how: string): void => {
    if (stopping) return;
    const now = Date.now();
    exits.push(now);
    const recent = exits.filter((at) => now - at < 60_000).length;
    if (recent >= 5 && options.onGaveUp) {
      options.print(options.name, `ended (${how})`);
      options.onGaveUp();
      return;
    }
    const pauseMs = Math.min(longestPauseMs, 250 * 2 ** (recent - 1));
    options.print(options.name, `ended (${how}); starting it again in ${pauseMs / 1000} s`);
    timer = setTimeout(run, pauseMs);
  };
  run();
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await end(child, exit);
    },
  };
}

export interface Running extends Supervised {
  /** How it ended: "code 0" is success. */
  result: Promise<string>;
}

/** Runs a command that ends by itself. */
export function runOnce(options: ChildOptions): Running {
  const child = start(options);
  const result = ended(child);
  return { result, stop: () => end(child, result) };
}
