import { useSuspenseQuery } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Anchor, PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import category from '../category/category.module.css';
import { readFilters } from '../listing/filters.ts';
import { Listing } from '../listing/listing.tsx';

export const loader = loadWith(({ trpc, queryClient }, { request }) =>
  ensure(queryClient, trpc.search.cards.queryOptions(readFilters(new URL(request.url).searchParams, {}))),
);

export function Page(): ReactNode {
  const t = useTranslations('shop.search');
  const locale = useLocale();
  const format = useFormats();
  const [params] = useSearchParams();
  const input = readFilters(params, {});
  const { data: first } = useSuspenseQuery(useTRPC().search.cards.queryOptions(input));
  const query = input.query ?? '';
  const title = query ? t('title', { query }) : t('empty');
  const about = query ? t('description', { query, count: first.total }) : t('emptyDescription');
  return (
    <>
      <Head title={title} description={about} noindex />
      <PageHeader title={title} />
      {first.categories.length > 1 ? (
        <nav aria-label={t('sections')} className={category.children}>
          {first.categories.slice(0, 8).map((c) => (
            <Anchor key={c.id} href={paths.shop.category(locale === 'ru' ? c.slugRu : c.slugEn, { q: query })} className={category.child}>
              {c[locale]} <span className={category.number}>{format.number(c.count)}</span>
            </Anchor>
          ))}
        </nav>
      ) : null}
      <Listing input={input} first={first} />
    </>
  );
}
