import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Conversion } from '../delta.ts';

export type VersionConversion = {
  readonly no: number;
  readonly conversion: Conversion;
  /** Set: this gives back what that conversion of an earlier version changed. */
  readonly undoes: { readonly version: number; readonly no: number } | null;
};

/** How values follow a version, in order. What it undoes stands first, the last conversion of the undone version before the others. */
export async function listConversions(ctx: Ctx, version: number): Promise<VersionConversion[]> {
  const rows = await ctx.db.execute<{ no: number; conversion: Conversion; undo: boolean }>(
    sql`select no, conversion, undo from taxonomy.value_conversions where version = ${version} order by no`,
  );
  if (!rows.some((r) => r.undo)) return rows.map((r) => ({ no: r.no, conversion: r.conversion, undoes: null }));
  const taken = await ctx.db.execute<{ version: number; no: number }>(sql`
    select v.version, v.no from taxonomy.change_sets s join taxonomy.value_conversions v on v.version = s.undoes and not v.undo where s.published_version = ${version} order by v.no desc`);
  let n = 0;
  return rows.map((r) => ({ no: r.no, conversion: r.conversion, undoes: r.undo ? (taken[n++] ?? null) : null }));
}
