import { useTranslations } from '@yarmarka/i18n/react';
import { PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import classes from './terms.module.css';

const SECTIONS = ['company', 'products', 'prices', 'money', 'measures', 'changes'] as const;

/** What a seller agrees to; only what the product really does. A new version asks every seller again. */
export function Page(): ReactNode {
  const t = useTranslations('shop.terms');
  return (
    <>
      <Head title={t('title')} description={t('lead')} />
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ label: t('home'), href: paths.shop.home() }]} />
      <div className={classes.text}>
        {SECTIONS.map((section) => (
          <section key={section}>
            <h2>{t(`${section}.title`)}</h2>
            <p>{t(`${section}.text`)}</p>
          </section>
        ))}
      </div>
    </>
  );
}
