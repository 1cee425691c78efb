import { asSystem, type Ctx } from '@yarmarka/kernel';
import { type Attrs, RESERVED } from '@yarmarka/taxonomy/schemas';
import { eq } from 'drizzle-orm';
import { importCards } from './card/import-cards.ts';
import { submitCard } from './card/submit-card.ts';
import type { CardStatus } from './schemas.ts';
import { cards } from './tables.ts';

export type TestCard = {
  readonly id: number;
  readonly variantIds: readonly number[];
  readonly version: number;
  readonly rowVersion: number;
  readonly changeSetId?: number;
};
export type CardSeed = {
  readonly categoryId: number;
  readonly sellerId?: number | null;
  readonly status?: CardStatus;
  readonly attrs?: Attrs;
  readonly variants?: readonly { readonly attrs: Attrs }[];
};

let counter = 0;

/**
 * A card with a name, in any status. Its values are not checked unless it is `in_moderation`: then it goes through `submitCard`, so they must pass, and `changeSetId` is the set that
 * waits for a verdict.
 */
export async function createCard(ctx: Ctx, seed: CardSeed): Promise<TestCard> {
  const status = seed.status ?? 'draft';
  const n = ++counter;
  const attrs: Attrs = { [RESERVED.name]: { ru: `Товар номер ${n} для проверки`, en: `Test product number ${n}` }, ...seed.attrs };
  const live = status === 'published' || status === 'suppressed' || status === 'merged' || status === 'archived';
  const system = asSystem(ctx, 'test');
  const [made] = await importCards(
    system,
    [{ categoryId: seed.categoryId, sellerId: seed.sellerId ?? null, status: live ? 'published' : 'draft', attrs, variants: seed.variants ?? [] }],
    { bare: true },
  );
  if (made?.status !== 'created') throw new Error('the card was not created');
  let changeSetId: number | undefined;
  if (status === 'in_moderation') {
    const submitted = await submitCard(system, { cardId: made.cardId, rowVersion: 1 });
    if (submitted.status !== 'submitted') throw new Error(`the card does not pass: ${JSON.stringify(submitted.issues)}`);
    changeSetId = submitted.changeSetId;
  } else if (status !== 'draft' && status !== 'published') await ctx.db.update(cards).set({ status }).where(eq(cards.id, made.cardId));
  const [row] = await ctx.db.select({ version: cards.version, rowVersion: cards.rowVersion }).from(cards).where(eq(cards.id, made.cardId));
  return {
    id: made.cardId,
    variantIds: made.variantIds,
    version: row?.version ?? 0,
    rowVersion: row?.rowVersion ?? 1,
    ...(changeSetId === undefined ? {} : { changeSetId }),
  };
}
