import { useMutation } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { COMPANY_FIELDS, type CompanyField, STANDING_LABELS } from '@yarmarka/accounts/schemas';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Anchor, Button, Check, FormShell, ProgressBar, StatusBadge, type StatusTone, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useId, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { type AppRouter, useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { uploadFile } from '../../../lib/upload.ts';
import { localised, paths } from '../../../shell/paths.ts';
import classes from './company.module.css';
import { reasonText } from './reason-text.ts';

type Outputs = inferRouterOutputs<AppRouter>['accounts'];
type Row = Outputs['myStanding']['rows'][number];
type Seller = Outputs['mySeller'];
type RowProps = { readonly row: Row; readonly seller: Seller; readonly onChanged: () => Promise<void> };

const TONES: Readonly<Record<Row['standing'], StatusTone>> = { complete: 'success', incomplete: 'draft', pending: 'progress', rejected: 'warning' };
const FIELDS: Partial<Record<Row['kind'], readonly CompanyField[]>> = {
  company_profile: COMPANY_FIELDS.filter((field) => field !== 'bik' && field !== 'accountNo'),
  bank_details: ['bik', 'accountNo'],
};

/** Whether the application is still in the seller's hands. */
const canSend = (status: Seller['status']): boolean => status === 'registered' || status === 'onboarding' || status === 'needs_changes';

/** One row of the checklist: what it asks, how it stands, why it was refused, and the place to do it. */
export function ChecklistRow(props: RowProps): ReactNode {
  const { row } = props;
  const t = useTranslations('seller.company');
  const locale = useLocale();
  const titleId = useId();
  const reason = reasonText(row.reasonCode, locale);
  // What waits for a moderator is looked at only once the whole application has been sent.
  const unsent = row.standing === 'pending' && canSend(props.seller.status);
  return (
    <li className={classes.row} aria-labelledby={titleId} data-standing={row.standing}>
      <div className={classes.rowHead}>
        <h3 id={titleId}>
          {row.title[locale] || row.title.ru}
          {row.required ? null : <span className={classes.optional}> {t('optional')}</span>}
        </h3>
        <StatusBadge bare tone={unsent ? 'draft' : TONES[row.standing]}>
          {unsent ? t(row.kind === 'document' ? 'uploadedUnsent' : 'unsent') : STANDING_LABELS[row.standing][locale]}
        </StatusBadge>
      </div>
      {row.hint[locale] && row.standing !== 'complete' ? <p className={classes.hint}>{row.hint[locale]}</p> : null}
      {row.standing === 'rejected' && (reason || row.note) ? (
        <div role="note" className={classes.refused}>
          {reason ? <p>{reason}</p> : null}
          {row.note ? <p>{t('noteOf', { note: row.note })}</p> : null}
        </div>
      ) : null}
      <Body {...props} />
    </li>
  );
}

function Body(props: RowProps): ReactNode {
  const t = useTranslations('seller.company');
  const { email } = useSignedIn();
  switch (props.row.kind) {
    case 'company_profile':
    case 'bank_details':
      return <CompanyFields {...props} />;
    case 'document':
      return <DocumentUpload {...props} />;
    case 'accept_terms':
      return <Terms {...props} />;
    case 'confirm_email':
      return props.row.standing === 'complete' ? null : <p>{t('confirmEmail', { email })}</p>;
    case 'operator_review':
      return props.row.standing !== 'pending' || !canSend(props.seller.status) ? null : <p className={classes.hint}>{t('operator')}</p>;
  }
}

function CompanyFields({ row, seller, onChanged }: RowProps): ReactNode {
  const t = useTranslations('seller.company');
  const trpc = useTRPC();
  const errors = useErrorWords();
  const fields = FIELDS[row.kind] ?? [];
  const [values, setValues] = useState<Partial<Record<CompanyField, string>>>(() => Object.fromEntries(fields.map((field) => [field, seller.company[field]])));
  const save = useMutation(
    trpc.accounts.updateCompany.mutationOptions({
      onSuccess: async () => {
        await onChanged();
        toast({ text: t('saved') });
      },
    }),
  );
  if (!row.open)
    return (
      <dl className={classes.facts}>
        {fields.map((field) => (
          <div key={field}>
            <dt>{t(`fields.${field}`)}</dt>
            <dd>{seller.company[field] || '—'}</dd>
          </div>
        ))}
      </dl>
    );
  const wrong = errors.fields(save.error);
  const named = fields.some((field) => wrong[field]);
  return (
    <FormShell
      submit={t('save')}
      pending={save.isPending}
      submitError={named ? null : errors.submitError(save.error)}
      problems={fields.filter((field) => wrong[field]).length}
      onSubmit={() => save.mutate(values)}
    >
      <div className={classes.fields}>
        {fields.map((field) => (
          <TextField
            key={field}
            label={t(`fields.${field}`)}
            hint={t(`hints.${field}`)}
            value={values[field] ?? ''}
            error={wrong[field]}
            inputMode={field === 'legalName' || field === 'legalAddress' ? 'text' : 'numeric'}
            onChange={(event) => setValues((before) => ({ ...before, [field]: event.target.value }))}
          />
        ))}
      </div>
    </FormShell>
  );
}

function DocumentUpload({ row, onChanged }: RowProps): ReactNode {
  const t = useTranslations('seller.company');
  const locale = useLocale();
  const format = useFormats();
  const client = useTRPCClient();
  const errors = useErrorWords();
  const [share, setShare] = useState<number | null>(null);
  const hint = useId();
  const send = useMutation({
    mutationFn: async (file: File) => {
      const { id } = await uploadFile(file, 'document', setShare);
      await client.accounts.submitDocument.mutate({ requirementKey: row.key, fileId: id });
    },
    onSuccess: onChanged,
    onSettled: () => setShare(null),
  });
  return (
    <div className={classes.document}>
      {row.fileId ? (
        <p>
          <a href={`/files/${row.fileId}`} download>
            {row.fileName}
          </a>{' '}
          {row.submittedAt ? <span className={classes.hint}>{format.dateTime(row.submittedAt)}</span> : null}
        </p>
      ) : null}
      {row.open ? (
        <>
          <label className={classes.choose}>
            <input
              type="file"
              className="y-hidden"
              aria-label={`${row.fileId ? t('replace') : t('upload')}: ${row.title[locale] || row.title.ru}`}
              aria-describedby={hint}
              accept="application/pdf,image/jpeg,image/png"
              disabled={send.isPending}
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) send.mutate(file);
                event.target.value = '';
              }}
            />
            <span aria-hidden="true">{send.isPending ? t('uploading') : row.fileId ? t('replace') : t('upload')}</span>
          </label>
          <span id={hint} className={classes.hint}>
            {t('formats')}
          </span>
          {share === null ? null : <ProgressBar thin label={t('uploading')} share={share} />}
          {send.error ? (
            <p role="alert" className={classes.error}>
              {errors.say(send.error)}
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function Terms({ row, onChanged }: RowProps): ReactNode {
  const t = useTranslations('seller.company');
  const trpc = useTRPC();
  const errors = useErrorWords();
  const [agreed, setAgreed] = useState(false);
  const accept = useMutation(trpc.accounts.acceptTerms.mutationOptions({ onSuccess: onChanged, onError: errors.toast }));
  const locale = useLocale();
  // The operator may keep the terms elsewhere; otherwise they are the shop's own page. In another tab: what is typed here stays.
  const link = (
    <Anchor href={row.settings.termsUrl ?? localised(locale, paths.shop.terms())} target="_blank" rel="noopener">
      {t('termsLink')}
    </Anchor>
  );
  if (row.standing === 'complete') return <p>{link}</p>;
  return (
    <div className={classes.document}>
      {link}
      <Check label={t('terms')} checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
      <Button
        disabled={!agreed}
        pending={accept.isPending}
        onClick={() => accept.mutate({ requirementKey: row.key, version: row.settings.termsVersion ?? '1' })}
      >
        {t('accept')}
      </Button>
    </div>
  );
}
