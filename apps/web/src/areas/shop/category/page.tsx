import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { redirect, useParams, useSearchParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useAppState } from '../../../shell/app-state.tsx';
import { Head } from '../../../shell/head.tsx';
import { localised, paths } from '../../../shell/paths.ts';
import { readFilters } from '../listing/filters.ts';
import { Listing } from '../listing/listing.tsx';
import classes from './category.module.css';

/** A merged category, or the address in the other language, leads to where the category stands now. */
export const loader = loadWith(async ({ trpc, queryClient, locale }, { params, request }) => {
  const { slug = '' } = params;
  const { search, searchParams } = new URL(request.url);
  const category = await ensure(queryClient, trpc.shop.category.queryOptions({ slug }));
  if (category.slugs[locale] !== slug) throw redirect(paths.shop.category(category.slugs[locale]) + search, 301);
  await ensure(queryClient, trpc.search.cards.queryOptions(readFilters(searchParams, { categoryId: category.id })));
});

export function Page(): ReactNode {
  const t = useTranslations('shop.category');
  const trpc = useTRPC();
  const { slug = '' } = useParams();
  const [params] = useSearchParams();
  const { origin, locale } = useAppState();
  const { data: category } = useSuspenseQuery(trpc.shop.category.queryOptions({ slug }));
  const input = readFilters(params, { categoryId: category.id });
  const { data: first } = useSuspenseQuery(trpc.search.cards.queryOptions(input));
  const crumbs = category.trail.slice(0, -1);
  return (
    <>
      <Head
        title={t('title', { name: category.name })}
        description={t('description', { name: category.name, count: first.total })}
        canonical={{ ru: paths.shop.category(category.slugs.ru), en: paths.shop.category(category.slugs.en) }}
        noindex={params.size > 0}
        jsonLd={{
          '@context': 'https://schema.org',
          '@type': 'BreadcrumbList',
          itemListElement: category.trail.map((c, i) => ({
            '@type': 'ListItem',
            position: i + 1,
            name: c.name,
            item: `${origin}${localised(locale, paths.shop.category(c.slug))}`,
          })),
        }}
      />
      <PageHeader
        title={category.name}
        crumbs={[{ label: t('home'), href: paths.shop.home() }, ...crumbs.map((c) => ({ label: c.name, href: paths.shop.category(c.slug) }))]}
      />
      {category.children.length > 0 ? (
        <nav aria-label={t('sections')} className={classes.children}>
          {category.children.map((c) => (
            <Anchor key={c.id} href={paths.shop.category(c.slug)} className={classes.child}>
              {c.name}
            </Anchor>
          ))}
        </nav>
      ) : null}
      <Listing input={input} first={first} />
    </>
  );
}
