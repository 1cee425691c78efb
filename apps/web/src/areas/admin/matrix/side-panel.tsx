import { useTranslations } from '@yarmarka/i18n/react';
import type { CellAt } from '@yarmarka/taxonomy/schemas';
import { cx } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useState } from 'react';
import { BulkPanel } from './bulk-panel.tsx';
import { CellPanel } from './cell-panel.tsx';
import { FormPreview } from './form-preview.tsx';
import { Legend } from './legend.tsx';
import type { Matrix } from './use-matrix.ts';
import type { Steps } from './use-steps.ts';
import classes from './matrix.module.css';

const REST_MS = 140;
export const SIDE_TABS = ['cell', 'form', 'legend'] as const;
export type SideTab = (typeof SIDE_TABS)[number];

/** A value once it has rested: what is read from the server does not follow every arrow key. */
function useRested<T>(value: T, key: string): T {
  const [rested, setRested] = useState({ key, value });
  useEffect(() => {
    if (rested.key === key) return undefined;
    const timer = setTimeout(() => setRested({ key, value }), REST_MS);
    return () => clearTimeout(timer);
  }, [key, value, rested.key]);
  return rested.value;
}

/** Beside the grid: every field of the cell (or of all selected ones), or the form that a seller gets of the category. */
export function SidePanel({
  matrix,
  steps,
  active,
  cells,
  tab,
  onTab,
  onClose,
}: {
  matrix: Matrix;
  steps: Steps;
  active: CellAt | null;
  cells: readonly CellAt[];
  tab: SideTab;
  onTab: (tab: SideTab) => void;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.grid.side');
  const at = useRested(active, active?.join() ?? '');
  return (
    <aside className={classes.side} aria-label={t('title')}>
      <div className={classes.tabs} role="tablist" aria-label={t('title')}>
        {SIDE_TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`side-${one}`}
            aria-selected={tab === one}
            aria-controls="side-panel"
            className={cx(classes.tab, tab === one && classes.currentTab)}
            onClick={() => onTab(one)}
          >
            {t(one)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="side-panel" aria-labelledby={`side-${tab}`} className={classes.sideBody} tabIndex={0}>
        {tab === 'legend' ? (
          <Legend />
        ) : at === null ? (
          <p className={classes.empty}>{t('pick')}</p>
        ) : tab === 'form' ? (
          <FormPreview key={at[0]} categoryId={at[0]} draft={matrix.draft} />
        ) : cells.length > 1 ? (
          <BulkPanel matrix={matrix} steps={steps} cells={cells} categoryId={at[0]} />
        ) : (
          <CellPanel matrix={matrix} steps={steps} at={at} onClose={onClose} />
        )}
      </div>
    </aside>
  );
}
