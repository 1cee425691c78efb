import { IconArrowBackUp, IconCheck, IconEye } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16, TextArea } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import type { Draft } from '../parts/types.ts';
import { hasChanged } from './refusals.ts';
import classes from './change-set.module.css';

/** What both sides of an approval do when the server has answered: the set is read again. */
function useAnswered() {
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries(trpc.operations.pathFilter());
  return {
    onSuccess: again,
    async onError(error: unknown) {
      words.toast(error);
      if (hasChanged(error)) await again();
    },
  };
}

/** Asks the other administrators to look at a set. */
export const useAskApproval = () => useMutation(useTRPC().taxonomy.requestApproval.mutationOptions(useAnswered()));

/** The second pair of eyes: asked for by whoever edits, given or refused with words by a colleague, gone with the next edit. `theirs`: none of the edits is the reader's. */
export function Approval({ set, needed, theirs }: { set: Draft; needed: boolean; theirs: boolean }): ReactNode {
  const t = useTranslations('admin.approval');
  const format = useFormats();
  const trpc = useTRPC();
  const [words, setWords] = useState('');
  const answered = useAnswered();
  const approve = useMutation(trpc.taxonomy.approveChangeSet.mutationOptions(answered));
  const giveBack = useMutation(trpc.taxonomy.returnChangeSet.mutationOptions(answered));
  const asked = set.approvalRequestedAt !== null;
  const { returned } = set;
  if (!needed && !asked && !set.approvedBy && !returned) return null;
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
          {returned ? (
            <p>
              <IconArrowBackUp {...icon16} /> <strong>{t('returned', { name: set.returnedByName ?? returned.by, date: format.dateTime(returned.at) })}</strong>{' '}
              {returned.text}
            </p>
          ) : null}
          {needed || asked ? <p>{t(asked ? (theirs ? 'askedYou' : 'asked') : theirs && returned ? 'returnedYou' : 'needed')}</p> : null}
          {theirs ? (
            <>
              <Button look={asked ? 'main' : 'plain'} pending={approve.isPending} onClick={() => approve.mutate({ id: set.id, stamp: set.stamp })}>
                {t('approve')}
              </Button>
              {asked ? (
                <form
                  className={classes.commentForm}
                  onSubmit={(event) => {
                    event.preventDefault();
                    if (words.trim() !== '') giveBack.mutate({ id: set.id, text: words.trim() });
                  }}
                >
                  <TextArea
                    label={t('why')}
                    hint={t('whyHint')}
                    rows={2}
                    required
                    maxLength={4000}
                    value={words}
                    onChange={(event) => setWords(event.target.value)}
                  />
                  <Button type="submit" pending={giveBack.isPending} disabled={words.trim() === ''}>
                    {t('giveBack')}
                  </Button>
                </form>
              ) : null}
            </>
          ) : null}
        </>
      )}
    </section>
  );
}
