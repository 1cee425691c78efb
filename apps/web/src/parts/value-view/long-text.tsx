import { useTranslations } from '@yarmarka/i18n/react';
import { type ReactNode, useState } from 'react';
import classes from './value-view.module.css';

const LONG = 420;

/** A text with its paragraphs; a long one folds. */
export function LongText({ text }: { readonly text: string }): ReactNode {
  const t = useTranslations('moderation.value');
  const [open, setOpen] = useState(false);
  if (text.length <= LONG) return <span className={classes.lines}>{text}</span>;
  return (
    <span>
      <span className={classes.lines}>{open ? text : `${text.slice(0, text.lastIndexOf(' ', LONG))}…`}</span>{' '}
      <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('less') : t('more')}
      </button>
    </span>
  );
}
