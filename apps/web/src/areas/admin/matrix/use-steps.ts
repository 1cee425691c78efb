import { useTranslations } from '@yarmarka/i18n/react';
import type { CellAt, HelpEdit, RuleEdit } from '@yarmarka/taxonomy/schemas';
import { toast } from '@yarmarka/ui/plain';
import { useEffect, useRef, useState } from 'react';
import { type DraftEdit, type NewNames, useDraftEdits } from '../parts/draft.ts';
import { addressOf, type EditContext, sameEdit, type Step } from './plan-edits.ts';
import { helpAddressOf } from '../parts/cell-help.ts';
import type { Refusal } from './refusals.ts';
import type { HelpMap } from './transfer.ts';
import { EMPTY_STACK, inverse, pushStep } from './undo-stack.ts';
import type { RefusalMarks } from './use-refusals.ts';
import type { Matrix } from './use-matrix.ts';

/** A third of the largest matrix: a larger step is a slip of the hand. */
const MOST_EDITS = 50_000;

/** Messages of the sheet: the newest takes the place of its like, and a refusal goes by itself. */
export const DONE = 'matrix.done';
export const REFUSED = { tone: 'danger', topic: 'matrix.refused', timeMs: 15_000 } as const;

export type Steps = {
  /** Carries a step out and remembers it; false when it is too large. Steps of one gesture are undone together. */
  readonly apply: (step: Step, gesture?: number) => boolean;
  /** An edit of the inspector, remembered like a step. */
  readonly edit: (edit: DraftEdit) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The draft as it is this very moment, also between two frames. */
  readonly draft: () => ReadonlyMap<string, RuleEdit>;
  /** Its help texts. */
  readonly helps: () => HelpMap;
};

/** Edits of the grid: shown at once, stored in the draft change-set, taken back and done again step by step. Cells that the server does not take show again what they are, with a mark. */
export function useSteps(matrix: Matrix, { mark }: Pick<RefusalMarks, 'mark'>): Steps {
  const t = useTranslations('admin.grid');
  const { edit } = useDraftEdits();
  const [stack, setStack] = useState(EMPTY_STACK);
  const draft = useRef(matrix.draft);
  const helps = useRef(matrix.draftHelps);
  useEffect(() => {
    draft.current = matrix.draft;
    helps.current = matrix.draftHelps;
  }, [matrix.draft, matrix.draftHelps]);

  const namesOf = (step: Step): NewNames => {
    const categories: Record<string, { ru: string; en: string }> = {};
    const attributes: Record<string, NonNullable<NewNames['attributes']>[string]> = {};
    for (const { at } of step) {
      const node = matrix.tree.order[matrix.tree.at.get(at[0]) ?? -1];
      const attribute = matrix.attributes.get(at[1]);
      if (node) categories[node.id] = { ru: node.ru, en: node.en };
      if (attribute) attributes[attribute.no] = { ru: attribute.ru, en: attribute.en, type: attribute.type, unitFamily: attribute.unitFamily, unit: null };
    }
    return { categories, attributes };
  };
  const remember = (step: Step) => {
    const next = new Map(draft.current);
    for (const { at, after } of step) {
      if (after) next.set(addressOf(at), after);
      else next.delete(addressOf(at));
    }
    draft.current = next;
    const texts = new Map(helps.current);
    for (const { at, help } of step) {
      if (help?.after) texts.set(helpAddressOf(at), help.after);
      else if (help) texts.delete(helpAddressOf(at));
    }
    helps.current = texts;
  };
  /** What the server did not take is marked, unless the cell has been edited again meanwhile. */
  const telling = (step: Step) => {
    const meant = new Map(step.map(({ at, after }) => [addressOf(at), after]));
    return (refused: readonly Refusal[]): void =>
      mark(
        [],
        refused.filter(({ at }) => sameEdit(draft.current.get(addressOf(at)) ?? null, meant.get(addressOf(at)) ?? null)),
      );
  };
  const send = (step: Step) => {
    remember(step);
    mark(step.map((one) => one.at));
    const rules = step.filter(({ before, after }) => !sameEdit(before, after));
    edit(
      {
        save: [
          ...rules.flatMap(({ after }) => (after ? [{ kind: 'rule' as const, edit: after }] : [])),
          ...step.flatMap(({ help }) => (help?.after ? [{ kind: 'help' as const, help: help.after }] : [])),
        ],
        remove: [
          ...rules.flatMap(({ at, after }) => (after ? [] : [addressOf(at)])),
          ...step.flatMap(({ at, help }) => (help && help.after === null ? [helpAddressOf(at)] : [])),
        ],
        names: namesOf(step),
      },
      telling(step),
    );
  };
  /** A cell whose help text changes and whose rule stays. */
  const withHelp = (at: CellAt, after: HelpEdit | null): Step[number] => {
    const rule = draft.current.get(addressOf(at)) ?? null;
    return { at, before: rule, after: rule, help: { before: helps.current.get(helpAddressOf(at)) ?? null, after } };
  };
  return {
    canUndo: stack.done.length > 0,
    canRedo: stack.undone.length > 0,
    draft: () => draft.current,
    helps: () => helps.current,
    apply(step, gesture) {
      if (step.length > MOST_EDITS) {
        toast({ ...REFUSED, text: t('tooMany', { count: step.length, most: MOST_EDITS }) });
        return false;
      }
      if (step.length === 0) return true;
      send(step);
      setStack((before) => pushStep(before, step, gesture ?? null));
      return true;
    },
    edit(one) {
      const step: Step = [
        ...(one.save ?? []).flatMap((change) => {
          if (change.kind === 'help') {
            const at = [change.help.categoryId, change.help.attributeNo] as const;
            return [withHelp(at, change.help)];
          }
          if (change.kind !== 'rule') return [];
          const at = [change.edit.categoryId, change.edit.attributeNo] as const;
          return [{ at, before: draft.current.get(addressOf(at)) ?? null, after: change.edit }];
        }),
        ...(one.remove ?? []).flatMap((target) => {
          const help = helps.current.get(target);
          if (help) return [withHelp([help.categoryId, help.attributeNo], null)];
          const before = draft.current.get(target);
          return before ? [{ at: [before.categoryId, before.attributeNo] as const, before, after: null }] : [];
        }),
      ];
      remember(step);
      mark(step.map(({ at }) => at));
      edit(one, telling(step));
      setStack((before) => pushStep(before, step));
    },
    undo() {
      const step = stack.done.at(-1);
      if (!step) return;
      send(inverse(step));
      setStack({ done: stack.done.slice(0, -1), undone: [...stack.undone, step], gesture: null });
    },
    redo() {
      const step = stack.undone.at(-1);
      if (!step) return;
      send(step);
      setStack({ done: [...stack.done, step], undone: stack.undone.slice(0, -1), gesture: null });
    },
  };
}

/** What planning an edit needs of the matrix. */
export const editContext = (matrix: Matrix, steps: Steps): EditContext => ({
  base: matrix.base,
  grid: matrix.grid,
  draft: steps.draft(),
  parentOf: (id) => matrix.tree.order[matrix.tree.at.get(id) ?? -1]?.parentId ?? null,
});
