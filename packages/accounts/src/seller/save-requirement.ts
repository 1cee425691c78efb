import { audit, type Ctx, precondition, withTx } from '@yarmarka/kernel';
import { asc, eq } from 'drizzle-orm';
import type { RequirementRecord } from '../internal.ts';
import { requireAdmin, requireModerator } from '../policies.ts';
import type { SaveRequirementInput } from '../schemas.ts';
import { sellerRequirements } from '../tables.ts';

/** The operator's checklist rows, switched-off ones too; for moderators and administrators. */
export async function listRequirements(ctx: Ctx): Promise<RequirementRecord[]> {
  requireModerator(ctx.actor);
  return ctx.read.select().from(sellerRequirements).orderBy(asc(sellerRequirements.position), asc(sellerRequirements.key));
}

/**
 * Adds or changes a row of the checklist. It counts at once, for every seller: what was handed in stays. A row's kind never changes, because submissions hang on it; a row is switched
 * off, never deleted. Reason: `accounts.requirement_kind`.
 */
export async function saveRequirement(ctx: Ctx, input: SaveRequirementInput): Promise<void> {
  requireAdmin(ctx.actor);
  await withTx(ctx, async (tx) => {
    const [known] = await tx.db.select().from(sellerRequirements).where(eq(sellerRequirements.key, input.key)).for('update');
    if (known && known.kind !== input.kind)
      throw precondition(
        'accounts.requirement_kind',
        'The kind of a row cannot change. Switch this row off and add another.',
        'Вид требования изменить нельзя. Отключите эту строку и добавьте новую.',
      );
    const values = {
      kind: input.kind,
      titleRu: input.title.ru,
      titleEn: input.title.en,
      hintRu: input.hint.ru,
      hintEn: input.hint.en,
      required: input.required,
      active: input.active,
      position: input.position,
      settings: input.settings,
      updatedAt: tx.clock.now(),
    };
    await tx.db
      .insert(sellerRequirements)
      .values({ key: input.key, ...values })
      .onConflictDoUpdate({ target: sellerRequirements.key, set: values });
    await audit(tx, { action: known ? 'requirement.update' : 'requirement.add', entity: 'requirement', id: input.key, patch: input });
  });
}
