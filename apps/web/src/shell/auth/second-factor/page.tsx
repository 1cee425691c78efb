import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Check, FormShell, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { verifyBackupCode, verifySecondFactor } from '../../../lib/auth.ts';
import classes from '../auth.module.css';
import { AuthCard } from '../frame.tsx';
import { useGoOn } from '../sign-in/page.tsx';
import { useAuthForm } from '../use-auth-form.ts';

export function Page(): ReactNode {
  const t = useTranslations('shell.auth');
  const [params] = useSearchParams();
  const next = params.get('next');
  const goOn = useGoOn();
  const form = useAuthForm<'code'>();
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const [backup, setBackup] = useState(false);
  return (
    <AuthCard
      title={t('second.title')}
      lead={backup ? t('second.backupLead') : t('second.lead')}
      foot={
        <Button
          look="quiet"
          onClick={() => {
            setBackup(!backup);
            setCode('');
          }}
        >
          {backup ? t('second.useApp') : t('second.useBackup')}
        </Button>
      }
    >
      <FormShell
        key={String(backup)}
        submit={t('second.submit')}
        wide
        pending={form.pending}
        submitError={form.submitError}
        onSubmit={() =>
          form.submit(
            () => (code.trim() === '' ? { code: t('enterCode') } : {}),
            async () => {
              if (backup) await verifyBackupCode(code.trim(), trust);
              else await verifySecondFactor(code.replace(/\s/g, ''), trust);
              await goOn(next);
            },
          )
        }
      >
        <TextField
          label={backup ? t('second.backupCode') : t('second.code')}
          name="code"
          autoComplete="one-time-code"
          inputMode={backup ? 'text' : 'numeric'}
          maxLength={backup ? 24 : 7}
          className={backup ? '' : (classes.code ?? '')}
          value={code}
          error={form.errors.code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Check label={t('second.trust')} checked={trust} onChange={(event) => setTrust(event.target.checked)} />
      </FormShell>
    </AuthCard>
  );
}
