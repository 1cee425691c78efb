import { IconMailOpened } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { EmptyState, FormShell, icon32, PasswordField, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { signUp } from '../../../lib/auth.ts';
import { useAppState } from '../../app-state.tsx';
import { paths, safeNext } from '../../paths.ts';
import { EmailField } from '../email-field.tsx';
import { AuthCard, AuthQuestion } from '../frame.tsx';
import { useGoOn } from '../sign-in/page.tsx';
import { isEmail, MIN_PASSWORD, useAuthForm } from '../use-auth-form.ts';

export function Page(): ReactNode {
  const t = useTranslations('shell.auth');
  const { locale } = useAppState();
  const [params] = useSearchParams();
  const next = safeNext(params.get('next'), '/');
  const goOn = useGoOn();
  const form = useAuthForm<'name' | 'email' | 'password'>();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [sent, setSent] = useState(false);

  if (sent) {
    return (
      <AuthCard title={t('signUp.checkMail')}>
        <EmptyState icon={<IconMailOpened {...icon32} />} title={email} text={t('signUp.checkMailText', { email })} />
      </AuthCard>
    );
  }

  const check = () => ({
    ...(name.trim() === '' && { name: t('enterName') }),
    ...(!isEmail(email) && { email: t('enterEmail') }),
    ...(password.length < MIN_PASSWORD && { password: t('signUp.weak') }),
  });
  const send = async () => {
    const { signedIn } = await signUp({ name: name.trim(), email: email.trim(), password, locale, callbackURL: next });
    if (signedIn) await goOn(next);
    else setSent(true);
  };

  return (
    <AuthCard
      title={t('signUp.title')}
      lead={t('signUp.lead')}
      foot={<AuthQuestion text={t('signUp.haveAccount')} link={t('signUp.signIn')} href={paths.auth.signIn(params.get('next') ?? undefined)} />}
    >
      <FormShell submit={t('signUp.submit')} wide pending={form.pending} submitError={form.submitError} onSubmit={() => form.submit(check, send)}>
        <TextField
          label={t('name')}
          name="name"
          autoComplete="name"
          hint={t('nameHint')}
          value={name}
          error={form.errors.name}
          onChange={(event) => setName(event.target.value)}
        />
        <EmailField value={email} error={form.errors.email} onChange={setEmail} />
        <PasswordField
          label={t('password')}
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
