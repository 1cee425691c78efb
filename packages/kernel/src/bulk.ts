/** One connection of a bulk load, in its open transaction: COPY and statements of the tables' owners. For generated data and first fills, never for what people do. */
export type BulkSession = {
  /** Sends rows in COPY's text format (`copyRow`), one or many lines. */
  copy(statement: string, lines: readonly string[]): Promise<void>;
  run(statement: string): Promise<void>;
};

const SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of COPY's text format, with its line end. Objects go as JSON; arrays of numbers as PostgreSQL arrays are given ready (`copyArray`). */
export function copyRow(values: readonly (string | number | boolean | null)[]): string {
  let line = '';
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    if (i > 0) line += '\t';
    if (v === null || v === undefined) line += '\\N';
    else if (typeof v === 'string') line += v.replace(SPECIAL, (ch) => ESCAPES[ch] ?? ch);
    else if (typeof v === 'number') line += v;
    else line += v ? 't' : 'f';
  }
  return `${line}\n`;
}

/** Numbers, or numbers in text (64 bit), as a PostgreSQL array. */
export const copyArray = (xs: readonly (number | string)[]): string => `{${xs.join(',')}}`;
