import classes from './matrix-grid.module.css';
import type { GridCell, GridTone, MatrixGridLabels } from './types.ts';

const of = (name: string): string => classes[name] ?? '';

const TONES: Record<GridTone, string> = { own: of('own'), inherited: of('inherited'), excluded: of('excluded'), empty: '' };
const LOADING = `${of('cell')} ${of('loading')}`;
const looks = new Map<string, string>();

/** The class names of a cell; made once per combination. */
export function cellClass(cell: GridCell | undefined): string {
  if (!cell) return LOADING;
  if (cell.tone === 'empty' && !cell.changed && !cell.other && !cell.conflict && cell.refused === undefined) return of('cell');
  const key = `${cell.tone}${cell.changed ? 'c' : ''}${cell.other ? 'o' : ''}${cell.conflict ? 'x' : ''}${cell.pinned ? 'p' : ''}${cell.refused === undefined ? '' : 'r'}`;
  let look = looks.get(key);
  if (look === undefined) {
    const marks = [
      cell.pinned && 'pinned',
      cell.changed && 'changed',
      cell.other && 'other',
      cell.conflict && 'conflict',
      cell.refused !== undefined && 'refused',
    ];
    look = [of('cell'), TONES[cell.tone], ...marks.map((mark) => mark && of(mark))].filter(Boolean).join(' ');
    looks.set(key, look);
  }
  return look;
}

/** The state of a cell in words. */
export function cellState(cell: GridCell | undefined, labels: MatrixGridLabels): string {
  if (!cell) return labels.loading;
  const plain = cell.tone === 'excluded' ? labels.excluded : labels.empty;
  const words = [
    cell.refused !== undefined && labels.refused(cell.refused),
    cell.label || plain,
    cell.pinned && labels.pinned,
    cell.changed && labels.changed,
    cell.other && labels.other,
    cell.conflict && labels.conflict,
  ];
  return words.filter(Boolean).join(', ');
}
