import { useTranslations } from '@yarmarka/i18n/react';
import { FormShell, PasswordField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { changePassword } from '../../../lib/auth.ts';
import { MIN_PASSWORD, useAuthForm } from '../../auth/use-auth-form.ts';

/** Changes the password and signs every other device out. */
export function PasswordForm(): ReactNode {
  const t = useTranslations('shell');
  const form = useAuthForm<'current' | 'next'>({ INVALID_PASSWORD: t('security.password.wrong') });
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  return (
    <FormShell
      submit={t('security.password.submit')}
      submitLook="plain"
      pending={form.pending}
      submitError={form.submitError}
      onSubmit={() =>
        form.submit(
          () => ({ ...(current === '' && { current: t('auth.enterPassword') }), ...(next.length < MIN_PASSWORD && { next: t('auth.signUp.weak') }) }),
          async () => {
            await changePassword(current, next);
            setCurrent('');
            setNext('');
            toast({ tone: 'success', text: t('security.password.done') });
          },
        )
      }
    >
      <PasswordField
        label={t('security.password.current')}
        autoComplete="current-password"
        value={current}
        error={form.errors.current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <PasswordField
        label={t('security.password.next')}
        autoComplete="new-password"
        hint={t('auth.passwordHint')}
        value={next}
        error={form.errors.next}
        onChange={(event) => setNext(event.target.value)}
      />
    </FormShell>
  );
}
