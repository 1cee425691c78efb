import { invalid, notFound, precondition } from '@yarmarka/kernel';
import type { ImportStatus } from './schemas.ts';

export const importNotFound = () =>
  notFound('imports.import_not_found', 'There is no such import, or you have no access to it.', 'Такой загрузки нет или у вас нет к ней доступа.');
export const sellerMissing = () =>
  invalid('imports.seller_missing', 'Say for which seller the goods are loaded.', 'Укажите, для какого продавца загружаются товары.');
export const notASheet = () => invalid('imports.not_a_sheet', 'Upload the file as a sheet: CSV or XLSX.', 'Загрузите файл как таблицу: CSV или XLSX.');
export const noRows = () =>
  invalid(
    'imports.no_rows',
    'The file has a header and no rows. Fill it in and upload it again.',
    'В файле есть заголовок и нет строк. Заполните его и загрузите снова.',
  );
export const wrongStatus = (status: ImportStatus) =>
  precondition(
    'imports.wrong_status',
    'This cannot be done in the import’s present state. Reload the page.',
    'В нынешнем состоянии загрузки это невозможно. Обновите страницу.',
    { status },
  );

export type ColumnCandidates = {
  readonly column: number;
  readonly header: string;
  readonly candidates: readonly { readonly target: string; readonly ru: string; readonly en: string }[];
};
export const columnsAmbiguous = (columns: readonly ColumnCandidates[]) =>
  invalid(
    'imports.columns_ambiguous',
    `Choose what these columns hold: ${columns.map((c) => `“${c.header}” (${c.candidates.map((x) => x.en).join(', ')})`).join('; ')}.`,
    `Укажите, что в этих столбцах: ${columns.map((c) => `«${c.header}» (${c.candidates.map((x) => x.ru).join(', ')})`).join('; ')}.`,
    { columns },
  );
export const columnsRepeated = (columns: readonly { readonly target: string; readonly headers: readonly string[] }[]) =>
  invalid(
    'imports.columns_repeated',
    `Several columns are read as one field: ${columns.map((c) => c.headers.map((h) => `“${h}”`).join(', ')).join('; ')}. Keep one of each.`,
    `Несколько столбцов читаются как одно поле: ${columns.map((c) => c.headers.map((h) => `«${h}»`).join(', ')).join('; ')}. Оставьте по одному.`,
    { columns },
  );
export const skuColumnMissing = () =>
  invalid(
    'imports.sku_column_missing',
    'Say which column holds your article numbers: by them a later upload finds the same goods.',
    'Укажите столбец с артикулами: по ним следующая загрузка найдёт те же товары.',
  );
export const targetUnknown = (targets: readonly string[]) =>
  invalid('imports.target_unknown', 'The category has no such field. Choose another.', 'В категории нет такого поля. Выберите другое.', { targets });
export const columnUnknown = () => invalid('imports.column_unknown', 'The file has no such column.', 'В файле нет такого столбца.');
export const optionUnknown = () =>
  invalid('imports.option_unknown', 'The field has no such value. Choose one from its list.', 'У поля нет такого значения. Выберите из списка.');
export const nothingToApply = () =>
  precondition(
    'imports.nothing_to_apply',
    'No row of the file passes the check. Correct the errors first.',
    'Ни одна строка файла не проходит проверку. Сначала исправьте ошибки.',
  );
export const nothingToSubmit = () =>
  precondition(
    'imports.nothing_to_submit',
    'This import left no drafts to send for review.',
    'После этой загрузки нет черновиков, которые можно отправить на проверку.',
  );
