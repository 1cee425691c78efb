import type { Conversion } from '../delta.ts';
import type { RuleWrite } from '../matrix/apply-rules.ts';
import type { Change } from '../schemas.ts';

/** What one edit of the dictionary or the tree entails beyond the rows it has written itself. */
export type Consequences = {
  /** Rules to write as of this version. */
  readonly writes: readonly RuleWrite[];
  /** Attributes whose definition or options changed. */
  readonly attributes: readonly number[];
  /** How stored values follow. */
  readonly conversions: readonly Conversion[];
  /** The edits that take it back, the last step first; rules apart, which have a history of their own. */
  readonly inverse: readonly Change[];
};

export const NOTHING: Consequences = { writes: [], attributes: [], conversions: [], inverse: [] };

/** Several edits, applied in this order, as one. */
export function joined(parts: readonly Consequences[]): Consequences {
  return {
    writes: parts.flatMap((p) => p.writes),
    attributes: parts.flatMap((p) => p.attributes),
    conversions: parts.flatMap((p) => p.conversions),
    inverse: parts.toReversed().flatMap((p) => p.inverse),
  };
}
