import { hostname } from 'node:os';
import { eq } from 'drizzle-orm';
import { actorLabel } from './actor.ts';
import type { Ctx } from './ctx.ts';
import { settings } from './tables.ts';

const KEY = 'worker.heartbeat';
export const HEARTBEAT_MS = 10_000;
export type Heartbeat = { readonly at: string; readonly host: string; readonly pid: number; readonly startedAt: string };

/** The worker's relay says that it is alive; every `HEARTBEAT_MS`. Silence is how the health page knows that nothing runs behind the requests. */
export async function writeHeartbeat(ctx: Ctx, startedAt: Date): Promise<void> {
  const now = ctx.clock.now();
  const value: Heartbeat = { at: now.toISOString(), host: hostname(), pid: process.pid, startedAt: startedAt.toISOString() };
  const row = { value, updatedAt: now, updatedBy: actorLabel(ctx.actor) };
  await ctx.db
    .insert(settings)
    .values({ key: KEY, ...row })
    .onConflictDoUpdate({ target: settings.key, set: row });
}

/** The last sign of life of a worker; undefined when there never was one. */
export async function readHeartbeat(ctx: Ctx): Promise<Heartbeat | undefined> {
  const [row] = await ctx.db.select({ value: settings.value }).from(settings).where(eq(settings.key, KEY));
  return row?.value as Heartbeat | undefined;
}
