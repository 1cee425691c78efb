import { IconX } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { IconButton } from '../plain/button.tsx';
import { icon16 } from '../plain/icon.ts';
import classes from './data-table.module.css';

/** How many are selected and what can be done with them. */
export function SelectionBar({ count, actions, onClear }: { count: number; actions: ReactNode; onClear: () => void }): ReactNode {
  const t = useTranslations('common.table');
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('selected', { count })}>
      <span className={classes.barCount} role="status">
        {t('selected', { count })}
      </span>
      <span className={classes.barActions}>{actions}</span>
      <IconButton label={t('clearSelection')} keys="escape" size="s" className={classes.barClear} onClick={onClear}>
        <IconX {...icon16} />
      </IconButton>
    </div>
  );
}
