import { eq } from 'drizzle-orm';
import { actorLabel } from './actor.ts';
import type { Ctx } from './ctx.ts';
import { settings } from './tables.ts';

/** A setting that operators edit, as it was stored; undefined when nobody has set it. Values are objects: a bare scalar would be parsed twice on its way back. */
export async function readSetting(ctx: Ctx, key: string): Promise<unknown> {
  const [row] = await ctx.db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row?.value;
}

/** Stores a setting with who set it. The caller authorises and writes the journal. */
export async function writeSetting(ctx: Ctx, key: string, value: object): Promise<void> {
  const row = { value, updatedAt: ctx.clock.now(), updatedBy: actorLabel(ctx.actor) };
  await ctx.db
    .insert(settings)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: settings.key, set: row });
}
