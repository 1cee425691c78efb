import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useAppState } from '../../../shell/app-state.tsx';
import { Head } from '../../../shell/head.tsx';
import { localised, paths } from '../../../shell/paths.ts';
import { readFilters } from '../listing/filters.ts';
import { Listing } from '../listing/listing.tsx';
import classes from './category.module.css';

export const loader = loadWith(async ({ trpc, queryClient }, { params, request }) => {
  const category = await queryClient.ensureQueryData(trpc.shop.category.queryOptions({ slug: params.slug ?? '' }));
  await queryClient.ensureQueryData(trpc.search.cards.queryOptions(readFilters(new URL(request.url).searchParams, { categoryId: category.id })));
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
        canonical={paths.shop.category(slug)}
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
      <Listing key={JSON.stringify(input)} input={input} first={first} />
    </>
  );
}
