import { basename } from 'node:path';
import { invalid } from '@yarmarka/kernel';

type Words = { readonly en: string; readonly ru: string };
type Reason = 'taxonomy.import_file_missing' | 'taxonomy.import_line' | 'taxonomy.rules_file';
/** What is wrong in a file of an import, with the place: a line of JSON, a row of the rules file as a spreadsheet counts it, or (null) the file itself. */
export type FileProblem = Words & { readonly reason: Reason; readonly file: string; readonly row: number | null };

export const missingFile = (file: string): FileProblem => ({
  reason: 'taxonomy.import_file_missing',
  file,
  row: null,
  en: 'this file is missing or cannot be read',
  ru: 'такого файла нет или он не читается',
});
export const lineProblem = (file: string, row: number, en: string, ru = en): FileProblem => ({ reason: 'taxonomy.import_line', file, row, en, ru });
export const rowProblem = (file: string, row: number, en: string, ru = en): FileProblem => ({ reason: 'taxonomy.rules_file', file, row, en, ru });

/** The problem as a sentence that begins with its place. */
export function sayProblem({ reason, file, row, ...words }: FileProblem, locale: 'ru' | 'en'): string {
  if (row === null) return `${file}: ${words[locale]}.`;
  const place = locale === 'ru' ? 'строка' : reason === 'taxonomy.rules_file' ? 'row' : 'line';
  return `${basename(file)}, ${place} ${row}: ${words[locale]}.`;
}

/** Refuses files with problems: the first is the reason and the message, how many there are is told. */
export function refuseProblems(problems: readonly FileProblem[]): void {
  const [first, ...more] = problems;
  if (!first) return;
  const rest = { en: more.length > 0 ? ` Problems besides: ${more.length}.` : '', ru: more.length > 0 ? ` Кроме этой, ошибок: ${more.length}.` : '' };
  throw invalid(first.reason, `${sayProblem(first, 'en')}${rest.en}`, `${sayProblem(first, 'ru')}${rest.ru}`, {
    line: first.row,
    problems: problems.slice(0, 50),
  });
}
