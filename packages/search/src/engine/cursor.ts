import { badCursor } from '../errors.ts';

/** Sort keys of the last hit, the card id last. */
export type Position = readonly number[];

export const encodePosition = (p: Position): string => Buffer.from(JSON.stringify(p)).toString('base64url');

/** Error: `search.bad_cursor`. */
export function decodePosition(cursor: string, length: number): Position {
  try {
    const p: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(p) && p.length === length && p.every((n) => typeof n === 'number' && Number.isFinite(n))) return p as number[];
  } catch {
    // falls through: a cursor that cannot be read is a wrong cursor
  }
  throw badCursor();
}
