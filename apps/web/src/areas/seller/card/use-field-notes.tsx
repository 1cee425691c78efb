import { useTranslations } from '@yarmarka/i18n/react';
import { sameValue } from '@yarmarka/taxonomy/check';
import { StatusBadge } from '@yarmarka/ui/plain';
import { type ReactNode, useMemo } from 'react';
import type { CardEditor } from './use-card.ts';

/** A word beside a field: that it differs from the live card, or that its value was not typed by a person. */
export function useFieldNotes(editor: CardEditor): (no: number) => ReactNode {
  const t = useTranslations('seller.card');
  const { data, state, mode } = editor;
  // Made once: a new element would draw the field beside it again.
  const words = useMemo(() => {
    const note = (tone: 'changed' | 'quiet', text: string) => (
      <StatusBadge bare tone={tone}>
        {text}
      </StatusBadge>
    );
    return { changed: note('changed', t('changed')), ai: note('quiet', t('fromAi')), import: note('quiet', t('fromImport')) };
  }, [t]);
  return (no) => {
    const live = data.card.attrs[no];
    const now = state.card[no];
    const same = sameValue(live ?? null, now ?? null);
    if (mode === 'propose' && !same) return words.changed;
    const source = same ? data.card.sources[no]?.source : undefined;
    return source === 'ai' || source === 'import' ? words[source] : null;
  };
}
