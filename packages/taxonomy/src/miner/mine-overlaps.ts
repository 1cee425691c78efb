import { audit, type Ctx, defineJob, readSetting, withTx, writeSetting } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { currentVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { Evidence, SuggestionKind } from './schemas.ts';
import { findLeafMoves } from './find-leaf-moves.ts';
import { findRepeats, idleCategories, movesUp } from './find-repeats.ts';
import { findSame, sureness } from './find-same.ts';
import { findUnused } from './find-unused.ts';

export type Found = { readonly key: string; readonly evidence: Evidence; readonly weight: number };
export type Mined = { readonly version: number; readonly found: Readonly<Record<SuggestionKind, number>>; readonly repeats: number };

/** So many of each kind are shown; what is beyond comes with the next run. */
const PER_KIND = 500;
const MINED = 'taxonomy.mined';
const LastMined = z.object({ at: z.iso.datetime(), version: z.number().int() });

/** When the matrix was last looked over, and at which version; undefined when never. */
export async function lastMined(ctx: Ctx): Promise<z.infer<typeof LastMined> | undefined> {
  assertCanEditMatrix(ctx);
  return LastMined.safeParse(await readSetting(ctx, MINED)).data;
}

/**
 * Looks the matrix over and stores what could be simpler, each with its evidence: moves up, moves of what all leaves say, idle categories, twins among attributes, attributes
 * nobody fills or filters. What was found before and holds no longer goes; what was dismissed stays dismissed. Reads the newest published version.
 */
export async function mineOverlaps(ctx: Ctx): Promise<Mined> {
  assertCanEditMatrix(ctx);
  const version = await currentVersion(ctx);
  const repeats = await findRepeats(ctx);
  const found: Found[] = [
    ...movesUp(repeats)
      .slice(0, PER_KIND)
      .map((m): Found => ({ key: `move_up:${m.originId}:${m.attributeNo}`, weight: m.categories.length, evidence: { kind: 'move_up', ...m } })),
    ...(await idleCategories(ctx, repeats))
      .slice(0, PER_KIND)
      .map((c): Found => ({ key: `idle_category:${c.categoryId}`, weight: c.attributes.length, evidence: { kind: 'idle_category', ...c } })),
    ...(await findLeafMoves(ctx, PER_KIND)).map(
      (m): Found => ({ key: `leaf_move:${m.categoryId}:${m.attributeNo}`, weight: m.rules, evidence: { kind: 'leaf_move', ...m } }),
    ),
    ...(await findSame(ctx, PER_KIND)).map(
      (s): Found => ({
        key: `same:${Math.min(s.fromNo, s.intoNo)}:${Math.max(s.fromNo, s.intoNo)}`,
        weight: sureness(s) * 100,
        evidence: { kind: 'same', ...s },
      }),
    ),
    ...(await findUnused(ctx, PER_KIND)).map(
      (u): Found => ({ key: `unused:${u.reason}:${u.attributeNo}`, weight: u.cards, evidence: { kind: 'unused', ...u } }),
    ),
  ];
  await store(ctx, found, version);
  const count = (kind: SuggestionKind) => found.filter((f) => f.evidence.kind === kind).length;
  return {
    version,
    repeats: repeats.length,
    found: { move_up: count('move_up'), idle_category: count('idle_category'), leaf_move: count('leaf_move'), same: count('same'), unused: count('unused') },
  };
}

// authorised by caller: mineOverlaps asserts first
async function store(ctx: Ctx, found: readonly Found[], version: number): Promise<void> {
  const rows = found.map((f) => ({ k: f.key, n: f.evidence.kind, e: f.evidence, w: Math.round(f.weight) }));
  await withTx(ctx, async (tx) => {
    await tx.db.execute(sql`
      with f as (select * from json_to_recordset(${JSON.stringify(rows)}::json) as x(k text, n text, e jsonb, w int)),
      gone as (delete from taxonomy.suggestions s where s.status = 'open' and not exists (select 1 from f where f.k = s.key))
      insert into taxonomy.suggestions (key, kind, evidence, weight, found_at) select k, n, e, w, ${tx.clock.now().toISOString()}::timestamptz from f
      on conflict (key) do update set evidence = excluded.evidence, weight = excluded.weight, found_at = excluded.found_at,
        status = case when suggestions.status = 'taken' then 'open' else suggestions.status end`);
    await writeSetting(tx, MINED, { at: tx.clock.now().toISOString(), version });
    await audit(tx, { action: 'suggestion.mine', entity: 'matrix', id: 'suggestions', patch: { found: found.length } });
  });
}

/** Every night, after usage has been counted. */
export const mineOverlapsJob = defineJob({
  name: 'taxonomy.mine-overlaps',
  schema: z.object({}),
  cron: '50 3 * * *',
  async run(ctx) {
    const { found } = await mineOverlaps(ctx);
    ctx.log.info({ ...found }, 'taxonomy.mined');
  },
});
