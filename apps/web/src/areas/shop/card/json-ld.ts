import { pictureUrl } from '../../../lib/pictures.ts';
import type { ShopCard } from './types.ts';

/** schema.org Product with its offers and the way to it. */
export function cardJsonLd(card: ShopCard, origin: string, address: string): object[] {
  const prices = card.offers.filter((o) => o.quantity > 0).map((o) => o.priceMinor);
  const inStock = prices.length > 0;
  const all = inStock ? prices : card.offers.map((o) => o.priceMinor);
  const product = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: card.name,
    url: address,
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
            priceCurrency: 'RUB',
            lowPrice: Math.min(...all) / 100,
            highPrice: Math.max(...all) / 100,
            offerCount: card.offers.length,
            availability: `https://schema.org/${inStock ? 'InStock' : 'OutOfStock'}`,
          },
        }
      : {}),
  };
  const crumbs = {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: card.trail.map((c, i) => ({ '@type': 'ListItem', position: i + 1, name: c.name })),
  };
  return [product, crumbs];
}
