import { listUses as listUsesOfCards, previewDelta } from '@yarmarka/catalog';
import { listUses as listUsesOfOffers } from '@yarmarka/offers';
import type { DeltaPreview } from '@yarmarka/taxonomy';

/** Whose word a publish waits for: each counts what a change of the matrix would do to its own, and may stand against it. The worker's list is the same. */
export const PREVIEWS: readonly DeltaPreview[] = [previewDelta];

/** Who is asked what is in use before an undo takes back what files brought. */
export const USES = [listUsesOfCards, listUsesOfOffers];
