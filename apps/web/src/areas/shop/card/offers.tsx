import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, Button, Price } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { paths } from '../../../shell/paths.ts';
import classes from './card.module.css';
import type { ShopCard, ShopOffer } from './types.ts';

/** Every seller's offer of the chosen variant, side by side. */
export function Offers({
  card,
  offers,
  chosen,
  onChoose,
}: {
  readonly card: ShopCard;
  readonly offers: readonly ShopOffer[];
  readonly chosen: number;
  readonly onChoose: (id: number) => void;
}): ReactNode {
  const t = useTranslations('shop.card');
  const labels = new Map(card.variants.map((v) => [v.id, v.label]));
  return (
    <section aria-labelledby="offers" className={classes.section}>
      <h2 id="offers">{t('offers', { count: String(offers.length) })}</h2>
      <div className={classes.scroll}>
        <table className={classes.offers}>
          <thead>
            <tr>
              <th scope="col">{t('seller')}</th>
              <th scope="col">{t('availability')}</th>
              <th scope="col" className={classes.number}>
                {t('price')}
              </th>
              <th scope="col">
                <span className="y-hidden">{t('choose')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {offers.map((offer) => (
              <tr key={offer.id} aria-current={offer.id === chosen ? 'true' : undefined}>
                <td>
                  <Anchor href={paths.shop.store(offer.sellerSlug)}>{offer.sellerName}</Anchor>
                  {offer.city ? <span className={classes.sub}>{offer.city}</span> : null}
                  {labels.get(offer.variantId) ? <span className={classes.sub}>{labels.get(offer.variantId)}</span> : null}
                </td>
                <td>{offer.quantity > 0 ? t('inStock', { count: offer.quantity }) : t('outOfStock')}</td>
                <td className={classes.number}>
                  <Price minor={offer.priceMinor} oldMinor={offer.oldPriceMinor} currency={offer.currency} />
                </td>
                <td>
                  {offer.id === chosen ? (
                    <span className={classes.chosen}>{t('chosen')}</span>
                  ) : (
                    <Button size="s" onClick={() => onChoose(offer.id)} aria-label={t('chooseOffer', { seller: offer.sellerName })}>
                      {t('choose')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
