import type { Ctx } from '@yarmarka/kernel';
import { auditLog } from '@yarmarka/kernel/tables';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { brands } from '../tables.ts';
import { ensureBrands } from './ensure-brands.ts';

const it = databaseTest();
const journal = async (ctx: Ctx) =>
  (await ctx.db.select({ actor: auditLog.actor, patch: auditLog.patch }).from(auditLog).where(eq(auditLog.action, 'brand.create'))).map((a) => a.patch);

describe('naming brands', () => {
  it('finds a brand whatever its case and spaces, makes what is missing once, and journals what it made', async (ctx) => {
    const seller = as(ctx, userActor(['seller'], { sellerId: 7 }));
    const [first = 0, second = 0] = await ensureBrands(seller, ['  Северный   ветер ', 'Аврора']);
    expect(first).toBeLessThan(0);
    expect(await ensureBrands(seller, ['АВРОРА', '', 'северный ветер', 'Заря'])).toEqual([second, 0, first, expect.any(Number)]);
    expect((await ctx.db.select({ name: brands.name }).from(brands).orderBy(brands.id)).map((b) => b.name)).toEqual(['Северный ветер', 'Аврора', 'Заря']);
    expect(await journal(ctx)).toEqual([
      { count: 2, names: ['Северный ветер', 'Аврора'] },
      { count: 1, names: ['Заря'] },
    ]);
    await ensureBrands(seller, ['Заря']);
    expect(await journal(ctx)).toHaveLength(2);
  });

  it('is for sellers, administrators and the platform; nobody else makes a brand', async (ctx) => {
    for (const actor of [userActor(['admin']), userActor(['editor'])]) await ensureBrands(as(ctx, actor), ['Аврора']);
    for (const actor of [userActor(['buyer']), userActor(['seller']), userActor(['moderator'])])
      await expect(ensureBrands(as(ctx, actor), ['Чужое'])).rejects.toMatchObject({ reason: 'kernel.forbidden' });
    await expect(ensureBrands(as(ctx, { kind: 'anonymous' }), ['Чужое'])).rejects.toMatchObject({ reason: 'kernel.unauthenticated' });
    expect(await ctx.db.select().from(brands)).toHaveLength(1);
  });
});
