import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type ImportCounts, NO_COUNTS } from '../change-set/source.ts';
import type { MatrixDelta } from '../delta.ts';
import { isLockTimeout, publishing } from '../errors.ts';
import type { Names } from '../exchange/names.ts';
import { prepareVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { deltaFacts, rolledBack } from '../preview/rolled-back.ts';
import type { Change } from '../schemas.ts';
import { type AppliedFiles, applyFiles, type ImportProgress } from './apply-files.ts';
import { type FileProblem, lineProblem, missingFile, rowProblem } from './file-problems.ts';
import type { KeptField } from './plan-rules.ts';
import { type ImportFiles, type ImportInput, readImportFiles } from './read-files.ts';
import { type StoreNow, standing } from './standing.ts';

type Words = { readonly ru: string; readonly en: string };
/** What an import would do, worked out by doing it in a transaction that is rolled back. */
export type ImportPreview = {
  /** Against files with problems nothing else was worked out. */
  readonly problems: readonly FileProblem[];
  readonly counts: ImportCounts;
  /** The first few that each number counts. */
  readonly samples: Readonly<Record<keyof ImportCounts, readonly Words[]>>;
  readonly kept: readonly KeptField[];
  /** How the store's tree and dictionary stand to the files. */
  readonly store: StoreNow;
  /** For the previews of catalogue, offers and search. */
  readonly delta: MatrixDelta;
  /** What an attribute is called, also one that the files bring. */
  readonly attributeName: (no: number) => Words;
};

const SAMPLES = 5;
const NO_SAMPLES: ImportPreview['samples'] = {
  categories: [],
  moved: [],
  attributes: [],
  entries: [],
  rulesSet: [],
  rulesExcluded: [],
  rulesRemoved: [],
  texts: [],
};

/**
 * What `importTaxonomy` would do with these files now: the same path up to the point of publishing, then everything is rolled back. Holds the publish lock for that long. Numbers of new
 * categories are spent, as by any transaction that is rolled back. Reasons: `taxonomy.publishing`, those of reading the rules file as a whole.
 */
export async function previewImport(ctx: Ctx, input: ImportInput & { readonly progress?: ImportProgress }): Promise<ImportPreview> {
  assertCanEditMatrix(ctx);
  const progress = input.progress ?? (() => undefined);
  progress('read');
  const files = await readImportFiles(input);
  const looked = await rolledBack(ctx, (tx) => lookAt(tx, files, progress)).catch((error: unknown) => {
    throw isLockTimeout(error) ? publishing() : error;
  });
  const { applied, prepared, problems, baseVersion, ...rest } = looked;
  const name = (no: number): Words => applied?.names.attribute(no) ?? { ru: `№ ${no}`, en: `No. ${no}` };
  return {
    ...rest,
    problems: [...problems, ...placed(prepared?.problems ?? [], files, applied?.names)],
    counts: applied?.counts ?? NO_COUNTS,
    kept: applied?.kept ?? [],
    delta: { ...(await deltaFacts(ctx, prepared)), changeSetId: 0, baseVersion, stamp: '', problems: prepared?.problems ?? [], conflicts: [] },
    attributeName: (no) => ({ ru: name(no).ru || name(no).en, en: name(no).en || name(no).ru }),
  };
}

async function lookAt(tx: Ctx, files: ImportFiles, progress: ImportProgress) {
  let applied: AppliedFiles | undefined;
  let problems: readonly FileProblem[] = [];
  let baseVersion = 0;
  let store: StoreNow | undefined;
  const prepared = await prepareVersion(tx, async (inner, version) => {
    baseVersion = version - 1;
    store = await standing(inner, files);
    const result = await applyFiles(inner, version, files, progress);
    problems = result.problems;
    applied = result.applied;
    if (applied?.touched) progress('schemas');
    return applied?.touched;
  });
  if (!store) throw new Error('nothing was looked at');
  return { applied, problems, baseVersion, prepared, store, samples: applied ? await samplesOf(tx, applied, prepared?.touched.categories ?? []) : NO_SAMPLES };
}

async function samplesOf(tx: Ctx, applied: AppliedFiles, created: readonly number[]): Promise<ImportPreview['samples']> {
  const { names, rules } = applied;
  const category = (id: number): Words => names.category(id) ?? { ru: `№ ${id}`, en: `No. ${id}` };
  const attribute = (no: number): Words => names.attribute(no) ?? { ru: `№ ${no}`, en: `No. ${no}` };
  const both = (a: Words, b: Words, between: string): Words => ({ ru: `${a.ru}${between}${b.ru}`, en: `${a.en}${between}${b.en}` });
  const moved = applied.moved.slice(0, SAMPLES).map((id): Words => {
    const parent = names.category(id)?.parentId;
    return both(category(id), parent == null ? { ru: 'верхний уровень', en: 'the top' } : category(parent), ' → ');
  });
  const ruled = (op: 'set' | 'exclude' | 'remove') =>
    rules
      .filter((r) => r.op === op)
      .slice(0, SAMPLES)
      .map((r) => both(category(r.categoryId), attribute(r.attributeNo), ' × '));
  return {
    categories: created.slice(0, SAMPLES).map(category),
    moved,
    attributes: applied.attributes.slice(0, SAMPLES).map((key) => attribute(names.attributeNo(key) ?? 0)),
    entries: await entryNames(tx, applied.entries.slice(0, SAMPLES)),
    rulesSet: ruled('set'),
    rulesExcluded: ruled('exclude'),
    rulesRemoved: ruled('remove'),
    texts: applied.texts.slice(0, SAMPLES).map(({ change }) => textName(change, (id, no) => both(category(id), attribute(no), ' × '))),
  };
}

function textName(change: Change, cell: (categoryId: number, attributeNo: number) => Words): Words {
  if (change.kind === 'help') return cell(change.help.categoryId, change.help.attributeNo);
  if (change.kind === 'group') return change.group.label;
  const key = change.kind === 'entry_edit' ? `${change.edit.listKey}: ${change.edit.key}` : '';
  return { ru: key, en: key };
}

async function entryNames(tx: Ctx, some: AppliedFiles['entries']): Promise<Words[]> {
  return tx.db.execute<{ ru: string; en: string }>(sql`
    select e.label_ru as ru, e.label_en as en from json_to_recordset(${JSON.stringify(some)}::json) as x("listKey" text, key text)
    join taxonomy.lists l on l.key = x."listKey" join taxonomy.entries e on e.list_id = l.id and e.key = x.key`);
}

/** Cells that break a rule, at the row that sets them: the nearest rule upwards, else the category's own line. The same thing said of many categories is told once. */
function placed(list: MatrixDelta['problems'], { dir, rules }: ImportFiles, names: Names | undefined): FileProblem[] {
  const rows = new Map((rules?.rules ?? []).map((r) => [`${r.category}\n${r.attribute}`, r.line]));
  const lines = new Map(dir.categories.map((c) => [c.id, c.line]));
  const out = new Map<string, FileProblem>();
  for (const p of list) {
    const category = names?.category(p.categoryId);
    const attribute = p.attributeNo === undefined ? undefined : names?.attribute(p.attributeNo);
    const words = (locale: 'ru' | 'en') => [category?.[locale], attribute?.[locale], p[locale].replace(/\.$/, '')].filter(Boolean).join(': ');
    const row = ((): number | undefined => {
      for (let at = attribute ? category : undefined; at; at = at.parentId === null ? undefined : names?.category(at.parentId)) {
        const line = rows.get(`${at.key}\n${attribute?.key}`);
        if (line !== undefined) return line;
      }
      return undefined;
    })();
    const line = lines.get(category?.key ?? '');
    const problem = ((): FileProblem => {
      if (row !== undefined && rules) return rowProblem(rules.file, row, words('en'), words('ru'));
      if (line !== undefined) return lineProblem(dir.files.categories, line, words('en'), words('ru'));
      return { ...missingFile(dir.files.categories), reason: 'taxonomy.import_line', en: words('en'), ru: words('ru') };
    })();
    const key = `${problem.file}:${row === undefined ? (category?.parentId ?? '') : row}:${p.code}:${p.attributeNo ?? ''}`;
    if (!out.has(key)) out.set(key, problem);
  }
  return [...out.values()];
}
