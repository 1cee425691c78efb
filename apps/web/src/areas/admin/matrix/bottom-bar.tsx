import { IconArrowBackUp, IconArrowForwardUp, IconBrush, IconX } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import type { CellAt } from '@yarmarka/taxonomy/schemas';
import { Button, cx, icon16, IconButton, Kbd } from '@yarmarka/ui/plain';
import type { ReactNode, RefObject } from 'react';
import { SIGNS } from './draw.ts';
import type { Paint } from './plan-edits.ts';
import classes from './matrix.module.css';

const ACTIONS: readonly { readonly key: Paint | 'p'; readonly sign: string }[] = [
  { key: 'r', sign: SIGNS.required },
  { key: 'c', sign: SIGNS.recommended },
  { key: 'o', sign: SIGNS.optional },
  { key: 'f', sign: SIGNS.filter },
  { key: 'a', sign: SIGNS.axis },
  { key: 'x', sign: '⊘' },
  { key: 'delete', sign: '↺' },
  { key: 'p', sign: '⊙' },
];

/** What is selected, in numbers, and what can be done with it: each action is a button and a key. */
export function BottomBar({
  ref,
  cells,
  area,
  picked,
  refused,
  onNextRefused,
  onDropRefused,
  onDrop,
  onPaint,
  onPin,
  brush,
  onBrush,
  onSubtree,
  undo,
  redo,
  canUndo,
  canRedo,
}: {
  ref: RefObject<HTMLDivElement | null>;
  cells: readonly CellAt[];
  /** Cells under the ranges, empty ones too. */
  area: number;
  picked: boolean;
  /** Cells that did not take an edit. */
  refused: number;
  onNextRefused: () => void;
  onDropRefused: () => void;
  onDrop: () => void;
  onPaint: (key: Paint) => void;
  onPin: () => void;
  brush: Paint | null;
  onBrush: (brush: Paint | null) => void;
  onSubtree: () => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}): ReactNode {
  const t = useTranslations('admin.grid');
  const categories = new Set(cells.map(([id]) => id)).size;
  const attributes = new Set(cells.map(([, no]) => no)).size;
  return (
    <div ref={ref} className={classes.bottom} role="toolbar" aria-label={t('bar.label')}>
      <p className={classes.chosen} role="status">
        {cells.length === 0 ? t('bar.none') : t('bar.selected', { cells: cells.length, categories, attributes })}
        {!picked && cells.length > 0 && area > cells.length ? <span className={classes.quiet}> {t('bar.empties', { count: area - cells.length })}</span> : null}
        {picked ? <span className={classes.byQuery}>{t('bar.byQuery')}</span> : null}
      </p>
      {refused > 0 ? (
        <>
          <Button size="s" look="quiet" className={classes.refusedCount} onClick={onNextRefused}>
            <span aria-hidden="true">✕</span> {t('bar.refused', { count: refused })} <Kbd keys="n" />
          </Button>
          <IconButton size="s" label={t('bar.dropRefused')} onClick={onDropRefused}>
            <IconX {...icon16} />
          </IconButton>
        </>
      ) : null}
      {picked ? (
        <IconButton size="s" label={t('bar.drop')} keys="escape" onClick={onDrop}>
          <IconX {...icon16} />
        </IconButton>
      ) : null}
      <div className={classes.tools}>
        <Button size="s" look="quiet" disabled={cells.length === 0} onClick={onSubtree}>
          {t('bar.subtree')} <Kbd keys="s" />
        </Button>
        <IconButton
          size="s"
          label={brush === null ? t('bar.brush') : t('bar.brushOff')}
          keys="b"
          aria-pressed={brush !== null}
          onClick={() => onBrush(brush === null ? 'r' : null)}
        >
          <IconBrush {...icon16} />
        </IconButton>
        <IconButton size="s" label={t('undo')} keys="mod+z" disabled={!canUndo} onClick={undo}>
          <IconArrowBackUp {...icon16} />
        </IconButton>
        <IconButton size="s" label={t('redo')} keys="mod+y" disabled={!canRedo} onClick={redo}>
          <IconArrowForwardUp {...icon16} />
        </IconButton>
      </div>
      <div className={classes.actions}>
        {ACTIONS.map(({ key, sign }) => (
          <button
            key={key}
            type="button"
            className={cx(classes.action, brush === key && classes.brushed)}
            aria-pressed={brush === null ? undefined : brush === key}
            disabled={brush === null ? cells.length === 0 : key === 'p'}
            onClick={() => (key === 'p' ? onPin() : brush === null ? onPaint(key) : onBrush(key))}
          >
            <span aria-hidden="true" className={classes.sign}>
              {sign}
            </span>
            {t(`paint.${key}`)}
            <Kbd keys={key} />
          </button>
        ))}
      </div>
    </div>
  );
}
