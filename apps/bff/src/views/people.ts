import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';

/** Names of people by the journal's `user:ID`; systems have none. */
export async function namesOfActors(ctx: Ctx, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)].filter((a) => a.startsWith('user:')).map((a) => a.slice('user:'.length));
  if (ids.length === 0) return new Map();
  const rows = await ctx.read.execute<{ id: string; name: string }>(
    sql`select id, name from accounts.users where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
  );
  return new Map(rows.map((r) => [`user:${r.id}`, r.name]));
}
