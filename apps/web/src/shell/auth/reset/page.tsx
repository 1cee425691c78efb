import { useTranslations } from '@yarmarka/i18n/react';
import { ButtonLink, FormShell, PasswordField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { resetPassword } from '../../../lib/auth.ts';
import { paths } from '../../paths.ts';
import classes from '../auth.module.css';
import { AuthCard } from '../frame.tsx';
import { MIN_PASSWORD, useAuthForm } from '../use-auth-form.ts';

export function Page(): ReactNode {
  const t = useTranslations('shell.auth');
  const [params] = useSearchParams();
  const token = params.get('token');
  const form = useAuthForm<'password'>();
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);

  if (done) {
    return (
      <AuthCard title={t('reset.title')}>
        <div className={classes.done}>
          <p role="status">{t('reset.done')}</p>
          <ButtonLink look="main" wide href={paths.auth.signIn()}>
            {t('signIn.submit')}
          </ButtonLink>
        </div>
      </AuthCard>
    );
  }
  if (!token || params.get('error')) {
    return (
      <AuthCard title={t('reset.title')}>
        <div className={classes.done}>
          <p role="alert">{t('reset.badToken')}</p>
          <ButtonLink look="main" wide href={paths.auth.forgot()}>
            {t('reset.askAgain')}
          </ButtonLink>
        </div>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('reset.title')} lead={t('reset.lead')}>
      <FormShell
        submit={t('reset.submit')}
        wide
        pending={form.pending}
        submitError={form.submitError}
        onSubmit={() =>
          form.submit(
            () => (password.length < MIN_PASSWORD ? { password: t('signUp.weak') } : {}),
            async () => {
              await resetPassword(token, password);
              setDone(true);
            },
          )
        }
      >
        <PasswordField
          label={t('newPassword')}
          name="password"
          autoComplete="new-password"
          hint={t('passwordHint')}
          value={password}
          error={form.errors.password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </FormShell>
    </AuthCard>
  );
}
