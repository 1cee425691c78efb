import { appendEvents, audit, type Ctx, defineJob, withTx } from '@yarmarka/kernel';
import type { CategorySchema } from '@yarmarka/taxonomy/schemas';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cardReturned, cardSuppressed } from '../events.ts';
import { markCards } from '../internal.ts';
import { assertCanManageCards } from '../policies.ts';
import type { CardStatus } from '../schemas.ts';
import { graceDays, isGraceEnforced, REQUIRED_SINCE } from './grace.ts';

const BATCH = 500;
const DAY_MS = 86_400_000;
type Moved = { readonly id: number; readonly sellerId: number | null; readonly rowVersion: number };
export type GraceResult = { readonly suppressed: number; readonly returned: number };

/** Whether a card keeps a value that its schema does not allow in an attribute that the schema requires: such a value is as good as none. */
export const breaksRequired = (schema: CategorySchema, invalid: readonly number[]): boolean =>
  schema.attributes.some((a) => a.requirement === 'required' && invalid.includes(a.no));

/** A card that was taken out of the shop is in it again once nothing required is wrong. */
export const statusAfterEdit = (status: CardStatus, schema: CategorySchema, invalid: readonly number[]): CardStatus =>
  status === 'suppressed' && !breaksRequired(schema, invalid) ? 'published' : status;

/** Reckoned by the schema that its category has now: what the recompute has not reached yet is judged by no rule of yesterday. */
export const PRESENT = sql`exists (select 1 from taxonomy.categories k join taxonomy.category_schemas x on x.category_id = coalesce(k.alias_of, k.id) and x.to_version is null
  where k.id = c.category_id and x.hash = c.schema_hash)`;
/** Its seller has done their part and waits for ours. */
export const WAITS = sql`exists (select 1 from catalog.change_sets w where w.card_id = c.id and w.status in ('validating', 'submitted'))`;

/**
 * Takes cards out of the shop in which a required attribute has held for its whole grace what the schema no longer allows, and brings back those of which that is no longer so (or all,
 * when the setting is off). Other disallowed values stay in the shop: the seller sees them with their date. A card is judged by the present schema alone, and not taken out while a
 * correction waits in moderation. In short transactions of many cards; what is done no longer matches, so a killed run goes on where it was and a repeated one does nothing. Cards
 * somebody is writing are left to the next night.
 */
export async function enforceGrace(ctx: Ctx, options: { readonly batch?: number } = {}): Promise<GraceResult> {
  assertCanManageCards(ctx);
  const enforced = await isGraceEnforced(ctx);
  const cutoff = new Date(ctx.clock.now().getTime() - (await graceDays(ctx)) * DAY_MS).toISOString();
  const size = options.batch ?? BATCH;
  const overdue = sql`coalesce(${REQUIRED_SINCE} <= ${cutoff}::timestamptz, false)`;
  const due = sql`c.status = 'published' and c.invalid <> '{}' and ${overdue} and ${PRESENT} and not ${WAITS}`;
  const right = enforced ? sql`c.status = 'suppressed' and not ${overdue} and ${PRESENT}` : sql`c.status = 'suppressed'`;
  return {
    suppressed: enforced ? await moveAll(ctx, due, 'suppressed', size) : 0,
    returned: await moveAll(ctx, right, 'published', size),
  };
}

// authorised by caller: enforceGrace asserts; no audit row: moveSome writes one a card
async function moveAll(ctx: Ctx, which: SQL, to: 'suppressed' | 'published', size: number): Promise<number> {
  let [moved, after] = [0, 0];
  for (;;) {
    const rows = await withTx(ctx, (tx) => moveSome(tx, which, to, after, size));
    moved += rows.length;
    const last = rows.reduce((n, r) => Math.max(n, r.id), 0);
    if (rows.length < size) return moved;
    after = last;
  }
}

// authorised by caller: enforceGrace asserts
async function moveSome(tx: Ctx, which: SQL, to: 'suppressed' | 'published', after: number, size: number): Promise<readonly Moved[]> {
  const moved = await tx.db.execute<Moved>(sql`
    with due as (select c.id from catalog.cards c where c.id > ${after} and ${which} order by c.id limit ${size} for update skip locked)
    update catalog.cards c set status = ${to}, row_version = c.row_version + 1, updated_seq = nextval('catalog.card_seq'), updated_at = ${tx.clock.now().toISOString()}::timestamptz
    from due where c.id = due.id returning c.id, c.seller_id as "sellerId", c.row_version as "rowVersion"`);
  const rows = moved.toSorted((a, b) => a.id - b.id);
  const from = to === 'suppressed' ? 'published' : 'suppressed';
  const event = to === 'suppressed' ? cardSuppressed : cardReturned;
  const action = to === 'suppressed' ? 'card.suppress' : 'card.return';
  await audit(
    tx,
    rows.map(({ id, rowVersion }) => ({ action, entity: 'card', id, from, to, patch: { rowVersion } })),
  );
  await appendEvents(
    tx,
    event,
    rows.map(({ id, sellerId }) => ({ key: id, payload: { cardId: id, sellerId } })),
  );
  await markCards(
    tx,
    rows.map((r) => r.id),
  );
  return rows;
}

/** Every night, after `catalog.reconcile-completeness` has had an hour and a half, before the usage is looked at. */
export const enforceGraceJob = defineJob({
  name: 'catalog.enforce-grace',
  schema: z.object({}),
  cron: '40 2 * * *',
  options: { expireInSeconds: 3600 },
  run: async (ctx) => {
    await enforceGrace(ctx);
  },
});
