import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { countTaxonomy } from '../matrix/queries.ts';
import { importTaxonomy } from './import-taxonomy.ts';
import { readTaxonomyDirectory } from './read-directory.ts';

const dir = fileURLToPath(new URL('../../../../../shared/data/taxonomy', import.meta.url));

if (!existsSync(dir)) test.skip('the real taxonomy is not beside this checkout (../shared/data/taxonomy)', () => undefined);
else {
  databaseTest()('the real taxonomy comes in with the fewest rules and the same attribute set in every category', async (ctx) => {
    const first = await importTaxonomy(ctx, { dir });
    expect(first.rulesChanged).toBe(10_523);
    expect(await countTaxonomy(ctx)).toMatchObject({ categories: 10_595, attributes: 2299, entries: 20_635, options: 28_407, rulesSet: 9095, rulesExcluded: 1428, cells: 40_262, schemas: 2357 });
    const rows = await ctx.db.execute<{ key: string; attributes: string[] | null }>(sql`
      select c.key, (select array_agg(a.key order by a.key collate "C") from taxonomy.effective_cells e join taxonomy.attributes a on a.no = e.attribute_no where e.category_id = c.id) as attributes from taxonomy.categories c`);
    const stored = new Map(rows.map((r) => [r.key, (r.attributes ?? []).join()]));
    const wrong = (await readTaxonomyDirectory(dir)).categories.filter((c) => stored.get(c.id) !== [...c.attributes].sort().join());
    expect(wrong).toEqual([]);
    expect(await importTaxonomy(ctx, { dir })).toMatchObject({ changes: 0, kept: [] });
  });
}
