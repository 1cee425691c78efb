import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { cx, icon16 } from '@yarmarka/ui/plain';
import { Fragment, type ReactNode } from 'react';
import { LongText } from './long-text.tsx';
import classes from './value-view.module.css';
import { isProse, wordDiff } from './word-diff.ts';

export interface ChangePart {
  readonly language: 'ru' | 'en' | null;
  readonly old: string | null;
  readonly new: string | null;
}

/**
 * A field of a proposal in words: texts word by word, other values as old and new. `value` has nothing to compare with, so only the new value is shown; `added` and `removed` are
 * things that come or go as a whole.
 */
export function ChangeView({
  parts,
  as = 'change',
}: {
  readonly parts: readonly ChangePart[];
  readonly as?: 'change' | 'value' | 'added' | 'removed';
}): ReactNode {
  const t = useTranslations('moderation.value');
  return (
    <span className={classes.parts}>
      {parts.map((part) => (
        <span key={part.language ?? ''} lang={part.language ?? undefined} className={classes.part}>
          {part.language === null ? null : <span className={classes.language}>{t(`language.${part.language}`)}</span>}
          {as === 'change' ? <Change part={part} /> : null}
          {as === 'value' ? <LongText text={part.new ?? ''} /> : null}
          {as === 'added' ? <ins className={classes.added}>{part.new}</ins> : null}
          {as === 'removed' ? <del className={classes.removed}>{part.old}</del> : null}
        </span>
      ))}
    </span>
  );
}

function Change({ part }: { readonly part: ChangePart }): ReactNode {
  const t = useTranslations('moderation.value');
  const locale = useLocale();
  const { old, new: next } = part;
  if (old && next && (isProse(old) || isProse(next))) {
    return (
      <span className={classes.lines}>
        {wordDiff(old, next, part.language ?? locale).map((piece, index) => {
          if (piece.kind === 'same') return <Fragment key={index}>{piece.text}</Fragment>;
          const Tag = piece.kind === 'added' ? 'ins' : 'del';
          return (
            <Tag key={index} className={cx(classes[piece.kind])}>
              {piece.text}
            </Tag>
          );
        })}
      </span>
    );
  }
  return (
    <span className={classes.pair}>
      <span className="y-hidden">{t('was')}: </span>
      {old === null ? <span className={classes.none}>{t('none')}</span> : <del className={classes.removed}>{old}</del>}
      <IconArrowNarrowRight {...icon16} className={classes.arrow} />
      <span className="y-hidden">{t('now')}: </span>
      {next === null ? <span className={classes.none}>{t('none')}</span> : <ins className={classes.added}>{next}</ins>}
    </span>
  );
}
