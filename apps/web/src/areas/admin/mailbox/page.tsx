import { IconMail } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { type Column, DataTable, Dialog, EmptyState, icon32, PageHeader, SkeletonText } from '@yarmarka/ui';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { useUrlState } from '../parts/url-state.ts';

type Row = inferRouterOutputs<AppRouter>['messaging']['listMailbox']['items'][number];
type KindKey = Parameters<ReturnType<typeof useTranslations<'admin.mailbox.kinds'>>>[0];
const PAGE = 100;

/** The letters the platform has written where no mail server takes them. */
export function Page(): ReactNode {
  const t = useTranslations('admin.mailbox');
  const kinds = useTranslations('admin.mailbox.kinds');
  const format = useFormats();
  const url = useUrlState();
  const trpc = useTRPC();
  const query = useInfiniteQuery({
    queryKey: [...trpc.messaging.listMailbox.queryKey(), 'pages'],
    queryFn: ({ pageParam, client }) => client.query(trpc.messaging.listMailbox.queryOptions({ limit: PAGE, before: pageParam }, { staleTime: 0 })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 15_000,
  });
  const columns: readonly Column<Row>[] = [
    { id: 'at', header: t('columns.at'), width: '190px', phone: 'value', cell: (row) => format.dateTime(row.date) },
    { id: 'to', header: t('columns.to'), width: 'minmax(180px, 1fr)', cell: (row) => row.to },
    { id: 'subject', header: t('columns.subject'), width: 'minmax(240px, 2fr)', phone: 'title', cell: (row) => row.subject },
    {
      id: 'kind',
      header: t('columns.kind'),
      width: '220px',
      phone: 'hide',
      cell: (row) => (kinds.has(row.kind as KindKey) ? kinds(row.kind as KindKey) : row.kind),
    },
  ];
  const open = url.get('letter');
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} lead={query.data?.pages[0]?.smtp ? t('leadSmtp') : t('lead')} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={query.data?.pages.flatMap((page) => page.items) ?? []}
        loading={query.isPending}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        onEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        rowId={(row) => row.id}
        rowName={(row) => row.subject}
        onOpen={(row) => url.set({ letter: row.id })}
        empty={<EmptyState icon={<IconMail {...icon32} />} title={t('emptyTitle')} text={t('emptyText')} />}
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
      {open ? <Letter id={open} onClose={() => url.set({ letter: null })} /> : null}
    </>
  );
}

const LINK = /https?:\/\/[^\s<>"]+/g;

/** The letter as text; its links apart, ready to be followed. */
function Letter({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.mailbox');
  const format = useFormats();
  const query = useQuery(useTRPC().messaging.readMail.queryOptions({ id }));
  const mail = query.data;
  const links = [...new Set(mail?.text.match(LINK))];
  return (
    <Dialog side="right" width={560} title={mail?.subject ?? t('letter')} closeLabel={t('close')} onClose={onClose}>
      {query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : null}
      {mail ? (
        <div className={classes.stack}>
          <dl className={classes.facts}>
            <dt>{t('to')}</dt>
            <dd>{mail.to}</dd>
            <dt>{t('columns.at')}</dt>
            <dd>{format.dateTime(mail.date)}</dd>
          </dl>
          <pre className={classes.letter}>{mail.text}</pre>
          {links.length > 0 ? (
            <section className={classes.section} aria-label={t('links')}>
              <h3>{t('links')}</h3>
              <ul role="list" className={classes.checks}>
                {links.map((link) => (
                  <li key={link}>
                    <a href={link}>{link}</a>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </div>
      ) : query.isError ? null : (
        <SkeletonText lines={8} />
      )}
    </Dialog>
  );
}
