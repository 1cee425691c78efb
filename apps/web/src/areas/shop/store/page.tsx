import { useSuspenseQuery } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { PageHeader } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useAppState } from '../../../shell/app-state.tsx';
import { Head } from '../../../shell/head.tsx';
import { localised, paths } from '../../../shell/paths.ts';
import { readFilters } from '../listing/filters.ts';
import { Listing } from '../listing/listing.tsx';
import classes from './store.module.css';

export const loader = loadWith(async ({ trpc, queryClient }, { params, request }) => {
  const store = await ensure(queryClient, trpc.accounts.store.queryOptions({ slug: params.slug ?? '' }));
  await ensure(queryClient, trpc.search.cards.queryOptions(readFilters(new URL(request.url).searchParams, { sellerId: store.id })));
});

/** One seller's shop window: who they are by law, and everything they sell. */
export function Page(): ReactNode {
  const t = useTranslations('shop.store');
  const locale = useLocale();
  const format = useFormats();
  const { origin } = useAppState();
  const trpc = useTRPC();
  const { slug = '' } = useParams();
  const [params] = useSearchParams();
  const { data: store } = useSuspenseQuery(trpc.accounts.store.queryOptions({ slug }));
  const input = readFilters(params, { sellerId: store.id });
  const { data: first } = useSuspenseQuery(trpc.search.cards.queryOptions(input));
  const name = store.name[locale] || store.name.ru;
  const about = store.about[locale] || store.about.ru;
  const facts = [
    store.city ? { label: t('city'), value: store.city } : null,
    store.legalName ? { label: t('legalName'), value: store.legalName } : null,
    store.inn ? { label: t('inn'), value: store.inn } : null,
    store.ogrn ? { label: t('ogrn'), value: store.ogrn } : null,
    { label: t('since'), value: format.date(store.since) },
  ].filter((fact) => fact !== null);
  return (
    <>
      <Head
        title={t('title', { name })}
        description={t('description', { name, count: first.total })}
        canonical={paths.shop.store(slug)}
        noindex={params.size > 0}
        jsonLd={{
          '@context': 'https://schema.org',
          '@type': 'Store',
          name,
          url: `${origin}${localised(locale, paths.shop.store(slug))}`,
          ...(store.legalName ? { legalName: store.legalName } : {}),
          ...(store.city ? { address: { '@type': 'PostalAddress', addressLocality: store.city } } : {}),
        }}
      />
      <PageHeader title={name} crumbs={[{ label: t('home'), href: paths.shop.home() }]} {...(about ? { lead: about } : {})} />
      <dl className={classes.facts}>
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      <Listing input={input} first={first} />
    </>
  );
}
