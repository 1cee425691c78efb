import { useTranslations } from '@yarmarka/i18n/react';
import { sameValue } from '@yarmarka/taxonomy/check';
import { StatusBadge } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import type { CardEditor } from './use-card.ts';

/** A word beside a field: that it differs from the live card, or that its value was not typed by a person. */
export function useFieldNotes(editor: CardEditor): (no: number) => ReactNode {
  const t = useTranslations('seller.card');
  const { data, state, mode } = editor;
  return (no) => {
    const live = data.card.attrs[no];
    const now = state.card[no];
    const same = sameValue(live ?? null, now ?? null);
    if (mode === 'propose' && !same)
      return (
        <StatusBadge bare tone="changed">
          {t('changed')}
        </StatusBadge>
      );
    const source = same ? data.card.sources[no]?.source : undefined;
    if (source === 'ai' || source === 'import')
      return (
        <StatusBadge bare tone="quiet">
          {t(source === 'ai' ? 'fromAi' : 'fromImport')}
        </StatusBadge>
      );
    return null;
  };
}
