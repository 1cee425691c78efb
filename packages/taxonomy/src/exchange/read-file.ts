import { readSheetRows } from '@yarmarka/files';
import { invalid } from '@yarmarka/kernel';
import { editDistance } from '../option-lookup.ts';
import type { Scope } from './cells.ts';
import { type Column, columnOf } from './columns.ts';
import type { NamedAttribute, Names } from './names.ts';
import type { Plan } from './plan.ts';
import { wordKey } from './words.ts';

/** A line of a long file: `text` is undefined where the file has no such column. */
export type LongRow = { readonly row: number; readonly text: (column: Column) => string | undefined };
/** A line of a wide file. */
export type WideRow = { readonly row: number; readonly category: string; readonly version: number | undefined; readonly text: (column: WideColumn) => string };
export type WideColumn = { readonly index: number; readonly header: string; readonly attribute: NamedAttribute };
export type ExchangeFile =
  | { readonly layout: 'long'; readonly columns: ReadonlySet<Column>; readonly rows: AsyncGenerator<LongRow> }
  | { readonly layout: 'wide'; readonly scope: Scope; readonly columns: readonly WideColumn[]; readonly rows: AsyncGenerator<WideRow> };

const tidy = (text: string | undefined): string => (text ?? '').replaceAll('\r\n', '\n').trim();
export const versionOf = (text: string | undefined): number | undefined => (text && /^\d+$/.test(text) ? Number(text) : undefined);

/** Tells by its header what kind of exchange file this is. Problems with single columns go into the plan; error `taxonomy.exchange_unknown_file` when it is none at all. */
export async function openFile(bytes: Uint8Array, names: Names, plan: Plan): Promise<ExchangeFile> {
  const rows = readSheetRows(bytes);
  const first = await rows.next();
  if (first.done) throw unknownFile();
  const header = first.value.cells.map(tidy);
  const columns = header.map(columnOf);
  if (columns.includes('record') || (columns.includes('category') && columns.includes('attribute')))
    return longFile(first.value.row, header, columns, rows, plan);
  if (columns.includes('category')) return wideFile(first.value.row, header, columns, names, rows, plan);
  throw unknownFile();
}

const unknownFile = () =>
  invalid(
    'taxonomy.exchange_unknown_file',
    'This file is no export of the matrix, the dictionary or the tree: its first row must hold the headers “record” and “category”. Export one and edit that.',
    'Это не выгрузка матрицы, словаря или дерева: в первой строке должны быть заголовки «Запись» и «Категория». Выгрузите файл и правьте его.',
  );

function longFile(
  headerRow: number,
  header: readonly string[],
  columns: readonly (Column | undefined)[],
  rows: AsyncIterable<{ row: number; cells: readonly string[] }>,
  plan: Plan,
): ExchangeFile {
  const at = new Map<Column, number>();
  columns.forEach((column, i) => {
    if (column && !at.has(column)) at.set(column, i);
    else if (header[i])
      plan.problem(headerRow, header[i], column ? TWICE : { en: 'this column is not known and was not read', ru: 'такой колонки нет, она не прочитана' });
  });
  async function* lines(): AsyncGenerator<LongRow> {
    for await (const { row, cells } of rows)
      yield {
        row,
        text: (column) => {
          const i = at.get(column);
          return i === undefined ? undefined : tidy(cells[i]);
        },
      };
  }
  return { layout: 'long', columns: new Set(at.keys()), rows: lines() };
}
const TWICE = { en: 'this column stands here twice; the first one was read', ru: 'такая колонка здесь дважды; прочитана первая' };

function wideFile(
  headerRow: number,
  header: readonly string[],
  columns: readonly (Column | undefined)[],
  names: Names,
  rows: AsyncIterable<{ row: number; cells: readonly string[] }>,
  plan: Plan,
): ExchangeFile {
  const byLabel = new Map<string, NamedAttribute | null>();
  for (const a of names.attributes) for (const label of new Set([wordKey(a.ru), wordKey(a.en)])) byLabel.set(label, byLabel.has(label) ? null : a);
  const known: WideColumn[] = [];
  header.forEach((text, index) => {
    if (
      columns[index] === 'category' ||
      columns[index] === 'path' ||
      columns[index] === 'category_name' ||
      columns[index]?.startsWith('version') ||
      text === ''
    )
      return;
    const key = /\[([^\]]+)\]\s*$/.exec(text)?.[1] ?? text;
    const attribute = names.attribute(names.attributeNo(key.trim()) ?? 0) ?? byLabel.get(wordKey(key));
    if (attribute && !known.some((k) => k.attribute.no === attribute.no)) known.push({ index, header: text, attribute });
    else if (attribute) plan.problem(headerRow, text, TWICE);
    else plan.problem(headerRow, text, unknownAttribute(key, names));
  });
  if (known.length === 0) throw unknownFile();
  const category = columns.indexOf('category');
  const version = columns.findIndex((c) => c?.startsWith('version'));
  const scope: Scope = columns.includes('version_own') ? 'own' : 'effective';
  async function* lines(): AsyncGenerator<WideRow> {
    for await (const { row, cells } of rows)
      yield { row, category: tidy(cells[category]), version: versionOf(tidy(cells[version])), text: (column) => tidy(cells[column.index]) };
  }
  return { layout: 'wide', scope, columns: known, rows: lines() };
}

export function unknownAttribute(text: string, names: Names): { readonly en: string; readonly ru: string } {
  const near = names.suggestAttribute(text);
  return near
    ? { en: `unknown attribute “${text}”; did you mean “${near}”?`, ru: `неизвестная характеристика «${text}»; возможно, «${near}»?` }
    : {
        en: `unknown attribute “${text}”; add it to the dictionary and publish that first`,
        ru: `неизвестная характеристика «${text}»; сначала добавьте её в словарь и опубликуйте`,
      };
}

export function unknownCategory(text: string, names: Names): { readonly en: string; readonly ru: string } {
  const into = names.mergedInto(text);
  if (into !== undefined) return { en: `category “${text}” was merged into “${into}”`, ru: `категория «${text}» объединена с «${into}»` };
  const near = names.suggestCategory(text);
  return near
    ? { en: `unknown category “${text}”; did you mean “${near}”?`, ru: `неизвестная категория «${text}»; возможно, «${near}»?` }
    : { en: `unknown category “${text}”; its key stands in the tree's export`, ru: `неизвестная категория «${text}»; ключи категорий есть в выгрузке дерева` };
}

/** The word of `words` that was meant. */
export const nearestWord = (text: string, words: readonly string[]): string | undefined =>
  words.find((w) => editDistance(wordKey(text), wordKey(w), 2) <= Math.min(2, Math.floor(w.length / 3)));
