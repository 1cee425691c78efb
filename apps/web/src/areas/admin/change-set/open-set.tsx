import { IconCalendar, IconEye, IconSend } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, confirm, ErrorPanel, icon16, PageHeader, StatusBadge, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { useLive } from '../../../lib/live.ts';
import { useSession } from '../../../lib/session.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { useDraftEdits, useDraftSaving } from '../parts/draft.ts';
import { useFourEyes } from '../parts/four-eyes.ts';
import { newCategories } from '../parts/new-categories.ts';
import { useNames } from '../parts/use-names.ts';
import { useTakeOut } from '../parts/use-take-out.ts';
import type { Draft } from '../parts/types.ts';
import { Approval, useAskApproval } from './approval.tsx';
import { ChangeList } from './change-list.tsx';
import { Comments } from './comments.tsx';
import { conflictKey, Conflicts, type Decisions } from './conflicts.tsx';
import { Impact } from './impact.tsx';
import { Problems } from './problems.tsx';
import { Naming } from './naming.tsx';
import { instantOf, isPast, type Moment, Publishing } from './publishing.tsx';
import { conflictsOf, hasChanged, problemsOf, withTargets } from './refusals.ts';
import { Scheduled, Trouble } from './scheduled.tsx';
import { TONES } from '../parts/tones.ts';
import classes from './change-set.module.css';

export type Done = {
  readonly version: number;
  readonly schemasChanged: number;
  readonly tookMs: number;
  readonly facts: readonly { label: string; words: string; value: number }[];
};

/** News after which a set stands otherwise, though its edits are the same. */
const JUDGED: ReadonlySet<string> = new Set(['change_set.asked.v1', 'change_set.approved.v1', 'change_set.returned.v1']);

type Looked = { readonly stamp: string; readonly expectedVersion?: number };

/** A change-set before it is published: its impact, what stands against it, when it goes live, who has looked at it, what is said of it, and every change. */
export function OpenSet({ set, mine, onDone }: { set: Draft; mine: boolean; onDone: (done: Done) => void }): ReactNode {
  const t = useTranslations('admin.review');
  const own = useTranslations('admin.publishing');
  const approval = useTranslations('admin.approval');
  const session = useSession();
  const navigate = useNavigate();
  const format = useFormats();
  const words = useErrorWords();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { edit } = useDraftEdits();
  const takeOut = useTakeOut(edit);
  const onRemove = (target: string) => {
    const created = [...newCategories(set.changes.map(({ change }) => change)).values()].find((one) => target === `category:${one.key}`);
    if (created) void takeOut(created);
    else edit({ remove: [target] });
  };
  // Whichever screen sent them: what is on its way is not in sight here yet.
  const saving = useDraftSaving();
  const [decisions, setDecisions] = useState<Decisions>({});
  const [moment, setMoment] = useState<Moment>({ later: false, at: '' });
  const { data: groups = [] } = useQuery(trpc.taxonomy.groups.queryOptions());
  const fourEyes = useFourEyes();
  const known = set.id > 0 && !saving;
  const impact = useQuery(
    trpc.operations.impact.queryOptions(
      { id: set.id, at: set.updatedAt },
      { enabled: known, placeholderData: keepPreviousData, retry: false, staleTime: 60_000 },
    ),
  );
  const again = () =>
    Promise.all([queryClient.invalidateQueries(trpc.operations.pathFilter()), queryClient.invalidateQueries(trpc.taxonomy.draftCells.queryFilter())]);
  // What a colleague asked for, approved or sent back shows it at once; edits of one's own need not be read again.
  useLive(['change_set.*'], (event) => event !== null && JUDGED.has(event.type) && event.key === String(set.id) && void again());
  useLive(['matrix.*'], () => void queryClient.invalidateQueries(trpc.operations.impact.queryFilter()));
  const names = useNames(set, groups);
  const rules = set.changes.flatMap(({ change }) => (change.kind === 'rule' ? [change.edit] : []));
  const helps = set.changes.flatMap(({ change }) => (change.kind === 'help' ? [change.help] : []));
  const facts = [
    ['cells', rules.length] as const,
    ['categories', new Set([...rules, ...helps].map((one) => one.categoryId)).size] as const,
    ['helps', helps.length] as const,
    ['other', set.changes.length - rules.length - helps.length] as const,
  ].flatMap(([key, value]) => (value > 0 ? [{ label: t(`facts.${key}`), words: t(`counted.${key}`, { count: value }), value }] : []));
  // What is on the screen: these edits, and the version their impact was worked out on.
  const looked: Looked = { stamp: set.stamp, ...(impact.data ? { expectedVersion: impact.data.baseVersion } : {}) };
  const publish = useMutation({
    mutationFn: async (seen: Looked) => {
      const started = performance.now();
      const published = await client.taxonomy.publishChangeSet.mutate({ id: set.id, ...seen });
      return { ...published, tookMs: performance.now() - started };
    },
    async onSuccess(published) {
      onDone({ version: published.version, schemasChanged: published.schemasChanged, tookMs: published.tookMs, facts });
      await Promise.all([queryClient.resetQueries(trpc.taxonomy.pathFilter()), queryClient.invalidateQueries(trpc.operations.pathFilter())]);
    },
    // What has changed since is read anew when the reader says so: it must not slip in under the next click.
    onError: (error) => (hasChanged(error) ? undefined : again()),
  });
  const settle = useMutation({
    mutationFn: () =>
      client.taxonomy.resolveConflicts.mutate({
        id: set.id,
        stamp: set.stamp,
        choices: conflicts.map((one) => ({ target: one.target, field: one.field, ...(decisions[conflictKey(one)] ?? { take: 'mine' as const }) })),
      }),
    async onSuccess({ left, stamp }) {
      setDecisions({});
      // Deciding belonged to a publication that was asked for: it goes on. Otherwise there is time to look at the impact again.
      if (left.length === 0 && publish.isError && !moment.later) publish.mutate({ stamp });
      else {
        publish.reset();
        await again();
      }
    },
    onError: async (error) => {
      words.toast(error);
      publish.reset();
      await again();
    },
  });
  const schedule = useMutation(
    trpc.taxonomy.scheduleChangeSet.mutationOptions({
      async onSuccess(_data, input) {
        toast({ tone: 'success', text: own('done', { date: format.dateTime(input.publishAt) }) });
        await again();
        // With a date it is nobody's draft any more: it has a page of its own.
        await navigate(paths.admin.changeSet(input.id));
      },
      onError: (error) => (hasChanged(error) ? undefined : words.toast(error)),
    }),
  );
  const discard = useMutation(
    trpc.taxonomy.cancelChangeSet.mutationOptions({
      async onSuccess() {
        toast({ tone: 'success', text: t('discarded') });
        await again();
      },
      onError: (error) => words.toast(error),
    }),
  );
  const refused = conflictsOf(publish.error);
  const conflicts = refused.length > 0 ? refused : (impact.data?.conflicts ?? []);
  const wrong = problemsOf(publish.error);
  const problems = wrong.length > 0 ? wrong : withTargets(impact.data?.problems ?? []);
  const count = set.changes.length;
  const at = instantOf(moment.at);
  const scheduled = set.status === 'scheduled';
  const counted = facts.map((fact) => ({ label: fact.label, value: format.number(fact.value) }));
  const { catalog, offers } = impact.data ?? {};
  const follows = [
    ['lacking', catalog?.lacking.published ?? 0] as const,
    ['invalid', catalog?.invalid.published ?? 0] as const,
    ['offers', offers?.lacking ?? 0] as const,
    ['sellers', catalog?.sellersWithWork ?? 0] as const,
  ].flatMap(([key, value]) => (value > 0 ? [{ label: own(`follows.${key}`), value: format.number(value) }] : []));
  // Sets of people belong to those who have a hand in them; what a file or the platform drafted, to every administrator.
  const theirs = session !== null && set.author.startsWith('user:') && !set.editors.includes(`user:${session.id}`);
  const waits = fourEyes && set.approvedBy === null;
  const request = useAskApproval();
  // A refusal speaks of the set as it was: asked for, approved or sent back, it is another matter.
  const { reset: forgetPublish } = publish;
  const { reset: forgetSchedule } = schedule;
  const standing = [fourEyes, set.approvalRequestedAt, set.approvedAt].join(' ');
  const stood = useRef(standing);
  useEffect(() => {
    if (stood.current === standing) return;
    stood.current = standing;
    forgetPublish();
    forgetSchedule();
  }, [standing, forgetPublish, forgetSchedule]);
  const ask = async () => {
    schedule.reset();
    const text = [t('confirmText'), ...(impact.data ? [] : [own('notCounted')])].join(' ');
    if (await confirm({ title: t('confirmTitle', { count }), text, facts: [...counted, ...follows], action: t('publish', { count }) })) publish.mutate(looked);
  };
  const askDiscard = async () => {
    if (await confirm({ title: t('discardTitle'), text: t('discardText'), facts: counted, action: t('discard'), danger: true })) discard.mutate({ id: set.id });
  };
  const marked = new Set([...conflicts.map((one) => one.target), ...problems.map((one) => one.target)]);
  const changed = [publish.error, schedule.error].find(hasChanged);
  const unapproved = publish.error && serverErrorOf(publish.error).reason === 'taxonomy.not_approved';
  const refusal = publish.error && !unapproved && !changed && refused.length === 0 && wrong.length === 0 ? publish.error : null;
  const lookAgain = async () => {
    publish.reset();
    schedule.reset();
    await again();
  };

  return (
    <>
      <Head title={mine ? t('title') : set.title} noindex />
      <PageHeader
        title={mine ? t('title') : set.title}
        crumbs={[{ label: t('history'), href: paths.admin.changes() }]}
        meta={<StatusBadge tone={TONES[set.status]}>{t(`statuses.${set.status}`)}</StatusBadge>}
        lead={[...(mine ? [set.title] : [t('by', { name: set.authorName ?? set.author })]), t('base', { version: String(set.baseVersion) })].join(' · ')}
        actions={
          scheduled || theirs ? null : (
            <>
              <Button look="danger" pending={discard.isPending} onClick={() => void askDiscard()}>
                {t('discard')}
              </Button>
              {waits ? (
                set.approvalRequestedAt === null ? (
                  <Button
                    look="main"
                    icon={<IconEye {...icon16} />}
                    pending={request.isPending || saving}
                    disabled={set.id === 0}
                    onClick={() => request.mutate({ id: set.id })}
                  >
                    {approval('ask')}
                  </Button>
                ) : (
                  <StatusBadge tone="warning">{approval('waits')}</StatusBadge>
                )
              ) : moment.later ? (
                <Button
                  look="main"
                  icon={<IconCalendar {...icon16} />}
                  pending={schedule.isPending || saving}
                  disabled={at === undefined || isPast(at)}
                  onClick={() => at && schedule.mutate({ id: set.id, publishAt: at.toISOString(), stamp: set.stamp })}
                >
                  {own('schedule', { date: at ? format.dateTime(at.toISOString()) : '…' })}
                </Button>
              ) : (
                <Button look="main" icon={<IconSend {...icon16} />} pending={publish.isPending || saving} disabled={set.id === 0} onClick={() => void ask()}>
                  {publish.isPending ? t('publishing') : t('publish', { count })}
                </Button>
              )}
            </>
          )
        }
      />
      <Naming key={`${set.title} ${set.note}`} set={set} editable={!theirs && set.id > 0} />
      <Approval set={set} needed={fourEyes} theirs={theirs} />
      {scheduled ? <Scheduled set={set} onChanged={again} /> : null}
      {set.trouble && set.status === 'conflict' ? <Trouble trouble={set.trouble} /> : null}
      <ul className={classes.numbers}>
        {facts.map((fact) => (
          <li key={fact.label}>
            <span className={classes.figure}>{format.number(fact.value)}</span> {fact.words}
          </li>
        ))}
      </ul>
      {conflicts.length > 0 ? (
        <Conflicts
          conflicts={conflicts}
          set={set}
          names={names}
          decisions={decisions}
          onDecide={setDecisions}
          pending={settle.isPending || publish.isPending}
          action={publish.isError && !moment.later ? t('decide') : t('settle')}
          onSettle={() => settle.mutate()}
        />
      ) : null}
      {problems.length > 0 ? <Problems problems={problems} draft={set} /> : null}
      {changed ? (
        <ErrorPanel
          title={t('changedTitle')}
          text={words.say(changed)}
          tone="danger"
          actions={
            <Button look="main" onClick={() => void lookAgain()}>
              {t('lookAgain')}
            </Button>
          }
        />
      ) : null}
      {refusal ? <ErrorPanel text={words.say(refusal)} requestId={serverErrorOf(refusal).requestId} /> : null}
      {impact.isError ? (
        <ErrorPanel text={words.say(impact.error)} requestId={serverErrorOf(impact.error).requestId} />
      ) : known || impact.data ? (
        <Impact impact={impact.data} working={impact.isFetching} />
      ) : null}
      {scheduled || theirs || waits ? null : <Publishing moment={moment} onChange={setMoment} impact={impact.data} />}
      <ChangeList set={set} groups={groups} marked={marked} {...(mine && !scheduled ? { onRemove } : {})} />
      {set.id > 0 ? <Comments set={set} /> : null}
    </>
  );
}
