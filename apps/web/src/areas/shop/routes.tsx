import { lazyPages } from '../../shell/lazy-page.ts';
import type { ShopArea } from '../../shell/shop/area.ts';
import { SuggestBox } from './suggest/suggest-box.tsx';

const page = lazyPages('areas/shop', import.meta.glob('./*/page.tsx'));

/** The shop's pages. Addresses carry no language: the router adds it. */
export const shopArea: ShopArea = {
  Search: SuggestBox,
  routes: [
    { index: true, ...page('./home/page.tsx') },
    { path: 'catalog', ...page('./catalogue/page.tsx') },
    { path: 'catalog/:slug', ...page('./category/page.tsx') },
    { path: 'search', ...page('./search/page.tsx') },
    { path: 'product/:slug', ...page('./card/page.tsx') },
    { path: 'terms', ...page('./terms/page.tsx') },
    { path: 'store/:slug', ...page('./store/page.tsx') },
  ],
};
