import { IconDeviceDesktop } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { ButtonLink, EmptyState, icon32 } from '@yarmarka/ui/plain';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useSearchParams } from 'react-router';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { MatrixScreen } from './matrix-screen.tsx';

const PHONE = '(max-width: 640px)';
const subscribe = (listener: () => void): (() => void) => {
  const query = window.matchMedia(PHONE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Category by attribute: the whole matrix as one sheet. A phone is told why it is not there, and where the same cells stand as a list. */
export function Page(): ReactNode {
  const t = useTranslations('admin.grid');
  const [params] = useSearchParams();
  const phone = useSyncExternalStore(subscribe, () => window.matchMedia(PHONE).matches);
  if (phone) {
    const branch = params.get('c') ?? params.get('b');
    return (
      <>
        <Head title={t('title')} noindex />
        <MatrixBar />
        <EmptyState
          level={1}
          icon={<IconDeviceDesktop {...icon32} />}
          title={t('title')}
          text={t('phoneText')}
          action={
            <ButtonLink look="main" href={paths.admin.categories({ c: branch === 'all' ? null : branch })}>
              {t('phoneAction')}
            </ButtonLink>
          }
        />
      </>
    );
  }
  return (
    <>
      <Head title={t('title')} noindex />
      <MatrixBar />
      <h1 className="y-hidden">{t('title')}</h1>
      <MatrixScreen />
    </>
  );
}
