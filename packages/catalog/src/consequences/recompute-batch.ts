import { type Ctx, markDirty } from '@yarmarka/kernel';
import { diffSchemas, type LoadedSchema } from '@yarmarka/taxonomy';
import { type SQL, sql } from 'drizzle-orm';
import { evaluate } from '../card/check-card.ts';
import { invalidOf, loadContents, type StoredContent } from './contents.ts';
import { stateSql } from './state-sql.ts';
import { suspectNos, suspectSql } from './suspects.ts';

const ints = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::int[]`;
/** Below so many cards a statement of their schema's own costs more to plan than they cost to load. */
const FEW = 100;

const compiled = new Map<string, string>();
const CACHE_SIZE = 200;

/** The statement of a schema, compiled once; bounded, the oldest go first. */
function stateOf(loaded: LoadedSchema): string {
  const known = compiled.get(loaded.hash);
  if (known !== undefined) return known;
  const made = stateSql(loaded.schema);
  compiled.set(loaded.hash, made);
  for (const key of compiled.keys()) {
    if (compiled.size <= CACHE_SIZE) break;
    compiled.delete(key);
  }
  return made;
}

/** Whether the workplace's lists show a card otherwise than before: bands as in `catalog.card_list_rows`. */
const SHOWN = sql.raw(`(old.missing is distinct from new.missing
  or width_bucket(old.completeness, '{50,80,100}'::smallint[]) <> width_bucket(new.completeness, '{50,80,100}'::smallint[])
  or width_bucket(old.quality, '{60,70,80,90}'::smallint[]) <> width_bucket(new.quality, '{60,70,80,90}'::smallint[]))`);

/**
 * Brings cards that were reckoned by schema `from` (by its hash alone when it is unknown) to schema `to`: completeness, what is missing, quality, what is invalid, and marks those
 * for the lists that show it. In the caller's transaction. A card that its seller saved meanwhile is left alone: that save reckoned it anew. Returns how many were written.
 */
export async function recomputeBatch(
  tx: Ctx,
  ids: readonly number[],
  from: { readonly hash: string; readonly loaded: LoadedSchema | undefined },
  to: LoadedSchema,
): Promise<number> {
  const few = ids.length < FEW;
  const contents = few ? await loadContents(tx, ids) : [];
  const { written, shown } = few ? await writeStates(tx, contents, from.hash, to) : await computeStates(tx, ids, from.hash, to);
  const diff = diffSchemas(from.loaded ?? null, to);
  const flagged = few ? await writeInvalid(tx, contents, to) : await recheck(tx, ids, suspectSql(to, suspectNos(diff)), to);
  await markDirty(tx, 'catalog.card_list', [...shown, ...flagged]);
  return written;
}

// authorised by caller: only jobs recompute; no audit row: completeness and quality follow from values and schema, nobody changes them
async function computeStates(tx: Ctx, ids: readonly number[], hash: string, to: LoadedSchema): Promise<{ written: number; shown: number[] }> {
  const [row] = await tx.db.execute<{ written: number; shown: number[] | null }>(sql`
    with picked as materialized (select c.id, c.row_version, c.attrs || '{}'::jsonb as raw from catalog.cards c where c.id = any(${ints(ids)}) and c.schema_hash = ${hash}),
    ${sql.raw(stateOf(to))},
    done as (
      update catalog.cards c set completeness = s.completeness, missing = s.missing, quality = s.quality, schema_hash = ${to.hash}
      from state s where c.id = s.id and c.row_version = s.row_version and c.schema_hash = ${hash}
      returning c.id, ${SHOWN} as shown)
    select count(*)::int as written, array_agg(id) filter (where shown) as shown from done`);
  return { written: row?.written ?? 0, shown: row?.shown ?? [] };
}

// authorised by caller, no audit row: as computeStates
async function writeStates(tx: Ctx, contents: readonly StoredContent[], hash: string, to: LoadedSchema): Promise<{ written: number; shown: number[] }> {
  const rows = contents.map((c) => {
    const state = evaluate(to, c);
    return { id: c.id, row_version: c.rowVersion, completeness: state.completeness, missing: `{${state.missing.join(',')}}`, quality: state.quality.score };
  });
  const written = await tx.db.execute<{ id: number; shown: boolean }>(sql`
    update catalog.cards c set completeness = s.completeness, missing = s.missing::int[], quality = s.quality, schema_hash = ${to.hash}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(id int, row_version int, completeness smallint, missing text, quality smallint)
    where c.id = s.id and c.row_version = s.row_version and c.schema_hash = ${hash} returning c.id, ${SHOWN} as shown`);
  return { written: written.length, shown: written.filter((w) => w.shown).map((w) => w.id) };
}

/** Gives the suspects, and those flagged already, to the checker. Returns the cards whose flag moved. */
async function recheck(tx: Ctx, ids: readonly number[], suspect: string | undefined, to: LoadedSchema): Promise<number[]> {
  const found = await tx.db.execute<{ id: number }>(sql`
    select c.id from catalog.cards c where c.id = any(${ints(ids)}) and (cardinality(c.invalid) > 0 ${suspect === undefined ? sql`` : sql.raw(`or ${suspect}`)})`);
  return found.length === 0
    ? []
    : writeInvalid(
        tx,
        await loadContents(
          tx,
          found.map((f) => f.id),
        ),
        to,
      );
}

// authorised by caller, no audit row: as computeStates
async function writeInvalid(tx: Ctx, contents: readonly StoredContent[], to: LoadedSchema): Promise<number[]> {
  const rows = contents.map((c) => ({ id: c.id, row_version: c.rowVersion, invalid: `{${invalidOf(to, c).join(',')}}` }));
  const moved = await tx.db.execute<{ id: number }>(sql`
    update catalog.cards c set invalid = s.invalid::int[],
      invalid_since = case when s.invalid = '{}' then null else coalesce(c.invalid_since, ${tx.clock.now().toISOString()}::timestamptz) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(id int, row_version int, invalid text)
    where c.id = s.id and c.row_version = s.row_version and c.schema_hash = ${to.hash} and c.invalid <> s.invalid::int[] returning c.id`);
  return moved.map((m) => m.id);
}
