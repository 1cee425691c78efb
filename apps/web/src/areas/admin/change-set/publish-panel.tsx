import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, confirm, ErrorPanel, icon16, PageHeader, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { useDraftEdits } from '../parts/draft.ts';
import type { Draft } from '../parts/types.ts';
import { ChangeList, useSetNames } from './change-list.tsx';
import { conflictsOf, problemsOf } from './refusals.ts';
import { Conflicts, type Decisions } from './conflicts.tsx';
import { Problems } from './problems.tsx';
import classes from './change-set.module.css';

export type Done = {
  readonly version: number;
  readonly schemasChanged: number;
  readonly tookMs: number;
  readonly facts: readonly { label: string; value: number }[];
};

/** My draft, change by change, with its publication: what stands against it is shown by cell, conflicts are decided cell by cell. */
export function PublishPanel({ draft, onDone }: { draft: Draft; onDone: (done: Done) => void }): ReactNode {
  const t = useTranslations('admin.review');
  const format = useFormats();
  const words = useErrorWords();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { edit, saving } = useDraftEdits();
  const [decisions, setDecisions] = useState<Decisions>({});
  const { data: groups = [] } = useQuery(trpc.taxonomy.groups.queryOptions());
  const names = useSetNames(draft, groups);
  const rules = draft.changes.flatMap(({ change }) => (change.kind === 'rule' ? [change.edit] : []));
  const facts = [
    { label: t('facts.cells'), value: rules.length },
    { label: t('facts.categories'), value: new Set(rules.map((rule) => rule.categoryId)).size },
    { label: t('facts.other'), value: draft.changes.length - rules.length },
  ].filter((fact) => fact.value > 0);

  const publish = useMutation({
    mutationFn: async (input: { overwrite: boolean; remove: readonly string[] }) => {
      if (input.remove.length > 0) await client.taxonomy.removeChanges.mutate({ changeSetId: draft.id, targets: [...input.remove] });
      const started = performance.now();
      const published = await client.taxonomy.publishChangeSet.mutate({ id: draft.id, overwrite: input.overwrite });
      return { ...published, tookMs: performance.now() - started };
    },
    async onSuccess(published) {
      onDone({ version: published.version, schemasChanged: published.schemasChanged, tookMs: published.tookMs, facts });
      await Promise.all([queryClient.resetQueries(trpc.taxonomy.pathFilter()), queryClient.invalidateQueries(trpc.operations.pathFilter())]);
    },
    onError: () => queryClient.invalidateQueries(trpc.operations.myDraft.queryFilter()),
  });
  const discard = useMutation(
    trpc.taxonomy.cancelChangeSet.mutationOptions({
      async onSuccess() {
        toast({ tone: 'success', text: t('discarded') });
        await queryClient.invalidateQueries(trpc.operations.pathFilter());
      },
      onError: (error) => words.toast(error),
    }),
  );
  const conflicts = conflictsOf(publish.error);
  const problems = problemsOf(publish.error);
  const count = draft.changes.length;
  const ask = async () => {
    if (
      await confirm({
        title: t('confirmTitle', { count }),
        text: t('confirmText'),
        facts: facts.map((fact) => ({ label: fact.label, value: format.number(fact.value) })),
        action: t('publish', { count }),
      })
    )
      publish.mutate({ overwrite: false, remove: [] });
  };
  const askDiscard = async () => {
    if (
      await confirm({
        title: t('discardTitle'),
        text: t('discardText'),
        facts: facts.map((fact) => ({ label: fact.label, value: format.number(fact.value) })),
        action: t('discard'),
        danger: true,
      })
    )
      discard.mutate({ id: draft.id });
  };
  const marked = new Set([...conflicts.map((one) => one.target), ...problems.map((one) => one.target)]);

  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={t('title')}
        lead={[draft.title, t('base', { version: String(draft.baseVersion) })].join(' · ')}
        actions={
          <>
            <Button look="danger" pending={discard.isPending} onClick={() => void askDiscard()}>
              {t('discard')}
            </Button>
            <Button look="main" icon={<IconSend {...icon16} />} pending={publish.isPending || saving} disabled={draft.id === 0} onClick={() => void ask()}>
              {publish.isPending ? t('publishing') : t('publish', { count })}
            </Button>
          </>
        }
      />
      <ul className={classes.numbers}>
        {facts.map((fact) => (
          <li key={fact.label}>
            <span className={classes.figure}>{format.number(fact.value)}</span> {fact.label}
          </li>
        ))}
      </ul>
      {conflicts.length > 0 ? (
        <Conflicts
          conflicts={conflicts}
          draft={draft}
          names={names}
          decisions={decisions}
          onDecide={setDecisions}
          pending={publish.isPending}
          onPublish={() =>
            publish.mutate({ overwrite: true, remove: [...new Set(conflicts.map((one) => one.target))].filter((target) => decisions[target] === 'theirs') })
          }
        />
      ) : null}
      {problems.length > 0 ? <Problems problems={problems} draft={draft} /> : null}
      {publish.error && conflicts.length === 0 && problems.length === 0 ? (
        <ErrorPanel text={words.say(publish.error)} requestId={serverErrorOf(publish.error).requestId} />
      ) : null}
      <ChangeList set={draft} groups={groups} marked={marked} onRemove={(target) => edit({ remove: [target] })} />
    </>
  );
}
