import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, icon20, StatusBadge, toast } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import classes from './security.module.css';

type Device = inferRouterOutputs<AppRouter>['accounts']['listSessions'][number];

/** Where this person is signed in; each can be signed out, or all others at once. */
export function Devices({ devices }: { devices: readonly Device[] }): ReactNode {
  const t = useTranslations('shell.security.devices');
  const format = useFormats();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const settle = { onSettled: () => queryClient.invalidateQueries(trpc.accounts.listSessions.queryFilter()), onError: words.toast };
  const one = useMutation(trpc.accounts.revokeSession.mutationOptions(settle));
  const others = useMutation(trpc.accounts.revokeOtherSessions.mutationOptions(settle));
  const count = devices.filter((device) => !device.current).length;
  return (
    <div className={classes.stack}>
      <ul role="list" className={classes.devices}>
        {devices.map((device) => {
          const name = device.device ?? t('unknown');
          return (
            <li key={device.id} className={classes.device}>
              <span className={classes.deviceIcon}>{device.phone ? <IconDeviceMobile {...icon20} /> : <IconDeviceDesktop {...icon20} />}</span>
              <span className={classes.deviceWords}>
                <span className={classes.deviceName}>{name}</span>
                <span className={classes.small}>{[device.ipAddress, t('since', { date: format.dateTime(device.createdAt) })].filter(Boolean).join(' · ')}</span>
              </span>
              {device.current ? (
                <StatusBadge tone="success">{t('current')}</StatusBadge>
              ) : (
                <Button
                  size="s"
                  aria-label={t('endOf', { device: name })}
                  disabled={one.isPending}
                  onClick={() => one.mutate({ sessionId: device.id }, { onSuccess: () => void toast({ text: t('ended', { device: name }) }) })}
                >
                  {t('end')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {count > 0 ? (
        <div>
          <Button
            look="danger"
            pending={others.isPending}
            onClick={() => others.mutate(undefined, { onSuccess: () => void toast({ text: t('endedOthers', { count }) }) })}
          >
            {t('endOthers', { count })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
