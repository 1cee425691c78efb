import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, confirm, icon16, toast } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import { useDraft } from './draft.ts';

/** Makes a draft that takes a version back, after it has said how much that is and what becomes of the open draft; it is looked at and published like any other. */
export function UndoButton({
  version,
  title,
  changes: count,
  size = 'm',
}: {
  version: number;
  title: string;
  /** How many changes the version brought. */
  changes: number;
  size?: 's' | 'm';
}): ReactNode {
  const t = useTranslations('admin.undo');
  const format = useFormats();
  const draft = useDraft();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const navigate = useNavigate();
  const undo = useMutation(
    trpc.taxonomy.undoVersion.mutationOptions({
      async onSuccess({ changeSetId, changes, notUndone }) {
        const left = notUndone.reduce((sum, one) => sum + one.count, 0);
        toast({ tone: 'success', text: [t('done', { count: changes }), ...(left > 0 ? [t('left', { count: String(left) })] : [])].join(' ') });
        await Promise.all([queryClient.invalidateQueries(trpc.operations.pathFilter()), queryClient.invalidateQueries(trpc.taxonomy.draftCells.queryFilter())]);
        await navigate(paths.admin.changeSet(changeSetId));
      },
      onError: (error) => words.toast(error),
    }),
  );
  const ask = async () => {
    const open = draft && draft.changes.length > 0 ? draft : null;
    const text = [t('askText', { count, title }), ...(open ? [t('askDraft', { draft: open.title, count: open.changes.length })] : [])].join(' ');
    const facts = [{ label: t('askSize'), value: format.number(count) }];
    if (await confirm({ title: t('askTitle', { version: String(version), title }), text, facts, action: t('make'), cancel: t('close') }))
      undo.mutate({ version });
  };
  return (
    <Button
      size={size}
      icon={<IconArrowBackUp {...icon16} />}
      aria-label={t('title', { version: String(version) })}
      pending={undo.isPending}
      onClick={(event) => {
        event.stopPropagation();
        void ask();
      }}
    >
      {t('action')}
    </Button>
  );
}
