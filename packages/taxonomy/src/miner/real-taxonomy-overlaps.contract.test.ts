import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { importTaxonomy } from '../import/import-taxonomy.ts';
import { applyRules } from '../matrix/apply-rules.ts';
import { countTaxonomy } from '../matrix/queries.ts';
import { publishVersion } from '../matrix/publish-version.ts';
import { findRepeats } from './find-repeats.ts';
import { mineOverlaps } from './mine-overlaps.ts';
import { listSuggestions } from './suggestions.ts';

const dir = fileURLToPath(new URL('../../../../../shared/data/taxonomy', import.meta.url));
const none = { moved: [], attributes: [], categories: [] };

describe.skipIf(!existsSync(dir))('the miner on the real taxonomy (../shared/data/taxonomy, beside this checkout)', () => {
  const it = databaseTest();

  it('finds nothing to move up in a minimal import; of 41,690 naive rules it leaves exactly 10,523 and changes no effective cell', async (ctx) => {
    await importTaxonomy(ctx, { dir });
    // The planner knows nothing of rows that no one has committed.
    await ctx.db.execute(sql`analyze taxonomy.rules, taxonomy.effective_cells, taxonomy.categories, taxonomy.attributes, taxonomy.entries`);
    const started = performance.now();
    const mined = await mineOverlaps(ctx);
    process.stdout.write(`miner: ${JSON.stringify(mined.found)} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    expect(mined.found).toMatchObject({ move_up: 0, idle_category: 0 });
    expect(mined.found.leaf_move).toBeGreaterThan(0);
    for (const { evidence } of (await listSuggestions(ctx, { kind: 'leaf_move', limit: 20 })).items)
      if (evidence.kind === 'leaf_move') expect(evidence.changed.length).toBeGreaterThan(0);
    expect(mined.found.same).toBeGreaterThan(0);

    const cells = () =>
      ctx.db.execute<{ c: number; a: number }>(sql`select category_id as c, attribute_no as a, fields from taxonomy.effective_cells order by 1, 2`);
    const before = await cells();
    await write(
      ctx,
      before.map((r) => ({ categoryId: r.c, attributeNo: r.a, op: 'set', fields: {} })),
    );
    expect(await countTaxonomy(ctx)).toMatchObject({ rulesSet: 40_262, rulesExcluded: 1428 });
    const repeats = await findRepeats(ctx);
    expect((await mineOverlaps(ctx)).found.move_up).toBeGreaterThan(0);
    await write(
      ctx,
      repeats.map((r) => ({ ...r, op: 'remove', fields: {} })),
    );
    const { rulesSet, rulesExcluded } = await countTaxonomy(ctx);
    expect(rulesSet + rulesExcluded).toBe(10_523);
    expect(await cells()).toEqual(before);
  });
});

async function write(ctx: Ctx, writes: Parameters<typeof applyRules>[2]): Promise<void> {
  await publishVersion(ctx, { title: 'rules', changeSetId: null }, async (inner, version) => ({ ...none, pairs: await applyRules(inner, version, writes) }));
}
