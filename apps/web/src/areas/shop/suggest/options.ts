import type { SuggestResult } from '@yarmarka/search/schemas';
import { paths } from '../../../shell/paths.ts';

/** The brand's reserved attribute as a filter; written out, because the schemas would bring their validators into the shop's first load. */
export const BRAND_FILTER = 'f.3';

export type SuggestKind = 'queries' | 'categories' | 'brands' | 'cards';
export interface SuggestOption {
  readonly key: string;
  readonly kind: SuggestKind;
  readonly text: string;
  /** Which one of several of that name: the section above, the price. */
  readonly note: string;
  readonly picture: string | null;
  readonly href: string;
}

/** What was found as one list in the order of the keys: words first, single products last. Words that only repeat what is typed are left out. */
export function optionsOf(found: SuggestResult, typed: string, price: (minor: number) => string): SuggestOption[] {
  const plain = { note: '', picture: null };
  const wanted = typed.trim().toLowerCase();
  return [
    ...found.queries
      .filter((q) => q.toLowerCase() !== wanted)
      .map((q): SuggestOption => ({ ...plain, key: `q ${q}`, kind: 'queries', text: q, href: paths.shop.search({ q }) })),
    ...found.categories.map(
      (c): SuggestOption => ({ ...plain, key: `c${c.id}`, kind: 'categories', text: c.name, note: c.parent ?? '', href: paths.shop.category(c.slug) }),
    ),
    ...found.brands.map(
      (b): SuggestOption => ({ ...plain, key: `b${b.token}`, kind: 'brands', text: b.name, href: paths.shop.search({ [BRAND_FILTER]: b.token }) }),
    ),
    ...found.cards.map(
      (c): SuggestOption => ({
        key: `p${c.id}`,
        kind: 'cards',
        text: c.name,
        note: c.priceMinor === null ? '' : price(c.priceMinor),
        picture: c.picture,
        href: paths.shop.card(c),
      }),
    ),
  ];
}
