import { IconLock, IconMapSearch, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, ButtonLink, ErrorPanel, icon32 } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect } from 'react';
import { useRouteError } from 'react-router';
import { serverErrorOf } from '../lib/errors.ts';
import { useAppState } from './app-state.tsx';
import { Head } from './head.tsx';
import { paths } from './paths.ts';

/** A page whose code is no longer on the server: a new version has come out meanwhile. */
const isOldVersion = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|Importing a module script failed|preload CSS/i.test(error.message);

const RELOADED = 'yarmarka-reloaded';

/** What a reader sees when a page cannot be shown: what happened, what to do, the request id. */
export function ErrorPage({ error, home }: { error: unknown; home: string }): ReactNode {
  const t = useTranslations('errors');
  const { requestId } = useAppState();
  const known = serverErrorOf(error);
  const old = isOldVersion(error);

  useEffect(() => {
    if (!old || sessionStorage.getItem(RELOADED)) return;
    sessionStorage.setItem(RELOADED, '1');
    window.location.reload();
  }, [old]);

  const reload = (
    <Button look="main" onClick={() => window.location.reload()}>
      {t('page.reload')}
    </Button>
  );
  const goHome = <ButtonLink href={home}>{t('page.home')}</ButtonLink>;
  const shown = ((): { title: string; text: ReactNode; actions: ReactNode; id: string | null; icon?: ReactNode } => {
    if (old) return { title: t('page.updatedTitle'), text: t('page.updatedText'), actions: reload, id: null };
    if (known.kind === 'not_found') {
      return {
        title: t('page.notFoundTitle'),
        text: known.message ?? t('page.notFoundText'),
        icon: <IconMapSearch {...icon32} />,
        id: null,
        actions: (
          <ButtonLink look="main" href={home}>
            {t('page.home')}
          </ButtonLink>
        ),
      };
    }
    if (known.kind === 'forbidden')
      return {
        title: t('page.forbiddenTitle'),
        text: known.message ?? t('page.forbiddenText'),
        actions: goHome,
        id: known.requestId,
        icon: <IconLock {...icon32} />,
      };
    if (known.kind === 'unauthenticated') {
      const here = typeof window === 'undefined' ? '/' : window.location.pathname + window.location.search;
      return {
        title: t('page.signIn'),
        text: known.message ?? t('kinds.unauthenticated'),
        icon: <IconLock {...icon32} />,
        id: null,
        actions: (
          <ButtonLink look="main" href={paths.auth.signIn(here)}>
            {t('page.signIn')}
          </ButtonLink>
        ),
      };
    }
    const actions = (
      <>
        {reload}
        {goHome}
      </>
    );
    if (known.reason === 'network')
      return { title: t('page.offlineTitle'), text: t('page.offlineText'), actions, id: null, icon: <IconPlugConnectedX {...icon32} /> };
    const text = known.kind === 'internal' ? t('page.failedText') : (known.message ?? t(`kinds.${known.kind}`));
    return { title: t('page.failedTitle'), text, actions, id: known.requestId ?? requestId };
  })();

  return (
    <>
      <Head title={shown.title} noindex />
      <ErrorPanel
        kind="page"
        level={1}
        title={shown.title}
        text={shown.text}
        actions={shown.actions}
        requestId={shown.id}
        {...(shown.icon ? { icon: shown.icon, tone: 'quiet' as const } : {})}
      />
    </>
  );
}

/** The router's error boundary of the shop. */
export const ShopErrorPage = (): ReactNode => <ErrorPage error={useRouteError()} home={paths.shop.home()} />;
