import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type ImportCounts, totalOf } from '../change-set/source.ts';
import { createAttributes, createEntries } from '../dictionary/create-attributes.ts';
import { loadNames, type Names } from '../exchange/names.ts';
import { applyRules } from '../matrix/apply-rules.ts';
import type { Touched } from '../matrix/publish-version.ts';
import { createCategories } from '../tree/create-categories.ts';
import { moveCategories } from '../tree/edit-categories.ts';
import { checkFiles, checkMoves } from './check-files.ts';
import type { FileProblem } from './file-problems.ts';
import { type ImportedTexts, importTexts } from './import-texts.ts';
import { loadMarks, saveMarks } from './marks.ts';
import { type KeptField, planRules } from './plan-rules.ts';
import type { ImportFiles } from './read-files.ts';
import { reviveAttributes, reviveCategories, reviveEntries } from './taken-back.ts';

export type ImportProgress = (step: string, detail?: string) => void;
export type RuleStep = { readonly categoryId: number; readonly attributeNo: number; readonly op: 'set' | 'exclude' | 'remove' };
/** What files changed, in a transaction that still has to commit it or roll it back. */
export type AppliedFiles = {
  readonly counts: ImportCounts;
  /** Undefined: nothing changed. */
  readonly touched: Touched | undefined;
  readonly moved: readonly number[];
  readonly attributes: readonly string[];
  readonly entries: readonly { readonly listKey: string; readonly key: string }[];
  readonly rules: readonly RuleStep[];
  /** Help texts, groups and colour samples: they stand in no rule, so the version keeps them as edits. */
  readonly texts: ImportedTexts['made'];
  readonly kept: readonly KeptField[];
  readonly names: Names;
};

/**
 * Writes what the files changed since their last import as of `version`, and remembers what they set. With problems in the files nothing is written and the problems come back.
 */
// authorised by caller: import and preview assert; no audit row: the import's covers it
export async function applyFiles(
  tx: Ctx,
  version: number,
  files: ImportFiles,
  progress: ImportProgress,
): Promise<{ readonly problems: readonly FileProblem[]; readonly applied?: AppliedFiles }> {
  const { dir, rules } = files;
  const problems = files.problems.length > 0 ? files.problems : checkFiles(files, await storeKeys(tx));
  if (problems.length > 0) return { problems };
  progress('tree', `${dir.categories.length} categories`);
  const tree = await importTree(tx, version, files);
  if (tree.problems.length > 0) return { problems: tree.problems };
  progress('dictionary', `${dir.attributes.length} attributes`);
  const dictionary = await importDictionary(tx, version, files);
  progress('rules');
  const names = await loadNames(tx);
  const plan = await planRules(tx, files, names);
  if (plan.problems.length > 0) return { problems: plan.problems };
  const pairs = await applyRules(tx, version, plan.writes);
  const ops = new Map(plan.writes.map((w) => [`${w.categoryId}:${w.attributeNo}`, w.op]));
  const steps = pairs.map((p): RuleStep => ({ ...p, op: ops.get(`${p.categoryId}:${p.attributeNo}`) ?? 'set' }));
  const opCount = (op: RuleStep['op']) => steps.filter((s) => s.op === op).length;
  await saveMarks(tx, 'taxonomy', plan.marks.taxonomy);
  if (rules) await saveMarks(tx, 'rules', plan.marks.rules);
  const texts = rules ? await importTexts(tx, rules, names) : { made: [], inverse: [], kept: [] };
  const counts: ImportCounts = {
    categories: tree.created.length,
    moved: tree.moved.length,
    attributes: dictionary.attributes.length,
    entries: dictionary.entries.length,
    rulesSet: opCount('set'),
    rulesExcluded: opCount('exclude'),
    rulesRemoved: opCount('remove'),
    texts: texts.made.length,
  };
  const touched = { pairs, moved: tree.moved, attributes: dictionary.touched, categories: tree.created, inverse: texts.inverse };
  return {
    problems: [],
    applied: {
      counts,
      touched: totalOf(counts) === 0 ? undefined : touched,
      moved: tree.moved,
      attributes: dictionary.attributes,
      entries: dictionary.entries,
      rules: steps,
      texts: texts.made,
      kept: [...plan.kept, ...texts.kept],
      names,
    },
  };
}

async function storeKeys(tx: Ctx) {
  const keys = async (table: 'categories' | 'attributes' | 'lists') =>
    new Set((await tx.db.execute<{ key: string }>(sql`select key from ${sql.raw(`taxonomy.${table}`)}`)).map((r) => r.key));
  return { categories: await keys('categories'), attributes: await keys('attributes'), lists: await keys('lists') };
}

async function importTree(tx: Ctx, version: number, files: ImportFiles) {
  const { dir } = files;
  const rows = await tx.db.execute<{ key: string; id: number; parent: string | null; into: string | null }>(sql`
    select c.key, c.id, p.key as parent, t.key as "into" from taxonomy.categories c
    left join taxonomy.categories p on p.id = c.parent_id left join taxonomy.categories t on t.id = c.alias_of`);
  const known = new Map(rows.map((r) => [r.key, r]));
  const revived = await reviveCategories(tx, version, dir.categories);
  const fresh = dir.categories.filter((c) => !known.has(c.id));
  const created = await createCategories(
    tx,
    version,
    fresh.map((c) => ({ key: c.id, parentKey: c.parent, label: { ru: c.ru, en: c.en } })),
  );
  const marks = await loadMarks(tx, 'tree');
  const ids = new Map((await tx.db.execute<{ key: string; id: number }>(sql`select key, id from taxonomy.categories`)).map((r) => [r.key, r.id]));
  // Moved by the file since its last import, and nobody moved or merged it here meanwhile.
  const moves = dir.categories.filter((c) => {
    const was = known.get(c.id);
    const last = marks.get(c.id) as { parent: string | null } | undefined;
    return was && was.into === null && last && last.parent !== c.parent && was.parent === last.parent;
  });
  const back = new Set(revived);
  // What was merged lies where the one that took over lies.
  const parents = new Map(rows.map((r): [string, string | null] => [r.key, r.into ?? r.parent]));
  for (const c of [...fresh, ...moves, ...dir.categories.filter(({ id }) => back.has(known.get(id)?.id ?? 0))]) parents.set(c.id, c.parent);
  const problems = checkMoves(files, moves, parents);
  if (problems.length > 0) return { problems, created: [], moved: [] };
  const idOf = (key: string): number => ids.get(key) ?? 0;
  await moveCategories(
    tx,
    version,
    moves.map((c) => ({ categoryId: idOf(c.id), parentId: c.parent === null ? null : idOf(c.parent) })),
  );
  await saveMarks(tx, 'tree', new Map(dir.categories.map((c) => [c.id, { parent: c.parent }])));
  return { problems, created: [...revived, ...created], moved: moves.map((c) => idOf(c.id)) };
}

async function importDictionary(tx: Ctx, version: number, { dir, rules }: ImportFiles) {
  const known = new Set((await tx.db.execute<{ key: string }>(sql`select key from taxonomy.attributes`)).map((r) => r.key));
  const named = [
    ...dir.attributes.map((a) => ({
      key: a.key,
      type: 'list' as const,
      listKey: a.values_from ?? a.key,
      label: { ru: a.ru, en: a.en },
      description: { ru: a.desc_ru, en: a.desc_en },
      localised: false,
    })),
    ...(rules?.attributes ?? []).map((a) => ({
      key: a.key,
      type: a.type,
      ...(a.type === 'list' ? { listKey: a.listKey ?? a.key } : {}),
      ...(a.unitFamily ? { unitFamily: a.unitFamily } : {}),
      label: { ru: a.ru, en: a.en },
      description: { ru: a.descriptionRu, en: a.descriptionEn },
      localised: a.type === 'text',
    })),
  ];
  const revived = await reviveAttributes(
    tx,
    version,
    named.map((a) => a.key),
  );
  const fresh = named.filter((a) => !known.has(a.key));
  await createAttributes(tx, version, fresh);
  const have = new Set(
    (await tx.db.execute<{ k: string }>(sql`select l.key || chr(10) || e.key as k from taxonomy.entries e join taxonomy.lists l on l.id = e.list_id`)).map(
      (r) => r.k,
    ),
  );
  const fromDir = dir.attributes.flatMap((a) =>
    (a.values ?? []).map((v) => ({ listKey: a.key, key: v, label: { ru: dir.values.get(v)?.ru ?? v, en: dir.values.get(v)?.en ?? v } })),
  );
  const fromRules = (rules?.entries ?? []).map((e) => ({
    listKey: e.listKey,
    key: e.key,
    label: { ru: e.ru, en: e.en },
    ...(e.number === undefined ? {} : { number: e.number }),
    ...(e.unit ? { unit: e.unit } : {}),
    ...(e.swatch ? { swatch: e.swatch } : {}),
    ...(e.position === undefined ? {} : { position: e.position }),
  }));
  const byTarget = new Map([...fromDir, ...fromRules].map((e) => [`${e.listKey}\n${e.key}`, e]));
  const newEntries = [...byTarget].filter(([k]) => !have.has(k)).map(([, e]) => e);
  const back = await reviveEntries(tx, version, [...byTarget.values()]);
  const touched = await createEntries(tx, version, newEntries);
  return {
    attributes: [...fresh.map((a) => a.key), ...revived.map((a) => a.key)],
    entries: [...newEntries.map(({ listKey, key }) => ({ listKey, key })), ...back.entries],
    touched: [...new Set([...touched, ...revived.map((a) => a.no), ...back.attributes])],
  };
}
