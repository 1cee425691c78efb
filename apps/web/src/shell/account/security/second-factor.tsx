import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, FormShell, PasswordField, StatusBadge, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useMemo, useState } from 'react';
import encodeQr from 'qr';
import { disableSecondFactor, enableSecondFactor, verifySecondFactor } from '../../../lib/auth.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useAuthForm } from '../../auth/use-auth-form.ts';
import classes from './security.module.css';

interface Setup {
  readonly uri: string;
  readonly codes: readonly string[];
}

/** The secret as people type it, in groups of four. */
const keyOf = (uri: string): string => (new URL(uri).searchParams.get('secret') ?? '').replace(/(.{4})(?=.)/g, '$1 ');

/** Switches the second step on (password, app, first code, backup codes) and off (password). */
export function SecondFactor({ on, needed }: { on: boolean; needed: boolean }): ReactNode {
  const t = useTranslations('shell.security.second');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [setup, setSetup] = useState<Setup | null>(null);
  const refresh = () => queryClient.invalidateQueries(trpc.accounts.profile.queryFilter());
  return (
    <div className={classes.stack}>
      <div className={classes.state}>
        <StatusBadge tone={on ? 'success' : needed ? 'warning' : 'quiet'}>{t(on ? 'on' : 'off')}</StatusBadge>
        <p>{needed && !on ? t('needed') : t('why')}</p>
      </div>
      {on ? (
        <AskPassword
          action={t('stop')}
          onConfirmed={async (password) => {
            await disableSecondFactor(password);
            await refresh();
            toast({ tone: 'success', text: t('doneOff') });
          }}
        />
      ) : setup ? (
        <Finish
          setup={setup}
          onDone={async () => {
            setSetup(null);
            await refresh();
            toast({ tone: 'success', text: t('doneOn') });
          }}
        />
      ) : (
        <AskPassword action={t('start')} onConfirmed={async (password) => setSetup(await enableSecondFactor(password))} />
      )}
    </div>
  );
}

function AskPassword({ action, onConfirmed }: { action: string; onConfirmed: (password: string) => Promise<void> }): ReactNode {
  const t = useTranslations('shell');
  const form = useAuthForm<'password'>({ INVALID_PASSWORD: t('security.password.wrong') });
  const [password, setPassword] = useState('');
  return (
    <FormShell
      submit={action}
      pending={form.pending}
      submitError={form.submitError}
      onSubmit={() =>
        form.submit(
          () => (password === '' ? { password: t('auth.enterPassword') } : {}),
          () => onConfirmed(password),
        )
      }
    >
      <PasswordField
        label={t('security.second.password')}
        autoComplete="current-password"
        value={password}
        error={form.errors.password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </FormShell>
  );
}

function Finish({ setup, onDone }: { setup: Setup; onDone: () => Promise<void> }): ReactNode {
  const t = useTranslations('shell');
  const form = useAuthForm<'code'>();
  const [code, setCode] = useState('');
  const cells = useMemo(() => encodeQr(setup.uri, 'raw', { ecc: 'medium', border: 2 }), [setup.uri]);
  return (
    <FormShell
      submit={t('security.second.finish')}
      pending={form.pending}
      submitError={form.submitError}
      onSubmit={() =>
        form.submit(
          () => (code.trim() === '' ? { code: t('auth.enterCode') } : {}),
          async () => {
            await verifySecondFactor(code.replace(/\s/g, ''), false);
            await onDone();
          },
        )
      }
    >
      <p>{t('security.second.scan')}</p>
      <div className={classes.setup}>
        <svg viewBox={`0 0 ${cells.length} ${cells.length}`} role="img" aria-label={t('security.second.qr')} className={classes.qr} shapeRendering="crispEdges">
          <path d={cells.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')} />
        </svg>
        <div className={classes.stack}>
          <p>
            <span className={classes.label}>{t('security.second.key')}</span>
            <code className={classes.key}>{keyOf(setup.uri)}</code>
          </p>
          <div>
            <span className={classes.label}>{t('security.second.backupTitle')}</span>
            <p className={classes.small}>{t('security.second.backupText')}</p>
            <ul role="list" className={classes.codes}>
              {setup.codes.map((one) => (
                <li key={one}>
                  <code>{one}</code>
                </li>
              ))}
            </ul>
            <Button
              size="s"
              onClick={() => void navigator.clipboard.writeText(setup.codes.join('\n')).then(() => toast({ text: t('security.second.copied') }))}
            >
              {t('security.second.copy')}
            </Button>
          </div>
        </div>
      </div>
      <TextField
        label={t('security.second.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={7}
        value={code}
        error={form.errors.code}
        onChange={(event) => setCode(event.target.value)}
      />
    </FormShell>
  );
}
