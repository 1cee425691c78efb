import { IconCircleCheck, IconEye, IconLayoutDashboard } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Anchor, ButtonLink, EmptyState, icon20, icon32, PageHeader, Skeleton } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useLive } from '../../../lib/live.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { News } from '../../../parts/news/news.tsx';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import classes from './overview.module.css';

const WAITING_SHOWN = 5;

/** The first page of the area: what needs an operator, and the catalogue in numbers. */
export function Page(): ReactNode {
  const t = useTranslations('admin.overview');
  const isAdmin = useSignedIn().roles.includes('admin');
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} />
      {isAdmin ? <Numbers /> : <EmptyState icon={<IconLayoutDashboard {...icon32} />} title={t('editorTitle')} text={t('editorText')} />}
    </>
  );
}

function Numbers(): ReactNode {
  const t = useTranslations('admin.overview');
  const format = useFormats();
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.taxonomy.counts.queryOptions());
  const { data: health } = useQuery(trpc.operations.health.queryOptions());
  const { data: waiting = [] } = useQuery(trpc.operations.waitingSets.queryOptions());
  const queryClient = useQueryClient();
  useLive(['change_set.*', 'matrix.*'], () => void queryClient.invalidateQueries(trpc.operations.waitingSets.queryFilter()));
  const problems = health?.problems.length ?? 0;
  const numbers = [
    { label: t('categories'), value: counts?.categories, href: paths.admin.categories() },
    { label: t('attributes'), value: counts?.attributes, href: paths.admin.dictionary() },
    { label: t('options'), value: counts?.options, href: paths.admin.dictionary() },
    { label: t('rules'), value: counts && counts.rulesSet + counts.rulesExcluded, href: paths.admin.categories() },
    { label: t('cells'), value: counts?.cells, href: paths.admin.categories() },
    { label: t('schemas'), value: counts?.schemas, href: paths.admin.categories() },
    { label: t('version'), value: counts?.version, href: paths.admin.changes() },
  ];
  const toHealth = (
    <ButtonLink look={problems > 0 ? 'main' : 'plain'} href={paths.admin.health()}>
      {t('toHealth')}
    </ButtonLink>
  );
  return (
    <>
      {waiting.length > 0 ? (
        <section className={classes.fine} aria-labelledby="waiting">
          <h2 id="waiting">
            <IconEye {...icon20} /> {t('waiting', { count: waiting.length })}
          </h2>
          <ul role="list" className={classes.waiting}>
            {waiting.slice(0, WAITING_SHOWN).map((set) => (
              <li key={set.id}>
                <Anchor href={paths.admin.changeSet(set.id)}>{set.title}</Anchor> {set.authorName}
              </li>
            ))}
          </ul>
          <ButtonLink href={waiting.length === 1 && waiting[0] ? paths.admin.changeSet(waiting[0].id) : paths.admin.changes()}>{t('toWaiting')}</ButtonLink>
        </section>
      ) : null}
      <section className={problems > 0 ? classes.wrong : classes.fine}>
        {health ? (
          <>
            <h2>
              {problems > 0 ? null : <IconCircleCheck size={20} stroke={1.75} />}
              {problems > 0 ? t('wrong', { count: problems }) : t('emptyTitle')}
            </h2>
            {problems > 0 || waiting.length > 0 ? null : <p>{t('emptyText')}</p>}
            {toHealth}
          </>
        ) : (
          <Skeleton width={260} height={24} />
        )}
      </section>
      <News words={{ title: t('news'), markRead: t('markRead') }} />
      <section className={classes.section} aria-label={t('catalogue')}>
        <h2>{t('catalogue')}</h2>
        <dl className={classes.numbers}>
          {numbers.map((number) => (
            <div key={number.label} className={classes.number}>
              <dt>
                <Anchor href={number.href}>{number.label}</Anchor>
              </dt>
              <dd>{number.value === undefined ? <Skeleton width={72} height={28} /> : format.number(number.value)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
