import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { createAttributes, createEntries } from '../dictionary/create-attributes.ts';
import { changeTypes, editAttributes } from '../dictionary/edit-attributes.ts';
import { editEntries, mergeEntries, newEntryConsequences } from '../dictionary/edit-entries.ts';
import { mergeAttribute } from '../dictionary/merge-attributes.ts';
import { matrixInvalid } from '../errors.ts';
import { applyRules, type RuleWrite } from '../matrix/apply-rules.ts';
import type { Touched } from '../matrix/publish-version.ts';
import type { Change, ChangeKind } from '../schemas.ts';
import { createCategories } from '../tree/create-categories.ts';
import { editCategories, type MergedCategory, mergeCategory, moveCategories } from '../tree/edit-categories.ts';
import { type Consequences, joined, NOTHING } from './applied.ts';
import { findNamingProblems, refuseGoneCategories, refuseWrongFields } from './check-rules.ts';
import { editGroups, editHelp } from './edit-texts.ts';
import { inverseChanges } from './inverse.ts';

/** What `applyChanges` touched, and the edits that take back everything but the rules, which have a history of their own. */
export type AppliedChanges = Touched & { readonly inverse: readonly Change[] };

/**
 * Applies the edits of a change-set as of `version`, kind by kind: tree, groups, attributes, entries, their edits and merges, rules, help; what a later kind names is there by then. Values follow in the background: `conversions` says how. Reasons: those of the verbs it calls,
 * `taxonomy.matrix_invalid` for fields that are wrong in themselves, for categories that are none any more and for rules that still name what has retired.
 */
export async function applyChanges(tx: Ctx, version: number, list: readonly Change[]): Promise<AppliedChanges> {
  const of = <K extends ChangeKind>(kind: K) => list.filter((c): c is Extract<Change, { kind: K }> => c.kind === kind);
  const tree = await applyTree(tx, version, list);
  await refuseGoneCategories(tx, list);
  const groups = await editGroups(
    tx,
    of('group').map((c) => c.group),
  );
  const created = await createAttributes(
    tx,
    version,
    of('attribute').map((c) => c.attribute),
  );
  const added = of('entry').map((c) => c.entry);
  const extended = await createEntries(tx, version, added);
  const dictionary = joined([
    await newEntryConsequences(tx, added),
    ...(of('entry_edit').length > 0
      ? [
          await editEntries(
            tx,
            of('entry_edit').map((c) => c.edit),
          ),
        ]
      : []),
    ...(of('entry_merge').length > 0
      ? [
          await mergeEntries(
            tx,
            of('entry_merge').map((c) => c.merge),
          ),
        ]
      : []),
    ...(of('attribute_edit').length > 0
      ? [
          await editAttributes(
            tx,
            of('attribute_edit').map((c) => c.edit),
          ),
        ]
      : []),
    ...(of('attribute_type').length > 0
      ? [
          await changeTypes(
            tx,
            of('attribute_type').map((c) => c.convert),
          ),
        ]
      : []),
  ]);
  const earlier = await writeRules(tx, version, [...tree.writes, ...dictionary.writes]);
  const merges = of('attribute_merge').map((c) => c.merge);
  const merged = await applyAttributeMerges(tx, version, merges, earlier.length + tree.moved.length + tree.categories.length > 0);
  const edits = of('rule').map((c) => c.edit);
  await refuseWrongFields(tx, edits);
  const pairs = await writeRules(tx, version, edits);
  const help = await editHelp(
    tx,
    of('help').map((c) => c.help),
  );
  const attributes = [...extended, ...dictionary.attributes, ...merged.attributes];
  const problems = await findNamingProblems(tx, attributes);
  if (problems.length > 0) throw matrixInvalid(problems.slice(0, 50));
  // The last step first: what was done on top of something is taken back before it.
  const inverse = inverseChanges([
    ...help,
    ...merged.inverse,
    ...dictionary.inverse,
    ...[...created.values()].map((no): Change => ({ kind: 'attribute_edit', edit: { no, retired: true } })),
    ...groups,
    ...tree.inverse,
  ]);
  return {
    pairs: [...earlier, ...merged.pairs, ...pairs],
    moved: tree.moved,
    attributes: [...new Set(attributes)],
    categories: tree.categories,
    merged: tree.merged.map(({ fromId, intoId }) => ({ fromId, intoId })),
    conversions: [...tree.conversions, ...dictionary.conversions, ...merged.conversions],
    folded: merged.folded,
    inverse,
  };
}

type Tree = Consequences & { readonly categories: readonly number[]; readonly moved: readonly number[]; readonly merged: readonly MergedCategory[] };

async function applyTree(tx: Ctx, version: number, list: readonly Change[]): Promise<Tree> {
  const added = list.flatMap((c) => (c.kind === 'category' ? [c.category] : []));
  const edits = list.flatMap((c) => (c.kind === 'category_edit' ? [c.edit] : []));
  const moves = list.flatMap((c) => (c.kind === 'move' ? [c.move] : []));
  const merges = list.flatMap((c) => (c.kind === 'category_merge' ? [c.merge] : []));
  const categories = await createCategories(tx, version, added);
  const edited = await editCategories(tx, edits);
  const moved = await moveCategories(tx, version, moves);
  const merged: Awaited<ReturnType<typeof mergeCategory>>[] = [];
  for (const m of merges) merged.push(await mergeCategory(tx, version, m));
  const own = joined(merged);
  return {
    ...own,
    // A new category cannot vanish, since addresses and journals name it: undone, it becomes an alias of its parent.
    inverse: [...own.inverse, ...moved, ...edited, ...(await aliasesOfParents(tx, categories))],
    categories,
    moved: [...moves.map((m) => m.categoryId), ...merged.flatMap((m) => m.merged.children)],
    merged: merged.map((m) => m.merged),
  };
}

async function aliasesOfParents(tx: Ctx, ids: readonly number[]): Promise<Change[]> {
  if (ids.length === 0) return [];
  const rows = await tx.db.execute<{ id: number; parent_id: number }>(
    sql`select id, parent_id from taxonomy.categories where id = any(${`{${ids.join(',')}}`}::int[]) and parent_id is not null order by depth desc, id`,
  );
  return rows.map((r) => ({ kind: 'category_merge', merge: { fromId: r.id, intoId: r.parent_id } }));
}

type Pairs = Touched['pairs'];

async function writeRules(tx: Ctx, version: number, writes: readonly RuleWrite[]): Promise<Pairs> {
  return writes.length === 0 ? [] : applyRules(tx, version, writes);
}

/** One merge after another: each reads the cells that the ones before it left, so these are folded in between. */
async function applyAttributeMerges(
  tx: Ctx,
  version: number,
  merges: readonly Extract<Change, { kind: 'attribute_merge' }>['merge'][],
  stale: boolean,
): Promise<Consequences & { readonly pairs: Pairs; readonly folded: readonly number[] }> {
  const parts: Consequences[] = [];
  const pairs: Pairs[number][] = [];
  const folded: number[] = [];
  for (const [n, m] of merges.entries()) {
    if (stale || n > 0) {
      const [r] = await tx.db.execute<{ ids: number[] }>(sql`select taxonomy.fold_all() as ids`);
      folded.push(...(r?.ids ?? []));
    }
    const part = await mergeAttribute(tx, version, m);
    parts.push(part);
    pairs.push(...(await writeRules(tx, version, part.writes)));
  }
  return { ...(parts.length > 0 ? joined(parts) : NOTHING), pairs, folded: [...new Set(folded)] };
}
