import { audit, type Ctx, readSetting, withTx, writeSetting } from '@yarmarka/kernel';
import { settings } from '@yarmarka/kernel/tables';
import { eq } from 'drizzle-orm';
import { assertCanManageCards } from '../policies.ts';

const SETTING = 'catalog.grace_days';
const ENFORCED = 'catalog.grace_enforced';
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

/** How many days sellers have to correct values that a new version of the matrix no longer allows: the operator's setting, else 30. */
export async function graceDays(ctx: Ctx): Promise<number> {
  const [row] = await ctx.read.select({ value: settings.value }).from(settings).where(eq(settings.key, SETTING));
  return typeof row?.value === 'number' && row.value >= 0 ? row.value : DEFAULT_DAYS;
}

/** The day by which values that are invalid since then should be right. */
export const graceUntil = (since: Date | null, days: number): Date | null => (since === null ? null : new Date(since.getTime() + days * DAY_MS));

/** Whether cards leave the shop when that day has passed and a required attribute is still wrong; they do unless an administrator has switched it off. */
export async function isGraceEnforced(ctx: Ctx): Promise<boolean> {
  const value = await readSetting(ctx, ENFORCED);
  return !(typeof value === 'object' && value !== null && 'on' in value && value.on === false);
}

/** Takes effect with the next night's run, also backwards: switched off, every card it took out comes back. */
export async function setGraceEnforced(ctx: Ctx, on: boolean): Promise<void> {
  assertCanManageCards(ctx);
  await withTx(ctx, async (tx) => {
    await writeSetting(tx, ENFORCED, { on });
    await audit(tx, { action: 'catalog.grace', entity: 'setting', id: ENFORCED, to: on ? 'on' : 'off' });
  });
}
