import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, SelectField, TextArea } from '@yarmarka/ui/plain';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import type { Draft } from '../parts/types.ts';
import classes from './change-set.module.css';
import { useChangeText } from '../parts/use-change-text.ts';

/** Edits offered as the subject of a comment. */
const SUBJECTS = 200;

/** What people say of a change-set, or of one of its edits. */
export function Comments({ set }: { set: Draft }): ReactNode {
  const t = useTranslations('admin.comments');
  const format = useFormats();
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const textOf = useChangeText(set);
  const [text, setText] = useState('');
  const [target, setTarget] = useState('');
  const add = useMutation(
    trpc.taxonomy.addComment.mutationOptions({
      async onSuccess() {
        setText('');
        setTarget('');
        await queryClient.invalidateQueries(trpc.operations.pathFilter());
      },
      onError: (error) => words.toast(error),
    }),
  );
  const subjectOf = (about: string): string => {
    const change = set.changes.find((one) => one.target === about)?.change;
    return change ? textOf(change) : about;
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '') add.mutate({ changeSetId: set.id, text: text.trim(), ...(target === '' ? {} : { target }) });
  };
  return (
    <section className={classes.panel} aria-labelledby="comments-title">
      <h2 id="comments-title">{t('title')}</h2>
      {set.comments.length === 0 ? (
        <p className={classes.was2}>{t('empty')}</p>
      ) : (
        <ol className={classes.comments}>
          {set.comments.map((one) => (
            <li key={one.id}>
              <span className={classes.was2}>
                {[one.authorName ?? one.author, format.dateTime(one.createdAt), ...(one.target ? [subjectOf(one.target)] : [])].join(' · ')}
              </span>
              <p>{one.text}</p>
            </li>
          ))}
        </ol>
      )}
      <form className={classes.commentForm} onSubmit={send}>
        {set.changes.length > 0 ? (
          <SelectField
            label={t('about')}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
            options={[{ value: '', label: t('whole') }, ...set.changes.slice(0, SUBJECTS).map((one) => ({ value: one.target, label: textOf(one.change) }))]}
          />
        ) : null}
        <TextArea label={t('text')} rows={2} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} />
        <Button type="submit" pending={add.isPending} disabled={text.trim() === '' || set.id === 0}>
          {t('add')}
        </Button>
      </form>
    </section>
  );
}
