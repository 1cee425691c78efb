import { type Ctx, withTx } from '@yarmarka/kernel';
import { createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { sayTitle } from '../change-set/source.ts';
import { drawCategoryIds } from '../tree/category-ids.ts';
import { currentVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { ChangeKind } from '../schemas.ts';
import { listCells, loadHelp } from './cells.ts';
import { CellBatches, longCell, wideCells } from './diff-matrix.ts';
import { RecordDiff } from './diff-records.ts';
import { loadNames, type Names } from './names.ts';
import { type DiffLine, Plan, type RowProblem } from './plan.ts';
import { type ExchangeFile, type LongRow, openFile, type WideRow } from './read-file.ts';
import { loadDictionaryRecords } from './records.ts';
import { recordOf, RECORD_WORDS } from './row-words.ts';
import type { TextLanguage } from './words.ts';

export type ExchangeResult = {
  /** The draft that holds the differences; null when nothing differs. */
  readonly changeSetId: number | null;
  readonly rows: number;
  readonly counts: Readonly<Partial<Record<ChangeKind, number>>>;
  /** The first hundred differences. */
  readonly lines: readonly DiffLine[];
  readonly lineCount: number;
  /** Rows that were not taken, or only in part: the first five hundred of `problemCount`. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
  readonly version: number;
};
/** Told every few thousand rows how many have been read. */
export type ExchangeProgress = (rows: number) => Promise<void> | void;

/**
 * Takes back a file of `exportExchange` (XLSX or CSV, long or wide, headers in either language, any encoding and delimiter, also saved anew by a spreadsheet): what differs from the matrix,
 * the dictionary and the tree becomes a draft change-set; an equal file makes none. A field edited in an inherited cell becomes a rule of its own with just that field; a field of one's own
 * that was emptied inherits again. A file older than the matrix undoes nothing that others published meanwhile. Rows with problems are listed and left out, the others are taken.
 * The draft is called by the file, in each reader's language, unless it is given a title. Administrators only. Errors: `taxonomy.exchange_unknown_file`, `files.sheet_broken`, `files.sheet_too_large`.
 */
export async function importExchange(
  ctx: Ctx,
  input: { content: Uint8Array; name: string; title?: string | undefined; progress?: ExchangeProgress },
): Promise<ExchangeResult> {
  assertCanEditMatrix(ctx);
  const plan = new Plan();
  const names = await loadNames(ctx);
  const file = await openFile(input.content, names, plan);
  await (file.layout === 'long' ? readLong(ctx, file, names, plan, input.progress) : readWide(ctx, file, names, plan, input.progress));
  const { changes } = plan;
  const changeSetId =
    changes.length === 0
      ? null
      : // no audit row: both verbs write theirs
        await withTx(ctx, async (tx) => {
          const source = { kind: 'sheet', name: input.name } as const;
          const set = await createChangeSet(tx, input.title ? { title: input.title } : { title: sayTitle(source, tx.locale), source });
          for (let i = 0; i < changes.length; i += 5000) await saveChanges(tx, { changeSetId: set.id, changes: changes.slice(i, i + 5000) });
          return set.id;
        });
  const { rows, counts, lines, lineCount, problemCount } = plan;
  const problems = [...plan.problems].sort((a, b) => a.row - b.row);
  return { changeSetId, rows, counts, lines, lineCount, problems, problemCount, version: await currentVersion(ctx) };
}

async function readLong(
  ctx: Ctx,
  file: Extract<ExchangeFile, { layout: 'long' }>,
  names: Names,
  plan: Plan,
  progress: ExchangeProgress | undefined,
): Promise<void> {
  const help = await loadHelp(ctx, names);
  const batches = new CellBatches(ctx, names, plan);
  let records: RecordDiff | undefined;
  const take = async (record: string | undefined, line: LongRow): Promise<void> => {
    if (record === 'rule') {
      const cell = longCell(line, names, help, plan);
      if (cell) await batches.add(cell);
      return;
    }
    records ??= new RecordDiff(plan, names, await loadDictionaryRecords(ctx));
    if (record === undefined || !records.take(record, line))
      plan.problem(line.row, 'record', {
        en: `“${line.text('record') ?? ''}” is none of: ${recordWords('en')}`,
        ru: `«${line.text('record') ?? ''}» нет среди: ${recordWords('ru')}`,
      });
  };
  // Lines about categories that are not known yet: the file itself may bring them, further down as well.
  const later: [string, LongRow][] = [];
  for await (const line of file.rows) {
    plan.rows++;
    if (plan.rows % 5000 === 0) await progress?.(plan.rows);
    const record = recordOf(line.text('record') ?? 'rule');
    if (record !== undefined && waits(record, line, names)) later.push([record, line]);
    else await take(record, line);
  }
  records?.end();
  await numberNewCategories(ctx, names, plan);
  for (const [record, line] of later) await take(record, line);
  await batches.end();
}

/** A cell of an unknown category, or a known category below an unknown one. */
function waits(record: string, line: LongRow, names: Names): boolean {
  const known = names.categoryId(line.text('category') ?? '') !== undefined;
  if (record === 'rule') return !known;
  const parent = line.text('parent') ?? '';
  return record === 'category' && known && parent !== '' && names.categoryId(parent) === undefined;
}

/** Draws the ids of the categories that the file brings, so that its other lines can name them. */
async function numberNewCategories(ctx: Ctx, names: Names, plan: Plan): Promise<void> {
  const made = [...plan.ofKind('category')].map(({ change }) => change.category);
  const ids = await drawCategoryIds(ctx, made.length);
  const byKey = new Map(made.map(({ key }, n) => [key, ids[n] ?? 0]));
  for (const category of made) {
    const { key, parentKey, label, position } = category;
    const id = byKey.get(key) ?? 0;
    plan.replace({ kind: 'category', category: { ...category, id } });
    const parentId = parentKey === null ? null : (byKey.get(parentKey) ?? names.categoryId(parentKey) ?? null);
    names.add({ id, key, parentId, ...label, position: position ?? 0 });
  }
}

const recordWords = (language: TextLanguage): string =>
  Object.values(RECORD_WORDS)
    .map((words) => words[language])
    .join(', ');

const WIDE_LINES = 200;

async function readWide(
  ctx: Ctx,
  file: Extract<ExchangeFile, { layout: 'wide' }>,
  names: Names,
  plan: Plan,
  progress: ExchangeProgress | undefined,
): Promise<void> {
  const batches = new CellBatches(ctx, names, plan);
  const take = async (lines: readonly WideRow[]) => {
    const ids = lines.flatMap((l) => names.categoryId(l.category) ?? []);
    const attributes = file.columns.map((c) => c.attribute.no);
    const present = new Set((await listCells({ ...ctx, read: ctx.db }, ids, file.scope, attributes)).map((c) => `${c.categoryId}:${c.attributeNo}`));
    for (const line of lines) for (const cell of wideCells(line, file.columns, file.scope, present, names, plan)) await batches.add(cell);
  };
  let lines: WideRow[] = [];
  for await (const line of file.rows) {
    plan.rows++;
    lines.push(line);
    if (lines.length < WIDE_LINES) continue;
    await take(lines);
    lines = [];
    await progress?.(plan.rows);
  }
  await take(lines);
  await batches.end();
}
