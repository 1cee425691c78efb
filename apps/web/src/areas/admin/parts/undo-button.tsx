import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16, toast } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';

/** One click makes a draft that takes a version back; it is looked at and published like any other. */
export function UndoButton({ version, size = 'm' }: { version: number; size?: 's' | 'm' }): ReactNode {
  const t = useTranslations('admin.undo');
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
  return (
    <Button
      size={size}
      icon={<IconArrowBackUp {...icon16} />}
      aria-label={t('title', { version: String(version) })}
      pending={undo.isPending}
      onClick={(event) => {
        event.stopPropagation();
        undo.mutate({ version });
      }}
    >
      {t('action')}
    </Button>
  );
}
