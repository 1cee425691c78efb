import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';

let kept: { readonly key: string; readonly sets: readonly (readonly number[])[] } | undefined;

/** The distinct sets of axes that category schemas have now; kept until the next version is published. */
export async function listAxisSets(ctx: Ctx): Promise<readonly (readonly number[])[]> {
  const [version] = await ctx.read.execute<{ key: string }>(sql`
    select current_database() || ':' || version || ':' || published_at as key from taxonomy.matrix_versions order by version desc limit 1`);
  const key = version?.key ?? '';
  if (kept?.key === key) return kept.sets;
  const rows = await ctx.read.execute<{ axes: number[] }>(sql`
    select distinct axes from taxonomy.schemas s, lateral (
      select array_agg((a ->> 'no')::int order by (a ->> 'no')::int) as axes from jsonb_array_elements(s.artefact -> 'attributes') a where a -> 'axis' = 'true' and a ->> 'level' = 'variant') x
    where axes is not null and exists (select 1 from taxonomy.category_schemas c where c.hash = s.hash and c.to_version is null)`);
  kept = { key, sets: rows.map((r) => r.axes) };
  return kept.sets;
}
