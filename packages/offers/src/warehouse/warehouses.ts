import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { asc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { assertCanListOffers, assertCanManageOffers } from '../policies.ts';
import { UpsertWarehouseInput } from '../schemas.ts';
import { warehouses } from '../tables.ts';

export type Warehouse = { readonly id: number; readonly key: string; readonly name: string; readonly city: string };

/** Creates the seller's warehouse with this key, or changes its name and city. */
export async function upsertWarehouse(ctx: Ctx, raw: z.input<typeof UpsertWarehouseInput>): Promise<Warehouse> {
  const input = UpsertWarehouseInput.parse(raw);
  const sellerId = assertCanManageOffers(ctx, input.sellerId);
  return withTx(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(warehouses)
      .values({ sellerId, key: input.key, name: input.name, city: input.city })
      .onConflictDoUpdate({ target: [warehouses.sellerId, warehouses.key], set: { name: input.name, city: input.city } })
      .returning();
    if (!row) throw new Error('no warehouse was written');
    await audit(tx, { action: 'warehouse.upsert', entity: 'warehouse', id: row.id, patch: { key: row.key, name: row.name, city: row.city } });
    return { id: row.id, key: row.key, name: row.name, city: row.city };
  });
}

export async function listWarehouses(ctx: Ctx, input: { readonly sellerId?: number | undefined }): Promise<Warehouse[]> {
  const sellerId = assertCanListOffers(ctx, input.sellerId);
  return ctx.db
    .select({ id: warehouses.id, key: warehouses.key, name: warehouses.name, city: warehouses.city })
    .from(warehouses)
    .where(eq(warehouses.sellerId, sellerId))
    .orderBy(asc(warehouses.key));
}

/** Every seller has a warehouse `main`; it appears with the first stock. */
export async function ensureMainWarehouse(tx: Ctx, sellerId: number): Promise<void> {
  await tx.db.insert(warehouses).values({ sellerId, key: 'main', name: 'Основной склад', city: '' }).onConflictDoNothing();
}
