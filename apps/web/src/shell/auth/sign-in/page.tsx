import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, FormShell, PasswordField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { signIn } from '../../../lib/auth.ts';
import { ensureSession, refreshSession } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { isWorkplacePath, paths } from '../../paths.ts';
import { EmailField } from '../email-field.tsx';
import { AuthCard, AuthQuestion } from '../frame.tsx';
import { landing } from '../landing.ts';
import { isEmail, useAuthForm } from '../use-auth-form.ts';

/** Goes on after signing in: inside the workplace without a reload, to the shop with one, since the server draws it for this person. */
export function useGoOn(): (wanted: string | null) => Promise<void> {
  const navigate = useNavigate();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async (wanted) => {
    await refreshSession(trpc, queryClient);
    const next = landing(wanted, await ensureSession(trpc, queryClient));
    if (!isWorkplacePath(next.split('?')[0] ?? next)) {
      window.location.assign(next);
      return;
    }
    await navigate(next, { replace: true });
  };
}

export function Page(): ReactNode {
  const t = useTranslations('shell.auth');
  const [params] = useSearchParams();
  const next = params.get('next');
  const navigate = useNavigate();
  const goOn = useGoOn();
  const form = useAuthForm<'email' | 'password'>();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <AuthCard
      title={t('signIn.title')}
      lead={t('signIn.lead')}
      foot={<AuthQuestion text={t('signIn.noAccount')} link={t('signIn.register')} href={paths.auth.signUp(next ?? undefined)} />}
    >
      <FormShell
        submit={t('signIn.submit')}
        wide
        pending={form.pending}
        submitError={form.submitError}
        onSubmit={() =>
          form.submit(
            () => ({ ...(!isEmail(email) && { email: t('enterEmail') }), ...(password === '' && { password: t('enterPassword') }) }),
            async () => {
              const { second } = await signIn({ email: email.trim(), password });
              if (second) await navigate(paths.auth.second(next ?? undefined));
              else await goOn(next);
            },
          )
        }
      >
        <EmailField value={email} error={form.errors.email} onChange={setEmail} />
        <PasswordField
          label={t('password')}
          name="password"
          autoComplete="current-password"
          value={password}
          error={form.errors.password}
          aside={<Anchor href={paths.auth.forgot()}>{t('signIn.forgot')}</Anchor>}
          onChange={(event) => setPassword(event.target.value)}
        />
      </FormShell>
    </AuthCard>
  );
}
