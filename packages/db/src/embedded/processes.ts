import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const onLinux = process.platform === 'linux';

/** The absolute path of a system tool, or nothing. */
export function systemTool(name: string): string | undefined {
  return ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'].map((dir) => join(dir, name)).find((path) => existsSync(path));
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * What tells this process from a later one with the same pid: boot and start time. Nothing for a process that is dead or a zombie.
 */
export function identityOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (onLinux) {
    // The command name stands in brackets and may itself hold brackets and blanks: fields are counted from the last one.
    const fields = readText(`/proc/${pid}/stat`)?.split(')').at(-1)?.trim().split(' ');
    const [state, startTicks] = [fields?.[0], fields?.[19]];
    if (state === undefined || startTicks === undefined || state === 'Z' || state === 'X') return undefined;
    return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${startTicks}`;
  }
  if (process.platform !== 'win32') return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined;
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return undefined;
  }
}

/** Live PostgreSQL processes (postmaster and back ends) of a data directory, given by its real path; each of them works in that directory. */
export function postgresProcessesOf(pgDir: string): number[] {
  if (!onLinux) {
    const pid = postmasterPidIn(pgDir);
    if (pid === undefined || identityOf(pid) === undefined) return [];
    if (process.platform === 'win32') return [];
    return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(pgDir) ? [pid] : [];
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        // A shell that somebody left in the directory is not ours to stop, hence the name.
        return readlinkSync(`/proc/${pid}/cwd`) === pgDir && readText(`/proc/${pid}/comm`)?.trim() === 'postgres' && identityOf(pid) !== undefined;
      } catch {
        return false;
      }
    });
}

/** The pid in the server's own lock file, whether that process lives or not. */
export function postmasterPidIn(pgDir: string): number | undefined {
  const pid = Number(readText(join(pgDir, 'postmaster.pid'))?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

export interface PostmasterState {
  pid: number;
  port: number;
  ready: boolean;
}

/** What the server's lock file says about itself (PostgreSQL's miscadmin.h: line 1 pid, line 4 port, line 8 status). */
export function postmasterState(pgDir: string): PostmasterState | undefined {
  const lines = readText(join(pgDir, 'postmaster.pid'))?.split('\n');
  const [pid, port] = [Number(lines?.[0]), Number(lines?.[3])];
  if (lines === undefined || !(pid > 0) || !(port > 0)) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // Gone already is what was wanted; a process of another user is for the caller to report.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Waits until the condition holds; false when the time is over. */
export async function until(condition: () => boolean, timeoutMs: number, everyMs = 20): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() >= end) return false;
    await delay(everyMs);
  }
  return true;
}

export interface TiedOptions extends SpawnOptions {
  /** What the child gets when this process dies, by whatever death. */
  deathSignal: 'SIGTERM' | 'SIGINT' | 'SIGKILL';
  /** A command that becomes the child by exec, put in front (for instance to give up root). */
  prefix?: string[];
}

/**
 * Starts a child that cannot outlive this process, not even after kill -9: on Linux the kernel sends `deathSignal` when the parent dies
 * (prctl PR_SET_PDEATHSIG through setpriv, which becomes the child by exec, so the pid is the child's), elsewhere a shell looks once a second.
 * The child gets its own session, so that a Ctrl-C in the terminal reaches this process only, which then stops its children in order.
 */
export function spawnTied(command: string, args: string[], { deathSignal, prefix = [], ...options }: TiedOptions): ChildProcess {
  const setpriv = onLinux ? systemTool('setpriv') : undefined;
  const tie = setpriv === undefined ? [] : [setpriv, '--pdeathsig', deathSignal.slice(3), '--'];
  const [program, ...rest] = [...prefix, ...tie, command, ...args];
  const child = spawn(program ?? command, rest, { detached: process.platform !== 'win32', ...options });
  if (tie.length === 0 && child.pid !== undefined && process.platform !== 'win32') watchFromShell(child, child.pid, deathSignal);
  return child;
}

function watchFromShell(child: ChildProcess, pid: number, deathSignal: string): void {
  const script = 'while kill -0 "$1" && kill -0 "$2"; do sleep 1; done; kill -s "$3" "$2"';
  const watchdog = spawn('/bin/sh', ['-c', script, 'watchdog', String(process.pid), String(pid), deathSignal.slice(3)], {
    detached: true,
    stdio: 'ignore',
  });
  watchdog.unref();
  child.once('exit', () => watchdog.kill());
}
