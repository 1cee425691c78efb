import { createHash } from 'node:crypto';
import { draftChanged } from '../errors.ts';
import type { ChangeRow } from './change-sets.ts';

type Edits = readonly Pick<ChangeRow, 'target' | 'change' | 'base'>[];

/** The edits of a change-set as a short text: equal for equal edits, another as soon as one is saved, taken back or decided otherwise. */
export function stampOf(edits: Edits): string {
  const hash = createHash('sha256');
  for (const { target, change, base } of edits) hash.update(`${JSON.stringify([target, change, base])}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Refuses edits other than those that were looked at (`taxonomy.draft_changed`). The platform's own callers, which look and decide at once, give none; a person's always do. */
export function assertStamp(edits: Edits, stamp: string | undefined): void {
  if (stamp !== undefined && stampOf(edits) !== stamp) throw draftChanged();
}
