import type { FileProblem } from './file-problems.ts';
import { readTaxonomyDirectory, type TaxonomyDirectory } from './read-directory.ts';
import { readRulesFile, type RulesFile } from './rules-file.ts';

export type ImportInput = { readonly dir: string; readonly rulesFile?: string };
/** The files of an import, read. `problems`: lines that could not be read; they are left out of the rest. */
export type ImportFiles = { readonly dir: TaxonomyDirectory; readonly rules: RulesFile | undefined; readonly problems: readonly FileProblem[] };

/** Reads a taxonomy directory and, if there is one, its rules file. Reasons: `files.sheet_broken`, `files.sheet_too_large` (the rules file as a whole). */
export async function readImportFiles(input: ImportInput): Promise<ImportFiles> {
  const problems: FileProblem[] = [];
  const dir = await readTaxonomyDirectory(input.dir, problems);
  const rules = input.rulesFile === undefined ? undefined : readRulesFile(input.rulesFile, problems);
  return { dir, rules, problems };
}
