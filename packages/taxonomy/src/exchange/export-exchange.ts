import { type DropDown, MAX_XLSX_CELL_CHARS, type SheetCell, streamCsv, streamXlsx } from '@yarmarka/files';
import { type Ctx, invalid } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { assertCanEditMatrix } from '../policies.ts';
import { printCell } from './cell-text.ts';
import { type Cell, listCells, loadHelp, shownFields } from './cells.ts';
import { type Column, DICTIONARY_COLUMNS, EFFECTIVE_COLUMNS, OWN_COLUMNS, titleOf, TREE_COLUMNS } from './columns.ts';
import { findLongCell } from './long-cells.ts';
import { loadNames, type NamedCategory, type Names } from './names.ts';
import { pathText, printCellRow, type PrintedRow } from './print-rows.ts';
import { listDictionaryRows, treeRow } from './records.ts';
import { type ExportRequest, MAX_WIDE } from './request.ts';
import { OP_WORDS, sayRow } from './row-words.ts';
import { CELL_WORDS, CHOICES, ENUM_WORDS, FLAG_WORDS, type TextLanguage, YES_NO } from './words.ts';

export type ExportedFile = { readonly name: string; readonly mime: string; readonly stream: ReadableStream<Uint8Array> };
type Row = readonly SheetCell[];

const MIME = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
/** Categories read at once: some thousand cells. */
const CHUNK = 300;

/**
 * A part of the matrix, the dictionary or the tree as a file that `importExchange` takes back without a difference. The long form has a line per cell (its columns are those of a rules
 * file; `import taxonomy --rules` reads it too), the wide one categories down and at most 200 attributes across, a cell as one line of text. Written while it is read, in one language,
 * numbers and texts exact. Administrators only. Errors, before the file begins: `taxonomy.exchange_too_wide`, `taxonomy.exchange_too_long` (a text that no cell of a workbook
 * holds), `taxonomy.exchange_nothing`.
 */
export async function exportExchange(ctx: Ctx, request: ExportRequest): Promise<ExportedFile> {
  assertCanEditMatrix(ctx);
  const names = await loadNames(ctx);
  const { rows, frozenColumns, dropDowns } = await sheetOf(ctx, request, names);
  const name = `yarmarka-${request.what}${request.branch === undefined ? '' : `-${names.category(request.branch)?.key ?? ''}`}.${request.format}`;
  const stream = request.format === 'csv' ? streamCsv(rows) : streamXlsx(request.what, rows, { frozenColumns, dropDowns });
  return { name, mime: MIME[request.format], stream };
}

type Sheet = { readonly rows: AsyncGenerator<Row>; readonly frozenColumns: number; readonly dropDowns: readonly DropDown[] };

async function sheetOf(ctx: Ctx, request: ExportRequest, names: Names): Promise<Sheet> {
  const { language } = request;
  if (request.what === 'dictionary')
    return long(DICTIONARY_COLUMNS, language, 5, async function* () {
      yield* await listDictionaryRows(ctx, names, request.attributes);
    });
  const categories = chosenCategories(names, request);
  await refuseLongCells(ctx, request, names, categories);
  if (request.what === 'tree')
    return long(TREE_COLUMNS, language, 2, async function* () {
      for (const c of categories) yield treeRow(c, names, language);
    });
  if (request.layout === 'wide') return wide(ctx, request, names, categories);
  const help = await loadHelp(ctx, names);
  return long(request.scope === 'own' ? OWN_COLUMNS : EFFECTIVE_COLUMNS, language, 5, async function* () {
    for await (const cells of cellsByCategory(ctx, request, categories))
      for (const cell of cells) {
        const row = printCellRow(cell, request.scope, names, help, language);
        if (row) yield row;
      }
  });
}

/** A workbook with a longer text would be called broken, or lose its end without a word: it is not begun. */
async function refuseLongCells(ctx: Ctx, request: ExportRequest, names: Names, categories: readonly NamedCategory[]): Promise<void> {
  const ids = `{${categories.map((c) => c.id).join(',')}}`;
  const nos = request.attributes ? sql`and attribute_no = any(${`{${request.attributes.join(',')}}`}::int[])` : sql``;
  const long = await findLongCell(ctx, request, names, sql`category_id = any(${ids}::int[]) ${nos}`);
  if (!long) return;
  const { category, attribute, characters } = long;
  throw invalid(
    'taxonomy.exchange_too_long',
    `“${attribute.en}” in “${category.en}” takes ${characters} characters, and a cell of a workbook holds ${MAX_XLSX_CELL_CHARS}. Choose CSV.`,
    `«${attribute.ru}» в «${category.ru}» занимает ${characters} символов, а в ячейку книги входит ${MAX_XLSX_CELL_CHARS}. Выберите CSV.`,
    { characters, max: MAX_XLSX_CELL_CHARS },
  );
}

/** The tree from its roots downwards, siblings in order; only what was asked for. */
export function chosenCategories(names: Names, request: Pick<ExportRequest, 'branch' | 'categories'>): NamedCategory[] {
  const children = new Map<number | null, NamedCategory[]>();
  for (const c of [...names.categories].sort((a, b) => a.position - b.position || a.id - b.id))
    children.set(c.parentId, [...(children.get(c.parentId) ?? []), c]);
  const wanted = request.categories && new Set(request.categories);
  const out: NamedCategory[] = [];
  const walk = (c: NamedCategory): void => {
    if (!wanted || wanted.has(c.id)) out.push(c);
    for (const child of children.get(c.id) ?? []) walk(child);
  };
  const top = request.branch === undefined ? undefined : names.category(request.branch);
  for (const c of request.branch === undefined ? (children.get(null) ?? []) : top ? [top] : []) walk(c);
  if (out.length === 0)
    throw invalid(
      'taxonomy.exchange_nothing',
      'There is no such category to export. Choose another branch.',
      'Таких категорий для выгрузки нет. Выберите другую ветку.',
    );
  return out;
}

async function* cellsByCategory(ctx: Ctx, request: ExportRequest, categories: readonly NamedCategory[]): AsyncGenerator<Cell[]> {
  for (let i = 0; i < categories.length; i += CHUNK) {
    const ids = categories.slice(i, i + CHUNK).map((c) => c.id);
    const byCategory = new Map<number, Cell[]>(ids.map((id) => [id, []]));
    for (const cell of await listCells(ctx, ids, request.scope, request.attributes)) byCategory.get(cell.categoryId)?.push(cell);
    for (const cells of byCategory.values()) {
      const position = (c: Cell) => shownFields(c, 'effective').position ?? 1000;
      yield cells.sort((a, b) => position(a) - position(b) || a.attributeNo - b.attributeNo);
    }
  }
}

/** Numbers that a spreadsheet keeps exactly stand as numbers; everything else is text, so that nothing turns into a date. */
const NUMERIC = new Set<Column>(['position', 'facet_position', 'max_length', 'max_values', 'number', 'version']);
const cellOf = (column: Column, text: string | undefined): SheetCell =>
  text === undefined || text === '' ? null : NUMERIC.has(column) && /^-?\d{1,9}$/.test(text) ? Number(text) : text;

function long(columns: readonly Column[], language: TextLanguage, frozenColumns: number, list: () => AsyncGenerator<PrintedRow>): Sheet {
  async function* rows(): AsyncGenerator<Row> {
    yield columns.map((c) => titleOf(c, language));
    for await (const row of list()) {
      const said = sayRow(row, language);
      yield columns.map((c) => cellOf(c, said[c]));
    }
  }
  const dropDowns = columns.flatMap((c, column) => {
    const values = DROP_DOWNS[language][c];
    return values ? [{ column, values }] : [];
  });
  return { rows: rows(), frozenColumns, dropDowns };
}
/** What may be chosen in a column: the very words that the export writes. */
const dropDowns = (language: TextLanguage): Partial<Record<Column, readonly string[]>> => {
  const flag = [YES_NO.yes[language], YES_NO.no[language]];
  return {
    op: Object.values(OP_WORDS).map((words) => words[language]),
    ...Object.fromEntries((['requirement', 'facet', 'level'] as const).map((c) => [c, CHOICES[c].map((one) => one.words[language])])),
    ...Object.fromEntries((['filterable', 'axis', 'custom', 'editable', 'ai', 'retired', 'localised'] as const).map((c) => [c, flag])),
  };
};
const DROP_DOWNS = { ru: dropDowns('ru'), en: dropDowns('en') } as const;

/** `Цвет [color]`: what people read and what the import goes by. */
const wideHeader = (label: string, key: string): string => `${label} [${key}]`;

async function wide(ctx: Ctx, request: ExportRequest, names: Names, categories: readonly NamedCategory[]): Promise<Sheet> {
  const { language, scope } = request;
  const ids = `{${categories.map((c) => c.id).join(',')}}`;
  const among = scope === 'own' ? sql`taxonomy.rules where to_version is null and` : sql`taxonomy.effective_cells where`;
  const used = await ctx.read.execute<{ no: number }>(
    sql`select attribute_no as no from ${among} category_id = any(${ids}::int[]) group by 1 order by count(*) desc, 1`,
  );
  const chosen = request.attributes && new Set(request.attributes);
  const attributes = (chosen ? [...chosen] : used.map((u) => u.no)).flatMap((no) => names.attribute(no) ?? []);
  if (attributes.length > MAX_WIDE)
    throw invalid(
      'taxonomy.exchange_too_wide',
      `${attributes.length} attributes do not fit side by side; at most ${MAX_WIDE} do. Choose a branch, some attributes or the long form.`,
      `Рядом не поместятся ${attributes.length} характеристик, самое большее — ${MAX_WIDE}. Выберите ветку, часть характеристик или длинную форму.`,
      { attributes: attributes.length, max: MAX_WIDE },
    );
  const column = new Map(attributes.map((a, i) => [a.no, i]));
  async function* rows(): AsyncGenerator<Row> {
    yield [
      titleOf('category', language),
      titleOf('path', language),
      titleOf(`version_${scope}`, language),
      ...attributes.map((a) => wideHeader(a[language] || a.ru || a.en, a.key)),
    ];
    for (let i = 0; i < categories.length; i += CHUNK) {
      const some = categories.slice(i, i + CHUNK);
      const cells = await listCells(
        ctx,
        some.map((c) => c.id),
        scope,
        attributes.map((a) => a.no),
      );
      const lines = new Map(some.map((c): [number, SheetCell[]] => [c.id, [c.key, pathText(names, c.id, language), null, ...attributes.map(() => null)]]));
      const [version] = await ctx.read.execute<{ v: number }>(sql`select coalesce(max(version), 0) as v from taxonomy.matrix_versions`);
      // The older of the two, should a version be published in between: the import then looks twice.
      const read = Math.min(version?.v ?? 0, ...cells.map((c) => c.version));
      for (const cell of cells) {
        const line = lines.get(cell.categoryId);
        const attribute = names.attribute(cell.attributeNo);
        if (line && attribute) line[3 + (column.get(cell.attributeNo) ?? 0)] = wideText(cell, request, names);
      }
      for (const line of lines.values()) {
        line[2] = read;
        yield line;
      }
    }
  }
  const texts = WIDE_CHOICES[language];
  return { rows: rows(), frozenColumns: 2, dropDowns: attributes.map((_, i) => ({ column: 3 + i, values: texts })) };
}

function wideText(cell: Cell, { scope, language }: Pick<ExportRequest, 'scope' | 'language'>, names: Names): string {
  const attribute = names.attribute(cell.attributeNo);
  if (!attribute) return '';
  const content = cell.own?.op === 'exclude' ? ({ op: 'exclude' } as const) : ({ op: 'set', fields: shownFields(cell, scope) } as const);
  return printCell(content, attribute, names, language);
}

const wideChoices = (language: TextLanguage): readonly string[] => {
  const { required, recommended, optional } = ENUM_WORDS.requirement;
  const filter = FLAG_WORDS.filterable.yes[language];
  const chosen = [required, recommended, optional].flatMap((words) => [words[language], `${words[language]}; ${filter}`]);
  return [CELL_WORDS.used[language], ...chosen, CELL_WORDS.excluded[language]];
};
const WIDE_CHOICES = { ru: wideChoices('ru'), en: wideChoices('en') } as const;
