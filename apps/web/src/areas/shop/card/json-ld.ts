import type { Locale } from '@yarmarka/i18n/locale';
import { pictureUrl } from '../../../lib/pictures.ts';
import { localised, paths } from '../../../shell/paths.ts';
import type { ShopCard } from './types.ts';

/** schema.org Product with its offers and the way to it. */
export function cardJsonLd(card: ShopCard, origin: string, locale: Locale): object[] {
  const prices = card.offers.filter((o) => o.quantity > 0).map((o) => o.priceMinor);
  const inStock = prices.length > 0;
  const all = inStock ? prices : card.offers.map((o) => o.priceMinor);
  const at = (path: string) => `${origin}${localised(locale, path)}`;
  const product = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: card.name,
    url: at(paths.shop.card({ id: card.id, slug: card.slugs[locale] })),
    description: card.description || card.name,
    sku: String(card.id),
    image: card.pictures.map((p) => `${origin}${pictureUrl(p, 960)}`),
    ...(card.gtins[0] ? { gtin: card.gtins[0] } : {}),
    ...(card.brand ? { brand: { '@type': 'Brand', name: card.brand } } : {}),
    ...(card.rating ? { aggregateRating: { '@type': 'AggregateRating', ratingValue: card.rating.value, reviewCount: card.rating.count } } : {}),
    ...(all.length > 0
      ? {
          offers: {
            '@type': 'AggregateOffer',
            priceCurrency: card.offers[0]?.currency ?? 'RUB',
            lowPrice: Math.min(...all) / 100,
            highPrice: Math.max(...all) / 100,
            offerCount: all.length,
            availability: `https://schema.org/${inStock ? 'InStock' : 'OutOfStock'}`,
          },
        }
      : {}),
  };
  const crumbs = {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: card.trail.map((c, i) => ({ '@type': 'ListItem', position: i + 1, name: c.name, item: at(paths.shop.category(c.slug)) })),
  };
  return [product, crumbs];
}
