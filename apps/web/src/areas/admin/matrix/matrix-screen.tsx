import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import type { CellAt } from '@yarmarka/taxonomy/schemas';
import { coveredCells, EMPTY_SELECTION, type GridPosition, type GridSelection, MatrixGrid, type MatrixGridHandle, selectCell, TREE_COLUMN } from '@yarmarka/ui';
import { EmptyState, toast, useShortcuts } from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useNavigation } from 'react-router';
import { useLive } from '../../../lib/live.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useLabel } from '../parts/label.ts';
import { useUrlState } from '../parts/url-state.ts';
import { BottomBar } from './bottom-bar.tsx';
import { FindDialog } from './find-dialog.tsx';
import { HoverCard } from './hover-card.tsx';
import type { Choice } from './pick-box.tsx';
import { addressOf, type Paint, PAINTS } from './plan-edits.ts';
import { QueryDialog } from './query-dialog.tsx';
import { gridQueries } from './queries.ts';
import { cellsIn, rangesOf } from './selection.ts';
import { withWidths } from './look.ts';
import { nextRefused } from './refusals.ts';
import { SIDE_TABS, SidePanel, type SideTab } from './side-panel.tsx';
import { Toolbar } from './toolbar.tsx';
import { branchOf, trailOf } from './tree-index.ts';
import { useCommands } from './use-commands.ts';
import { useGridLabels } from './use-grid-labels.ts';
import { TYPE_SIGNS, useLines } from './use-lines.ts';
import { useCellDrawing, useMatrix } from './use-matrix.ts';
import { useLook } from './use-look.ts';
import { useReach } from './use-reach.ts';
import { useRefusals, useRefusedDrawing } from './use-refusals.ts';
import { useSheetHeight } from './use-sheet-height.ts';
import { useSteps } from './use-steps.ts';
import { useView } from './use-view.ts';
import type { Usage } from './view.ts';
import classes from './matrix.module.css';

const ADDRESS_WAIT_MS = 400;
const TREE_WIDTH = 300;
const WIDTH_KEYS = { ']': 'wider', '[': 'narrower', '=': 'fit' } as const;
const nothing = (): void => undefined;

/** The grid with everything around it: filters above, the inspector beside, what is selected below. */
export function MatrixScreen(): ReactNode {
  const t = useTranslations('admin.grid');
  const label = useLabel();
  const url = useUrlState();
  const trpc = useTRPC();
  const matrix = useMatrix();
  useReach(matrix);
  useLive('matrix.published.v1', (event) => event && toast({ topic: 'matrix.version', text: t('newVersion') }));
  const { tree, grid, draft, attributes } = matrix;
  const { view, change } = useView(tree.order[0]?.id ?? null, (id) => tree.at.has(id));
  const { data: uses } = useQuery({ ...gridQueries(trpc).usage(view.branch), placeholderData: keepPreviousData });
  const usage = useMemo<Usage>(() => new Map(uses?.map((one) => [one.no, one])), [uses]);
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const lines = useLines(matrix, view, closed, usage);
  const marks = useRefusals();
  const { refusals } = marks;
  const steps = useSteps(matrix, marks);
  const drawing = useCellDrawing(matrix);
  const drawn = useRefusedDrawing(drawing, refusals);
  const lookState = useLook();
  const { look } = lookState;
  const labels = useGridLabels();
  const handle = useRef<MatrixGridHandle>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const height = useSheetHeight(sheet, bar);
  const [selection, setSelection] = useState<GridSelection>(EMPTY_SELECTION);
  const [picked, setPicked] = useState<readonly CellAt[] | null>(null);
  const [brush, setBrush] = useState<Paint | null>(null);
  const [dialog, setDialog] = useState<'find' | 'query' | null>(null);
  const commands = useCommands(matrix, lines, steps, picked, marks.mark);
  const version = useRef({ drawn, n: 0 });
  if (version.current.drawn !== drawn) version.current = { drawn, n: version.current.n + 1 };

  const cellAt = ({ row, col }: GridPosition): CellAt | null => {
    const [node, column] = [lines.nodes[row], lines.ordered[col]];
    return node && column ? [node.id, column.attribute.no] : null;
  };
  const active = cellAt({ row: Math.max(0, selection.active.row), col: Math.max(0, selection.active.col) });
  const resting = useDeferredValue(selection);
  const cells = useMemo(() => picked ?? cellsIn(resting.ranges, lines, grid, draft), [picked, resting, lines, grid, draft]);
  const attributeChoices = useMemo<Choice[]>(
    () => [...attributes.values()].map((a) => ({ id: String(a.no), label: label(a), hint: a.key, sign: TYPE_SIGNS[a.type], keywords: [a.ru, a.en, a.key] })),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- labels follow the language, with which the page is drawn anew
    [attributes],
  );

  /** The cell that a link names, or a jump wants once its branch is open (`opened`). */
  const wanted = useRef<{ c: number | null; a: number | null; opened: boolean } | null>({
    c: Number(url.get('c')) || null,
    a: Number(url.get('a')) || null,
    opened: false,
  });
  const show = ({ c, a }: { c: number | null; a: number | null }): void => {
    const to = { row: lines.rowOf.get(c ?? 0) ?? 0, col: lines.columnOf.get(a ?? 0) ?? 0 };
    setSelection(selectCell(to.row, to.col));
    requestAnimationFrame(() => {
      handle.current?.reveal(to, 'center');
      handle.current?.focus();
    });
  };
  const arrive = useEffectEvent((): void => {
    const want = wanted.current;
    if (!want) return;
    const { c, a, opened } = want;
    const hidden = (c !== null && tree.at.has(c) && !lines.rowOf.has(c)) || (a !== null && attributes.has(a) && !lines.columnOf.has(a));
    if (hidden) return opened ? undefined : goTo(want);
    wanted.current = null;
    show(want);
  });
  useEffect(() => arrive(), [lines]);

  // The address follows the cell a moment after it rests, so a link names it; never while the way leads elsewhere, which it would call off.
  const leaving = useNavigation().state !== 'idle';
  const keep = useEffectEvent(() => {
    if (!leaving && !wanted.current && active && (url.get('c') !== String(active[0]) || url.get('a') !== String(active[1])))
      url.set({ c: String(active[0]), a: String(active[1]) }, { replace: true });
  });
  const place = active?.join();
  useEffect(() => {
    const timer = setTimeout(keep, ADDRESS_WAIT_MS);
    return () => clearTimeout(timer);
  }, [place]);

  const select = (next: GridSelection) => {
    setPicked(null);
    setSelection(next);
  };
  const pick = (chosen: readonly CellAt[]) => {
    setPicked(chosen);
    const ranges = rangesOf(chosen, lines);
    const first = ranges[0];
    if (first) {
      setSelection({ active: { row: first.row, col: first.col }, head: { row: first.toRow, col: first.toCol }, ranges });
      handle.current?.reveal({ row: first.row, col: first.col });
    }
    handle.current?.focus();
  };
  const selectSubtree = () => {
    const nos = new Set(cells.length > 0 ? cells.map(([, no]) => no) : active ? [active[1]] : []);
    const tops = new Set(cells.length > 0 ? cells.map(([id]) => id) : active ? [active[0]] : []);
    const ids = new Set([...tops].flatMap((id) => branchOf(tree, id).map((node) => node.id)));
    const all: CellAt[] = [...ids].flatMap((id) => [...nos].map((no): CellAt => [id, no]));
    const filled = all.filter((at) => grid.cell(...at) !== 0);
    pick(filled.length > 0 ? filled : all);
  };
  const goTo = (next: { c: number | null; a: number | null }): void => {
    setDialog(null);
    const c = next.c ?? active?.[0] ?? null;
    const a = next.a ?? active?.[1] ?? null;
    wanted.current = { c, a, opened: true };
    const missingRow = next.c !== null && !lines.rowOf.has(next.c);
    const missingColumn = next.a !== null && !lines.columnOf.has(next.a);
    if (!missingRow && !missingColumn) {
      wanted.current = null;
      setPicked(null);
      return show({ c, a });
    }
    if (missingRow && c !== null) setClosed(new Set());
    change({
      ...(missingRow && c !== null ? { branch: trailOf(tree, c)[0]?.id ?? null, rowQuery: '', having: [], incomplete: false, changed: false } : {}),
      ...(missingColumn ? { columnQuery: '', group: '', type: '' as const, use: 'all' as const } : {}),
    });
  };

  const tab = url.get('side');
  const side = tab === 'off' ? null : (SIDE_TABS.find((one) => one === tab) ?? 'cell');
  const setSide = (next: SideTab | null) => url.set({ side: next === null ? 'off' : next === 'cell' ? null : next }, { replace: true });
  const legend = () => setSide(side === 'legend' ? 'cell' : 'legend');
  const goToRefused = () => {
    const to = nextRefused(refusals, selection.active, lines);
    if (!to) return;
    select(selectCell(to.row, to.col));
    handle.current?.reveal(to);
    handle.current?.focus();
  };
  const paintAll = (key: Paint) => commands.paint(key, cells);
  const whole = () => change({ branch: view.branch === null ? (active ? (trailOf(tree, active[0])[0]?.id ?? null) : (tree.order[0]?.id ?? null)) : null });

  useShortcuts(t('keys.title'), [
    { keys: 'mod+f', label: t('find'), run: () => setDialog('find') },
    { keys: 'q', label: t('query.open'), run: () => setDialog('query') },
    { keys: 'i', label: t('side.toggle'), run: () => setSide(side === null ? 'cell' : null) },
    { keys: 'l', label: t('side.legend'), run: legend },
    { keys: 'd', label: t('look.toggle'), run: () => lookState.change({ ...look, density: look.density === 'normal' ? 'compact' : 'normal' }) },
    { keys: 'n', label: t('bar.nextRefused'), run: goToRefused, disabled: refusals.size === 0 },
    { keys: 'w', label: t('keys.whole'), run: whole },
    { keys: 's', label: t('bar.subtree'), run: selectSubtree },
    { keys: 'b', label: t('bar.brush'), run: () => setBrush(brush === null ? 'r' : null) },
    { keys: 'escape', label: t('bar.drop'), run: () => (brush === null ? setPicked(null) : setBrush(null)), disabled: picked === null && brush === null },
    ...([...PAINTS, 'p'] as const).map((key) => ({ keys: key, label: t(`paint.${key}`), local: true, run: nothing })),
    ...([']', '[', '='] as const).map((key) => ({ keys: key, label: t(`look.${WIDTH_KEYS[key]}`), local: true, run: nothing })),
    ...(['mod+c', 'mod+v', 'mod+d', 'mod+r', 'mod+z', 'mod+y', 'mod+up', 'enter', 'mod+i'] as const).map((chord) => ({
      keys: chord,
      label: t(`keys.${chord.replace('mod+', 'mod_') as 'enter'}`),
      local: true,
      run: nothing,
    })),
  ]);

  return (
    <>
      <Toolbar
        matrix={matrix}
        lines={lines}
        view={view}
        change={change}
        onFind={() => setDialog('find')}
        onQuery={() => setDialog('query')}
        sideOpen={side !== null}
        onSide={() => setSide(side === null ? 'cell' : null)}
        legendOpen={side === 'legend'}
        onLegend={legend}
        look={lookState}
        onWidth={(key) => {
          handle.current?.width(key);
          handle.current?.focus();
        }}
        attributeChoices={attributeChoices}
      />
      {matrix.drafted.problem ? <p className={classes.notWhole}>{t('notWhole', { problem: label(matrix.drafted.problem) })}</p> : null}
      <div className={classes.work}>
        <div ref={sheet} className={classes.sheet} onKeyDown={(event) => event.key === 'Escape' && marks.drop()}>
          {lines.rows.length === 0 || lines.columns.length === 0 ? (
            <div className={classes.nothing}>
              <EmptyState title={t('emptyTitle')} text={lines.rows.length === 0 ? t('emptyRows') : t('emptyColumns')} />
            </div>
          ) : (
            <MatrixGrid
              rows={lines.rows}
              columns={lines.columns}
              getCell={(row, col) => drawn(lines.nodes[row]?.id ?? 0, lines.ordered[col]?.attribute.no ?? 0)}
              version={version.current.n}
              onVisible={nothing}
              selection={selection}
              onSelect={select}
              onToggleRow={(row) => {
                const id = lines.nodes[row]?.id;
                if (id === undefined) return;
                const next = new Set(closed);
                if (!next.delete(id)) next.add(id);
                setClosed(next);
              }}
              onActivate={() => side === null && setSide('cell')}
              onPaint={commands.onPaint}
              brush={brush ?? undefined}
              onFill={commands.onFill}
              onCopy={commands.onCopy}
              onPaste={commands.onPaste}
              onUndo={steps.undo}
              onRedo={steps.redo}
              onFind={() => setDialog('find')}
              nextFilled={commands.nextFilled}
              labels={labels}
              renderCard={(position) => {
                const at = cellAt(position);
                return at ? <HoverCard matrix={matrix} drawing={drawing} at={at} refusal={refusals.get(addressOf(at))?.reason} /> : null;
              }}
              height={height}
              density={look.density}
              widths={look.widths}
              treeWidth={look.widths.get(TREE_COLUMN) ?? TREE_WIDTH}
              onResize={(widths) => lookState.change(withWidths(look, widths))}
              handle={handle}
            />
          )}
          <BottomBar
            ref={bar}
            cells={cells}
            area={coveredCells(resting.ranges)}
            picked={picked !== null}
            refused={refusals.size}
            onNextRefused={goToRefused}
            onDropRefused={() => {
              marks.drop();
              handle.current?.focus();
            }}
            onDrop={() => setPicked(null)}
            onPaint={paintAll}
            onPin={() => commands.pin(cells)}
            brush={brush}
            onBrush={setBrush}
            onSubtree={selectSubtree}
            undo={steps.undo}
            redo={steps.redo}
            canUndo={steps.canUndo}
            canRedo={steps.canRedo}
          />
        </div>
        {side === null ? null : (
          <SidePanel matrix={matrix} steps={steps} active={active} cells={cells} tab={side} onTab={setSide} onClose={() => setSide(null)} />
        )}
      </div>
      {dialog === 'find' ? (
        <FindDialog
          matrix={matrix}
          attributeChoices={attributeChoices}
          onCategory={(c) => goTo({ c, a: null })}
          onAttribute={(a) => goTo({ c: null, a })}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'query' ? (
        <QueryDialog
          matrix={matrix}
          categoryId={active?.[0] ?? null}
          attributeNo={active?.[1] ?? null}
          attributeChoices={attributeChoices}
          onSelect={(chosen) => {
            setDialog(null);
            pick(chosen);
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </>
  );
}
