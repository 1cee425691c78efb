import { actorLabel, AppError, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type AppliedChanges, applyChanges } from '../change-set/apply-changes.ts';
import { getChangeSet } from '../change-set/change-sets.ts';
import { parseChanges, rebase } from '../change-set/conflicts.ts';
import { repairNumbers } from '../change-set/repair-numbers.ts';
import { isLockTimeout, publishing } from '../errors.ts';
import { buildArtefact } from '../matrix/artefact.ts';
import type { LoadedSchema } from '../matrix/get-schema.ts';
import { currentVersion, foldTouched } from '../matrix/publish-version.ts';
import { type EffectiveCellView, listEffectiveCells } from '../matrix/queries.ts';
import { loadDictionary } from '../matrix/rehash.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { CellFields, Change, ChangeKind } from '../schemas.ts';
import { type Category, getCategory } from '../tree/queries.ts';
import type { GridAttribute, GridNodes } from './packed-grid.ts';
import { findGridStamp, gridAttributes, packedRules, written } from './queries.ts';
import { rememberLook } from './remember-look.ts';
import type { DraftStructure, NodeChange } from './structure.ts';

/** Looks at drafts are short; this many seconds of others before it are too many. */
const LOCK_TIMEOUT = '5s';
const CELLS: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['rule', 'help']);
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

class LookedAt<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super('draft rolled back');
    this.result = result;
  }
}

type Drafted = { readonly applied: AppliedChanges; readonly list: readonly Change[] };

/**
 * Reads under the caller's newest open change-set: applies it as a publish would (`cells`: its rules and help texts too), reads, rolls everything back. Null when the set holds
 * no edit of tree or dictionary. What was read as `what` is kept in this process until draft, version or words change, so only the first look after an edit holds the publish lock,
 * and only when nobody else does. Reasons: `taxonomy.publishing` at once while a version is published or previewed, those of a refused edit.
 */
async function underDraft<T>(ctx: Ctx, what: string, cells: boolean, read: (tx: Ctx, drafted: Drafted) => Promise<T>): Promise<T | null> {
  const set = await stampedDraft(ctx, cells);
  if (!set) return null;
  return rememberLook(
    `${what} ${set.id} ${set.stamp}`,
    async () => {
      await repairNumbers(ctx, set.id);
      const stored = parseChanges((await getChangeSet(ctx, set.id)).changes).filter((c) => cells || !CELLS.has(c.change.kind));
      try {
        return await ctx.db.transaction(async (db): Promise<T> => {
          const tx: Ctx = { ...ctx, db, read: db, inTx: true };
          await db.execute(sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`);
          // Looks wait for one another; a publish they do not wait for.
          await db.execute(sql`select pg_advisory_xact_lock(hashtext('taxonomy.draft_look'))`);
          const [free] = await db.execute<{ ok: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext('taxonomy.publish')) as ok`);
          if (!free?.ok) throw publishing();
          const list = (await rebase(tx, stored)).changes;
          const applied = await applyChanges(tx, (await currentVersion(tx)) + 1, list);
          throw new LookedAt(await read(tx, { applied, list }));
        });
      } catch (error) {
        if (error instanceof LookedAt) return error.result as T;
        throw isLockTimeout(error) ? publishing() : error;
      }
    },
    async () => (await stampedDraft(ctx, cells))?.stamp === set.stamp,
  );
}

/** The caller's newest open change-set, if it edits tree or dictionary, with a text that is another whenever a look at it may be: by its edits, the version, or words changed at once. */
async function stampedDraft(ctx: Ctx, cells: boolean): Promise<{ readonly id: number; readonly stamp: string } | null> {
  const shown = cells ? sql`true` : sql`c.change ->> 'kind' not in ('rule', 'help')`;
  const [set] = await ctx.db.execute<{ id: number; stamp: string }>(sql`
    select s.id, md5(string_agg(concat(c.change, c.base), chr(10) order by c.position, c.target) filter (where ${shown})) as stamp
    from taxonomy.change_sets s join taxonomy.changes c on c.change_set_id = s.id
    where s.id = (select max(id) from taxonomy.change_sets where author = ${actorLabel(ctx.actor)} and status in ('draft', 'conflict'))
    group by s.id having bool_or(c.change ->> 'kind' not in ('rule', 'help'))`);
  if (!set) return null;
  const [words] = await ctx.db.execute<{ stamp: string }>(sql`
    select concat_ws('-', ${written(sql`category_id::bigint * 65536 + attribute_no`, sql`taxonomy.cell_help`)}, ${written(sql`list_id::bigint * 65536 + entry_no`, sql`taxonomy.entries`)}) as stamp`);
  return { id: set.id, stamp: [set.stamp, await findGridStamp(ctx), words?.stamp].join(' ') };
}

/** What the caller's newest open change-set makes of tree and dictionary; null when it edits neither. An edit that would be refused comes back as `problem`. */
export async function findDraftStructure(ctx: Ctx): Promise<DraftStructure | null> {
  assertCanEditMatrix(ctx);
  try {
    return await underDraft(ctx, 'structure', false, async (tx, drafted) => ({
      ...(await treeOf(tx, drafted)),
      ...(await dictionaryOf(tx, drafted)),
      problem: null,
    }));
  } catch (error) {
    if (!(error instanceof AppError) || error.reason === 'taxonomy.publishing') throw error;
    return { nodes: [], gone: [], attributes: [], goneAttributes: [], rules: [], problem: error.publicMessage };
  }
}

async function treeOf(tx: Ctx, { applied, list }: Drafted): Promise<Pick<DraftStructure, 'nodes' | 'gone' | 'rules'>> {
  const isOf = new Map<number, NodeChange>();
  for (const c of list) if (c.kind === 'category_edit' && c.edit.label) isOf.set(c.edit.categoryId, 'renamed');
  for (const id of applied.moved) isOf.set(id, 'moved');
  for (const id of applied.categories) isOf.set(id, 'new');
  const touched = [...isOf.keys(), ...list.flatMap((c) => (c.kind === 'category_edit' ? [c.edit.categoryId] : []))];
  const rows = await tx.db.execute<GridNodes[number]>(sql`
    select id, key, parent_id as "parentId", label_ru as ru, label_en as en, position from taxonomy.categories where alias_of is null and id = any(${ints(touched)})`);
  const [version] = await tx.db.execute<{ ids: number[] }>(sql`
    select array(select distinct category_id from taxonomy.rules where from_version > v or to_version > v) as ids from (select coalesce(max(version), 0) as v from taxonomy.matrix_versions) x`);
  const ruled = version?.ids ?? [];
  const packed = new Map((await packedRules(tx, sql`and r.category_id = any(${ints(ruled)})`)).map((row) => [row[0] ?? 0, row]));
  return {
    nodes: rows.map((row) => ({ ...row, is: isOf.get(row.id) ?? null })),
    gone: (applied.merged ?? []).map((m) => m.fromId),
    // A category whose last rule went away says so with a row of its own.
    rules: ruled.map((id) => packed.get(id) ?? [id]),
  };
}

async function dictionaryOf(tx: Ctx, { list }: Drafted): Promise<Pick<DraftStructure, 'attributes' | 'goneAttributes'>> {
  const fresh = new Set(list.flatMap((c) => (c.kind === 'attribute' ? [c.attribute.key] : [])));
  const nos = list.flatMap((c) => {
    if (c.kind === 'attribute_edit') return [c.edit.no];
    if (c.kind === 'attribute_type') return [c.convert.no];
    return c.kind === 'attribute_merge' ? [c.merge.fromNo, c.merge.intoNo] : [];
  });
  if (fresh.size + nos.length === 0) return { attributes: [], goneAttributes: [] };
  const known: readonly GridAttribute[] = await gridAttributes(
    tx,
    sql`and (a.no = any(${ints(nos)}) or a.key = any(array(select jsonb_array_elements_text(${JSON.stringify([...fresh])}::jsonb))))`,
  );
  const alive = new Set(known.map((one) => one.no));
  return {
    attributes: known.map((one) => ({ ...one, is: fresh.has(one.key) ? ('new' as const) : ('edited' as const) })),
    goneAttributes: nos.filter((no) => !alive.has(no)),
  };
}

export type DraftCategory = { readonly category: Category; readonly cells: readonly EffectiveCellView[]; readonly parentCells: readonly EffectiveCellView[] };

/** A category with its cells where the caller's draft puts it (its rules apart: the screen lays them over). Null when the draft edits no tree. Error: `taxonomy.category_not_found`. */
export async function findDraftCategory(ctx: Ctx, id: number): Promise<DraftCategory | null> {
  assertCanEditMatrix(ctx);
  return underDraft(ctx, `category ${id}`, false, async (tx, { applied }) => {
    await foldTouched(tx, applied);
    const category = await getCategory(tx, id);
    return {
      category,
      cells: await listEffectiveCells(tx, category.id),
      parentCells: category.parentId === null ? [] : await listEffectiveCells(tx, category.parentId),
    };
  });
}

/** What `read` makes of the schema a category has once the whole draft is published, tree and dictionary included; it reads under the draft, and what it made is kept: it may depend on nothing but its arguments. Null when the draft edits neither. */
export async function readStructuredSchema<T>(
  ctx: Ctx,
  id: number,
  read: (tx: Ctx, category: Category, schema: LoadedSchema) => Promise<T>,
): Promise<T | null> {
  assertCanEditMatrix(ctx);
  return underDraft(ctx, `schema ${id}`, true, async (tx, { applied }) => {
    await foldTouched(tx, applied);
    const category = await getCategory(tx, id);
    const cells = await tx.db.execute<{ no: number; fields: CellFields }>(
      sql`select attribute_no as no, fields from taxonomy.effective_cells where category_id = ${category.id}`,
    );
    const dictionary = await loadDictionary(
      tx,
      cells.map((c) => c.no),
    );
    const { hash, schema, lists } = buildArtefact(cells, dictionary);
    return read(tx, category, { hash, schema, lists });
  });
}
