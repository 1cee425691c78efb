import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { assertCanNameBrands } from '../policies.ts';

/** Names of a large load that the journal spells out. */
const NAMED = 100;

/**
 * Finds or makes brands by name, case-insensitively; returns their tokens in the input's order (0 for an empty name). What it makes is journalled. For sellers (whether theirs is approved is
 * asked where they come in), editors, administrators and the platform. Errors: `kernel.forbidden`, `kernel.unauthenticated`.
 */
export async function ensureBrands(ctx: Ctx, names: readonly string[]): Promise<number[]> {
  assertCanNameBrands(ctx);
  const clean = names.map((n) => n.trim().replace(/\s+/g, ' ').slice(0, 120));
  const distinct = [...new Map(clean.filter((n) => n !== '').map((n) => [n.toLowerCase(), n])).values()];
  if (distinct.length === 0) return names.map(() => 0);
  const json = JSON.stringify(distinct);
  return withTx(ctx, async (tx) => {
    const made = await tx.db.execute<{ id: number; name: string }>(sql`
      insert into taxonomy.brands (name) select x from jsonb_array_elements_text(${json}::jsonb) with ordinality n(x, i) order by i on conflict do nothing returning id, name`);
    const [first] = made;
    if (first) {
      const last = made.at(-1) ?? first;
      await audit(tx, {
        action: 'brand.create',
        entity: 'brand',
        id: made.length === 1 ? first.id : `${first.id}-${last.id}`,
        patch: { count: made.length, names: made.slice(0, NAMED).map((b) => b.name) },
      });
    }
    const rows = await tx.db.execute<{ id: number; name: string }>(
      sql`select id, lower(name) as name from taxonomy.brands where lower(name) in (select lower(x) from jsonb_array_elements_text(${json}::jsonb) x)`,
    );
    const ids = new Map(rows.map((r) => [r.name, r.id]));
    return clean.map((n) => {
      const id = ids.get(n.toLowerCase());
      return id === undefined ? 0 : -id;
    });
  });
}
