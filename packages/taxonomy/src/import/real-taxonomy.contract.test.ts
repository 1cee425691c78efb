import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { compareWithAjv } from '../testing/ajv-oracle.ts';
import { seededRng } from '../testing/arbitrary-schema.ts';
import { getSchemasByHash } from '../matrix/get-schema.ts';
import { countTaxonomy } from '../matrix/queries.ts';
import { importTaxonomy } from './import-taxonomy.ts';
import { readTaxonomyDirectory } from './read-directory.ts';

const rulesFile = fileURLToPath(new URL('../../data/rules.csv', import.meta.url));
const dir = fileURLToPath(new URL('../../../../../shared/data/taxonomy', import.meta.url));

describe.skipIf(!existsSync(dir))('the real taxonomy (../shared/data/taxonomy, beside this checkout)', () => {
  const it = databaseTest();

  it('comes in with the fewest rules and the same attribute set in every category', async (ctx) => {
    const first = await importTaxonomy(ctx, { dir });
    expect(first.counts.rulesSet + first.counts.rulesExcluded).toBe(10_523);
    expect(await countTaxonomy(ctx)).toMatchObject({
      categories: 10_595,
      attributes: 2299,
      entries: 20_635,
      options: 28_407,
      rulesSet: 9095,
      rulesExcluded: 1428,
      cells: 40_262,
      schemas: 2357,
    });
    const rows = await ctx.db.execute<{ key: string; attributes: string[] | null }>(sql`
      select c.key, (select array_agg(a.key order by a.key collate "C") from taxonomy.effective_cells e join taxonomy.attributes a on a.no = e.attribute_no where e.category_id = c.id) as attributes from taxonomy.categories c`);
    const stored = new Map(rows.map((r) => [r.key, (r.attributes ?? []).join()]));
    const wrong = (await readTaxonomyDirectory(dir, [])).categories.filter((c) => stored.get(c.id) !== [...c.attributes].sort().join());
    expect(wrong).toEqual([]);
    expect(await importTaxonomy(ctx, { dir })).toMatchObject({ changes: 0, kept: [] });
  });

  it('with the rules file, checker and JSON Schema agree on generated values of every distinct schema', async (ctx) => {
    await importTaxonomy(ctx, { dir, rulesFile });
    const hashes = (
      await ctx.db.execute<{ hash: string }>(sql`select distinct hash from taxonomy.category_schemas where to_version is null order by hash`)
    ).map((r) => r.hash);
    const rng = seededRng(20_261_121);
    let values = 0;
    const disagreements: unknown[] = [];
    for (const { schema, lists } of (await getSchemasByHash(ctx, hashes)).values()) {
      const result = compareWithAjv(schema, lists, rng, 8);
      values += result.checked;
      disagreements.push(...result.disagreements);
    }
    process.stdout.write(`contract: ${hashes.length} distinct schemas, ${values} value sets, ${disagreements.length} disagreements\n`);
    expect(hashes.length).toBeGreaterThan(2500);
    expect(disagreements.slice(0, 3)).toEqual([]);
  });
});
