import { useTranslations } from '@yarmarka/i18n/react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { MatrixScreen } from './matrix-screen.tsx';
import { loadGrid } from './queries.ts';
import { branchIn } from './use-view.ts';

const PHONE = '(max-width: 640px)';
const subscribe = (listener: () => void): (() => void) => {
  const query = window.matchMedia(PHONE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

export const loader = loadWith((api, { request }) => loadGrid(api, branchIn(new URL(request.url).searchParams, null)));

/** Category by attribute: the whole matrix as one sheet. A phone gets the same category as a list. */
export function Page(): ReactNode {
  const t = useTranslations('admin.grid');
  const [params] = useSearchParams();
  const phone = useSyncExternalStore(subscribe, () => window.matchMedia(PHONE).matches);
  if (phone) {
    const branch = params.get('c') ?? params.get('b');
    return <Navigate replace to={paths.admin.categories({ c: branch === 'all' ? null : branch })} />;
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
