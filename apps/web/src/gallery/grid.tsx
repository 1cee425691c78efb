import {
  coveredCells,
  EMPTY_SELECTION,
  fillSource,
  type GridCell,
  type GridRange,
  type GridSelection,
  jumpTarget,
  MatrixGrid,
  type MatrixGridLabels,
  pasteCells,
  printTsv,
  TREE_COLUMN,
} from '@yarmarka/ui';
import { useFormats } from '@yarmarka/i18n/react';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { cellOf, columns, type Content, given, isContent, rowsOf } from './grid-data.ts';

const KEYS: Record<string, Content> = { r: 'required', c: 'recommended', o: 'optional', f: 'optional filter', x: 'excluded', delete: '', backspace: '' };
/** `?widths`: every third column has a width of its own. */
const givenWidths = new Map(
  new URL(window.location.href).searchParams.has('widths') ? columns.flatMap(({ id }, n) => (n % 3 === 0 ? [[id, 60 + ((n * 37) % 160)] as const] : [])) : [],
);
const brush = new URL(window.location.href).searchParams.get('brush') ?? undefined;
const percent = (share: number | undefined): string => (share === undefined ? '' : `, заполнено ${Math.round(share * 100)} %`);

const labels: MatrixGridLabels = {
  grid: 'Матрица характеристик',
  tree: 'Категория',
  cell: (row, column, state) => `${row}, ${column}: ${state}`,
  empty: 'пусто',
  loading: 'загружается',
  excluded: 'исключено',
  pinned: 'закреплено',
  changed: 'изменено в черновике',
  other: 'правит кто-то ещё',
  conflict: 'конфликт',
  row: (label, level, note, share) => `${label}, уровень ${level}${note ? `, товаров: ${note}` : ''}${percent(share)}`,
  column: (label, typeName, share) => `${label}${typeName ? `, ${typeName}` : ''}${percent(share)}`,
  selected: (cells, rows, cols) => `Выделено ячеек: ${cells}, ${rows} × ${cols}`,
  noFilled: 'В эту сторону заполненных ячеек нет',
  copied: (cells) => `Скопировано ячеек: ${cells}`,
  sized: (label, px) => `${label ?? 'Столбцы'}: ширина ${px}`,
  refused: (reason) => `не принято: ${reason}`,
  expand: 'Развернуть',
  collapse: 'Свернуть',
};

type Edits = ReadonlyMap<string, Content>;

/** The grid over an invented matrix of the real size, with everything a person can do to it; edits stay in memory. */
export function Grid(): ReactNode {
  const format = useFormats();
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => rowsOf(closed, (value) => format.number(value)), [closed, format]);
  const [selection, setSelection] = useState<GridSelection>(EMPTY_SELECTION);
  const [history, setHistory] = useState<{ steps: readonly Edits[]; at: number }>({ steps: [new Map()], at: 0 });
  const [version, setVersion] = useState(0);
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(givenWidths);
  const [told, setTold] = useState('');
  const stroke = useRef(0);
  const edits = history.steps[history.at];

  const contentOf = useCallback((row: number, col: number) => edits?.get(`${rows[row]?.id} ${col}`) ?? given(rows[row]?.id ?? 0, col).content, [rows, edits]);
  const getCell = useCallback(
    (row: number, col: number): GridCell | undefined => {
      const id = rows[row]?.id ?? 0;
      if (row === 14 && col > 4 && col < 8) return undefined;
      const stands = given(id, col);
      const mark = row === 4 && col === 3 ? 'other' : row === 5 && col === 4 ? 'conflict' : '';
      const edited = edits?.size ? edits.get(`${id} ${col}`) : undefined;
      if (edited === undefined && mark === '') return stands.cell;
      const content = edited ?? stands.content;
      const tone = edited === undefined ? stands.tone : content === '' ? 'empty' : content === 'excluded' ? 'excluded' : 'own';
      return cellOf(content, tone, edited !== undefined, mark);
    },
    [rows, edits],
  );

  const edit = (changes: readonly { row: number; col: number; content: Content }[], gesture?: number) => {
    const again = gesture !== undefined && gesture === stroke.current;
    setHistory(({ steps, at }) => {
      const next = new Map(steps[at]);
      for (const { row, col, content } of changes) next.set(`${rows[row]?.id} ${col}`, content);
      const kept = again ? steps.slice(0, at) : steps.slice(0, at + 1);
      return { steps: [...kept, next], at: kept.length };
    });
    if (gesture !== undefined) stroke.current = gesture;
    setVersion((before) => before + 1);
  };
  const step = (by: number) => {
    setHistory((before) => ({ ...before, at: Math.max(0, Math.min(before.steps.length - 1, before.at + by)) }));
    setVersion((before) => before + 1);
  };
  const cellsOf = (range: GridRange) => {
    const cells: { row: number; col: number }[] = [];
    for (let row = range.row; row <= range.toRow; row += 1) for (let col = range.col; col <= range.toCol; col += 1) cells.push({ row, col });
    return cells;
  };
  const size = { rows: rows.length, cols: columns.length };

  return (
    <>
      <p role="status">
        {coveredCells(selection.ranges)} / {edits?.size ?? 0} {told}
      </p>
      <MatrixGrid
        rows={rows}
        columns={columns}
        getCell={getCell}
        version={version}
        labels={labels}
        widths={widths}
        treeWidth={widths.get(TREE_COLUMN) ?? 300}
        onResize={(sizes) => setWidths((before) => new Map([...before, ...sizes]))}
        brush={brush}
        selection={selection}
        onSelect={setSelection}
        onVisible={() => undefined}
        onToggleRow={(row) => {
          const id = rows[row]?.id ?? 0;
          setClosed((before) => {
            const next = new Set(before);
            if (!next.delete(id)) next.add(id);
            return next;
          });
        }}
        onActivate={({ row, col }) => setTold(`${rows[row]?.label ?? ''} | ${columns[col]?.label ?? ''}`)}
        onPaint={(ranges, key, gesture) => {
          const content = KEYS[key];
          if (content === undefined || coveredCells(ranges) > 100_000) return false;
          edit(
            ranges.flatMap(cellsOf).map((cell) => ({ ...cell, content })),
            gesture,
          );
          return true;
        }}
        onFill={({ source, target }) =>
          edit(
            cellsOf(target).map(({ row, col }) => {
              const from = fillSource(source, row, col);
              return { row, col, content: contentOf(from.row, from.col) };
            }),
          )
        }
        onCopy={(range) =>
          printTsv(
            Array.from({ length: range.toRow - range.row + 1 }, (_, y) =>
              Array.from({ length: range.toCol - range.col + 1 }, (_unused, x) => contentOf(range.row + y, range.col + x)),
            ),
          )
        }
        onPaste={(range, table) =>
          edit(
            pasteCells(range, table, size)
              .map(({ row, col, text }) => ({ row, col, content: text.trim().replaceAll(/\s+/g, ' ') }))
              .filter(({ content }) => isContent(content)),
          )
        }
        onUndo={() => step(-1)}
        onRedo={() => step(1)}
        onFind={() => setTold('find')}
        nextFilled={(row, col, direction) => jumpTarget((r, c) => contentOf(r, c) !== '', size, { row, col }, direction)}
      />
    </>
  );
}
