import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { FormShell, PageHeader, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { redirect, useNavigate } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { useErrorWords } from '../../../lib/error-words.ts';
import { ensureSession, refreshSession } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';

/** Who has a store already goes to its checklist. */
export const loader = loadWith(async ({ trpc, queryClient }) => {
  const session = await ensureSession(trpc, queryClient);
  if (session?.seller) throw redirect(paths.seller.company());
});

const LEAST = 2;

/** A signed-in person opens a store; the checklist comes next. */
export function Page(): ReactNode {
  const t = useTranslations('seller.company.register');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const errors = useErrorWords();
  const [ru, setRu] = useState('');
  const [en, setEn] = useState('');
  const [tried, setTried] = useState(false);
  const register = useMutation(
    trpc.accounts.registerSeller.mutationOptions({
      onSuccess: async () => {
        await refreshSession(trpc, queryClient);
        await navigate(paths.seller.company(), { replace: true });
      },
    }),
  );
  const blank = ru.trim().length < LEAST && en.trim().length < LEAST;
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div style={{ maxWidth: 480 }}>
        <FormShell
          submit={t('submit')}
          pending={register.isPending}
          submitError={errors.submitError(register.error)}
          onSubmit={() => {
            setTried(true);
            if (!blank) register.mutate({ name: { ru: ru.trim(), en: en.trim() } });
          }}
        >
          <TextField
            label={t('nameRu')}
            hint={t('hint')}
            autoFocus
            maxLength={120}
            value={ru}
            error={tried && blank ? t('one') : undefined}
            onChange={(event) => setRu(event.target.value)}
          />
          <TextField label={t('nameEn')} maxLength={120} value={en} onChange={(event) => setEn(event.target.value)} />
        </FormShell>
      </div>
    </>
  );
}
