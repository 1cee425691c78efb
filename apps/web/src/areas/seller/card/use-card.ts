import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { qualityOf } from '@yarmarka/catalog/schemas';
import { completeness, describeIssue } from '@yarmarka/taxonomy/check';
import type { Attrs, Issue } from '@yarmarka/taxonomy/schemas';
import { useStore } from '@yarmarka/ui/plain';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { serverErrorOf } from '../../../lib/errors.ts';
import { type AppRouter, useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { buildModel, checkAll, type FormModel, isMissing, isShown, tokensIn, wordsOf } from '../../../parts/schema-form/model.ts';
import { type OptionLabels, useOptionLabels } from '../../../parts/schema-form/option-labels.ts';
import { keepTyped, readTyped, type Typed } from './typed-store.ts';
import { createDraft, type Draft, type DraftState, type Moved, type Refusal } from './draft-store.ts';

export type SellerCard = inferRouterOutputs<AppRouter>['catalog']['sellerCard'];

/** An issue of the card or one of its variants, also those only the server finds between variants. */
export interface CardProblem {
  readonly attr: number;
  readonly code: string;
  readonly variantId: number | null;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

export interface CardEditor {
  readonly data: SellerCard;
  readonly model: FormModel;
  readonly draft: Draft;
  readonly state: DraftState;
  readonly labels: OptionLabels;
  readonly mode: 'draft' | 'propose' | 'none';
  readonly percent: number;
  readonly quality: ReturnType<typeof qualityOf>;
  /** Everything that stands between the card and review now. */
  readonly problems: readonly CardProblem[];
  /** What to show at a field; missing ones only after the first try to send. */
  readonly errorOf: (no: number, variantId?: number) => string | undefined;
  readonly sayProblem: (problem: CardProblem) => string;
  /** A text that cannot be stored, of so many fields; null when nothing stands there unsaved. It survives a reload. */
  readonly setText: (field: number | 'offer', variantId: number | null, text: string | null, fields?: number) => void;
  /** The text of a field that was not stored. */
  readonly typedOf: (field: number | 'offer', variantId: number | null) => string | undefined;
  /** How many fields hold what cannot be stored. */
  readonly unreadable: number;
  readonly showAll: boolean;
  readonly demandAll: (serverIssues?: readonly CardProblem[]) => void;
  /** Reads the card anew and starts from what the server has. */
  readonly restart: () => Promise<void>;
}

const AUTOSAVE_MS = 700;

/** What the server's refusals of a save mean to the form. */
export function understandRefusal(error: unknown): Refusal {
  const { reason, details } = serverErrorOf(error);
  if (reason === 'catalog.card_moved') {
    const rowVersion = typeof details.rowVersion === 'number' ? details.rowVersion : 0;
    return { kind: 'moved', rowVersion, moved: (Array.isArray(details.moved) ? details.moved : []) as Moved[] };
  }
  if (reason === 'catalog.values_invalid' && Array.isArray(details.issues))
    return { kind: 'fields', fields: (details.issues as CardProblem[]).map((issue) => ({ no: issue.attr, variantId: issue.variantId })) };
  return null;
}

const attrsOf = (value: unknown): Attrs => value as Attrs;
const placeOf = (field: number | 'offer', variantId: number | null): string => `${variantId ?? 'card'}/${field}`;

/** The state of one card's form: values with autosave, checks by the contract, completeness and quality while one types. */
export function useCard(cardId: number): CardEditor {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const locale = useLocale();
  const t = useTranslations('seller.card');
  const mainGroup = useTranslations('parts.form')('mainGroup');
  const { data } = useSuspenseQuery(trpc.catalog.sellerCard.queryOptions({ cardId }));
  const form = useSuspenseQuery(trpc.taxonomy.formSchema.queryOptions({ categoryId: data.card.categoryId }, { staleTime: 300_000 })).data;
  const model = useMemo(() => buildModel(form, locale, mainGroup), [form, locale, mainGroup]);
  const mode = data.mode;
  const [generation, setGeneration] = useState(0);
  const editing = `${cardId}:${mode}:${data.card.status}:${data.card.version}:${data.card.categoryId}:${generation}`;

  const draft = useMemo(
    () =>
      createDraft({
        start: {
          card: attrsOf(data.card.attrs),
          variants: data.card.variants.map((v) => ({ id: v.id, attrs: attrsOf(v.attrs) })),
          rowVersion: data.card.rowVersion,
        },
        save: (patch, rowVersion) =>
          client.catalog.saveDraft.mutate({ cardId, rowVersion, attrs: patch.attrs, variants: patch.variants.map(({ id, attrs }) => ({ id, attrs })) }),
        understand: understandRefusal,
        delayMs: mode === 'draft' ? AUTOSAVE_MS : null,
        ...(mode === 'none' ? {} : { keep: window.localStorage }),
        key: `yarmarka.card.${cardId}.${mode}`,
      }),
    // A new form starts when the card has moved on, not when a read brings the same card again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above: `editing` stands for the version being edited
    [editing, client],
  );
  const state = useStore(draft.state);

  useEffect(() => {
    const save = () => void draft.flush();
    const leave = (event: BeforeUnloadEvent) => {
      if (mode !== 'draft' || draft.state.get().phase === 'saved') return;
      save();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', leave);
    window.addEventListener('online', save);
    return () => {
      window.removeEventListener('beforeunload', leave);
      window.removeEventListener('online', save);
      if (mode === 'draft') save();
      draft.dispose();
      void queryClient.invalidateQueries(trpc.catalog.sellerCard.queryFilter({ cardId }));
      void queryClient.invalidateQueries(trpc.catalog.cards.pathFilter());
    };
  }, [draft, mode, queryClient, trpc, cardId]);

  const labels = useOptionLabels(model, tokensIn([state.card, ...state.variants.map((v) => v.attrs), ...data.offers.map((o) => attrsOf(o.attrs))], model));
  const typedKey = `yarmarka.card.${cardId}.${mode}.typed`;
  const [texts, setTexts] = useState<Typed>(() => (mode === 'none' ? new Map() : readTyped(window.localStorage, typedKey)));
  useEffect(() => {
    if (mode !== 'none') keepTyped(window.localStorage, typedKey, texts);
  }, [mode, typedKey, texts]);
  const [showAll, setShowAll] = useState(false);
  const [fromServer, setFromServer] = useState<readonly CardProblem[]>([]);
  const issues = useMemo(() => checkAll(model, state.card, state.variants), [model, state.card, state.variants]);
  const problems = useMemo(() => {
    // What only the server can see lives until the next edit of that field.
    const others = fromServer.filter(
      (one) => !issues.some((issue) => issue.attr === one.attr && issue.variantId === one.variantId) && isBetweenVariants(one.code),
    );
    return [...issues, ...others];
  }, [issues, fromServer]);
  // Every field asks for its own on every key.
  const shown = useMemo(() => {
    const first = new Map<string, CardProblem>();
    for (const one of problems)
      if ((showAll || !isMissing(one)) && !first.has(placeOf(one.attr, one.variantId))) first.set(placeOf(one.attr, one.variantId), one);
    return first;
  }, [problems, showAll]);
  const words = useMemo(() => wordsOf(model, labels.labelOf), [model, labels.labelOf]);

  const sayProblem = useCallback(
    (problem: CardProblem): string => {
      const field = words.attribute(problem.attr);
      if (problem.code === 'axis_missing') return t('variants.axisMissing', { field });
      if (problem.code === 'axis_repeated') return t('variants.axisRepeated');
      if (problem.code === 'too_many_axes') return t('variants.tooManyAxes', { max: Number(problem.params?.max ?? 4) });
      if (problem.code === 'no_difference') return t('variants.noDifference');
      return describeIssue(problem as Issue, words, locale);
    },
    [words, locale, t],
  );
  const setText = useCallback((field: number | 'offer', variantId: number | null, text: string | null, fields = 1) => {
    setTexts((before) => {
      const key = placeOf(field, variantId);
      const held = before.get(key);
      if (text === null ? held === undefined : held?.text === text && held.fields === fields) return before;
      const next = new Map(before);
      if (text === null) next.delete(key);
      else next.set(key, { text, fields });
      return next;
    });
  }, []);
  // A field that is gone or out of sight can neither be corrected nor stand in the way.
  const standing = [...texts].filter(([key]) => {
    const [holder, field] = key.split('/');
    const attrs = holder === 'card' ? state.card : state.variants.find((v) => String(v.id) === holder)?.attrs;
    const rule = model.attributes.get(Number(field))?.rule;
    return attrs !== undefined && (field === 'offer' || (rule !== undefined && isShown(rule, attrs, state.card)));
  });
  const amounts = useMemo(() => {
    const variants = state.variants.map((v) => v.attrs);
    const { percent } = completeness(model.schema, { card: state.card, variants });
    return { percent, quality: qualityOf(model.schema, percent, state.card, variants) };
  }, [model, state.card, state.variants]);
  const restart = useCallback(async () => {
    draft.forget();
    await queryClient.refetchQueries(trpc.catalog.sellerCard.queryFilter({ cardId }));
    setTexts(new Map());
    setShowAll(false);
    setFromServer([]);
    setGeneration((n) => n + 1);
  }, [draft, queryClient, trpc, cardId]);

  return {
    data,
    model,
    draft,
    state,
    labels,
    mode,
    ...amounts,
    problems,
    errorOf(no, variantId) {
      const found = shown.get(placeOf(no, variantId ?? null));
      return found && sayProblem(found);
    },
    sayProblem,
    setText,
    typedOf: (field, variantId) => texts.get(placeOf(field, variantId))?.text,
    unreadable: standing.reduce((sum, [, one]) => sum + one.fields, 0),
    showAll,
    demandAll(serverIssues = []) {
      setShowAll(true);
      setFromServer(serverIssues);
    },
    restart,
  };
}

const isBetweenVariants = (code: string): boolean => ['axis_missing', 'axis_repeated', 'too_many_axes', 'no_difference'].includes(code);
