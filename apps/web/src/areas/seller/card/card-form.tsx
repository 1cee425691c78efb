import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconArchive, IconDots } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Button, icon20, IconButton, Menu, PageHeader, StatusBadge, toast, undoToast, useShortcuts } from '@yarmarka/ui/plain';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { type ReactNode, useCallback, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useLive } from '../../../lib/live.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { FormSection } from '../../../parts/schema-form/form-section.tsx';
import { paths } from '../../../shell/paths.ts';
import { STATUS_TONES } from '../parts/status.ts';
import classes from './card-form.module.css';
import { AiPanel } from './ai-panel.tsx';
import { GroupNav } from './group-nav.tsx';
import { InvalidNote, StateNotes } from './state-notes.tsx';
import { SaveState } from './save-state.tsx';
import { SidePanel } from './side-panel.tsx';
import type { CardEditor, CardProblem } from './use-card.ts';
import { useFieldNotes } from './use-field-notes.tsx';
import { useProposal } from './use-proposal.ts';
import { VariantsSection } from './variants-section.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

/** The form of one card: groups at the left, fields in one column, what it amounts to at the right. */
export function CardForm({ editor, title }: { readonly editor: CardEditor; readonly title: string }): ReactNode {
  const { data, model, draft, state, mode, problems, unreadable } = editor;
  const t = useTranslations('seller.card');
  const lists = useTranslations('seller.products');
  const common = useTranslations('common.actions');
  const keys = useTranslations('common.keys');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const errors = useErrorWords();
  const fields = useRef<HTMLDivElement>(null);
  const cardId = data.card.id;
  const notes = useFieldNotes(editor);
  const proposal = useProposal(editor);

  useLive(['card.*', 'moderation.*'], (event) => {
    if (event !== null && event.type.startsWith('card.') && event.key !== String(cardId)) return;
    void queryClient.invalidateQueries(trpc.catalog.sellerCard.queryFilter({ cardId }));
    void queryClient.invalidateQueries(trpc.catalog.verdicts.queryFilter({ cardId }));
  });

  const showErrors = (issues?: readonly CardProblem[]) => {
    editor.demandAll(issues);
    // The first wrong field is known only once the errors are drawn.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const wrong = fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
        wrong?.scrollIntoView({ block: 'center' });
        // Of yes and no the group is marked, and its choice takes the focus.
        (wrong?.querySelector<HTMLElement>(':scope input[type=radio]') ?? wrong)?.focus({ preventScroll: true });
      }),
    );
  };

  const submit = useMutation(
    // oxlint-disable-next-line react/refs -- its callbacks run after the answer, never while drawing
    trpc.catalog.submitCard.mutationOptions({
      onSuccess: async (result) => {
        if (result.status === 'invalid') return showErrors(result.issues);
        await editor.restart();
        window.scrollTo({ top: 0 });
        void queryClient.invalidateQueries(trpc.catalog.verdicts.queryFilter({ cardId }));
        toast({ tone: 'success', text: t('submitted') });
      },
      onError: errors.toast,
    }),
  );

  const send = async () => {
    if (mode === 'propose') return proposal.send(showErrors);
    if (problems.length > 0 || unreadable > 0) return showErrors();
    if (!(await draft.flush())) return;
    submit.mutate({ cardId, rowVersion: draft.state.get().rowVersion });
  };

  const archive = useMutation(
    trpc.catalog.archiveCard.mutationOptions({
      onSuccess: async () => {
        draft.forget();
        undoToast({ text: t('archived'), label: common('undo'), undo: () => restore.mutate({ cardId }) });
        await navigate(paths.seller.cards());
      },
      onError: errors.toast,
    }),
  );
  const restore = useMutation(trpc.catalog.restoreCard.mutationOptions({ onSuccess: () => editor.restart(), onError: errors.toast }));

  useShortcuts(keys('screen'), [
    { keys: 'mod+s', label: t('save.now'), inFields: true, run: () => void draft.flush() },
    { keys: 'mod+enter', label: mode === 'propose' ? t('submitChange') : t('submit'), inFields: true, disabled: mode === 'none', run: () => void send() },
  ]);

  const { setText } = editor;
  const tellProblem = useCallback(
    (no: number, problem: string | null, typed?: string) => setText(no, null, problem === null ? null : (typed ?? '')),
    [setText],
  );
  const form = queryClient.getQueryData(trpc.taxonomy.formSchema.queryKey({ categoryId: data.card.categoryId }));
  const crumbs = [
    { label: lists('title'), href: paths.seller.cards() },
    ...(form?.trail ?? []).map((step) => ({ label: step[locale] || step.ru, href: paths.seller.cards({ category: step.id }) })),
  ];
  const disabled = mode === 'none';
  const busy = submit.isPending || proposal.pending;

  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <PageHeader
          crumbs={crumbs}
          title={
            <span className={classes.title} title={title}>
              {title}
            </span>
          }
          meta={<StatusBadge tone={STATUS_TONES[data.card.status]}>{t(`status.${data.card.status}`)}</StatusBadge>}
          actions={
            <>
              {mode === 'none' ? null : <SaveState editor={editor} count={proposal.count} />}
              <Menu
                width={220}
                groups={[
                  {
                    id: 'more',
                    items:
                      data.card.status === 'archived'
                        ? [{ id: 'restore', label: t('restore'), onSelect: () => restore.mutate({ cardId }) }]
                        : [{ id: 'archive', label: t('archive'), icon: <IconArchive {...icon20} />, onSelect: () => archive.mutate({ cardId }) }],
                  },
                ]}
                trigger={(trigger) => (
                  <IconButton {...trigger} label={common('more')}>
                    <IconDots {...icon20} />
                  </IconButton>
                )}
              />
              {mode === 'none' ? null : (
                <Button look="main" pending={busy} disabled={mode === 'propose' && proposal.count === 0} onClick={() => void send()}>
                  {mode === 'propose' ? t('submitChange') : t('submit')}
                </Button>
              )}
            </>
          }
        />
      </div>
      <div className={classes.columns}>
        <GroupNav editor={editor} />
        <div ref={fields} className={classes.fields}>
          <InvalidNote editor={editor} />
          <StateNotes editor={editor} onRestored={() => restore.mutate({ cardId })} />
          <VerdictPanel editor={editor} />
          {editor.showAll && problems.length + unreadable > 0 ? (
            <div role="alert" className={classes.summary}>
              <strong>{t('fixFirst', { count: problems.length + unreadable })}</strong>
              <span>{t('fixText')}</span>
            </div>
          ) : null}
          {model.groups.map((group) => (
            <FormSection
              key={group.key}
              model={model}
              group={group}
              values={state.card}
              labels={editor.labels}
              disabled={disabled}
              errorOf={(no) => editor.errorOf(no)}
              noteOf={notes}
              afterOf={(no) =>
                no === RESERVED.description && mode === 'draft' ? <AiPanel cardId={cardId} model={model} draft={draft} restart={editor.restart} /> : null
              }
              onChange={draft.set}
              typedOf={(no) => editor.typedOf(no, null)}
              onProblem={tellProblem}
            />
          ))}
          <VariantsSection editor={editor} />
        </div>
        <SidePanel editor={editor} title={title} />
      </div>
    </div>
  );
}
