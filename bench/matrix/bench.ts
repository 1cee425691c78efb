import type { Database } from '@yarmarka/db';
import type { Ctx } from '@yarmarka/kernel';
import { createChangeSet, publishChangeSet, type Published, saveChanges } from '@yarmarka/taxonomy';
import type { Change } from '@yarmarka/taxonomy/schemas';

export type Bench = {
  readonly ctx: Ctx;
  readonly database: Database;
  /** The same database, for programs that are started on it. */
  readonly url: string;
  readonly cards: number;
  /** How long the browser uses the grid before its memory is read. */
  readonly minutes: string;
  readonly say: (text: string) => void;
};

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Publishes edits as one version; the time is that of the publish alone, not of collecting the edits. */
export async function publishTimed({ ctx }: Bench, changes: readonly Change[]): Promise<{ published: Published; ms: number }> {
  const set = await createChangeSet(ctx, { title: 'Bench' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  const started = performance.now();
  const published = await publishChangeSet(ctx, { id: set.id });
  return { published, ms: performance.now() - started };
}

class Undo extends Error {}

export type PlainUpdate = { readonly table: string; readonly set: string; readonly where: string };

/** Milliseconds and rows of one UPDATE that is rolled back: the yardstick of what the platform does with as many rows. */
export async function plainUpdate({ database }: Bench, { table, set, where }: PlainUpdate): Promise<{ ms: number; rows: number }> {
  let [ms, rows] = [0, 0];
  await database.client
    .begin(async (tx) => {
      const started = performance.now();
      rows = (await tx.unsafe(`update ${table} set ${set} where ${where}`)).count;
      ms = performance.now() - started;
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return { ms, rows };
}

/** A root with an attribute that most of its branch has, and what the root's own rule for it says. */
export type RootCell = { readonly categoryId: number; readonly attributeNo: number; readonly ruled: boolean; readonly own: string | null };
export type Root = RootCell & { readonly categories: number; readonly cards: number; readonly label: string };

/** For every root its widest attribute, its own before those of its branches; a root without any gets the reserved description. The most categories first. */
export async function rootCells({ database }: Bench): Promise<Root[]> {
  const rows = await database.client<Root[]>`
    select k.id as "categoryId", k.label_en as label, coalesce(w.attribute_no, 2) as "attributeNo", r.id is not null as ruled, r.fields ->> 'requirement' as own,
      (select count(*)::int from taxonomy.categories c where c.path @> array[k.id] and c.alias_of is null) as categories,
      (select count(*)::int from catalog.cards d where d.category_id in (select c.id from taxonomy.categories c where c.path @> array[k.id])) as cards
    from taxonomy.categories k
    left join lateral (
      select e.attribute_no from taxonomy.effective_cells e join taxonomy.categories c on c.id = e.category_id and c.path @> array[k.id]
      where e.attribute_no >= 100 group by 1 order by count(*) filter (where e.origins -> '_' -> 0 = to_jsonb(k.id)) desc, count(*) desc, 1 limit 1) w on true
    left join taxonomy.rules r on r.category_id = k.id and r.attribute_no = coalesce(w.attribute_no, 2) and r.to_version is null
    where k.parent_id is null and k.alias_of is null order by categories desc, k.id`;
  return rows.map((r) => ({ ...r }));
}

/** The edit that gives a root's cell a requirement; null takes back what the root says of it. */
export function requirementEdit({ categoryId, attributeNo, ruled }: RootCell, requirement: string | null): Change {
  const gone = requirement === null && !ruled;
  return { kind: 'rule', edit: { categoryId, attributeNo, op: gone ? 'remove' : 'set', fields: gone ? {} : { requirement } } };
}
