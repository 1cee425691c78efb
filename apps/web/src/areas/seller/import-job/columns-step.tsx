import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { SERVICE_COLUMNS, type Target } from '@yarmarka/imports/schemas';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { Button, cx, ErrorPanel, SkeletonForm, StatusBadge } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import classes from './import.module.css';
import type { ImportJob } from './page.tsx';

type Mapping = inferRouterOutputs<AppRouter>['imports']['mapping'];
type Column = Mapping['columns'][number];
interface Choice {
  readonly target: string | null;
  readonly language: 'ru' | 'en' | undefined;
}

const IGNORE = '-';
const ASK = '';

/** What each column holds: our guess, samples beside it; only doubtful ones ask. */
export function ColumnsStep({ job, onDone }: { readonly job: ImportJob; readonly onDone: () => void }): ReactNode {
  const trpc = useTRPC();
  const errors = useErrorWords();
  const common = useTranslations('common.actions');
  const proposal = useQuery(trpc.imports.mapping.queryOptions({ importId: job.id }, { staleTime: 0 }));
  if (proposal.error)
    return <ErrorPanel text={errors.say(proposal.error)} actions={<Button onClick={() => void proposal.refetch()}>{common('retry')}</Button>} />;
  return proposal.data ? <Columns key={proposal.dataUpdatedAt} job={job} proposal={proposal.data} onDone={onDone} /> : <SkeletonForm />;
}

function Columns({ job, proposal, onDone }: { readonly job: ImportJob; readonly proposal: Mapping; readonly onDone: () => void }): ReactNode {
  const t = useTranslations('seller.imports.mapping');
  const locale = useLocale();
  const trpc = useTRPC();
  const errors = useErrorWords();
  const form = useSuspenseQuery(trpc.taxonomy.formSchema.queryOptions({ categoryId: job.categoryId }, { staleTime: 300_000 })).data;
  const [chosen, setChosen] = useState<ReadonlyMap<number, Choice>>(new Map());
  const [tried, setTried] = useState(false);
  const saved = new Map(job.mapping.map((one) => [one.column, one]));
  const words = new Map(form.attributes.map((a) => [a.no, (locale === 'ru' ? a.ru : a.en) || a.ru]));
  const rules = new Map(form.schema.attributes.map((a) => [a.no, a]));
  const targets = form.attributes
    .filter((a) => a.no !== RESERVED.pictures && rules.has(a.no))
    .map((a) => ({ value: `attr:${a.no}`, label: words.get(a.no) ?? a.key, no: a.no }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  const labelOf = (target: string): string =>
    targets.find((one) => one.value === target)?.label ??
    (SERVICE_COLUMNS.some((s) => s === target) ? t(`service.${target as (typeof SERVICE_COLUMNS)[number]}`) : target);
  const localised = (target: string | null): boolean => target !== null && rules.get(Number(target.replace('attr:', '')))?.localised === true;

  const open = (column: Column): boolean => !chosen.has(column.column) && !saved.has(column.column) && (column.by === 'ambiguous' || column.by === 'repeated');
  const choiceOf = (column: Column): Choice => {
    const own = chosen.get(column.column) ?? saved.get(column.column);
    return { target: own ? own.target : column.target, language: own?.language ?? column.language };
  };
  const decided = proposal.columns.map((column) => ({ column, ...choiceOf(column) }));
  const doubtful = proposal.columns.filter(open);
  const ignored = decided.filter((one) => one.target === null && !open(one.column)).length;
  const keyOf = (one: { target: string | null; language: string | undefined }) =>
    localised(one.target) ? `${one.target}/${one.language ?? locale}` : (one.target ?? '');
  const counts = new Map<string, number>();
  for (const one of decided) if (one.target !== null) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  const repeatedTarget = decided.find((one) => one.target !== null && (counts.get(keyOf(one)) ?? 0) > 1)?.target ?? null;
  const hasSku = decided.some((one) => one.target === 'sku');
  const problem =
    doubtful.length > 0
      ? t('doubtful', { count: doubtful.length })
      : repeatedTarget
        ? t('repeated', { field: labelOf(repeatedTarget) })
        : hasSku
          ? null
          : t('needSku');
  const brought = new Set(decided.map((one) => one.target));
  const missing = proposal.missing.filter((one) => !brought.has(`attr:${one.no}`));

  const validate = useMutation(trpc.imports.validateImport.mutationOptions({ onSuccess: onDone, onError: errors.toast }));
  const save = useMutation(trpc.imports.saveMapping.mutationOptions({ onSuccess: () => validate.mutate({ importId: job.id }), onError: errors.toast }));
  const choose = (column: Column, value: string) =>
    setChosen((before) =>
      new Map(before).set(column.column, {
        target: value === IGNORE || value === ASK ? null : value,
        language: choiceOf(column).language ?? (localised(value) ? locale : undefined),
      }),
    );
  const submit = () => {
    setTried(true);
    if (problem !== null) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-doubtful="true"] select')?.focus());
      return;
    }
    save.mutate({
      importId: job.id,
      columns: decided.map(({ column, target, language }) => ({
        column: column.column,
        header: column.header,
        target: target as Target | null,
        ...(language && localised(target) && { language }),
        ...(column.unit && { unit: column.unit }),
      })),
    });
  };
  const busy = save.isPending || validate.isPending;

  return (
    <section className={classes.block} aria-labelledby="columns-title">
      <div className={classes.blockHead}>
        <div>
          <h2 id="columns-title">{t('title')}</h2>
          <p>
            {t('lead', { rows: job.rowsTotal, columns: proposal.columns.length })}
            {job.encoding ? ` ${t('csv', { encoding: job.encoding.toUpperCase(), delimiter: job.delimiter === '\t' ? t('tab') : (job.delimiter ?? '') })}` : ''}
          </p>
        </div>
        <Button look="main" pending={busy} onClick={submit}>
          {t('submit', { count: job.rowsTotal })}
        </Button>
      </div>
      {problem && (tried || doubtful.length > 0) ? (
        <p role={tried ? 'alert' : 'status'} className={classes.warning}>
          {problem}
        </p>
      ) : null}
      {missing.length > 0 ? <p className={classes.hint}>{t('missing', { fields: missing.map((one) => one[locale] || one.ru).join(', ') })}</p> : null}
      <table className={classes.columns}>
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('samples')}</th>
            <th scope="col">{t('target')}</th>
          </tr>
        </thead>
        <tbody>
          {decided.map(({ column, target, language }) => {
            const asks = open(column);
            const by = chosen.has(column.column) ? 'chosen' : column.by;
            const candidates = new Set<string>(column.candidates.map((one) => one.target));
            return (
              <tr key={column.column} data-doubtful={asks || undefined} className={cx(asks && classes.asks, target === null && !asks && classes.ignored)}>
                <th scope="row">{column.header || '—'}</th>
                <td className={classes.samples}>{column.samples.filter(Boolean).slice(0, 3).join(' · ') || t('empty')}</td>
                <td>
                  <span className={classes.target}>
                    <select
                      aria-label={t('targetOf', { header: column.header })}
                      aria-invalid={asks && tried ? true : undefined}
                      className={classes.select}
                      value={asks ? ASK : (target ?? IGNORE)}
                      onChange={(event) => choose(column, event.target.value)}
                    >
                      {asks ? <option value={ASK}>{t('ask')}</option> : null}
                      <option value={IGNORE}>{t('ignore')}</option>
                      {column.candidates.length > 0 ? (
                        <optgroup label={t('candidates')}>
                          {column.candidates.map((one) => (
                            <option key={`${one.target}/${one.language ?? ''}`} value={one.target}>
                              {one[locale] || one.ru}
                            </option>
                          ))}
                        </optgroup>
                      ) : null}
                      <optgroup label={t('serviceGroup')}>
                        {SERVICE_COLUMNS.filter((one) => !candidates.has(one)).map((one) => (
                          <option key={one} value={one}>
                            {t(`service.${one}`)}
                          </option>
                        ))}
                      </optgroup>
                      <optgroup label={t('otherGroup')}>
                        {targets
                          .filter((one) => !candidates.has(one.value))
                          .map((one) => (
                            <option key={one.value} value={one.value}>
                              {one.label}
                            </option>
                          ))}
                      </optgroup>
                    </select>
                    {localised(target) ? (
                      <select
                        aria-label={t('language', { header: column.header })}
                        className={classes.select}
                        value={language ?? locale}
                        onChange={(event) =>
                          setChosen((before) => new Map(before).set(column.column, { target, language: event.target.value === 'en' ? 'en' : 'ru' }))
                        }
                      >
                        <option value="ru">RU</option>
                        <option value="en">EN</option>
                      </select>
                    ) : null}
                    <StatusBadge bare tone={asks ? 'warning' : target === null ? 'quiet' : 'success'}>
                      {t(`by.${by}`)}
                    </StatusBadge>
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={classes.hint}>{t('ignoredCount', { count: ignored })}</p>
    </section>
  );
}
