import {
  COMPANY_FIELDS,
  REASON_CODES,
  type ReasonCode,
  SELLER_REASON_LABELS,
  SELLER_STATUS_LABELS,
  type SellerStatus,
  STANDING_LABELS,
  type Standing,
} from '@yarmarka/accounts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, ButtonLink, Dialog, FormShell, SelectField, SkeletonText, StatusBadge, type StatusTone, TextArea, toast } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import { Fragment, type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';

type Outputs = inferRouterOutputs<AppRouter>['accounts'];
export type ListedSeller = Outputs['searchSellers']['items'][number];

export const TONES: Readonly<Record<SellerStatus, StatusTone>> = {
  registered: 'draft',
  onboarding: 'draft',
  ready_for_review: 'progress',
  in_review: 'progress',
  needs_changes: 'warning',
  approved: 'success',
  restricted: 'warning',
  suspended: 'danger',
  rejected: 'danger',
  terminated: 'quiet',
  canceled: 'quiet',
};
const STANDING_TONES: Readonly<Record<Standing, StatusTone>> = { complete: 'success', incomplete: 'draft', pending: 'progress', rejected: 'danger' };

/** One seller: company, checklist, and the operator's two levers. */
export function SellerPanel({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.sellers');
  const label = useLabel();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const [suspending, setSuspending] = useState(false);
  const seller = useQuery(trpc.accounts.seller.queryOptions({ sellerId: id }));
  const standing = useQuery(trpc.accounts.sellerStanding.queryOptions({ sellerId: id }));
  const restore = useMutation(
    trpc.accounts.restoreSeller.mutationOptions({
      onError: (error) => words.toast(error),
      onSuccess: () => {
        toast({ tone: 'success', text: t('restored') });
        return queryClient.invalidateQueries(trpc.accounts.pathFilter());
      },
    }),
  );
  const data = seller.data;
  const name = data ? label(data.name) || t('noName') : t('title');
  return (
    <Dialog side="right" width={480} title={name} closeLabel={t('close')} onClose={onClose}>
      {seller.isError ? <ListError error={seller.error} onRetry={() => void seller.refetch()} /> : null}
      {data ? (
        <div className={classes.stack}>
          <p>
            <StatusBadge tone={TONES[data.status]}>{label(SELLER_STATUS_LABELS[data.status])}</StatusBadge>
          </p>
          {data.statusReason ? (
            <p className={classes.note}>
              {t('why')}: {reasonText(data.statusReason, label)} {data.statusNote}
            </p>
          ) : null}
          <dl className={classes.facts}>
            {COMPANY_FIELDS.map((field) => (
              <Fragment key={field}>
                <dt>{t(`facts.${field}`)}</dt>
                <dd>{data.company[field] || '—'}</dd>
              </Fragment>
            ))}
            <dt>{t('facts.city')}</dt>
            <dd>{data.city || '—'}</dd>
          </dl>
          {standing.data ? (
            <section className={classes.section} aria-label={t('standing')}>
              <h3>{t('standing')}</h3>
              <ul role="list" className={classes.checks}>
                {standing.data.rows.map((row) => (
                  <li key={row.key} className={classes.head}>
                    <span>{label(row.title)}</span>
                    <StatusBadge bare tone={STANDING_TONES[row.standing]}>
                      {label(STANDING_LABELS[row.standing])}
                    </StatusBadge>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <div className={classes.actions}>
            <ButtonLink href={paths.admin.journal({ entity: 'seller', id })}>{t('journal')}</ButtonLink>
            {data.status === 'approved' || data.status === 'restricted' ? (
              <Button look="danger" onClick={() => setSuspending(true)}>
                {t('suspend')}
              </Button>
            ) : null}
            {data.status === 'suspended' ? (
              <Button look="main" pending={restore.isPending} onClick={() => restore.mutate({ sellerId: id, version: data.version })}>
                {t('restore')}
              </Button>
            ) : null}
          </div>
        </div>
      ) : seller.isError ? null : (
        <SkeletonText lines={8} />
      )}
      {suspending ? <Suspend id={id} name={name} onClose={() => setSuspending(false)} /> : null}
    </Dialog>
  );
}

const isReason = (code: string): code is ReasonCode => REASON_CODES.some((one) => one === code);
const reasonText = (code: string, label: (words: { ru: string; en: string }) => string): string => (isReason(code) ? label(SELLER_REASON_LABELS[code]) : code);

function Suspend({ id, name, onClose }: { id: number; name: string; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.sellers');
  const label = useLabel();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const [reasonCode, setReason] = useState<ReasonCode>('rules_violated');
  const [note, setNote] = useState('');
  const suspend = useMutation(
    trpc.accounts.suspendSeller.mutationOptions({
      async onSuccess() {
        toast({ tone: 'success', text: t('suspended') });
        await queryClient.invalidateQueries(trpc.accounts.pathFilter());
        onClose();
      },
    }),
  );
  return (
    <Dialog title={t('suspendTitle', { name })} closeLabel={t('close')} onClose={onClose} width={460}>
      <FormShell
        submit={t('suspendSubmit')}
        pending={suspend.isPending}
        submitError={words.submitError(suspend.error)}
        onSubmit={() => suspend.mutate({ sellerId: id, reasonCode, note })}
        onCancel={onClose}
      >
        <p className={classes.note}>{t('suspendText')}</p>
        <SelectField
          label={t('reason')}
          value={reasonCode}
          options={REASON_CODES.map((one) => ({ value: one, label: label(SELLER_REASON_LABELS[one]) }))}
          onChange={(event) => isReason(event.target.value) && setReason(event.target.value)}
        />
        <TextArea label={t('note')} rows={3} value={note} onChange={(event) => setNote(event.target.value)} />
      </FormShell>
    </Dialog>
  );
}
