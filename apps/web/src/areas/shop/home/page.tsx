import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, ButtonLink, EmptyState, PageHeader, PictureBox } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { pictureSet } from '../../../lib/pictures.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useAppState } from '../../../shell/app-state.tsx';
import { Head } from '../../../shell/head.tsx';
import { localised, paths } from '../../../shell/paths.ts';
import { CardTile } from '../parts/card-tile.tsx';
import tiles from '../parts/card-tile.module.css';
import classes from './home.module.css';

const POPULAR = { sort: 'popularity', limit: 10, facets: false } as const;

export const loader = loadWith(({ trpc, queryClient }) =>
  Promise.all([ensure(queryClient, trpc.shop.home.queryOptions()), ensure(queryClient, trpc.search.cards.queryOptions(POPULAR))]),
);

export function Page(): ReactNode {
  const t = useTranslations('shop.home');
  const trpc = useTRPC();
  const { origin, locale } = useAppState();
  const at = (path: string) => `${origin}${localised(locale, path)}`;
  const { data: home } = useSuspenseQuery(trpc.shop.home.queryOptions());
  const { data: popular } = useSuspenseQuery(trpc.search.cards.queryOptions(POPULAR));
  return (
    <>
      <Head
        title={t('title')}
        description={t('description')}
        bare
        canonical={paths.shop.home()}
        jsonLd={{
          '@context': 'https://schema.org',
          '@type': 'WebSite',
          url: at(paths.shop.home()),
          name: t('title'),
          potentialAction: { '@type': 'SearchAction', target: `${at(paths.shop.search())}?q={query}`, 'query-input': 'required name=query' },
        }}
      />
      <PageHeader
        title={t('heading')}
        lead={t('lead')}
        {...(home.categories.length > 0
          ? {
              actions: (
                <ButtonLink look="main" href={paths.shop.catalogue()}>
                  {t('allCategories')}
                </ButtonLink>
              ),
            }
          : {})}
      />
      <section aria-labelledby="home-sections" className={classes.section}>
        <h2 id="home-sections">{t('categories')}</h2>
        {home.categories.length === 0 ? <EmptyState title={t('emptyTitle')} text={t('emptyText')} /> : null}
        <ul role="list" className={classes.grid}>
          {home.categories.map((category) => (
            <li key={category.id} className={classes.category}>
              <Anchor href={paths.shop.category(category.slug)} className={classes.main}>
                {category.picture ? <PictureBox {...pictureSet(category.picture)} sizes="160px" alt="" className={classes.picture ?? ''} /> : null}
                <span className={classes.name}>{category.name}</span>
              </Anchor>
              <ul role="list" className={classes.children}>
                {category.children.slice(0, 5).map((child) => (
                  <li key={child.id}>
                    <Anchor href={paths.shop.category(child.slug)}>{child.name}</Anchor>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      {popular.hits.length > 0 ? (
        <section aria-labelledby="home-popular" className={classes.section}>
          <h2 id="home-popular">{t('popular')}</h2>
          <ul role="list" className={tiles.grid}>
            {popular.hits.map((hit) => (
              <li key={hit.id}>
                <CardTile hit={hit} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
