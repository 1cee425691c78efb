import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { ROLES } from '@yarmarka/accounts/schemas';
import { Button, type Column, DataTable, EmptyState, PageHeader, SelectField, StatusBadge } from '@yarmarka/ui';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { tableState } from '../parts/keyset.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { SearchField } from '../parts/search-field.tsx';
import { useUrlState } from '../parts/url-state.ts';
import { type User, UserPanel } from './user-panel.tsx';

/** Accounts by name, e-mail and role; one opens beside the list. */
export function Page(): ReactNode {
  const t = useTranslations('admin.users');
  const roles = useTranslations('admin.roles');
  const format = useFormats();
  const label = useLabel();
  const url = useUrlState();
  const [open, setOpen] = useState<User | null>(null);
  const role = ROLES.find((one) => one === url.get('role'));
  const query = useInfiniteQuery(
    useTRPC().accounts.listUsers.infiniteQueryOptions(
      { query: url.get('q'), ...(role && { role }) },
      { getNextPageParam: (page) => page.next, placeholderData: (before) => before },
    ),
  );
  const columns: readonly Column<User>[] = [
    { id: 'name', header: t('columns.name'), width: 'minmax(160px, 1.4fr)', phone: 'title', cell: (row) => row.name },
    {
      id: 'email',
      header: t('columns.email'),
      width: 'minmax(200px, 2fr)',
      cell: (row) =>
        row.emailVerified ? (
          row.email
        ) : (
          <span className={classes.marked}>
            <span>{row.email}</span> <small className={classes.quiet}>{t('unconfirmed')}</small>
          </span>
        ),
    },
    { id: 'roles', header: t('columns.roles'), width: 'minmax(150px, 1.4fr)', cell: (row) => row.roles.map((one) => roles(one)).join(', ') },
    {
      id: 'seller',
      header: t('columns.seller'),
      width: 'minmax(120px, 1fr)',
      phone: 'hide',
      cell: (row) => label({ ru: row.sellerNameRu ?? '', en: row.sellerNameEn ?? '' }),
    },
    {
      id: 'status',
      header: t('columns.status'),
      width: '140px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge bare tone={row.status === 'active' ? 'success' : 'danger'}>
          {t(`status.${row.status}`)}
        </StatusBadge>
      ),
    },
    { id: 'created', header: t('columns.created'), width: '130px', phone: 'hide', cell: (row) => format.date(row.createdAt) },
  ];
  const filtered = url.get('q') !== '' || role !== undefined;
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} />
      <div className={classes.filters}>
        <SearchField label={t('find')} value={url.get('q')} onChange={(q) => url.set({ q }, { replace: true })} />
        <SelectField
          label={t('role')}
          labelHidden
          value={role ?? ''}
          options={[{ value: '', label: t('anyRole') }, ...ROLES.map((one) => ({ value: one, label: roles(one) }))]}
          onChange={(event) => url.set({ role: event.target.value })}
        />
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        {...tableState(query)}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        onOpen={setOpen}
        rowTone={(row) => (row.status === 'blocked' ? 'quiet' : undefined)}
        empty={
          <EmptyState
            title={t('emptyTitle')}
            text={t('emptyText')}
            action={filtered ? <Button onClick={() => url.set({ q: null, role: null })}>{t('clear')}</Button> : undefined}
          />
        }
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
      {open ? <UserPanel key={open.id} user={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
