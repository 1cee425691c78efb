import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import classes from './catalogue.module.css';

export const loader = loadWith(({ trpc, queryClient }) => ensure(queryClient, trpc.shop.home.queryOptions()));

/** All sections with their first branches. */
export function Page(): ReactNode {
  const t = useTranslations('shop.catalogue');
  const { data } = useSuspenseQuery(useTRPC().shop.home.queryOptions());
  return (
    <>
      <Head title={t('title')} description={t('description')} />
      <PageHeader title={t('title')} crumbs={[{ label: t('home'), href: paths.shop.home() }]} />
      <div className={classes.columns}>
        {data.categories.map((category) => (
          <section key={category.id} className={classes.section} aria-label={category.name}>
            <h2>
              <Anchor href={paths.shop.category(category.slug)}>{category.name}</Anchor>
            </h2>
            <ul role="list">
              {category.children.map((child) => (
                <li key={child.id}>
                  <Anchor href={paths.shop.category(child.slug)}>{child.name}</Anchor>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
