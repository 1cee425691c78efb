import { audit, conflict, type Ctx, withTx } from '@yarmarka/kernel';
import { loadChecklist, loadSeller, saveSubmission, writeSeller } from '../internal.ts';
import { requireOwnSeller } from '../policies.ts';
import type { AcceptTermsInput } from '../schemas.ts';
import { rowOf } from './submit-document.ts';

/**
 * Records who agreed to which version of the terms and when. Possible in every state: terms change while a seller sells.
 * Reasons: `accounts.requirement_not_found`, `accounts.terms_version` (a newer version is in force).
 */
export async function acceptTerms(ctx: Ctx, input: AcceptTermsInput): Promise<void> {
  const { user, sellerId } = requireOwnSeller(ctx.actor);
  await withTx(ctx, async (tx) => {
    const seller = await loadSeller(tx, sellerId);
    const row = rowOf(await loadChecklist(tx, seller), input.requirementKey, 'accept_terms');
    const current = row.requirement.settings.termsVersion ?? '1';
    if (input.version !== current)
      throw conflict(
        'accounts.terms_version',
        `The terms have a newer version, ${current}. Read it and accept again.`,
        `У условий появилась новая редакция, ${current}. Прочитайте её и подтвердите согласие.`,
        { current },
      );
    if (row.standing === 'complete') return;
    await saveSubmission(tx, sellerId, row.key, { status: 'accepted', value: current, submittedBy: user.userId, submittedAt: tx.clock.now() });
    await writeSeller(tx, seller, {});
    await audit(tx, { action: 'terms.accept', entity: 'seller', id: sellerId, patch: { requirement: row.key, version: current } });
  });
}
