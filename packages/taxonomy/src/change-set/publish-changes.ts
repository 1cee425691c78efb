import { type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Published } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { Change } from '../schemas.ts';
import { createChangeSet, saveChanges } from './change-sets.ts';
import { type DeltaPreview, publishChecked } from './publish-checked.ts';

/** A change-set of its own, previewed and published at once or not at all: for single edits of the dictionary. Reasons: those of `publishChecked`, `taxonomy.key_taken`. */
export async function publishChanges(ctx: Ctx, input: { title: string; changes: readonly Change[] }, previews: readonly DeltaPreview[]): Promise<Published> {
  assertCanEditMatrix(ctx);
  // no audit row: each of the three verbs writes its own
  return withTx(ctx, async (tx) => {
    // before the lock on numbers that saving may take: a publish takes them in this order
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('taxonomy.publish'))`);
    const set = await createChangeSet(tx, { title: input.title });
    await saveChanges(tx, { changeSetId: set.id, changes: input.changes });
    return publishChecked(tx, { id: set.id }, previews);
  });
}
