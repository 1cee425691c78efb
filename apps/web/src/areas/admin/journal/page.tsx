import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, type Column, DataTable, Dialog, EmptyState, FilterChips, type FilterChip, PageHeader, SelectField } from '@yarmarka/ui';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { tableState } from '../parts/keyset.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { SearchField } from '../parts/search-field.tsx';
import { useUrlState } from '../parts/url-state.ts';
import { Entry } from './entry.tsx';
import { type JournalRow, useJournalWords } from './words.ts';

/** Every change anybody made, as sentences: by thing, action and person. */
export function Page(): ReactNode {
  const t = useTranslations('admin.journal');
  const common = useTranslations('common.actions');
  const format = useFormats();
  const words = useJournalWords();
  const url = useUrlState();
  const trpc = useTRPC();
  const [open, setOpen] = useState<JournalRow | null>(null);
  const filter = { entity: url.get('entity'), entityId: url.get('id'), action: url.get('action'), actor: url.get('actor') };
  const input = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  const query = useInfiniteQuery(
    trpc.operations.journal.infiniteQueryOptions(input, { getNextPageParam: (page) => page.next, placeholderData: (before) => before }),
  );
  const { data: known } = useQuery(trpc.operations.journalWords.queryOptions());
  const columns: readonly Column<JournalRow>[] = [
    { id: 'at', header: t('columns.at'), width: '190px', phone: 'value', cell: (row) => format.dateTime(row.at) },
    { id: 'sentence', header: t('columns.sentence'), width: 'minmax(320px, 4fr)', phone: 'title', cell: (row) => words.sentence(row) },
    { id: 'state', header: t('columns.state'), width: 'minmax(140px, 1.4fr)', phone: 'value', cell: (row) => words.state(row) },
  ];
  const chips: readonly FilterChip[] = [
    ...(filter.entity
      ? [
          {
            id: 'entity',
            label: t('filters.entity'),
            value: words.entity(filter.entity),
            name: t('filters.entity'),
            onRemove: () => url.set({ entity: null, id: null }),
          },
        ]
      : []),
    ...(filter.entityId
      ? [{ id: 'id', label: t('filters.entityId'), value: filter.entityId, name: t('filters.entityId'), onRemove: () => url.set({ id: null }) }]
      : []),
    ...(filter.action
      ? [{ id: 'action', label: t('filters.action'), value: words.action(filter.action), name: t('filters.action'), onRemove: () => url.set({ action: null }) }]
      : []),
    ...(filter.actor
      ? [{ id: 'actor', label: t('filters.actor'), value: filter.actor, name: t('filters.actor'), onRemove: () => url.set({ actor: null }) }]
      : []),
  ];
  const clear = () => url.set({ entity: null, id: null, action: null, actor: null });
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className={classes.filters}>
        <SearchField label={t('actorPlaceholder')} value={filter.actor} onChange={(actor) => url.set({ actor }, { replace: true })} />
        <SelectField
          label={t('filters.action')}
          labelHidden
          value={filter.action}
          options={[{ value: '', label: t('anyAction') }, ...(known?.actions ?? []).map((one) => ({ value: one, label: words.action(one) }))]}
          onChange={(event) => url.set({ action: event.target.value })}
        />
        <SelectField
          label={t('filters.entity')}
          labelHidden
          value={filter.entity}
          options={[{ value: '', label: t('anyEntity') }, ...(known?.entities ?? []).map((one) => ({ value: one, label: words.entity(one) }))]}
          onChange={(event) => url.set({ entity: event.target.value, id: null })}
        />
        {filter.entity ? (
          <SearchField label={t('entityPlaceholder')} value={filter.entityId} shortcut={false} onChange={(id) => url.set({ id }, { replace: true })} />
        ) : null}
      </div>
      {chips.length > 0 ? <FilterChips subject={t('filters.subject')} chips={chips} onClear={clear} /> : null}
      <DataTable
        label={t('title')}
        columns={columns}
        {...tableState(query)}
        rowId={(row) => String(row.id)}
        rowName={(row) => words.sentence(row)}
        onOpen={setOpen}
        empty={
          <EmptyState title={t('emptyTitle')} text={t('emptyText')} action={chips.length > 0 ? <Button onClick={clear}>{t('clear')}</Button> : undefined} />
        }
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
      {open ? (
        <Dialog side="right" width={520} title={words.sentence(open)} closeLabel={common('close')} onClose={() => setOpen(null)}>
          <Entry
            row={open}
            onFilter={(values) => {
              setOpen(null);
              url.set(values);
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}
