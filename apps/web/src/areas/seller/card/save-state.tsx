import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import classes from './card-form.module.css';
import type { CardEditor } from './use-card.ts';

function goToUnsaved() {
  const field = document.querySelector<HTMLElement>('[data-unsaved] [aria-invalid="true"]');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

/** Whether what is on the screen is also on the server. */
export function SaveState({ editor, count }: { readonly editor: CardEditor; readonly count: number }): ReactNode {
  const t = useTranslations('seller.card.save');
  const format = useFormats();
  const { phase, savedAt } = editor.state;
  if (editor.mode === 'propose')
    return (
      <span role="status" className={classes.saveState}>
        {t('proposal', { count })}
      </span>
    );
  if (editor.unreadable > 0 && phase !== 'failed' && phase !== 'conflict')
    return (
      <span className={classes.saveState} data-phase="unsaved">
        <span role="status">{t('unsaved', { count: editor.unreadable })}</span>
        <Button size="s" onClick={() => requestAnimationFrame(goToUnsaved)}>
          {t('unsavedGo')}
        </Button>
      </span>
    );
  const words = phase === 'saved' ? (savedAt ? t('savedAt', { time: format.time(savedAt) }) : t('saved')) : t(phase);
  return (
    <span className={classes.saveState} data-phase={phase}>
      <span role="status">{words}</span>
      {phase === 'failed' ? (
        <Button size="s" onClick={() => void editor.draft.flush()}>
          {t('retry')}
        </Button>
      ) : null}
    </span>
  );
}
