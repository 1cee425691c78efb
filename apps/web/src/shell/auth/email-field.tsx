import { useTranslations } from '@yarmarka/i18n/react';
import { TextField } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';

/** The address a person signs in with. */
export function EmailField({ value, error, onChange }: { value: string; error: string | undefined; onChange: (email: string) => void }): ReactNode {
  const t = useTranslations('shell.auth');
  return (
    <TextField
      label={t('email')}
      type="email"
      name="email"
      autoComplete="username"
      inputMode="email"
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
