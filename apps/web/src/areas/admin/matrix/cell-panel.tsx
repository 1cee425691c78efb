import { IconArrowBarUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { type CellAt, EXCLUDED, OWN } from '@yarmarka/taxonomy/schemas';
import { Button, icon16, Skeleton } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { Inspector } from '../parts/inspector/inspector.tsx';
import { useCategoryNames } from '../parts/inspector/names.ts';
import { useLabel } from '../parts/label.ts';
import { SIGNS } from './draw.ts';
import { addressOf, editWith, paint, type Paint } from './plan-edits.ts';
import { branchOf, trailOf } from './tree-index.ts';
import { usageOf } from './usage.ts';
import { useCategoryCells } from './use-category.ts';
import type { Matrix } from './use-matrix.ts';
import { editContext, type Steps } from './use-steps.ts';
import classes from './matrix.module.css';

const ADDS: readonly Paint[] = ['r', 'c', 'o'];

/** Every field of one cell, where it comes from, what uses it, who else edits it. */
export function CellPanel({ matrix, steps, at, onClose }: { matrix: Matrix; steps: Steps; at: CellAt; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.grid');
  const format = useFormats();
  const label = useLabel();
  const trpc = useTRPC();
  const [categoryId, no] = at;
  const found = useCategoryCells(matrix, categoryId);
  const names = useCategoryNames(found?.cells ?? [], matrix.groups);
  const isNew = matrix.drafted.rows.get(categoryId) === 'new';
  const { data: usage } = useQuery(trpc.taxonomy.gridUse.queryOptions({ under: categoryId }, { staleTime: 300_000, enabled: !isNew }));
  const attribute = matrix.attributes.get(no);
  const trail = trailOf(matrix.tree, categoryId);
  const others = matrix.others.get(addressOf(at));
  const shown = found?.current ? found.cells.find((one) => one.cell.attribute.no === no) : undefined;
  const use = usageOf(usage, no);
  const cards = branchOf(matrix.tree, categoryId).reduce((sum, node) => sum + (matrix.figures.get(node.id)?.cards ?? 0), 0);
  const parent = trail.at(-2);
  const bits = matrix.grid.cell(categoryId, no);
  const movable = parent !== undefined && shown !== undefined && (bits & OWN) !== 0 && (bits & EXCLUDED) === 0;
  const moveUp = () => {
    if (!parent || !shown) return;
    const fields = Object.fromEntries([...shown.own].map((field) => [field, shown.fields[field as keyof typeof shown.fields]]));
    const draft = steps.draft();
    const above: CellAt = [parent.id, no];
    const published = matrix.base.own(categoryId).has(no);
    steps.apply([
      { at: above, before: draft.get(addressOf(above)) ?? null, after: editWith(editContext(matrix, steps), above, fields) },
      { at, before: draft.get(addressOf(at)) ?? null, after: published ? { categoryId, attributeNo: no, op: 'remove', fields: {} } : null },
    ]);
  };
  if (!found || !found.current)
    return (
      <div className={classes.panelSkeleton}>
        <Skeleton width={220} height={20} />
        <Skeleton width={300} height={16} />
        <Skeleton width={300} height={120} />
      </div>
    );
  return (
    <>
      <p className={classes.where}>{trail.map(label).join(' › ')}</p>
      {others ? <p className={classes.otherNote}>{t('othersEdit', { names: [...new Set(others)].join(', ') })}</p> : null}
      {isNew ? <p className={classes.draftNote}>{t('newCategory')}</p> : null}
      {matrix.stale.has(addressOf(at)) ? <p className={classes.staleNote}>{t('stale')}</p> : null}
      {shown ? (
        <>
          <div className={classes.figures}>
            {use.kind === 'counted' && use.cards > 0 ? (
              <span>{t('filled', { share: format.percent(use.filled / use.cards), cards: use.cards })}</span>
            ) : cards === 0 ? (
              <span>{t('noCards')}</span>
            ) : use.kind === 'waiting' ? null : (
              <span>{t('notCounted')}</span>
            )}
            {use.kind === 'counted' ? <span>{t('filtered', { count: use.filtered })}</span> : null}
            {movable ? (
              <Button size="s" icon={<IconArrowBarUp {...icon16} />} onClick={moveUp}>
                {t('moveUp', { name: label(parent) })}
              </Button>
            ) : null}
          </div>
          <Inspector category={found.category} shown={shown} cells={found.cells} names={names} groups={matrix.groups} edit={steps.edit} onClose={onClose} />
        </>
      ) : (
        <div className={classes.absent}>
          <h2>{attribute ? label(attribute) : ''}</h2>
          <p>{t('absent', { category: label(found.category) })}</p>
          <div className={classes.options}>
            {ADDS.map((key) => (
              <Button key={key} size="s" onClick={() => steps.apply(paint(key, [at], { ...editContext(matrix, steps), typeOf: () => attribute?.type }))}>
                {{ r: SIGNS.required, c: SIGNS.recommended, o: SIGNS.optional }[key as 'r']} {t(`addAs.${key as 'r'}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
