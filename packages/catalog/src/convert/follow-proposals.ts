import type { Ctx } from '@yarmarka/kernel';
import type { LoadedSchema, VersionConversion } from '@yarmarka/taxonomy';
import { type SQL, sql } from 'drizzle-orm';
import { sameValue } from '../card/rules.ts';
import type { Action } from '../change-set/live-card.ts';
import type { CardContent, ConvertedCard, VariantContent } from './convert-card.ts';
import { followActions } from './follow-actions.ts';

const ints = (xs: readonly number[]): SQL => sql`${`{${xs.join(',')}}`}::int[]`;
/** Change-sets that somebody still decides on. */
const WAITING = sql`s.status in ('open', 'validating', 'submitted')`;
type Row = Action & { readonly setId: number; readonly cardId: number };
/** What an action says: what undoing a version restores. */
type Said = Pick<Action, 'attributeNo' | 'old' | 'new'>;
type Passed = { readonly card: CardContent & { readonly id: number }; readonly variants: readonly VariantContent[]; readonly result: ConvertedCard };

/** Cards whose waiting change-sets name something that the conversions of a version change, or that the version it undoes has changed in them. */
export function waitingCards(conversions: readonly VersionConversion[], nos: readonly string[], categories: readonly number[], after: number): SQL[] {
  const waiting = sql`from catalog.change_sets s join catalog.change_actions a on a.change_set_id = s.id where ${WAITING} and s.card_id > ${after}`;
  const names = sql`(a.attribute_no = any(${`{${nos.join(',')}}`}::int[]) or (a.attribute_no is null and jsonb_typeof(a.new) = 'object' and a.new ?| ${`{${nos.join(',')}}`}::text[])
    or (a.target = 'category' and a.new = any(array(select to_jsonb(x) from unnest(${ints(categories)}) x))) or (a.target = 'placement' and a.new @> any(array(select to_jsonb(x) from unnest(${ints(categories)}) x))))`;
  const forward = nos.length + categories.length > 0 ? [sql`(select distinct s.card_id ${waiting} and ${names})`] : [];
  const back = conversions.flatMap(({ undoes }) =>
    undoes
      ? [
          sql`(select distinct s.card_id from catalog.converted_values x join catalog.change_sets s on s.id = x.target_id
            where x.version = ${undoes.version} and x.no = ${undoes.no} and x.target like 'action:%' and ${WAITING} and s.card_id > ${after})`,
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
    select s.id as "setId", s.card_id as "cardId", a.no, a.target, a.attribute_no as "attributeNo", a.old, a.new
    from catalog.change_sets s join catalog.change_actions a on a.change_set_id = s.id where s.card_id = any(${ints(passed.map((p) => p.card.id))}) and ${WAITING} and not a.applied
    order by s.id, a.no for update of s`);
  if (rows.length === 0) return 0;
  const forward = conversions.filter((c) => c.undoes === null);
  const said = await remembered(tx, conversions, rows);
  const byCard = new Map(passed.map((p) => [p.card.id, p]));
  const changed = [...Map.groupBy(rows, (r) => r.setId).values()].flatMap((set) => {
    const p = byCard.get(set[0]?.cardId ?? 0);
    if (!p) return [];
    const schema = schemaOf(p.result.card.categoryId)?.schema;
    const most = new Map(schema?.attributes.map((a) => [a.no, a.maxValues]));
    const back = set.map((row) => givenBack(row, said.get(`${row.setId}/${row.no}`)));
    const next = forward.length === 0 ? back : followActions({ before: p, after: p.result }, back, forward, (no) => most.get(no) ?? 1);
    return set.flatMap((row, i) => {
      const now = next[i] ?? row;
      return sameValue(saidBy(row), saidBy(now)) ? [] : [{ row, now }];
    });
  });
  if (changed.length === 0) return 0;
  const json = JSON.stringify(
    changed.map(({ row, now }) => ({ s: row.setId, n: row.no, a: now.attributeNo, o: now.old, w: now.new, b: saidBy(row), x: saidBy(now) })),
  );
  await tx.db.execute(sql`
    update catalog.change_actions c set attribute_no = x.a, old = nullif(x.o, 'null'), new = nullif(x.w, 'null')
    from jsonb_to_recordset(${json}::jsonb) as x(s int, n int, a int, o jsonb, w jsonb) where c.change_set_id = x.s and c.no = x.n`);
  await tx.db.execute(sql`
    insert into catalog.converted_values (version, no, target, target_id, old, new)
    select ${version}::int, ${conversions[0]?.no ?? 0}::int, 'action:' || x.n, x.s, x.b, x.x from jsonb_to_recordset(${json}::jsonb) as x(s int, n int, b jsonb, x jsonb)`);
  return changed.length;
}

const saidBy = ({ attributeNo, old, new: wanted }: Said): Said => ({ attributeNo, old: old ?? null, new: wanted ?? null });

function givenBack(row: Row, was: { readonly old: Said; readonly new: Said } | undefined): Row {
  return was && sameValue(saidBy(row), saidBy(was.new)) ? { ...row, ...was.old } : row;
}

/** What the undone version made of these actions, by `<set>/<action>`. */
async function remembered(tx: Ctx, conversions: readonly VersionConversion[], rows: readonly Row[]): Promise<ReadonlyMap<string, { old: Said; new: Said }>> {
  const undone = [...new Set(conversions.flatMap((c) => (c.undoes ? [c.undoes.version] : [])))];
  if (undone.length === 0) return new Map();
  const found = await tx.db.execute<{ set: number; action: string; old: Said; new: Said }>(sql`
    select target_id as set, substr(target, 8) as action, old, new from catalog.converted_values
    where version = any(${ints(undone)}) and target like 'action:%' and target_id = any(${ints([...new Set(rows.map((r) => r.setId))])})`);
  return new Map(found.map((f) => [`${f.set}/${f.action}`, f]));
}
