import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, type Column, DataTable, EmptyState, icon16, PageHeader, StatusBadge } from '@yarmarka/ui';
import type { ReactNode } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import { useUrlState } from '../parts/url-state.ts';
import { type Requirement, RequirementForm } from './requirement-form.tsx';

const NEW = 'new';

/** What sellers have to do before they sell, as the operator sets it. */
export function Page(): ReactNode {
  const t = useTranslations('admin.requirements');
  const label = useLabel();
  const url = useUrlState();
  const query = useQuery(useTRPC().accounts.listRequirements.queryOptions());
  const nameOf = (row: Requirement): string => label({ ru: row.titleRu, en: row.titleEn });
  const columns: readonly Column<Requirement>[] = [
    { id: 'title', header: t('columns.title'), width: 'minmax(240px, 3fr)', phone: 'title', cell: nameOf },
    { id: 'kind', header: t('columns.kind'), width: 'minmax(180px, 1.5fr)', cell: (row) => t(`kinds.${row.kind}`) },
    { id: 'required', header: t('columns.required'), width: '150px', cell: (row) => t(row.required ? 'required' : 'optional') },
    {
      id: 'active',
      header: t('columns.active'),
      width: '130px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge bare tone={row.active ? 'success' : 'quiet'}>
          {t(row.active ? 'on' : 'off')}
        </StatusBadge>
      ),
    },
    { id: 'position', header: t('columns.position'), width: '80px', align: 'end', phone: 'hide', cell: (row) => row.position },
  ];
  const open = url.get('row');
  const row = query.data?.find((one) => one.key === open);
  const lastPosition = Math.max(0, ...(query.data ?? []).map((one) => one.position));
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button look="main" icon={<IconPlus {...icon16} />} onClick={() => url.set({ row: NEW })}>
            {t('add')}
          </Button>
        }
      />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={query.data ?? []}
        loading={query.isPending}
        height="content"
        rowId={(one) => one.key}
        rowName={nameOf}
        onOpen={(one) => url.set({ row: one.key })}
        rowTone={(one) => (one.active ? undefined : 'quiet')}
        empty={<EmptyState title={t('emptyTitle')} text={t('emptyText')} />}
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
      {open === NEW || row ? <RequirementForm key={open} row={row ?? null} position={lastPosition + 10} onClose={() => url.set({ row: null })} /> : null}
    </>
  );
}
