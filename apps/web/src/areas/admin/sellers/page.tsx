import { SELLER_STATUS_LABELS, SELLER_STATUSES, type SellerStatus } from '@yarmarka/accounts/schemas';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, type Column, DataTable, EmptyState, PageHeader, SelectField, StatusBadge } from '@yarmarka/ui';
import type { ReactNode } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { tableState } from '../parts/keyset.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { SearchField } from '../parts/search-field.tsx';
import { useUrlState } from '../parts/url-state.ts';
import { type ListedSeller, SellerPanel, TONES } from './seller-panel.tsx';

/** Sellers by name, number and state; one opens beside the list. */
export function Page(): ReactNode {
  const t = useTranslations('admin.sellers');
  const format = useFormats();
  const label = useLabel();
  const url = useUrlState();
  const status = SELLER_STATUSES.find((one) => one === url.get('status'));
  const query = useInfiniteQuery(
    useTRPC().accounts.searchSellers.infiniteQueryOptions(
      { query: url.get('q'), statuses: status ? [status] : [] },
      { getNextPageParam: (page) => page.next, placeholderData: (before) => before },
    ),
  );
  const nameOf = (row: ListedSeller): string => label(row.name) || t('noName');
  const columns: readonly Column<ListedSeller>[] = [
    { id: 'name', header: t('columns.name'), width: 'minmax(160px, 1.6fr)', phone: 'title', cell: nameOf },
    { id: 'legal', header: t('columns.legal'), width: 'minmax(180px, 2fr)', cell: (row) => row.legalName },
    { id: 'inn', header: t('columns.inn'), width: '140px', cell: (row) => row.inn },
    { id: 'status', header: t('columns.status'), width: '190px', phone: 'value', cell: (row) => <Status status={row.status} /> },
    {
      id: 'submitted',
      header: t('columns.submitted'),
      width: '170px',
      phone: 'hide',
      cell: (row) => (row.submittedAt ? format.dateTime(row.submittedAt) : ''),
    },
    { id: 'created', header: t('columns.created'), width: '130px', phone: 'hide', cell: (row) => format.date(row.createdAt) },
  ];
  const open = Number(url.get('seller')) || null;
  const filtered = url.get('q') !== '' || status !== undefined;
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} />
      <div className={classes.filters}>
        <SearchField label={t('find')} value={url.get('q')} onChange={(q) => url.set({ q }, { replace: true })} />
        <SelectField
          label={t('status')}
          labelHidden
          value={status ?? ''}
          options={[{ value: '', label: t('anyStatus') }, ...SELLER_STATUSES.map((one) => ({ value: one, label: label(SELLER_STATUS_LABELS[one]) }))]}
          onChange={(event) => url.set({ status: event.target.value })}
        />
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        {...tableState(query)}
        rowId={(row) => String(row.id)}
        rowName={nameOf}
        onOpen={(row) => url.set({ seller: String(row.id) })}
        empty={
          <EmptyState
            title={t('emptyTitle')}
            text={t('emptyText')}
            action={filtered ? <Button onClick={() => url.set({ q: null, status: null })}>{t('clear')}</Button> : undefined}
          />
        }
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
      {open === null ? null : <SellerPanel key={open} id={open} onClose={() => url.set({ seller: null })} />}
    </>
  );
}

function Status({ status }: { status: SellerStatus }): ReactNode {
  const label = useLabel();
  return (
    <StatusBadge bare tone={TONES[status]}>
      {label(SELLER_STATUS_LABELS[status])}
    </StatusBadge>
  );
}
