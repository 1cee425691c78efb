import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { useNavigation } from 'react-router';
import classes from './navigation-progress.module.css';

/** A thin line along the top while the next page is on its way; it appears only when that takes a moment. */
export function NavigationProgress(): ReactNode {
  const t = useTranslations('shell');
  const { state } = useNavigation();
  return (
    <div role="status" aria-live="polite">
      {state === 'idle' ? null : (
        <div className={classes.line}>
          <span className="y-hidden">{t('loading')}</span>
        </div>
      )}
    </div>
  );
}
