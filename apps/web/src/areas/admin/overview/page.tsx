import { IconLayoutDashboard } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { EmptyState, icon32, PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { Head } from '../../../shell/head.tsx';

export function Page(): ReactNode {
  const t = useTranslations('admin.overview');
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} />
      <EmptyState icon={<IconLayoutDashboard {...icon32} />} title={t('emptyTitle')} text={t('emptyText')} />
    </>
  );
}
