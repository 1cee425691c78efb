import { useQuery } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { SkeletonText } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import classes from './edit-preview.module.css';
import { ListError } from './list-error.tsx';
import type { Change } from './types.ts';

type Preview = inferRouterOutputs<AppRouter>['dictionary']['previewEdit'];
type Conversion = Preview['conversions'][number];

/** What edits would do, counted by the server while one decides: values, cards, schemas, and what stands against it. */
export function EditPreview({ changes }: { changes: readonly Change[] }): ReactNode {
  const t = useTranslations('admin.work.preview');
  const query = useQuery(useTRPC().dictionary.previewEdit.queryOptions({ changes: [...changes] }, { staleTime: 30_000, retry: false }));
  return (
    <section className={classes.box} aria-label={t('title')} aria-busy={query.isPending}>
      <h3 className={classes.title}>{t('title')}</h3>
      {query.isPending ? (
        <div role="status" aria-label={t('working')}>
          <SkeletonText lines={3} />
        </div>
      ) : query.isError ? (
        <ListError error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Facts preview={query.data} />
      )}
    </section>
  );
}

function Facts({ preview }: { preview: Preview }): ReactNode {
  const t = useTranslations('admin.work.preview');
  const locale = useLocale();
  const { catalog } = preview;
  if (preview.problems.length > 0)
    return (
      <>
        <p className={classes.wrong}>{t('problems')}</p>
        <ul role="list" className={classes.facts}>
          {preview.problems.map((problem) => (
            <li key={`${problem.categoryId}/${problem.attributeNo ?? 0}/${problem.code}`}>{problem[locale]}</li>
          ))}
        </ul>
      </>
    );
  const impact = [
    { key: 'lacking' as const, count: catalog?.lacking ?? 0 },
    { key: 'invalid' as const, count: catalog?.invalid ?? 0 },
    { key: 'parked' as const, count: catalog?.parked ?? 0 },
  ].filter((one) => one.count > 0);
  return (
    <>
      <ul role="list" className={classes.facts}>
        {preview.conversions.map((conversion, n) => (
          <li key={n}>
            <Converts conversion={conversion} />
          </li>
        ))}
        {preview.conversions.length === 0 ? <li>{t('none')}</li> : null}
        <li>{t('schemas', { count: preview.schemasChanged })}</li>
        {impact.map((one) => (
          <li key={one.key} className={classes.warn}>
            {t(one.key, { count: one.count })}
          </li>
        ))}
        {impact.length === 0 ? <li className={classes.quiet}>{t('fine')}</li> : null}
        {catalog?.blockers.map((blocker) => (
          <li key={blocker.code} className={classes.wrong}>
            {blocker[locale]}
          </li>
        ))}
      </ul>
      <Samples conversions={preview.conversions} />
    </>
  );
}

function Converts({ conversion: c }: { conversion: Conversion }): ReactNode {
  const t = useTranslations('admin.work.preview');
  if (c.kind === 'category') return t('cards', { cards: c.cards, placements: c.placements });
  const parts = [
    t('values', { converted: c.converted }),
    ...(c.custom > 0 ? [t('custom', { count: c.custom })] : []),
    ...(c.left > 0 ? [t('left', { count: c.left })] : []),
    ...(c.inOffers > 0 ? [t('inOffers', { count: c.inOffers })] : []),
    ...(c.partial ? [t('partial')] : []),
  ];
  return parts.join('; ');
}

function Samples({ conversions }: { conversions: readonly Conversion[] }): ReactNode {
  const t = useTranslations('admin.work.preview');
  const format = useFormats();
  const rows = conversions.flatMap((c) => [...c.leftSamples.slice(0, 5), ...c.samples.slice(0, 5)]).slice(0, 10);
  if (rows.length === 0) return null;
  return (
    <table className={classes.samples}>
      <caption className={classes.hidden}>{t('examples')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('to')}</th>
          <th scope="col">{t('count')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={n}>
            <td>{row.from}</td>
            <td className={row.to === null ? classes.quiet : undefined}>{row.to ?? t('stays')}</td>
            <td>{format.number(row.values)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
