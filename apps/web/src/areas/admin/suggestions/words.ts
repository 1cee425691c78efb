import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../lib/trpc.ts';
import { useLabel } from '../parts/label.ts';

export type SuggestionsPage = inferRouterOutputs<AppRouter>['operations']['suggestions'];
type Evidence = SuggestionsPage['items'][number]['evidence'];

/** So many names are written out. */
const NAMED = 5;

/** A suggestion in words: what to do, and why. */
export function useSuggestionWords(page: SuggestionsPage): (e: Evidence) => { readonly what: string; readonly why: string } {
  const t = useTranslations('admin.suggestions');
  const label = useLabel();
  const format = useFormats();
  const category = (id: number) => label(page.categories[id] ?? { ru: `#${id}`, en: `#${id}` });
  const attribute = (no: number) => label(page.attributes[no] ?? { ru: `#${no}`, en: `#${no}` });
  const named = (ids: readonly number[], nameOf: (id: number) => string): string =>
    [...ids.slice(0, NAMED).map(nameOf), ...(ids.length > NAMED ? [t('more', { count: format.number(ids.length - NAMED) })] : [])].join(', ');
  return (e) => {
    switch (e.kind) {
      case 'move_up':
        return {
          what: t('move_up.what', { attribute: attribute(e.attributeNo), category: category(e.originId) }),
          why: t('move_up.why', { count: e.categories.length, category: category(e.originId), names: named(e.categories, category) }),
        };
      case 'idle_category':
        return {
          what: t('idle_category.what', { category: category(e.categoryId) }),
          why: t('idle_category.why', { count: e.attributes.length, names: named(e.attributes, attribute) }),
        };
      case 'leaf_move':
        return {
          what: t('leaf_move.what', { attribute: attribute(e.attributeNo), category: category(e.categoryId) }),
          why: t('leaf_move.why', { leaves: format.number(e.leaves), rules: format.number(e.rules), names: named(e.changed, category) }),
        };
      case 'same':
        return {
          what: t('same.what', { from: attribute(e.fromNo), into: attribute(e.intoNo) }),
          why: t('same.why', {
            name: Math.round(e.name * 100),
            shared: e.shared,
            both: format.number(e.both),
          }),
        };
      case 'unused':
        return e.reason === 'unfilled'
          ? { what: t('unused.unfilled', { attribute: attribute(e.attributeNo) }), why: t('unused.unfilledWhy', { cards: e.cards, categories: e.categories }) }
          : {
              what: t('unused.unfiltered', { attribute: attribute(e.attributeNo) }),
              why: t('unused.unfilteredWhy', { categories: e.categories, filled: format.number(e.filled), cards: format.number(e.cards) }),
            };
    }
  };
}
