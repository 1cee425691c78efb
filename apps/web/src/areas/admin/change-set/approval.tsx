import { IconCheck, IconEye } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useSession } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import type { Draft } from '../parts/types.ts';
import { hasChanged } from './refusals.ts';
import classes from './change-set.module.css';

/** The second pair of eyes: asked for by whoever edits, given by a colleague, gone with the next edit. */
export function Approval({ set, needed }: { set: Draft; needed: boolean }): ReactNode {
  const t = useTranslations('admin.approval');
  const format = useFormats();
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const session = useSession();
  const again = () => queryClient.invalidateQueries(trpc.operations.pathFilter());
  const done = {
    onSuccess: again,
    async onError(error: unknown) {
      words.toast(error);
      if (hasChanged(error)) await again();
    },
  };
  const ask = useMutation(trpc.taxonomy.requestApproval.mutationOptions(done));
  const approve = useMutation(trpc.taxonomy.approveChangeSet.mutationOptions(done));
  const own = session !== null && set.editors.includes(`user:${session.id}`);
  const asked = set.approvalRequestedAt !== null;
  if (!needed && !asked && !set.approvedBy) return null;
  return (
    <section className={classes.panel} aria-label={t('title')}>
      <h2>
        <IconEye {...icon16} /> {t('title')}
      </h2>
      {set.approvedBy ? (
        <p>
          <IconCheck {...icon16} /> {t('approved', { name: set.approvedByName ?? set.approvedBy, date: set.approvedAt ? format.dateTime(set.approvedAt) : '' })}
        </p>
      ) : (
        <>
          <p>{asked ? t('asked') : t('needed')}</p>
          {own ? (
            asked ? null : (
              <Button pending={ask.isPending} onClick={() => ask.mutate({ id: set.id })}>
                {t('ask')}
              </Button>
            )
          ) : (
            <Button pending={approve.isPending} onClick={() => approve.mutate({ id: set.id, stamp: set.stamp })}>
              {t('approve')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
