import { useTranslations } from '@yarmarka/i18n/react';
import { targetOf } from '@yarmarka/taxonomy/schemas';
import { confirm, undoToast } from '@yarmarka/ui/plain';
import { type DraftEdit, useDraft } from './draft.ts';
import { useLabel } from './label.ts';
import { type Created, goingWith } from './new-categories.ts';

/** Takes a new category out of the draft with whatever depends on it, once somebody has seen how much that is; all of it can be put back. Resolves to whether it went. */
export function useTakeOut(edit: (edit: DraftEdit) => void): (created: Created) => Promise<boolean> {
  const t = useTranslations('admin.categories.takeOut');
  const label = useLabel();
  const draft = useDraft();
  return async ({ id, label: name }) => {
    const back = goingWith(draft?.changes.map(({ change }) => change) ?? [], id);
    const along = back.length - 1;
    const text = along > 0 ? t('along', { count: along }) : t('alone');
    if (!(await confirm({ title: t('title', { name: label(name) }), text, action: t('action') }))) return false;
    edit({ remove: back.map(targetOf) });
    undoToast({ text: t('done', { name: label(name) }), label: t('undo'), undo: () => edit({ save: back }) });
    return true;
  };
}
