import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, FormShell } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { askPasswordReset } from '../../../lib/auth.ts';
import { paths } from '../../paths.ts';
import classes from '../auth.module.css';
import { EmailField } from '../email-field.tsx';
import { AuthCard } from '../frame.tsx';
import { isEmail, useAuthForm } from '../use-auth-form.ts';

export function Page(): ReactNode {
  const t = useTranslations('shell.auth');
  const form = useAuthForm<'email'>();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const back = <Anchor href={paths.auth.signIn()}>{t('forgot.backToSignIn')}</Anchor>;
  if (sent) {
    return (
      <AuthCard title={t('forgot.title')} foot={back}>
        <p role="status" className={classes.done}>
          {t('forgot.sent', { email })}
        </p>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('forgot.title')} lead={t('forgot.lead')} foot={back}>
      <FormShell
        submit={t('forgot.submit')}
        wide
        pending={form.pending}
        submitError={form.submitError}
        onSubmit={() =>
          form.submit(
            () => (isEmail(email) ? {} : { email: t('enterEmail') }),
            async () => {
              await askPasswordReset(email.trim(), paths.auth.reset());
              setSent(true);
            },
          )
        }
      >
        <EmailField value={email} error={form.errors.email} onChange={setEmail} />
      </FormShell>
    </AuthCard>
  );
}
