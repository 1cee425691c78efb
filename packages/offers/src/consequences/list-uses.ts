import type { Ctx } from '@yarmarka/kernel';
import type { CreatedThings } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';
import { assertSeesImpact } from '../policies.ts';

const keys = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::text[]`;

/** Which of these attributes and options offers of any status hold: one pass over offers for each kind. They stand in no category of their own, so categories are never theirs. */
export async function listUses(ctx: Ctx, made: CreatedThings): Promise<CreatedThings> {
  assertSeesImpact(ctx);
  const { attributes, tokens } = made;
  const holders = [...new Set(tokens.map((t) => Math.floor(t / 65_536)))];
  const filled =
    attributes.length === 0
      ? []
      : await ctx.read.execute<{ no: number }>(sql`
          select distinct k::int as no from offers.offers o cross join jsonb_object_keys(o.attrs) k where o.attrs ?| ${keys(attributes)} and k = any(${keys(attributes)})`);
  const chosen =
    tokens.length === 0
      ? []
      : await ctx.read.execute<{ token: string }>(sql`
          select distinct i.item::text as token from offers.offers o cross join lateral jsonb_each(o.attrs) a(no, v)
          cross join lateral jsonb_array_elements(case jsonb_typeof(a.v) when 'array' then a.v else jsonb_build_array(a.v) end) i(item)
          where o.attrs ?| ${keys(holders)} and a.no = any(${keys(holders)}) and i.item::text = any(${keys(tokens)})`);
  return { categories: [], attributes: filled.map((r) => r.no), tokens: chosen.map((r) => Number(r.token)) };
}
