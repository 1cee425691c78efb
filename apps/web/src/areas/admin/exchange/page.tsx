import { useTranslations } from '@yarmarka/i18n/react';
import { PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { Head } from '../../../shell/head.tsx';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import classes from './exchange.module.css';
import { ExportForm } from './export-form.tsx';
import { ImportPanel } from './import-panel.tsx';

/** The matrix, the dictionary and the tree as files: out, edited anywhere, and back as a draft of what differs. */
export function Page(): ReactNode {
  const t = useTranslations('admin.exchange');
  return (
    <>
      <Head title={t('title')} noindex />
      <MatrixBar />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className={classes.columns}>
        <ExportForm />
        <ImportPanel />
      </div>
    </>
  );
}
