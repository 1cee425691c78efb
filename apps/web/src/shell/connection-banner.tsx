import { useTranslations } from '@yarmarka/i18n/react';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { useLiveStatus } from '../lib/live.ts';
import classes from './connection-banner.module.css';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );

const QUIET_MS = 4_000;

/** Says quietly that the connection is gone; a short break of the live stream is not worth a word. */
export function ConnectionBanner(): ReactNode {
  const t = useTranslations('shell.connection');
  const online = useOnline();
  const status = useLiveStatus();
  const broken = status === 'reconnecting';
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!broken) return;
    const timer = setTimeout(() => setLong(true), QUIET_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [broken]);
  const text = online ? (broken && long ? t('reconnecting') : null) : t('offline');
  return (
    <div role="status" aria-live="polite">
      {text ? <div className={classes.banner}>{text}</div> : null}
    </div>
  );
}
