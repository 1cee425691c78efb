import { type CellAt, FIRST_ATTRIBUTE_NO, type Grid, PRESENT } from '@yarmarka/taxonomy/schemas';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { fillSource, type GridDirection, type GridFill, type GridPosition, type GridRange, pasteCells, printTsv } from '@yarmarka/ui';
import { toast } from '@yarmarka/ui/plain';
import { useMemo } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPCClient } from '../../../lib/trpc.ts';
import { createClip, type NamedOptions } from './clip.ts';
import { isPaint, type Paint, paint, paintTargets, place } from './plan-edits.ts';
import type { Refusal } from './refusals.ts';
import type { RefusalMarks } from './use-refusals.ts';
import { cellsIn } from './selection.ts';
import type { Lines } from './use-lines.ts';
import { type FullRules, planPins, planTransfer, readSource, type Source, type TransferContext } from './transfer.ts';
import { trailOf } from './tree-index.ts';
import { useFullRules } from './use-full-rules.ts';
import type { Matrix } from './use-matrix.ts';
import { DONE, REFUSED, type Steps } from './use-steps.ts';

type Content = Parameters<typeof place>[0][number]['content'];
/** The others stand in their cells. */
const PROBLEMS_SHOWN = 1;
/** No option is called longer; such a text is refused without a question. */
const LONGEST_NAME = 200;

/** A copy within the product: which cells, and what they held. Another tab knows the addresses only and reads them anew. */
type OwnClip = { readonly id: string; readonly rows: readonly number[]; readonly columns: readonly number[] };
let lastCopy: { readonly id: string; readonly sources: Promise<readonly (readonly Source[])[]> } | undefined;

function readOwnClip(text: string | undefined): OwnClip | undefined {
  if (!text) return undefined;
  try {
    const clip = JSON.parse(text) as OwnClip;
    return Array.isArray(clip.rows) && Array.isArray(clip.columns) ? clip : undefined;
  } catch {
    return undefined;
  }
}

export type Commands = {
  readonly paint: (key: string, cells: readonly CellAt[], gesture?: number) => boolean;
  /** Makes inherited values the cells' own, so that they stay when what is above changes. */
  readonly pin: (cells: readonly CellAt[]) => void;
  readonly onPaint: (ranges: readonly GridRange[], key: string, gesture: number) => boolean;
  readonly onFill: (fill: GridFill) => void;
  readonly onCopy: (range: GridRange) => { readonly text: string; readonly own: string };
  readonly onPaste: (range: GridRange, table: readonly (readonly string[])[], own?: string) => void;
  readonly nextFilled: (row: number, col: number, direction: GridDirection) => GridPosition | undefined;
};

/**
 * What keys, clipboard and filling do to the matrix. `picked`: cells chosen by a query, which keys concern instead of the ranges. `mark` hears after each edit which cells
 * it tried and which did not take it.
 */
export function useCommands(matrix: Matrix, lines: Lines, steps: Steps, picked: readonly CellAt[] | null, mark: RefusalMarks['mark']): Commands {
  const t = useTranslations('admin.grid');
  const locale = useLocale();
  const words = useTranslations('taxonomy.field');
  const errors = useErrorWords();
  const client = useTRPCClient();
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

  const pathOf = (id: number) => trailOf(tree, id).map((node) => node.id);
  const readFull = useFullRules(pathOf);
  const transferContext = (full: FullRules): TransferContext => {
    const grid = now();
    return {
      full,
      draft: steps.draft(),
      draftHelps: steps.helps(),
      pathOf,
      has: (id, no) => no < FIRST_ATTRIBUTE_NO || (grid.cell(id, no) & PRESENT) !== 0,
    };
  };
  const sourcesAt = async (cells: readonly (readonly CellAt[])[]): Promise<readonly (readonly Source[])[]> => {
    const context = transferContext(await readFull(cells.flat()));
    return cells.map((line) => line.map((cell) => readSource(cell, context)));
  };
  const cellsOf = (range: GridRange): CellAt[][] =>
    Array.from({ length: range.toRow - range.row + 1 }, (_row, y) =>
      Array.from({ length: range.toCol - range.col + 1 }, (_col, x) => at(range.row + y, range.col + x)).flatMap((cell) => (cell ? [cell] : [])),
    );
  /** Carries whole cells over; what some of them could not take is told. */
  const transfer = async (pairs: readonly { readonly source: Source; readonly to: CellAt }[], told: boolean): Promise<void> => {
    if (pairs.length === 0) return;
    const full = await readFull(pairs.flatMap(({ source, to }): CellAt[] => [to, [to[0], source.no]]));
    const { step, left } = planTransfer(pairs, transferContext(full));
    if (!steps.apply(step)) return;
    const leftBehind = (fields: Iterable<(typeof left)[number]['fields'][number]>) =>
      t('leftBehind', { fields: [...fields].map((field) => words(field)).join(', ') });
    mark(
      pairs.map((one) => one.to),
      left.map((one) => ({ at: one.at, reason: leftBehind(one.fields) })),
    );
    const detail = left.length > 0 ? leftBehind(new Set(left.flatMap((one) => one.fields))) : undefined;
    if (told || detail)
      toast({
        topic: DONE,
        text: t('pasted', { count: pairs.length }),
        detail,
        action: { label: t('undo'), run: steps.undo },
        timeMs: detail ? 10_000 : 4_000,
      });
  };

  /** Gives cells what texts say; those that are not understood stay as they are, with the reason told. */
  const placeTexts = (texts: readonly { readonly at: CellAt; readonly text: string }[], options?: NamedOptions): void => {
    const contents: { at: CellAt; content: Content }[] = [];
    const refused: Refusal[] = [];
    for (const { at: cell, text } of texts) {
      const read = clip.parse(text, cell[1], options);
      if ('content' in read) contents.push({ at: cell, content: read.content });
      else refused.push({ at: cell, reason: read.problems.map((problem) => problem[locale]).join(' · ') });
    }
    const reasons = [...new Set(refused.map((one) => one.reason))].slice(0, PROBLEMS_SHOWN).join(' · ');
    if (refused.length > 0) toast({ ...REFUSED, text: t('pasteRefused', { count: refused.length }), detail: reasons });
    const applied = steps.apply(place(contents, context()));
    mark(
      texts.map((one) => one.at),
      refused,
    );
    if (applied && contents.length > 0)
      toast({ topic: DONE, text: t('pasted', { count: contents.length }), action: { label: t('undo'), run: steps.undo }, timeMs: 4_000 });
  };

  const run = (key: Paint, cells: readonly CellAt[], gesture?: number): boolean => {
    const present = context();
    const refused = paintTargets(key, cells, present).refused.map(({ at: cell, why }) => ({ at: cell, reason: t(`refused.${why}`) }));
    const applied = steps.apply(paint(key, cells, present), gesture);
    mark(cells, refused);
    return applied;
  };
  const pin = (cells: readonly CellAt[]) => {
    if (cells.length === 0) return;
    readFull(cells).then((full) => {
      const step = planPins(cells, transferContext(full));
      if (steps.apply(step)) toast({ topic: DONE, text: t('pinned', { count: step.length }), action: { label: t('undo'), run: steps.undo }, timeMs: 4_000 });
    }, errors.toast);
  };
  return {
    paint: (key, cells, gesture) => isPaint(key) && run(key, cells, gesture),
    pin,
    onPaint(ranges, key, gesture) {
      if (key === 'p') {
        pin(picked ?? cellsIn(ranges, lines, now(), steps.draft()));
        return true;
      }
      if (!isPaint(key)) return false;
      run(key, picked ?? cellsIn(ranges, lines, now(), steps.draft()), gesture);
      return true;
    },
    onFill({ source, target }) {
      const pairs: { from: CellAt; to: CellAt }[] = [];
      for (let row = target.row; row <= target.toRow; row += 1)
        for (let col = target.col; col <= target.toCol; col += 1) {
          const origin = fillSource(source, row, col);
          const [to, from] = [at(row, col), at(origin.row, origin.col)];
          if (to && from) pairs.push({ from, to });
        }
      sourcesAt([pairs.map((one) => one.from)])
        .then(([sources = []]) =>
          transfer(
            sources.map((one, index) => ({ source: one, to: (pairs[index] as { to: CellAt }).to })),
            false,
          ),
        )
        .catch(errors.toast);
    },
    onCopy(range) {
      const grid = now();
      const cells = cellsOf(range);
      const id = crypto.randomUUID();
      const sources = sourcesAt(cells);
      sources.catch(() => undefined);
      lastCopy = { id, sources };
      const own: OwnClip = { id, rows: cells.flatMap((line) => (line[0] ? [line[0][0]] : [])), columns: (cells[0] ?? []).map(([, no]) => no) };
      return { text: printTsv(cells.map((line) => line.map((cell) => clip.print(cell, grid, locale)))), own: JSON.stringify(own) };
    },
    onPaste(range, table, ownText) {
      const own = readOwnClip(ownText);
      if (own) {
        const size = { rows: lines.rows.length, cols: lines.columns.length };
        const targets = pasteCells(
          range,
          own.rows.map((_row, y) => own.columns.map((_col, x) => `${y} ${x}`)),
          size,
        );
        const sources = lastCopy?.id === own.id ? lastCopy.sources : sourcesAt(own.rows.map((id) => own.columns.map((no): CellAt => [id, no])));
        sources
          .then((all) =>
            transfer(
              targets.flatMap(({ row, col, text }) => {
                const [y = 0, x = 0] = text.split(' ').map(Number);
                const [to, source] = [at(row, col), all[y]?.[x]];
                return to && source ? [{ source, to }] : [];
              }),
              true,
            ),
          )
          .catch(errors.toast);
        return;
      }
      const texts = pasteCells(range, table, { rows: lines.rows.length, cols: lines.columns.length }).flatMap(({ row, col, text }) => {
        const cell = at(row, col);
        return cell ? [{ at: cell, text }] : [];
      });
      const named = new Map<number, Set<string>>();
      for (const { at: cell, text } of texts)
        for (const name of clip.optionsIn(text, cell[1]).filter((one) => one.length <= LONGEST_NAME))
          named.set(cell[1], (named.get(cell[1]) ?? new Set()).add(name));
      // Most pastes name no option and need no answer of the server: they are seen at once.
      if (named.size === 0) placeTexts(texts);
      else
        client.taxonomy.nameOptions
          .mutate([...named].map(([attributeNo, names]) => ({ attributeNo, names: [...names] })))
          .then((options) => placeTexts(texts, options), errors.toast);
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
