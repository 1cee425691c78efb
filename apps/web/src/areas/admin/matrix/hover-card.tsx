import { useTranslations } from '@yarmarka/i18n/react';
import { type CellAt, EXCLUDED, type Grid, PRESENT } from '@yarmarka/taxonomy/schemas';
import type { ReactNode } from 'react';
import { useLabel } from '../parts/label.ts';
import { addressOf } from './plan-edits.ts';
import { trailOf } from './tree-index.ts';
import type { Matrix, useCellDrawing } from './use-matrix.ts';
import classes from './matrix.module.css';

/** The categories that have a say in a cell, the nearest first: those with an own rule up to the first exclusion. */
export function sourcesOf(grid: Grid, trail: readonly { readonly id: number }[], no: number): readonly number[] {
  const sources: number[] = [];
  for (const { id } of [...trail].reverse()) {
    const rule = grid.own(id).get(no);
    if (rule === undefined) continue;
    if ((rule & EXCLUDED) !== 0) break;
    sources.push(id);
  }
  return sources;
}

/** What a cell is, in words, and which categories it comes from. */
export function HoverCard({
  matrix,
  drawing,
  at,
  refusal,
}: {
  matrix: Matrix;
  drawing: ReturnType<typeof useCellDrawing>;
  at: CellAt;
  refusal: string | undefined;
}): ReactNode {
  const t = useTranslations('admin.grid');
  const label = useLabel();
  const trail = trailOf(matrix.tree, at[0]);
  const attribute = matrix.attributes.get(at[1]);
  const cell = drawing(...at);
  const bits = matrix.grid.cell(...at);
  const sources = (bits & PRESENT) === 0 ? [] : sourcesOf(matrix.grid, trail, at[1]);
  const names = new Map(trail.map((node) => [node.id, label(node)]));
  const others = matrix.others.get(addressOf(at));
  return (
    <div className={classes.card}>
      <strong>{attribute ? label(attribute) : ''}</strong>
      <span className={classes.quiet}>{trail.map(label).join(' › ')}</span>
      {refusal === undefined ? null : <span className={classes.refusedNote}>{t('labels.refused', { reason: refusal })}</span>}
      <span>{cell.label || t('labels.empty')}</span>
      {cell.pinned ? <span>{t('labels.pinned')}</span> : null}
      {sources.length > 0 ? <span className={classes.quiet}>{t('from', { names: sources.map((id) => names.get(id) ?? '').join(' ← ') })}</span> : null}
      {cell.changed ? <span className={classes.changedNote}>{t('labels.changed')}</span> : null}
      {cell.conflict ? <span>{t('labels.conflict')}</span> : null}
      {others ? <span>{t('othersEdit', { names: [...new Set(others)].join(', ') })}</span> : null}
    </div>
  );
}
