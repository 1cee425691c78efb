// What npm start, npm test and npm run yarmarka share. It runs on the machine's own Node, before anything is installed: built-in modules only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants as os, homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
const stampFile = join(modules, '.yarmarka-stamp');
const onWindows = process.platform === 'win32';

/** @param {string} sentence @returns {never} */
function stopWith(sentence) {
  console.error(sentence);
  process.exit(1);
}

function wantedStamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Node 24 from the packages; where there is none for the platform, this Node if it is new enough. */
function findNode() {
  const platform = onWindows ? 'win' : process.platform;
  const file = join(modules, `node-${platform}-${process.arch}`, 'bin', onWindows ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}

function canWriteHome() {
  try {
    accessSync(homedir(), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs what the lockfile names, unless exactly that is installed. Without a network it takes what the machine has. */
function install() {
  const stamp = wantedStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log('Installing the packages');
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const args = ['--yes', '--prefer-offline', packageManager, 'install', '--frozen-lockfile'];
  // CI=1: pnpm must not stop to ask whether it may replace a node_modules that somebody else made.
  const done = spawnSync('npx', args, { cwd: root, stdio: 'inherit', shell: onWindows, env: { ...process.env, CI: '1' } });
  if (done.error) stopWith(`npx cannot be started (${done.error.message}); install npm.`);
  if (done.signal) process.exit(128 + os.signals[done.signal]);
  if (done.status !== 0) {
    if (!canWriteHome())
      stopWith(`The home directory ${homedir()} cannot be written, and npm and pnpm keep their downloads there; set HOME to a directory of yours.`);
    stopWith('The packages could not be installed; the lines above say why.');
  }
  writeFileSync(stampFile, stamp);
}

/**
 * Installs, then runs a script of this repository on Node 24 with these arguments, passes signals on, and ends as it ends.
 * `tied`: the script hears of this process's death as the end of its IPC channel, and this process ends when the npm that started it is gone,
 * so that a kill -9 anywhere in the chain leaves nothing behind.
 * @param {string} script path below the root
 * @param {{ tied?: boolean }} [options]
 */
export function runOnNode24(script, { tied = false } = {}) {
  try {
    install();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC') stopWith(`The disk that holds ${root} is full; free some space and start again.`);
    if (code === 'EACCES' || code === 'EROFS') stopWith(`${modules} cannot be written by this user; start as the owner of ${root}.`);
    throw error;
  }
  const node = findNode();
  if (node === undefined) stopWith(`There is no Node 24 package for ${process.platform}-${process.arch}; install Node 24 and start again.`);
  const child = spawn(node, [join(root, script), ...process.argv.slice(2)], {
    stdio: tied ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: { ...process.env, PATH: [dirname(node), bin, process.env.PATH ?? ''].join(delimiter) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  if (tied && process.env.npm_lifecycle_event) {
    setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGKILL');
    }, 250).unref();
  }
  child.on('error', (error) => stopWith(`${node} cannot be started: ${error.message}.`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + os.signals[signal] : (code ?? 1)));
}
