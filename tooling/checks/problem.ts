/** What a check found: a place and a sentence that says the rule. */
export type Problem = { readonly file: string; readonly line?: number; readonly message: string };

export function formatProblem({ file, line, message }: Problem): string {
  return `${line === undefined ? file : `${file}:${line}`} ${message}`;
}
