import type { Ctx } from '@yarmarka/kernel';
import type { LoadedSchema, VersionConversion } from '@yarmarka/taxonomy';
import { type SQL, sql } from 'drizzle-orm';
import { sameValue } from '../card/rules.ts';
import type { Action } from '../change-set/live-card.ts';
import type { SourceEntry } from '../schemas.ts';
import type { CardContent, ConvertedCard, VariantContent } from './convert-card.ts';
import { followActions, type Joined } from './follow-actions.ts';

const ints = (xs: readonly number[]): SQL => sql`${`{${xs.join(',')}}`}::int[]`;
/** Change-sets that somebody still decides on. */
const WAITING = sql`s.status in ('open', 'validating', 'submitted')`;
type Row = Action & { readonly setId: number; readonly cardId: number; readonly source: SourceEntry | null };
/** What an action says. */
type Said = Pick<Action, 'attributeNo' | 'old' | 'new'>;
/** What undoing a version restores; of an action that is no more, where it went and what that one says (`by`). */
type Kept = Said & Pick<Row, 'target' | 'source'>;
type Gone = Joined & { readonly by: Said };
type Memory = { readonly set: number; readonly action: number; readonly old: Kept | Gone; readonly new: Kept | Gone };
/** An action as it was stored (`row`; undefined: it was no more) and as undoing leaves it. */
type Turn = { readonly row: Row | undefined; readonly was: Kept | Gone; readonly now: Row };
type Passed = { readonly card: CardContent & { readonly id: number }; readonly variants: readonly VariantContent[]; readonly result: ConvertedCard };

/** Cards whose waiting change-sets name something that the conversions of a version change, or that the version it undoes has changed in them. */
export function waitingCards(
  conversions: readonly VersionConversion[],
  nos: readonly string[],
  categories: readonly number[],
  after: number,
  limit: SQL,
): SQL[] {
  const waiting = sql`from catalog.change_sets s join catalog.change_actions a on a.change_set_id = s.id where ${WAITING} and s.card_id > ${after}`;
  const names = sql`(a.attribute_no = any(${`{${nos.join(',')}}`}::int[]) or (a.attribute_no is null and jsonb_typeof(a.new) = 'object' and a.new ?| ${`{${nos.join(',')}}`}::text[])
    or (a.target = 'category' and a.new = any(array(select to_jsonb(x) from unnest(${ints(categories)}) x))) or (a.target = 'placement' and a.new @> any(array(select to_jsonb(x) from unnest(${ints(categories)}) x))))`;
  const forward = nos.length + categories.length > 0 ? [sql`(select distinct s.card_id ${waiting} and ${names} order by 1 ${limit})`] : [];
  const back = conversions.flatMap(({ undoes }) =>
    undoes
      ? [
          sql`(select distinct s.card_id from catalog.converted_values x join catalog.change_sets s on s.id = x.target_id
            where x.version = ${undoes.version} and x.no = ${undoes.no} and x.target like 'action:%' and ${WAITING} and s.card_id > ${after} order by 1 ${limit})`,
        ]
      : [],
  );
  return [...forward, ...back];
}

/**
 * Lets the waiting change-sets of these cards follow a version as the cards do, so that they are neither stale nor name what is gone; undoing the version gives an action back what it said, if
 * it still says what the version made of it. Returns how many actions were rewritten. In the caller's transaction, which holds the cards.
 */
// authorised by caller: the job runs as the platform; no audit row: the batch writes one
export async function followProposals(
  tx: Ctx,
  version: number,
  passed: readonly Passed[],
  conversions: readonly VersionConversion[],
  schemaOf: (categoryId: number) => LoadedSchema | undefined,
): Promise<number> {
  const rows = await tx.db.execute<Row>(sql`
    select s.id as "setId", s.card_id as "cardId", a.no, a.target, a.attribute_no as "attributeNo", a.old, a.new, a.source
    from catalog.change_sets s join catalog.change_actions a on a.change_set_id = s.id where s.card_id = any(${ints(passed.map((p) => p.card.id))}) and ${WAITING} and not a.applied
    order by s.id, a.no for update of s`);
  if (rows.length === 0) return 0;
  const forward = conversions.filter((c) => c.undoes === null);
  const memories = Map.groupBy(await remembered(tx, conversions, rows), (m) => m.set);
  const byCard = new Map(passed.map((p) => [p.card.id, p]));
  const changed = [...Map.groupBy(rows, (r) => r.setId)].flatMap(([setId, set]) => {
    const p = byCard.get(set[0]?.cardId ?? 0);
    if (!p) return [];
    const schema = schemaOf(p.result.card.categoryId)?.schema;
    const most = new Map(schema?.attributes.map((a) => [a.no, a.maxValues]));
    const back = givenBack(set, memories.get(setId) ?? []);
    const standing = back.map(({ now }) => now);
    const next = forward.length === 0 ? standing : followActions({ before: p, after: p.result }, standing, forward, (no) => most.get(no) ?? 1);
    return turned(back, new Map(standing.map((row, i) => [row.no, next[i] ?? row])));
  });
  if (changed.length === 0) return 0;
  const json = JSON.stringify(changed);
  const listed = (columns: string) => sql`jsonb_to_recordset(${json}::jsonb) as x(s int, n int, ${sql.raw(columns)})`;
  await tx.db.execute(sql`delete from catalog.change_actions c using ${listed('gone bool')} where x.gone and c.change_set_id = x.s and c.no = x.n`);
  await tx.db.execute(sql`
    insert into catalog.change_actions as c (change_set_id, no, target, attribute_no, old, new, source)
    select x.s, x.n, x.t, x.a, x.o, x.w, x.source from ${listed('gone bool, t text, a int, o jsonb, w jsonb, source jsonb')} where not x.gone
    on conflict (change_set_id, no) do update set attribute_no = excluded.attribute_no, old = excluded.old, new = excluded.new`);
  await tx.db.execute(sql`
    insert into catalog.converted_values (version, no, target, target_id, old, new)
    select ${version}::int, ${conversions[0]?.no ?? 0}::int, 'action:' || x.n, x.s, x.b, x.x from ${listed('b jsonb, x jsonb')}`);
  return changed.length;
}

const saidBy = ({ attributeNo, old, new: wanted }: Said): Said => ({ attributeNo, old: old ?? null, new: wanted ?? null });
const kept = (row: Row): Kept => ({ ...saidBy(row), target: row.target, source: row.source });

/** The actions of a set, with those that an undone version had joined; what it made of them is undone only where they still say it. */
function givenBack(set: readonly Row[], memories: readonly Memory[]): Turn[] {
  const says = (no: number, what: Said): boolean => set.some((row) => row.no === no && sameValue(saidBy(row), saidBy(what)));
  const of = new Map(memories.map((m) => [m.action, m]));
  const stored = set.map((row): Turn => {
    const m = of.get(row.no);
    if (!m || 'into' in m.old || 'into' in m.new || !says(row.no, m.new)) return { row, was: kept(row), now: row };
    return { row, was: kept(row), now: { ...row, ...saidBy(m.old) } };
  });
  const [first] = set;
  const back = memories.flatMap(({ action, old, new: gone }): Turn[] =>
    first && 'into' in gone && !('into' in old) && says(gone.into, gone.by) && !set.some((row) => row.no === action)
      ? [{ row: undefined, was: gone, now: { ...first, ...old, no: action } }]
      : [],
  );
  return [...stored, ...back];
}

type ToWrite = Readonly<Record<string, unknown>>;
/** What is to be written of the actions of a set, and remembered: `b` before, `x` after. */
function turned(turns: readonly Turn[], after: ReadonlyMap<number, Row | Joined>): ToWrite[] {
  const setId = turns.find((t) => t.row)?.row?.setId ?? 0;
  return turns.flatMap(({ row, was, now: before }): ToWrite[] => {
    const now = after.get(before.no) ?? before;
    if ('into' in now) {
      const by = after.get(now.into);
      return row && by && !('into' in by) ? [{ s: setId, n: before.no, gone: true, b: was, x: { into: now.into, by: saidBy(by) } }] : [];
    }
    if (row && sameValue(saidBy(row), saidBy(now))) return [];
    const { target: t, attributeNo: a, old: o, new: w, source } = now;
    return [{ s: setId, n: before.no, gone: false, t, a, o, w, source, b: was, x: kept(now) }];
  });
}

/** What the undone versions made of the actions of these sets. */
async function remembered(tx: Ctx, conversions: readonly VersionConversion[], rows: readonly Row[]): Promise<readonly Memory[]> {
  const undone = [...new Set(conversions.flatMap((c) => (c.undoes ? [c.undoes.version] : [])))];
  if (undone.length === 0) return [];
  return tx.db.execute<Memory>(sql`
    select target_id as set, substr(target, 8)::int as action, old, new from catalog.converted_values
    where version = any(${ints(undone)}) and target like 'action:%' and target_id = any(${ints([...new Set(rows.map((r) => r.setId))])})`);
}
