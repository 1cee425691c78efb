import { IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16, TextArea, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import type { Draft } from '../parts/types.ts';
import classes from './change-set.module.css';

/** What a set is called and what it is for, as the history will show it; until somebody names it, it is called by what its edits are about. */
export function Naming({ set, editable }: { set: Draft; editable: boolean }): ReactNode {
  const t = useTranslations('admin.naming');
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState(set.title);
  const [note, setNote] = useState(set.note);
  const save = useMutation(
    trpc.taxonomy.nameChangeSet.mutationOptions({
      async onSuccess() {
        setOpen(false);
        await queryClient.invalidateQueries(trpc.operations.pathFilter());
      },
      onError: (error) => words.toast(error),
    }),
  );
  if (!open)
    return set.note || editable ? (
      <div className={classes.naming}>
        {set.note ? <p className={classes.said}>{set.note}</p> : null}
        {editable ? (
          <Button size="s" look="quiet" icon={<IconPencil {...icon16} />} onClick={() => setOpen(true)}>
            {set.note ? t('edit') : t('name')}
          </Button>
        ) : null}
      </div>
    ) : null;
  return (
    <form
      className={classes.panel}
      aria-label={t('name')}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== '') save.mutate({ id: set.id, title: title.trim(), note: note.trim() });
      }}
    >
      <TextField label={t('title')} required maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextArea label={t('note')} hint={t('noteHint')} rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      <div className={classes.naming}>
        <Button type="submit" pending={save.isPending} disabled={title.trim() === ''}>
          {t('save')}
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          {t('close')}
        </Button>
      </div>
    </form>
  );
}
