const hidden = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'v']);
const levels = new Map([
  [40, 'WARN '],
  [50, 'ERROR '],
  [60, 'FATAL '],
]);

function compact(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** One line of a child's output for a person: a JSON log line becomes its message and its fields, anything else stays. */
export function readableLine(line: string): string {
  if (!line.startsWith('{')) return line;
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof parsed !== 'object' || parsed === null || !('level' in parsed)) return line;
  const entry: Record<string, unknown> = { ...parsed };
  const fields = Object.entries(entry).filter(([key, value]) => !hidden.has(key) && key !== 'err' && value !== undefined && value !== null);
  const { err } = entry;
  const stack = typeof err === 'object' && err !== null && 'stack' in err && typeof err.stack === 'string' ? `\n${err.stack}` : '';
  const level = typeof entry['level'] === 'number' ? (levels.get(entry['level']) ?? '') : '';
  const message = typeof entry['msg'] === 'string' ? entry['msg'] : '';
  return `${level}${message} ${fields.map(([key, value]) => `${key}=${compact(value)}`).join(' ')}`.trim() + stack;
}

/** Prints a line with the time of day and who said it. */
export function printLine(who: string, line: string): void {
  const time = new Date().toTimeString().slice(0, 8);
  console.log(`${time} ${who.padEnd(8)} ${readableLine(line)}`);
}
