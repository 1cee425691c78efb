import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { IconChevronRight, IconLayoutDashboard } from '@tabler/icons-react';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Anchor, ButtonLink, EmptyState, icon16, icon32, PageHeader, StatusBadge, type StatusTone } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { loadWith } from '../../../lib/api.ts';
import { useLive } from '../../../lib/live.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { NEWS, News } from '../../../parts/news/news.tsx';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import classes from './overview.module.css';

export const loader = loadWith(({ trpc, queryClient }) =>
  Promise.all([
    queryClient.query({ ...trpc.catalog.sellerOverview.queryOptions(), staleTime: 0 }),
    queryClient.query({ ...trpc.messaging.listNotices.queryOptions({ limit: NEWS }), staleTime: 0 }),
  ]),
);

interface Task {
  readonly id: string;
  readonly tone: StatusTone;
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

/** What needs the seller's attention, the trade in numbers, and what happened lately. */
export function Page(): ReactNode {
  const t = useTranslations('seller.home');
  const overview = useTranslations('seller.overview');
  const products = useTranslations('seller.products');
  const format = useFormats();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { seller } = useSignedIn();
  const data = useSuspenseQuery(trpc.catalog.sellerOverview.queryOptions()).data;
  useLive(['card.*', 'offer.*', 'import.*', 'seller.*', 'notice.*'], () => void queryClient.invalidateQueries(trpc.catalog.sellerOverview.queryFilter()));
  const of = (status: string): number => data.cards[status] ?? 0;
  const unfinished = of('draft') - data.readyDrafts;

  const tasks: Task[] = [
    ...(seller && seller.status !== 'approved'
      ? [{ id: 'company', tone: 'warning' as const, title: t('company'), text: t('companyText'), href: paths.seller.company() }]
      : []),
    ...counted('changes', of('changes_requested'), 'warning', paths.seller.cards({ status: 'changes_requested' })),
    ...counted('rejected', of('rejected'), 'danger', paths.seller.cards({ status: 'rejected' })),
    ...counted('blocked', data.offers.blocked, 'danger', paths.seller.offers({ state: 'not_on_sale' })),
    ...counted('suppressed', data.offers.suppressed, 'danger', paths.seller.offers({ state: 'to_correct' })),
    ...counted('invalid', data.invalid, 'danger', paths.seller.cards({ status: 'published', invalid: 1 })),
    ...counted('incomplete', data.incomplete, 'warning', paths.seller.cards({ status: 'published', completeness: 'incomplete' })),
    ...counted('ready', data.readyDrafts, 'success', paths.seller.cards({ status: 'draft', completeness: 'complete' })),
    ...counted('noOffer', data.withoutOffer, 'warning', paths.seller.cards({ status: 'published' })),
    ...counted('outOfStock', data.offers.outOfStock, 'warning', paths.seller.offers({ state: 'out_of_stock' })),
    ...counted('drafts', unfinished, 'draft', paths.seller.cards({ status: 'draft' })),
  ];
  function counted(
    id: 'changes' | 'rejected' | 'blocked' | 'suppressed' | 'invalid' | 'incomplete' | 'ready' | 'noOffer' | 'outOfStock' | 'drafts',
    count: number,
    tone: StatusTone,
    href: string,
  ): Task[] {
    return count > 0 ? [{ id, tone, title: t(id, { count }), text: t(`${id}Text`), href }] : [];
  }
  const total = Object.values(data.cards).reduce((sum, n) => sum + n, 0);
  const numbers = [
    { id: 'onSale', value: of('published'), href: paths.seller.cards({ status: 'published' }) },
    { id: 'inReview', value: of('in_moderation'), href: paths.seller.cards({ status: 'in_moderation' }) },
    { id: 'buyable', value: data.offers.buyable, href: paths.seller.offers({ state: 'on_sale' }) },
    { id: 'drafts', value: of('draft'), href: paths.seller.cards({ status: 'draft' }) },
  ] as const;

  return (
    <>
      <Head title={overview('title')} noindex />
      <PageHeader
        title={overview('title')}
        actions={
          <>
            <ButtonLink href={paths.seller.newImport()}>{products('emptyImport')}</ButtonLink>
            <ButtonLink look="main" href={paths.seller.newCard()}>
              {products('add')}
            </ButtonLink>
          </>
        }
      />
      {total === 0 && tasks.length === 0 ? (
        <EmptyState icon={<IconLayoutDashboard {...icon32} />} title={overview('emptyTitle')} text={overview('emptyText')} />
      ) : (
        <div className={classes.columns}>
          <div className={classes.main}>
            <section aria-labelledby="attention">
              <h2 id="attention" className={classes.title}>
                {t('attention')}
              </h2>
              {tasks.length === 0 ? (
                <p className={classes.quiet}>{t('nothing')}</p>
              ) : (
                <ul role="list" className={classes.tasks}>
                  {tasks.map((task) => (
                    <li key={task.id}>
                      <Anchor href={task.href} className={classes.task}>
                        <span>
                          <StatusBadge bare tone={task.tone}>
                            <strong>{task.title}</strong>
                          </StatusBadge>
                          <span className={classes.text}>{task.text}</span>
                        </span>
                        <IconChevronRight {...icon16} />
                      </Anchor>
                    </li>
                  ))}
                </ul>
              )}
            </section>
            <section aria-labelledby="numbers">
              <h2 id="numbers" className={classes.title}>
                {t('inNumbers')}
              </h2>
              <ul role="list" className={classes.numbers}>
                {numbers.map((one) => (
                  <li key={one.id}>
                    <Anchor href={one.href} className={classes.number}>
                      <strong>{format.number(one.value)}</strong>
                      <span>{t(`numbers.${one.id}`)}</span>
                    </Anchor>
                  </li>
                ))}
              </ul>
            </section>
          </div>
          <News words={{ title: t('news'), markRead: t('markRead'), none: t('noNews') }} />
        </div>
      )}
    </>
  );
}
