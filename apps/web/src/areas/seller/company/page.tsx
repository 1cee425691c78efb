import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { SELLER_STATUS_LABELS } from '@yarmarka/accounts/schemas';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Button, PageHeader, ProgressBar, StatusBadge, type StatusTone, toast } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { loadWith } from '../../../lib/api.ts';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useLive } from '../../../lib/live.ts';
import { refreshSession } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { reasonText } from './reason-text.ts';
import { ChecklistRow } from './checklist-row.tsx';
import classes from './company.module.css';

export const loader = loadWith(({ trpc, queryClient }) =>
  Promise.all([
    queryClient.query({ ...trpc.accounts.myStanding.queryOptions(), staleTime: 0 }),
    queryClient.query({ ...trpc.accounts.mySeller.queryOptions(), staleTime: 0 }),
  ]),
);

const TONES: Readonly<Record<string, StatusTone>> = {
  registered: 'draft',
  onboarding: 'draft',
  ready_for_review: 'progress',
  in_review: 'progress',
  needs_changes: 'warning',
  approved: 'success',
  rejected: 'danger',
  restricted: 'warning',
  suspended: 'danger',
};

/** The checklist of the store: what is needed, how each row stands, and the way to review; verdicts arrive live. */
export function Page(): ReactNode {
  const t = useTranslations('seller.company');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const standing = useSuspenseQuery(trpc.accounts.myStanding.queryOptions()).data;
  const seller = useSuspenseQuery(trpc.accounts.mySeller.queryOptions()).data;
  const refresh = async () => {
    await Promise.all([
      queryClient.invalidateQueries(trpc.accounts.myStanding.queryFilter()),
      queryClient.invalidateQueries(trpc.accounts.mySeller.queryFilter()),
    ]);
  };
  useLive(['seller.*', 'moderation.*'], () => {
    void refresh();
    void refreshSession(trpc, queryClient);
  });
  const submit = useMutation(
    trpc.accounts.submitSellerForReview.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast({ tone: 'success', text: t('submitted') });
      },
      onError: errors.toast,
    }),
  );
  const reapply = useMutation(trpc.accounts.reapplySeller.mutationOptions({ onSuccess: refresh, onError: errors.toast }));
  const { status } = standing;
  const waiting = status === 'ready_for_review' || status === 'in_review';
  const reason = reasonText(standing.statusReason, locale);
  const note =
    status === 'approved'
      ? t('approved')
      : waiting
        ? t('waiting')
        : status === 'needs_changes'
          ? t('needsChanges')
          : status === 'rejected'
            ? t('rejected')
            : status === 'restricted' || status === 'suspended'
              ? t('restricted')
              : null;
  const tone = status === 'approved' ? 'good' : waiting ? 'progress' : status === 'rejected' || status === 'suspended' ? 'bad' : 'warning';
  const open = status === 'registered' || status === 'onboarding' || status === 'needs_changes';
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={seller.name[locale] || seller.name.ru || seller.name.en}
        meta={<StatusBadge tone={TONES[status] ?? 'quiet'}>{SELLER_STATUS_LABELS[status][locale]}</StatusBadge>}
        lead={open ? t('lead') : undefined}
        actions={
          open ? (
            <Button look="main" disabled={!standing.canSubmit} pending={submit.isPending} onClick={() => submit.mutate()}>
              {t('submit')}
            </Button>
          ) : status === 'rejected' ? (
            <Button look="main" pending={reapply.isPending} onClick={() => reapply.mutate()}>
              {t('again')}
            </Button>
          ) : null
        }
      />
      <div className={classes.page}>
        {note ? (
          <div role="status" className={classes.note} data-tone={tone}>
            <p>{note}</p>
            {reason ? <p>{t('reason', { reason })}</p> : null}
            {standing.statusNote ? <p>{t('noteOf', { note: standing.statusNote })}</p> : null}
          </div>
        ) : null}
        <div className={classes.progress}>
          <h2>{t('checklist')}</h2>
          <span>{t('progress', { done: standing.complete, total: standing.required })}</span>
        </div>
        <ProgressBar
          thin
          label={t('checklist')}
          share={standing.required === 0 ? 1 : standing.complete / standing.required}
          tone={standing.complete === standing.required ? 'success' : 'accent'}
        />
        <ol role="list" className={classes.rows}>
          {standing.rows.map((row) => (
            <ChecklistRow key={row.key} row={row} seller={seller} onChanged={refresh} />
          ))}
        </ol>
      </div>
    </>
  );
}
