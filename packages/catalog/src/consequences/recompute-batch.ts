import { type Ctx, markDirty } from '@yarmarka/kernel';
import { diffSchemas, type LoadedSchema } from '@yarmarka/taxonomy';
import { type SQL, sql } from 'drizzle-orm';
import { brokenByRules, evaluate, invalidity, invalidOf } from '../card/check-card.ts';
import { loadContents, type StoredContent } from './contents.ts';
import { stateSql } from './state-sql.ts';
import { suspectNos, suspectSql } from './suspects.ts';

const ints = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::int[]`;
type Compiled = { readonly plain: string; readonly odd: string };
const compiled = new Map<string, Compiled>();
const CACHE_SIZE = 200;

/** The statements of a schema, compiled once; bounded, the oldest go first. */
function stateOf(loaded: LoadedSchema): Compiled {
  const known = compiled.get(loaded.hash);
  if (known !== undefined) return known;
  const made = { plain: stateSql(loaded.schema), odd: stateSql(loaded.schema, true) };
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

/** A card and the schemas it goes between; `loaded` is absent where the old one is not known. */
export type StaleCard = { readonly id: number; readonly from: { readonly hash: string; readonly loaded: LoadedSchema | undefined }; readonly to: LoadedSchema };

/**
 * Brings cards that were reckoned by one schema to another: completeness, what is missing, quality, what is invalid, and marks those for the lists that show it. In the caller's
 * transaction. A card that its seller saved meanwhile is left alone: that save reckoned it anew. Returns how many were written.
 */
export async function recomputeBatch(tx: Ctx, ids: readonly number[], from: StaleCard['from'], to: LoadedSchema): Promise<number> {
  const done = await computeStates(tx, ids, from.hash, to, false);
  const rest = done.written < ids.length ? await computeStates(tx, ids, from.hash, to, true) : NOTHING;
  const suspect = suspectSql(to, suspectNos(diffSchemas(from.loaded ?? null, to)));
  const check = suspect === undefined ? [...done.flagged, ...rest.flagged] : await findSuspects(tx, [...done.ids, ...rest.ids], suspect);
  const moved = check.length === 0 ? [] : await writeInvalid(tx, await loadContents(tx, check), from.loaded, to);
  await markDirty(tx, 'catalog.card_list', [...done.shown, ...rest.shown, ...moved]);
  return done.written + rest.written;
}

type Written = { readonly written: number; readonly ids: readonly number[]; readonly shown: readonly number[]; readonly flagged: readonly number[] };
const NOTHING: Written = { written: 0, ids: [], shown: [], flagged: [] };

// authorised by caller: only jobs recompute; no audit row: completeness and quality follow from values and schema, nobody changes them
async function computeStates(tx: Ctx, ids: readonly number[], hash: string, to: LoadedSchema, odd: boolean): Promise<Written> {
  const [row] = await tx.db.execute<{ written: number; ids: number[] | null; shown: number[] | null; flagged: number[] | null }>(sql`
    with picked as (select c.id, c.row_version, c.attrs || '{}'::jsonb as raw from catalog.cards c where c.id = any(${ints(ids)}) and c.schema_hash = ${hash} offset 0),
    ${sql.raw(odd ? stateOf(to).odd : stateOf(to).plain)},
    done as (
      update catalog.cards c set completeness = s.completeness, missing = s.missing, quality = s.quality, schema_hash = ${to.hash}
      from state s where c.id = s.id and c.row_version = s.row_version and c.schema_hash = ${hash} ${odd ? sql`` : sql`and not s.odd`}
      returning c.id, ${SHOWN} as shown, c.invalid <> '{}' as flagged)
    select count(*)::int as written, array_agg(id) as ids, array_agg(id) filter (where shown) as shown, array_agg(id) filter (where flagged) as flagged from done`);
  return { written: row?.written ?? 0, ids: row?.ids ?? [], shown: row?.shown ?? [], flagged: row?.flagged ?? [] };
}

/** Cards flagged already, and those that may have become invalid. */
async function findSuspects(tx: Ctx, ids: readonly number[], suspect: string): Promise<number[]> {
  const found = await tx.db.execute<{ id: number }>(
    sql`select c.id from catalog.cards c where c.id = any(${ints(ids)}) and (c.invalid <> '{}' or ${sql.raw(suspect)}) order by c.id`,
  );
  return found.map((f) => f.id);
}

/** The same for cards of schemas that have few of them: a statement of each schema's own would cost more to plan than these cost to load. */
// authorised by caller, no audit row: as computeStates
export async function recomputeFew(tx: Ctx, stale: readonly StaleCard[]): Promise<number> {
  const byId = new Map(stale.map((s) => [s.id, s]));
  const contents = await loadContents(tx, [...byId.keys()]);
  const rows = contents.flatMap((c) => {
    const card = byId.get(c.id);
    if (!card) return [];
    const state = evaluate(card.to, c);
    return [
      {
        id: c.id,
        row_version: c.rowVersion,
        was: card.from.hash,
        hash: card.to.hash,
        completeness: state.completeness,
        missing: `{${state.missing.join(',')}}`,
        quality: state.quality.score,
        ...brokenBy(tx, card.from.loaded, card.to, c),
      },
    ];
  });
  const written = await tx.db.execute<{ id: number; shown: boolean }>(sql`
    update catalog.cards c set completeness = s.completeness, missing = s.missing::int[], quality = s.quality, schema_hash = s.hash, invalid = s.invalid::int[],
      invalid_since = s.since
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(id int, row_version int, was text, hash text, completeness smallint, missing text, quality smallint, invalid text, since jsonb)
    where c.id = s.id and c.row_version = s.row_version and c.schema_hash = s.was returning c.id, ${SHOWN} or old.invalid <> new.invalid as shown`);
  await markDirty(
    tx,
    'catalog.card_list',
    written.filter((w) => w.shown).map((w) => w.id),
  );
  return written.length;
}

/** Where the schema before is not known, every value it holds counts as allowed then. */
function brokenBy(tx: Ctx, from: LoadedSchema | undefined, to: LoadedSchema, content: StoredContent) {
  const now = brokenByRules(content.invalid, from ? invalidOf(from, content) : [], invalidOf(to, content));
  const { invalid, invalidSince } = invalidity(tx.clock.now(), content.invalidSince, now, { from, to });
  return { invalid: `{${invalid.join(',')}}`, since: invalidSince };
}

// authorised by caller, no audit row: as computeStates
async function writeInvalid(tx: Ctx, contents: readonly StoredContent[], from: LoadedSchema | undefined, to: LoadedSchema): Promise<number[]> {
  const rows = contents.map((c) => ({ id: c.id, row_version: c.rowVersion, ...brokenBy(tx, from, to, c) }));
  const moved = await tx.db.execute<{ id: number }>(sql`
    update catalog.cards c set invalid = s.invalid::int[], invalid_since = s.since
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(id int, row_version int, invalid text, since jsonb)
    where c.id = s.id and c.row_version = s.row_version and c.schema_hash = ${to.hash} and (c.invalid <> s.invalid::int[] or c.invalid_since <> s.since) returning c.id`);
  return moved.map((m) => m.id);
}
