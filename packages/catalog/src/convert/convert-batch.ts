import { actorLabel, audit, type Ctx } from '@yarmarka/kernel';
import { getSchemasByHash, listConversions, listSchemaHashes, type LoadedSchema, type VersionConversion } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { type SQL, sql } from 'drizzle-orm';
import { brokenByRules, evaluate, invalidity, invalidOf } from '../card/check-card.ts';
import { sameValue } from '../card/rules.ts';
import { patchBetween } from '../change-set/live-card.ts';
import { markCards } from '../internal.ts';
import type { InvalidSince, SourceEntry, Sources } from '../schemas.ts';
import { type Change, convertCard, type ConvertedCard, placeOf, type Remembered, type VariantContent } from './convert-card.ts';
import { readsOf } from './convert-value.ts';
import { finishRun } from './finish-run.ts';
import { followProposals, waitingCards } from './follow-proposals.ts';

const BATCH = 500;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

type Row = {
  readonly id: number;
  readonly categoryId: number;
  readonly placements: number[];
  readonly version: number;
  readonly schemaHash: string;
  readonly invalid: number[];
  readonly invalidSince: InvalidSince;
  readonly attrs: Attrs;
  readonly sources: Sources;
};
type VariantRow = VariantContent & { readonly cardId: number; readonly sources: Sources };
export type BatchResult = { readonly cards: number; readonly doneUpTo: number; readonly finished: boolean };

/**
 * Converts the next cards of a version's run in the caller's transaction: values, what waiting change-sets say of them, axis keys, completeness, a revision for each live card, what to restore on undo, and the run's cursor
 * commit together, so a kill repeats nothing and loses nothing. The run's row is the lock: two workers take turns.
 */
// authorised by caller: the job runs as the platform
export async function convertBatch(tx: Ctx, version: number): Promise<BatchResult> {
  const [run] = await tx.db.execute<{ done_up_to: number; finished: boolean }>(
    sql`select done_up_to, finished_at is not null as finished from catalog.conversion_runs where version = ${version} for update`,
  );
  if (!run || run.finished) return { cards: 0, doneUpTo: 0, finished: true };
  const conversions = await listConversions(tx, version);
  const ids = await nextCards(tx, conversions, run.done_up_to);
  if (ids.length === 0) {
    await finishRun(tx, version);
    return { cards: 0, doneUpTo: run.done_up_to, finished: true };
  }
  const cards = await tx.db.execute<Row>(
    sql`select id, category_id as "categoryId", placements, version, schema_hash as "schemaHash", invalid, invalid_since as "invalidSince", attrs, sources from catalog.cards where id = any(${ints(ids)}) order by id for no key update`,
  );
  const variants = await tx.db.execute<VariantRow>(
    sql`select id, card_id as "cardId", attrs, sources, archived, axis_key as "axisKey" from catalog.variants where card_id = any(${ints(ids)}) order by position, id`,
  );
  const remembered = await recall(tx, conversions, ids);
  const schemaOf = await schemas(tx, cards, conversions, remembered);
  const of = Map.groupBy(variants, (v) => v.cardId);
  const done = cards.map((card): Done => {
    const own = of.get(card.id) ?? [];
    return { card, variants: own, result: convertCard(card.id, card, own, conversions, remembered, schemaOf) };
  });
  const changed = done.filter((d) => d.result.changes.length > 0);
  const reckonedBy = await getSchemasByHash(tx, [...new Set(changed.map((d) => d.card.schemaHash))]);
  await write(tx, version, changed, schemaOf, reckonedBy);
  const proposals = await followProposals(tx, version, done, conversions, schemaOf);
  const sum = (n: (d: (typeof done)[number]) => number): number => done.reduce((s, d) => s + n(d), 0);
  await tx.db.execute(sql`
    update catalog.conversion_runs set done_up_to = ${ids.at(-1) ?? 0}, cards = cards + ${changed.length}, converted = converted + ${sum((d) => d.result.changes.length)},
      unconverted = unconverted + ${sum((d) => d.result.left)}, collisions = collisions + ${sum((d) => d.result.collisions)} where version = ${version}`);
  if (changed.length + proposals > 0) {
    await audit(tx, { action: 'card.convert', entity: 'matrix_version', id: version, patch: { cards: changed.length, proposals, upTo: ids.at(-1) } });
    await markCards(
      tx,
      changed.map((d) => d.card.id),
    );
  }
  return { cards: changed.length, doneUpTo: ids.at(-1) ?? 0, finished: false };
}

type Done = { readonly card: Row; readonly variants: readonly VariantRow[]; readonly result: ConvertedCard };
type SchemaOf = (categoryId: number) => LoadedSchema | undefined;

/** The next cards, by id, that hold a value or stand in a category that the version converts, or were converted by the version it undoes. Each part stops at a batch; but for an undone version's, they walk an index in the cursor's order. */
async function nextCards(tx: Ctx, conversions: readonly VersionConversion[], after: number): Promise<number[]> {
  const parts: SQL[] = [];
  const forward = conversions.filter((c) => c.undoes === null).map((c) => c.conversion);
  const nos = [...new Set(forward.flatMap((c) => (c.kind === 'category' ? [] : [String(readsOf(c))])))];
  const categories = forward.flatMap((c) => (c.kind === 'category' ? [c.fromId] : []));
  const limit = sql`limit ${BATCH}`;
  if (nos.length > 0) {
    const keys = sql`${`{${nos.join(',')}}`}::text[]`;
    parts.push(sql`(select id from catalog.cards where id > ${after} and attrs ?| ${keys} order by id ${limit})`);
    parts.push(sql`(select distinct card_id from catalog.variants where card_id > ${after} and attrs ?| ${keys} order by card_id ${limit})`);
  }
  if (categories.length > 0)
    parts.push(
      sql`(select id from catalog.cards where id > ${after} and (category_id = any(${ints(categories)}) or placements && ${ints(categories)}) order by id ${limit})`,
    );
  for (const { undoes } of conversions)
    if (undoes) {
      const same = sql`x.version = ${undoes.version} and x.no = ${undoes.no}`;
      parts.push(sql`(select x.target_id from catalog.converted_values x where ${same} and x.target = 'card' and x.target_id > ${after} order by 1 ${limit})`);
      parts.push(
        sql`(select distinct v.card_id from catalog.converted_values x join catalog.variants v on v.id = x.target_id where ${same} and x.target = 'variant' and v.card_id > ${after} order by 1 ${limit})`,
      );
    }
  parts.push(...waitingCards(conversions, nos, categories, after, limit));
  if (parts.length === 0) return [];
  const rows = await tx.db.execute<{ id: number }>(sql`select distinct id from (${sql.join(parts, sql` union all `)}) s(id) order by id ${limit}`);
  return rows.map((r) => r.id);
}

async function recall(tx: Ctx, conversions: readonly VersionConversion[], ids: readonly number[]): Promise<Remembered> {
  const undone = [...new Set(conversions.flatMap((c) => (c.undoes ? [c.undoes.version] : [])))];
  if (undone.length === 0) return new Map();
  const rows = await tx.db.execute<{ version: number; no: number; target: Change['target']; target_id: number; old: Change['old']; new: Change['new'] }>(sql`
    select version, no, target, target_id, old, new from catalog.converted_values where version = any(${ints(undone)}) and target = 'card' and target_id = any(${ints(ids)})
    union all
    select x.version, x.no, x.target, x.target_id, x.old, x.new from catalog.variants v join catalog.converted_values x on x.target = 'variant' and x.target_id = v.id and x.version = any(${ints(undone)})
    where v.card_id = any(${ints(ids)})`);
  return new Map(rows.map((r) => [placeOf(r.version, r.no, r.target, r.target_id), r]));
}

/** Schemas of the categories that these cards are in now or will be. */
async function schemas(tx: Ctx, cards: readonly Row[], conversions: readonly VersionConversion[], remembered: Remembered): Promise<SchemaOf> {
  const ids = new Set(cards.map((c) => c.categoryId));
  for (const { conversion: c } of conversions) if (c.kind === 'category') ids.add(c.intoId).add(c.fromId);
  for (const { old } of remembered.values()) if (typeof old['category'] === 'number') ids.add(old['category']);
  const hashes = await listSchemaHashes(tx, [...ids]);
  const loaded = await getSchemasByHash(tx, [...new Set(hashes.values())]);
  return (categoryId) => loaded.get(hashes.get(categoryId) ?? '');
}

async function write(tx: Ctx, version: number, changed: readonly Done[], schemaOf: SchemaOf, reckonedBy: ReadonlyMap<string, LoadedSchema>): Promise<void> {
  if (changed.length === 0) return;
  const stamp: SourceEntry = { source: 'merge', at: tx.clock.now().toISOString(), by: actorLabel(tx.actor) };
  const rows = changed.map((d) => cardWrite(d, tx.clock.now(), stamp, schemaOf(d.result.card.categoryId), reckonedBy.get(d.card.schemaHash)));
  // Keys first: two variants may take each other's.
  const touched = changed.flatMap((d) => variantWrites(d, stamp));
  if (touched.length > 0) {
    await tx.db.execute(sql`update catalog.variants set axis_key = '' where id = any(${ints(touched.map((v) => v.i))}) and axis_key <> ''`);
    await tx.db.execute(sql`
      update catalog.variants v set attrs = x.a, sources = x.s, axis_key = x.k from jsonb_to_recordset(${JSON.stringify(touched)}::jsonb) as x(i int, a jsonb, s jsonb, k text) where v.id = x.i`);
  }
  await tx.db.execute(sql`
    update catalog.cards c set category_id = x.cat, placements = array(select jsonb_array_elements_text(x.pl)::int), attrs = x.a, sources = x.s, version = c.version + case when c.version > 0 then 1 else 0 end,
      row_version = c.row_version + 1, schema_hash = coalesce(x.h, c.schema_hash), completeness = coalesce(x.cp, c.completeness), missing = coalesce(array(select jsonb_array_elements_text(x.m)::int), c.missing),
      quality = coalesce(x.q, c.quality), invalid = coalesce(array(select jsonb_array_elements_text(x.inv)::int), c.invalid),
      invalid_since = coalesce(x.since, c.invalid_since), updated_seq = nextval('catalog.card_seq'), updated_at = ${tx.clock.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(i int, cat int, pl jsonb, a jsonb, s jsonb, h text, cp int, m jsonb, q int, inv jsonb, since jsonb) where c.id = x.i`);
  const revisions = changed
    .filter((d) => d.card.version > 0)
    .map((d) => ({ i: d.card.id, v: d.card.version + 1, p: patchBetween(live(d, false), live(d, true)), b: patchBetween(live(d, true), live(d, false)) }));
  if (revisions.length > 0)
    await tx.db.execute(sql`
      insert into catalog.card_revisions (card_id, version, patch, inverse, actor, source, created_at)
      select i, v, p, b, ${stamp.by}, 'merge', ${stamp.at}::timestamptz from jsonb_to_recordset(${JSON.stringify(revisions)}::jsonb) as x(i int, v int, p jsonb, b jsonb)`);
  const kept = changed.flatMap((d) => d.result.changes.map((c) => ({ n: c.no, t: c.target, i: c.targetId, o: c.old, w: c.new })));
  await tx.db.execute(sql`
    insert into catalog.converted_values (version, no, target, target_id, old, new)
    select ${version}::int, n, t, i, o, w from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as x(n int, t text, i int, o jsonb, w jsonb)`);
}

function live({ card, variants, result }: Done, after: boolean) {
  const { categoryId, placements, attrs } = after ? result.card : card;
  const list = (after ? result.variants : variants).filter((v) => !v.archived).map((v) => ({ id: v.id, attrs: v.attrs }));
  return { categoryId, placements: [...placements], attrs, variants: list };
}

function cardWrite(d: Done, now: Date, stamp: SourceEntry, schema: LoadedSchema | undefined, from: LoadedSchema | undefined) {
  const { card, result } = d;
  const content = { attrs: result.card.attrs, variants: result.variants.filter((v) => !v.archived) };
  const state = schema ? evaluate(schema, content) : undefined;
  const before = from ? invalidOf(from, { attrs: card.attrs, variants: d.variants.filter((v) => !v.archived) }) : [];
  const broken = schema && invalidity(now, card.invalidSince, brokenByRules(card.invalid, before, invalidOf(schema, content)), { from, to: schema });
  return {
    i: card.id,
    cat: result.card.categoryId,
    pl: result.card.placements,
    a: result.card.attrs,
    s: sourcesAfter(card.sources, card.attrs, result.card.attrs, stamp),
    h: schema?.hash ?? null,
    cp: state?.completeness ?? null,
    m: state?.missing ?? null,
    q: state?.quality.score ?? null,
    inv: broken?.invalid ?? null,
    since: broken?.invalidSince ?? null,
  };
}

function variantWrites({ variants, result }: Done, stamp: SourceEntry) {
  const before = new Map(variants.map((v) => [v.id, v]));
  return result.variants.flatMap((v) => {
    const old = before.get(v.id);
    if (!old || (sameValue(old.attrs, v.attrs) && old.axisKey === v.axisKey)) return [];
    return [{ i: v.id, a: v.attrs, s: sourcesAfter(old.sources, old.attrs, v.attrs, stamp), k: v.axisKey }];
  });
}

/** A converted value's source is the merge; a value that is gone takes its source along. */
function sourcesAfter(sources: Sources, before: Attrs, after: Attrs, stamp: SourceEntry): Sources {
  const next: Record<string, SourceEntry> = { ...sources };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (sameValue(before[key], after[key])) continue;
    if (after[key] === undefined) delete next[key];
    else next[key] = stamp;
  }
  return next;
}
