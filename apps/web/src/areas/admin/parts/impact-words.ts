import { useTranslations } from '@yarmarka/i18n/react';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../lib/trpc.ts';
import { useLabel } from './label.ts';

export type AttributeFact = inferRouterOutputs<AppRouter>['operations']['impact']['attributes']['added'][number];
type Counts = { readonly published: number; readonly drafts: number };
type Sample = { readonly cardId: number; readonly ru: string | null; readonly en: string | null };

/** What dialogs and the impact of a change-set say alike. */
export function useImpactWords() {
  const t = useTranslations('admin.impact');
  const label = useLabel();
  return {
    /** Which cards a number means: “56 cards on sale and 1 draft”. */
    counts: ({ published, drafts }: Counts): string =>
      [t('published', { count: published }), ...(drafts > 0 ? [t('drafts', { count: drafts })] : [])].join(' '),
    /** What becomes of the attribute's values or its filter. */
    news: (fact: AttributeFact): string[] => [...(fact.into ? [t('goes', { into: label(fact.into) })] : []), ...(fact.waits ? [t('waits')] : [])],
    sample: (one: Sample): string => label({ ru: one.ru ?? '', en: one.en ?? '' }) || `№ ${one.cardId}`,
  };
}
