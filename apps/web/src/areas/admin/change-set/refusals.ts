import { z } from 'zod';
import { serverErrorOf } from '../../../lib/errors.ts';

const Conflict = z.object({
  target: z.string(),
  field: z.string(),
  base: z.unknown().optional(),
  theirs: z.unknown().optional(),
  mine: z.unknown().optional(),
});
const Problem = z.object({ categoryId: z.number(), attributeNo: z.number().optional(), code: z.string(), ru: z.string(), en: z.string() });
export type ConflictCell = z.infer<typeof Conflict>;
export type ProblemCell = z.infer<typeof Problem> & { readonly target: string };

/** The cells that others published meanwhile, when that is why a publication was refused. */
export function conflictsOf(error: unknown): readonly ConflictCell[] {
  if (!error) return [];
  const known = serverErrorOf(error);
  if (known.reason !== 'taxonomy.version_moved') return [];
  return z.array(Conflict).safeParse(known.details.cells).data ?? [];
}

/** The edits, or the version they go onto, are no longer those on the screen. */
export const hasChanged = (error: unknown): boolean =>
  Boolean(error) && ['taxonomy.draft_changed', 'taxonomy.preview_outdated'].includes(serverErrorOf(error).reason);

/** The cells that break a rule, when that is why a publication was refused. */
export function problemsOf(error: unknown): readonly ProblemCell[] {
  if (!error) return [];
  const known = serverErrorOf(error);
  if (known.reason !== 'taxonomy.matrix_invalid') return [];
  const list = z.array(Problem).safeParse(known.details.problems).data ?? [];
  return withTargets(list);
}

/** Problems with the address of the edit they speak of. */
export const withTargets = (list: readonly z.infer<typeof Problem>[]): readonly ProblemCell[] =>
  list.map((one) => ({ ...one, target: `rule:${one.categoryId}:${one.attributeNo ?? 0}` }));
