import { useTranslations } from '@yarmarka/i18n/react';
import { ButtonLink, PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';

export function Page(): ReactNode {
  const t = useTranslations('shop.home');
  return (
    <>
      <Head title={t('title')} description={t('description')} bare canonical={paths.shop.home()} />
      <PageHeader
        title={t('heading')}
        lead={t('lead')}
        actions={
          <ButtonLink look="main" href={paths.shop.catalogue()}>
            {t('allCategories')}
          </ButtonLink>
        }
      />
    </>
  );
}
