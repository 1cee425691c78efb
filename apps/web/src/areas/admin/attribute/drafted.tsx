import { useTranslations } from '@yarmarka/i18n/react';
import { Button, StatusBadge } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useDraft, useDraftEdits } from '../parts/draft.ts';
import classes from '../parts/lists.module.css';
import type { Change, Draft } from '../parts/types.ts';
import { useChangeText } from '../parts/use-change-text.ts';
import type { AttributeRow } from './pick-attribute.tsx';

/** What my draft does to an attribute itself: its words, its type, its retirement, its merge. */
const does = (change: Change, no: number): boolean =>
  (change.kind === 'attribute_edit' && change.edit.no === no) ||
  (change.kind === 'attribute_type' && change.convert.no === no) ||
  (change.kind === 'attribute_merge' && change.merge.fromNo === no);

/** The edits of my draft that change this attribute, as the page shows it before they are published. */
export const draftedOf = (draft: Draft | null, no: number): Draft['changes'] => draft?.changes.filter(({ change }) => does(change, no)) ?? [];

/** Says what my draft does to the attribute, and takes it back. */
export function Drafted({ attribute }: { attribute: AttributeRow }): ReactNode {
  const t = useTranslations('admin.dictionary.attribute');
  const draft = useDraft();
  const { edit } = useDraftEdits();
  const edits = draftedOf(draft, attribute.no);
  const textOf = useChangeText({
    categories: {},
    entries: {},
    attributes: {
      ...draft?.attributes,
      [attribute.no]: { ru: attribute.ru, en: attribute.en, type: attribute.type, unitFamily: attribute.unitFamily, unit: null },
    },
  });
  if (edits.length === 0) return null;
  return (
    <ul role="list" className={classes.drafted} aria-label={t('draftSays')}>
      {edits.map(({ target, change }) => (
        <li key={target}>
          <StatusBadge tone="changed">{t('draftSays')}</StatusBadge>
          <span>{textOf(change)}</span>
          <Button size="s" look="quiet" onClick={() => edit({ remove: [target] })}>
            {t('takeOut')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
