import { audit, type Ctx, readSetting, withTx, writeSetting } from '@yarmarka/kernel';
import { settings } from '@yarmarka/kernel/tables';
import { eq, type SQL, sql } from 'drizzle-orm';
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

/** Of a card `c`: since when the first of its disallowed values stands in a required attribute; null where none does. The one clock that takes cards out of the shop. */
export const REQUIRED_SINCE: SQL = sql`case when c.invalid = '{}' then null else (
  select min((c.invalid_since ->> (a ->> 'no'))::timestamptz) from taxonomy.schemas s cross join jsonb_array_elements(s.artefact -> 'attributes') a
  where s.hash = c.schema_hash and a ->> 'requirement' = 'required' and (a ->> 'no')::int = any(c.invalid)) end`;

/** Of a card `c`: from when the grace runs that its seller is told of: that of required attributes if one is wrong, else that of the others. Null where nothing is. */
export const GRACE_FROM: SQL = sql`coalesce(${REQUIRED_SINCE}, (select min(d.value::timestamptz) from jsonb_each_text(c.invalid_since) d))`;

/** The day by which values should be right whose grace runs from then. */
export const graceUntil = (from: string | null, days: number): Date | null => (from === null ? null : new Date(new Date(from).getTime() + days * DAY_MS));

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
