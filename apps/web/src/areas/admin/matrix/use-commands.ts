import type { CellAt, Grid } from '@yarmarka/taxonomy/schemas';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { fillSource, type GridDirection, type GridFill, type GridPosition, type GridRange, pasteCells, printTsv } from '@yarmarka/ui';
import { toast } from '@yarmarka/ui/plain';
import { useMemo } from 'react';
import { createClip } from './clip.ts';
import { contentOf, isPaint, type Paint, paint, place } from './plan-edits.ts';
import { cellsIn } from './selection.ts';
import type { Lines } from './use-lines.ts';
import type { Matrix } from './use-matrix.ts';
import type { Steps } from './use-steps.ts';

type Content = ReturnType<typeof contentOf>;
const PROBLEMS_SHOWN = 3;

export type Commands = {
  readonly paint: (key: string, cells: readonly CellAt[], gesture?: number) => boolean;
  readonly onPaint: (ranges: readonly GridRange[], key: string, gesture: number) => boolean;
  readonly onFill: (fill: GridFill) => void;
  readonly onCopy: (range: GridRange) => string;
  readonly onPaste: (range: GridRange, table: readonly (readonly string[])[]) => void;
  readonly nextFilled: (row: number, col: number, direction: GridDirection) => GridPosition | undefined;
};

/** What keys, clipboard and filling do to the matrix. `picked`: cells chosen by a query, which keys concern instead of the ranges. */
export function useCommands(matrix: Matrix, lines: Lines, steps: Steps, picked: readonly CellAt[] | null): Commands {
  const t = useTranslations('admin.grid');
  const locale = useLocale();
  const { attributes, tree } = matrix;
  const clip = useMemo(() => createClip(attributes), [attributes]);
  const parentOf = (id: number) => tree.order[tree.at.get(id) ?? -1]?.parentId ?? null;
  /** The grid under the draft of this moment: between two strokes of a brush nothing is drawn anew. */
  const now = (): Grid => (steps.draft() === matrix.draft ? matrix.grid : matrix.base.withEdits(steps.draft().values()));
  const context = () => ({ grid: now(), base: matrix.base, draft: steps.draft(), parentOf, typeOf: (no: number) => attributes.get(no)?.type });
  const at = (row: number, col: number): CellAt | undefined => {
    const [node, column] = [lines.nodes[row], lines.ordered[col]];
    return node && column ? [node.id, column.attribute.no] : undefined;
  };

  const run = (key: Paint, cells: readonly CellAt[], gesture?: number) => steps.apply(paint(key, cells, context()), gesture);
  return {
    paint: (key, cells, gesture) => isPaint(key) && run(key, cells, gesture),
    onPaint(ranges, key, gesture) {
      if (!isPaint(key)) return false;
      run(key, picked ?? cellsIn(ranges, lines, now(), steps.draft()), gesture);
      return true;
    },
    onFill({ source, target }) {
      const grid = now();
      const contents: { at: CellAt; content: Content }[] = [];
      for (let row = target.row; row <= target.toRow; row += 1)
        for (let col = target.col; col <= target.toCol; col += 1) {
          const from = fillSource(source, row, col);
          const [to, source_] = [at(row, col), at(from.row, from.col)];
          if (to && source_) contents.push({ at: to, content: contentOf(grid, source_) });
        }
      steps.apply(place(contents, context()));
    },
    onCopy(range) {
      const grid = now();
      const table: string[][] = [];
      for (let row = range.row; row <= range.toRow; row += 1) {
        const texts: string[] = [];
        for (let col = range.col; col <= range.toCol; col += 1) {
          const cell = at(row, col);
          texts.push(cell ? clip.print(cell, grid, locale) : '');
        }
        table.push(texts);
      }
      return printTsv(table);
    },
    onPaste(range, table) {
      const contents: { at: CellAt; content: Content }[] = [];
      const problems = new Set<string>();
      let refused = 0;
      for (const { row, col, text } of pasteCells(range, table, { rows: lines.rows.length, cols: lines.columns.length })) {
        const cell = at(row, col);
        if (!cell) continue;
        const read = clip.parse(text, cell[1]);
        if ('content' in read) contents.push({ at: cell, content: read.content });
        else {
          refused += 1;
          for (const problem of read.problems) if (problems.size < PROBLEMS_SHOWN) problems.add(problem[locale]);
        }
      }
      if (refused > 0) toast({ tone: 'danger', text: t('pasteRefused', { count: refused }), detail: [...problems].join(' · ') });
      if (steps.apply(place(contents, context())) && contents.length > 0)
        toast({ text: t('pasted', { count: contents.length }), action: { label: t('undo'), run: steps.undo }, timeMs: 4_000 });
    },
    nextFilled(row, col, direction) {
      const grid = now();
      const [down, right] = [direction === 'down' ? 1 : direction === 'up' ? -1 : 0, direction === 'right' ? 1 : direction === 'left' ? -1 : 0];
      for (let y = row + down, x = col + right; y >= 0 && x >= 0 && y < lines.rows.length && x < lines.columns.length; y += down, x += right) {
        const cell = at(y, x);
        if (cell && grid.cell(...cell) !== 0) return { row: y, col: x };
      }
      return undefined;
    },
  };
}
