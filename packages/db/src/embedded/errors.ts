export type EmbeddedProblem = 'data_dir_in_use' | 'data_dir_foreign' | 'disk_full' | 'not_writable' | 'unsupported' | 'unreachable' | 'start_failed';

/** An obstacle that only the operator can remove; `message` is the one sentence to print. */
export class EmbeddedError extends Error {
  override readonly name: string = 'EmbeddedError';
  readonly problem: EmbeddedProblem;

  constructor(problem: EmbeddedProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/** Another live process owns the data directory. */
export class DataDirInUse extends EmbeddedError {
  override readonly name = 'DataDirInUse';
  readonly pid: number;

  constructor(dataDir: string, pid: number) {
    super('data_dir_in_use', `The data directory ${dataDir} is in use by another yarmarka process (pid ${pid}); stop it or choose another with --data DIR.`);
    this.pid = pid;
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function diskFull(dataDir: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError('disk_full', `The disk that holds ${dataDir} is full; free some space and start again.`, { cause });
}

export function notWritable(dataDir: string, cause?: unknown): EmbeddedError {
  const message = `The data directory ${dataDir} cannot be used by this user; start as its owner, change its permissions, or choose another with --data DIR.`;
  return new EmbeddedError('not_writable', message, { cause });
}

/** Turns the failures an operator can cure (full disk, permissions) into their sentence; anything else comes back as it was. */
export function explain(error: unknown, dataDir: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(dataDir, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return notWritable(dataDir, error);
    default:
      return error;
  }
}

/** The reason in a log written by initdb or postgres, as its sentence. */
export function explainLog(text: string, dataDir: string, logFile?: string): EmbeddedError {
  if (text.includes('No space left on device')) return diskFull(dataDir, text);
  if (text.includes('Permission denied') || text.includes('Read-only file system')) return notWritable(dataDir, text);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const told = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  const where = logFile === undefined ? '' : ` (log: ${logFile})`;
  return new EmbeddedError('start_failed', `PostgreSQL did not start: ${told.trim()}${where}.`, { cause: text });
}
