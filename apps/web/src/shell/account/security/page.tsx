import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { redirectDocument } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { ensureSession, useSignedIn } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../head.tsx';
import { paths } from '../../paths.ts';
import { Devices } from './devices.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import classes from './security.module.css';

export const loader = loadWith(async ({ trpc, queryClient, locale }, { request }) => {
  const session = await ensureSession(trpc, queryClient);
  const url = new URL(request.url);
  // A whole address: sign-in belongs to the workplace, outside the shop's base.
  if (!session) return redirectDocument(new URL(paths.auth.signIn(url.pathname, locale), url).href);
  return ensure(queryClient, trpc.accounts.listSessions.queryOptions());
});

export function Page(): ReactNode {
  const t = useTranslations('shell.security');
  const trpc = useTRPC();
  const session = useSignedIn();
  const { data: devices } = useSuspenseQuery(trpc.accounts.listSessions.queryOptions());
  return (
    <div className={classes.page}>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} lead={t('lead')} />
      <section className={classes.section}>
        <h2>{t('second.title')}</h2>
        <SecondFactor on={session.twoFactorEnabled ?? false} needed={session.needsSecondFactor} />
      </section>
      <section className={classes.section}>
        <h2>{t('password.title')}</h2>
        <PasswordForm />
      </section>
      <section className={classes.section} id="devices">
        <h2>{t('devices.title')}</h2>
        <Devices devices={devices} />
      </section>
    </div>
  );
}
