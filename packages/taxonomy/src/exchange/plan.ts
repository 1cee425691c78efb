import { type Change, type ChangeKind, targetOf } from '../schemas.ts';
import { sameJson, type TextProblem } from './fields.ts';
import type { Words } from './words.ts';

export type RowProblem = TextProblem & { readonly row: number; readonly column?: string };
/** One difference: what stood there and what the file says, each in the reader's words. */
export type DiffLine = {
  readonly row: number;
  readonly kind: ChangeKind;
  readonly subject: { readonly ru: string; readonly en: string };
  /** The column; empty: the whole row. */
  readonly column: string;
  readonly from: Words;
  readonly to: Words;
};
const KEPT_PROBLEMS = 500;
const KEPT_LINES = 100;

/** What a file would change: filled row by row. */
export class Plan {
  readonly #changes = new Map<string, { readonly row: number; readonly change: Change }>();
  readonly problems: RowProblem[] = [];
  readonly lines: DiffLine[] = [];
  problemCount = 0;
  lineCount = 0;
  rows = 0;

  problem(row: number, column: string | undefined, text: TextProblem): void {
    this.problemCount++;
    if (this.problems.length < KEPT_PROBLEMS) this.problems.push({ row, ...(column === undefined ? {} : { column }), ...text });
  }

  /** Takes a change with its differences; a second row that says something else of the same thing is a problem. */
  change(row: number, change: Change, lines: readonly Omit<DiffLine, 'row' | 'kind'>[]): void {
    const target = targetOf(change);
    const there = this.#changes.get(target);
    if (there && sameJson(there.change, change)) return;
    if (there) {
      this.problem(row, undefined, {
        en: `row ${there.row} already changes the same thing in another way; keep one of the two`,
        ru: `то же самое иначе меняет строка ${there.row}; оставьте одну из двух`,
      });
      return;
    }
    this.#changes.set(target, { row, change });
    for (const line of lines) {
      this.lineCount++;
      if (this.lines.length < KEPT_LINES) this.lines.push({ row, kind: change.kind, ...line });
    }
  }

  /** Says a change in other words; its differences stay. */
  replace(change: Change): void {
    const there = this.#changes.get(targetOf(change));
    if (there) this.#changes.set(targetOf(change), { ...there, change });
  }

  drop(target: string): void {
    this.#changes.delete(target);
  }

  get changes(): Change[] {
    return [...this.#changes.values()].map((c) => c.change);
  }
  /** The changes of one kind with the rows they stand in. */
  *ofKind<K extends ChangeKind>(kind: K): Generator<{ readonly row: number; readonly change: Extract<Change, { kind: K }> }> {
    for (const { row, change } of this.#changes.values()) if (isKind(change, kind)) yield { row, change };
  }
  get counts(): Partial<Record<ChangeKind, number>> {
    const counts: Partial<Record<ChangeKind, number>> = {};
    for (const { change } of this.#changes.values()) counts[change.kind] = (counts[change.kind] ?? 0) + 1;
    return counts;
  }
}

const isKind = <K extends ChangeKind>(change: Change, kind: K): change is Extract<Change, { kind: K }> => change.kind === kind;
