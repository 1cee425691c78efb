import type { Ctx } from '@yarmarka/kernel';
import { settings } from '@yarmarka/kernel/tables';
import { eq } from 'drizzle-orm';

const SETTING = 'catalog.grace_days';
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

/** How many days sellers have to correct values that a new version of the matrix no longer allows: the operator's setting, else 30. */
export async function graceDays(ctx: Ctx): Promise<number> {
  const [row] = await ctx.read.select({ value: settings.value }).from(settings).where(eq(settings.key, SETTING));
  return typeof row?.value === 'number' && row.value >= 0 ? row.value : DEFAULT_DAYS;
}

/** The day by which values that are invalid since then should be right. */
export const graceUntil = (since: Date | null, days: number): Date | null => (since === null ? null : new Date(since.getTime() + days * DAY_MS));
