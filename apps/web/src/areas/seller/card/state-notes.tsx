import { useMutation } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { formatValue } from '@yarmarka/taxonomy/check';
import { Button, toast } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import classes from './notes.module.css';
import type { CardEditor } from './use-card.ts';

/** Values that a newer version of the category's rules no longer allows, and by when they should be right. */
export function InvalidNote({ editor }: { readonly editor: CardEditor }): ReactNode {
  const { data, model } = editor;
  const t = useTranslations('seller.card');
  const format = useFormats();
  const { invalid, graceUntil } = data.card;
  if (invalid.length === 0 || graceUntil === null) return null;
  const names = invalid.map((no) => model.attributes.get(no)?.label ?? `№ ${no}`).join(', ');
  if (data.card.status === 'suppressed') return <Note text={t('suppressed', { names })} tone="danger" />;
  return <Note text={t('invalidValues', { count: invalid.length, names, date: format.date(graceUntil) })} tone="danger" />;
}

/** What the card's state means for editing it, and what others changed meanwhile. */
export function StateNotes({ editor, onRestored }: { readonly editor: CardEditor; readonly onRestored: () => void }): ReactNode {
  const { data, mode, state } = editor;
  const t = useTranslations('seller.card');
  const trpc = useTRPC();
  const errors = useErrorWords();
  const open = data.card.openChangeSets[0];
  const cancel = useMutation(
    trpc.catalog.cancelChangeSet.mutationOptions({
      onSuccess: async () => {
        await editor.restart();
        toast({ text: t('withdrawn') });
      },
      onError: errors.toast,
    }),
  );
  const back = (label: string) =>
    open ? (
      <Button size="s" pending={cancel.isPending} onClick={() => cancel.mutate({ changeSetId: open.id })}>
        {label}
      </Button>
    ) : null;
  if (state.phase === 'conflict') return <Conflict editor={editor} />;
  if (data.card.status === 'in_moderation' || data.card.status === 'validating')
    return (
      <Note text={t('inReview')} tone="progress">
        {back(t('withdraw'))}
      </Note>
    );
  if (data.card.status === 'archived')
    return (
      <Note text={t('archived')}>
        <Button size="s" onClick={onRestored}>
          {t('restore')}
        </Button>
      </Note>
    );
  if (mode === 'propose' && open && open.status !== 'open')
    return (
      <Note text={t('openProposal')} tone="progress">
        {back(t('cancelProposal'))}
      </Note>
    );
  if (mode === 'propose') return <Note text={t('live')} />;
  return mode === 'none' ? <Note text={t('noEdit')} /> : null;
}

function Note({
  text,
  tone = 'plain',
  children,
}: {
  readonly text: string;
  readonly tone?: 'plain' | 'progress' | 'danger';
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div role="note" className={classes.note} data-tone={tone}>
      <p>{text}</p>
      {children}
    </div>
  );
}

function Conflict({ editor }: { readonly editor: CardEditor }): ReactNode {
  const t = useTranslations('seller.card.conflict');
  const locale = useLocale();
  const { state, model, labels, draft } = editor;
  const empty = useTranslations('seller.card')('empty');
  return (
    <div role="alert" className={classes.note} data-tone="danger">
      <div>
        <strong>{t('title')}</strong>
        <p>{t('text')}</p>
        {state.moved.length === 0 ? (
          <p>{t('nothing')}</p>
        ) : (
          <ul className={classes.list}>
            {state.moved.map((one) => {
              const attribute = model.attributes.get(one.attributeNo);
              const value = one.value === null || !attribute ? empty : formatValue(attribute.rule, one.value, labels.labelOf, locale);
              return (
                <li key={one.attributeNo}>
                  <strong>{attribute?.label ?? `#${one.attributeNo}`}</strong> {t('theirs', { value })}
                </li>
              );
            })}
          </ul>
        )}
        <div className={classes.actions}>
          <Button size="s" look="main" onClick={() => void draft.keepMine()}>
            {t('keepMine')}
          </Button>
          <Button size="s" onClick={() => void editor.restart()}>
            {t('takeTheirs')}
          </Button>
        </div>
      </div>
    </div>
  );
}
