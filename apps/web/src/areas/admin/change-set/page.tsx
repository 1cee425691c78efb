import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { ButtonLink, EmptyState, PageHeader, StatusBadge } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { notFound } from '../../../lib/errors.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { useDraft } from '../parts/draft.ts';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import type { Draft } from '../parts/types.ts';
import { ChangeList } from './change-list.tsx';
import { type Done, OpenSet } from './open-set.tsx';
import { Comments } from './comments.tsx';
import { TONES } from '../parts/tones.ts';
import { UndoButton } from '../parts/undo-button.tsx';
import classes from './change-set.module.css';

const DRAFT = 'draft';

export const loader = loadWith(async ({ trpc, queryClient }, { params }) => {
  await ensure(queryClient, trpc.operations.myDraft.queryOptions());
  if (params.id === DRAFT) return;
  if (!/^\d{1,9}$/.test(params.id ?? '')) throw notFound();
  await ensure(queryClient, trpc.operations.changeSet.queryOptions({ id: Number(params.id) }));
});

/** One change-set: my draft before it is published, or any of the past. */
export function Page(): ReactNode {
  const { id = DRAFT } = useParams();
  const draft = useDraft();
  // Kept here: once published, the set is nobody's draft any more and another part of the page would take over.
  const [shown, setShown] = useState<{ id: string; done: Done } | null>(null);
  const done = shown?.id === id ? shown.done : null;
  const setDone = (one: Done) => setShown({ id, done: one });
  const mine = id === DRAFT || (draft !== null && String(draft.id) === id);
  return (
    <>
      <MatrixBar />
      {done ? <Published done={done} /> : mine ? <Review draft={draft} onDone={setDone} /> : <Other key={id} id={Number(id)} onDone={setDone} />}
    </>
  );
}

function Published({ done }: { done: Done }): ReactNode {
  const t = useTranslations('admin.review');
  const format = useFormats();
  const toCategories = <ButtonLink href={paths.admin.categories()}>{t('toCategories')}</ButtonLink>;
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={t('doneTitle', { version: String(done.version) })}
        lead={t('doneText', {
          schemas: done.schemasChanged,
          time: done.tookMs < 1000 ? t('ms', { ms: Math.round(done.tookMs) }) : format.duration(done.tookMs),
        })}
        actions={toCategories}
      />
      <ul className={classes.numbers}>
        {done.facts.map((fact) => (
          <li key={fact.label}>
            <span className={classes.figure}>{format.number(fact.value)}</span> {fact.words}
          </li>
        ))}
      </ul>
    </>
  );
}

function Review({ draft, onDone }: { draft: Draft | null; onDone: (done: Done) => void }): ReactNode {
  const t = useTranslations('admin.review');
  if (!draft || draft.changes.length === 0)
    return (
      <>
        <Head title={t('title')} noindex />
        <PageHeader title={t('title')} />
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={
            <ButtonLink look="main" href={paths.admin.categories()}>
              {t('toCategories')}
            </ButtonLink>
          }
        />
      </>
    );
  return <OpenSet key={draft.id} set={draft} mine onDone={onDone} />;
}

/** A colleague's open set, a scheduled one, or any of the past. */
function Other({ id, onDone }: { id: number; onDone: (done: Done) => void }): ReactNode {
  const { data: set } = useSuspenseQuery(useTRPC().operations.changeSet.queryOptions({ id }));
  return set.status === 'published' || set.status === 'canceled' ? <Past set={set} /> : <OpenSet set={set} mine={false} onDone={onDone} />;
}

function Past({ set }: { set: Draft }): ReactNode {
  const t = useTranslations('admin.review');
  const diff = useTranslations('admin.diff');
  const format = useFormats();
  const groups = useQuery(useTRPC().taxonomy.groups.queryOptions());
  const version = set.publishedVersion;
  return (
    <>
      <Head title={set.title} noindex />
      <PageHeader
        title={set.title}
        crumbs={[{ label: t('history'), href: paths.admin.changes() }]}
        meta={<StatusBadge tone={TONES[set.status]}>{t(`statuses.${set.status}`)}</StatusBadge>}
        lead={[t('by', { name: set.authorName ?? set.author }), format.dateTime(set.updatedAt), t('base', { version: String(set.baseVersion) })].join(' · ')}
        actions={
          version === null ? null : (
            <>
              <ButtonLink href={paths.admin.versionDiff({ from: String(version - 1), to: String(version) })}>{diff('what')}</ButtonLink>
              <UndoButton version={version} title={set.title} changes={set.imported ?? set.changes.length} />
            </>
          )
        }
      />
      {set.note ? <p className={classes.said}>{set.note}</p> : null}
      <ChangeList set={set} groups={groups.data ?? []} past />
      <Comments set={set} />
    </>
  );
}
