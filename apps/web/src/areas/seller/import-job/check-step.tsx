import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Fix } from '@yarmarka/imports/schemas';
import { type Column, DataTable } from '@yarmarka/ui';
import { Button, ErrorPanel, StatusBadge, type StatusTone, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { ErrorFileButton } from './error-file-button.tsx';
import { FixValue } from './fix-value.tsx';
import classes from './import.module.css';
import type { ImportJob } from './page.tsx';

export type Group = inferRouterOutputs<AppRouter>['imports']['issues']['groups'][number];
type Row = inferRouterOutputs<AppRouter>['imports']['rows']['items'][number];

const TONES: Readonly<Record<Row['status'], StatusTone>> = { staged: 'progress', valid: 'success', invalid: 'danger', applied: 'success', refused: 'danger' };

/** What the check found: figures, errors by column and value to be fixed once, the rows themselves, and the way on. */
export function CheckStep({ job, onBack, onChanged }: { readonly job: ImportJob; readonly onBack: () => void; readonly onChanged: () => void }): ReactNode {
  const t = useTranslations('seller.imports.check');
  const common = useTranslations('common.actions');
  const format = useFormats();
  const trpc = useTRPC();
  const errors = useErrorWords();
  const [shown, setShown] = useState<Group | null>(null);
  const issues = useQuery(trpc.imports.issues.queryOptions({ importId: job.id }));
  const apply = useMutation(trpc.imports.applyImport.mutationOptions({ onSuccess: onChanged, onError: errors.toast }));
  const fix = useMutation(trpc.imports.applyFix.mutationOptions({ onError: errors.toast }));
  const groups = issues.data?.groups ?? [];
  const list = (severity: Group['severity']) => groups.filter((group) => group.severity === severity);
  const decide = (group: Group, decision: Fix) =>
    fix.mutate(
      { importId: job.id, column: group.column, value: group.value, fix: decision },
      {
        onSuccess: () => {
          toast({ text: t('fixed', { value: group.value }) });
          onChanged();
        },
      },
    );
  const section = (severity: Group['severity'], title: string) =>
    list(severity).length === 0 ? null : (
      <section aria-label={title}>
        <h3 className={classes.subtitle}>{title}</h3>
        <ul role="list" className={classes.groups}>
          {list(severity).map((group) => (
            <IssueGroup
              key={`${group.column}/${group.code}/${group.value}`}
              job={job}
              group={group}
              pending={fix.isPending}
              active={shown === group}
              onShow={() => setShown(shown === group ? null : group)}
              onFix={(decision) => decide(group, decision)}
            />
          ))}
        </ul>
      </section>
    );

  return (
    <section className={classes.block} aria-labelledby="check-title">
      <div className={classes.blockHead}>
        <div>
          <h2 id="check-title">{t('title')}</h2>
          <dl className={classes.figures}>
            <Figure value={format.number(job.rowsValid)} label={t('valid', { count: job.rowsValid })} tone="good" />
            <Figure value={format.number(job.rowsInvalid)} label={t('invalid', { count: job.rowsInvalid })} tone={job.rowsInvalid > 0 ? 'bad' : 'plain'} />
            {issues.data && issues.data.rowsWithWarnings > 0 ? (
              <Figure value={format.number(issues.data.rowsWithWarnings)} label={t('warnings', { count: issues.data.rowsWithWarnings })} tone="plain" />
            ) : null}
          </dl>
        </div>
        <div className={classes.actions}>
          <Button onClick={onBack}>{t('back')}</Button>
          <Button look="main" disabled={job.rowsValid === 0} pending={apply.isPending} onClick={() => apply.mutate({ importId: job.id })}>
            {t('apply', { count: job.rowsValid })}
          </Button>
        </div>
      </div>
      {job.rowsValid === 0 ? (
        <p role="alert" className={classes.warning}>
          {t('nothing')}
        </p>
      ) : null}
      {issues.error ? <ErrorPanel text={errors.say(issues.error)} actions={<Button onClick={() => void issues.refetch()}>{common('retry')}</Button>} /> : null}
      {issues.data && groups.length === 0 ? <p className={classes.good}>{t('allGood')}</p> : null}
      {section('error', t('errors'))}
      {section('warning', t('hints'))}
      {issues.data && issues.data.more > 0 ? <p className={classes.hint}>{t('more', { count: issues.data.more })}</p> : null}
      {job.rowsInvalid > 0 ? <ErrorFileButton job={job} label={t('download')} /> : null}
      <RowsTable job={job} group={shown} onClear={() => setShown(null)} />
    </section>
  );
}

export function Figure({ value, label, tone }: { readonly value: string; readonly label: string; readonly tone: 'good' | 'bad' | 'plain' }): ReactNode {
  return (
    <div className={classes.figure} data-tone={tone}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

type IssueGroupProps = {
  readonly job: ImportJob;
  readonly group: Group;
  readonly pending: boolean;
  readonly active: boolean;
  readonly onShow: () => void;
  readonly onFix: (fix: Fix) => void;
};

function IssueGroup({ job, group, pending, active, onShow, onFix }: IssueGroupProps): ReactNode {
  const t = useTranslations('seller.imports.check');
  const locale = useLocale();
  return (
    <li className={classes.group}>
      <div className={classes.groupText}>
        <span className={classes.where}>{group.column < 0 ? t('wholeRow') : group.header}</span>
        <span>{group.text[locale]}</span>
      </div>
      <div className={classes.groupSide}>
        <Button size="s" look="quiet" aria-pressed={active} onClick={onShow}>
          {t('rows', { count: group.count })}
        </Button>
        {group.fixable ? (
          <FixValue job={job} group={group} pending={pending} onFix={onFix} />
        ) : (
          <span className={classes.rowNos}>{t('rowNos', { count: group.rows.length, rows: group.rows.join(', ') })}</span>
        )}
      </div>
    </li>
  );
}

/** The rows of the file, those with errors first to look at; one complaint's rows when asked for. */
export function RowsTable({ job, group, onClear }: { readonly job: ImportJob; readonly group: Group | null; readonly onClear: () => void }): ReactNode {
  const t = useTranslations('seller.imports.check');
  const locale = useLocale();
  const trpc = useTRPC();
  const errors = useErrorWords();
  const [all, setAll] = useState(job.rowsInvalid === 0 && job.rowsRefused === 0);
  const filter = group ? { column: group.column, code: group.code, value: group.value } : all ? {} : { status: ['invalid' as const, 'refused' as const] };
  const rows = useInfiniteQuery(
    trpc.imports.rows.infiniteQueryOptions(
      { importId: job.id, limit: 100, ...filter },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: null },
    ),
  );
  const name = job.mapping.find((one) => one.target === 'attr:1')?.column;
  const columns: Column<Row>[] = [
    { id: 'row', header: t('row'), width: '72px', align: 'end', phone: 'line', cell: (row) => row.rowNo },
    { id: 'sku', header: t('sku'), width: 'minmax(110px, 0.8fr)', phone: 'line', cell: (row) => row.sku || '—' },
    { id: 'name', header: job.header[name ?? 0] ?? '', width: 'minmax(160px, 1.6fr)', phone: 'title', cell: (row) => row.raw[name ?? 0] ?? '' },
    {
      id: 'state',
      header: t('state'),
      width: '120px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge bare tone={TONES[row.status]}>
          {t(`rowStatus.${row.status}`)}
        </StatusBadge>
      ),
    },
    {
      id: 'problem',
      header: t('problem'),
      width: 'minmax(260px, 3fr)',
      phone: 'value',
      cell: (row) => {
        const text = [...new Set(row.issues.map((issue) => `${issue.column >= 0 ? `${issue.header}: ` : ''}${issue.text[locale]}`))].join(' ');
        return <span data-tip={text}>{text}</span>;
      },
    },
  ];
  return (
    <section aria-label={t('table')} className={classes.rows}>
      <div className={classes.rowsHead}>
        <h3 className={classes.subtitle}>{t('table')}</h3>
        {group ? (
          <Button size="s" onClick={onClear}>
            {t('clearFilter')}
          </Button>
        ) : (
          <Button size="s" look="quiet" aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? t('onlyErrors') : t('allRows')}
          </Button>
        )}
      </div>
      <DataTable
        label={t('table')}
        columns={columns}
        rows={rows.data?.pages.flatMap((page) => page.items) ?? []}
        rowId={(row) => String(row.rowNo)}
        rowName={(row) => `${t('row')} ${row.rowNo}`}
        loading={rows.isPending}
        hasMore={rows.hasNextPage}
        loadingMore={rows.isFetchingNextPage}
        onEnd={() => void rows.fetchNextPage()}
        empty={<p>{t('allGood')}</p>}
        error={rows.error ? <ErrorPanel text={errors.say(rows.error)} /> : undefined}
        height={(rows.data?.pages[0]?.items.length ?? 0) > 10 ? 420 : 'content'}
      />
    </section>
  );
}
