import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, Button, Price } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { paths } from '../../../shell/paths.ts';
import classes from './offers.module.css';
import type { ShopOffer } from './types.ts';

/** Every seller's offer of the chosen variant, side by side. */
export function Offers({
  offers,
  chosen,
  variantLabel,
  onChoose,
}: {
  readonly offers: readonly ShopOffer[];
  readonly chosen: number;
  readonly variantLabel: string;
  readonly onChoose: (id: number) => void;
}): ReactNode {
  const t = useTranslations('shop.card');
  return (
    <section aria-labelledby="offers" className={classes.section}>
      <h2 id="offers">
        {t('offers')} <span className={classes.count}>{offers.length}</span>
      </h2>
      {variantLabel ? <p className={classes.variant}>{t('offersOf', { variant: variantLabel })}</p> : null}
      <table className={classes.offers}>
        <thead>
          <tr>
            <th scope="col">{t('seller')}</th>
            <th scope="col">{t('availability')}</th>
            <th scope="col">{t('terms')}</th>
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
              <th scope="row">
                <Anchor href={paths.shop.store(offer.sellerSlug)}>{offer.sellerName}</Anchor>
                {offer.city ? <span className={classes.sub}>{offer.city}</span> : null}
              </th>
              <td className={classes.stock}>{offer.quantity > 0 ? t('inStock', { count: offer.quantity }) : t('outOfStock')}</td>
              <td className={classes.terms}>
                {offer.why ? <span className={classes.why}>{offer.why}</span> : null}
                {offer.facts.map((fact) => (
                  <span key={fact.attributeNo} className={classes.sub}>
                    {fact.label}: {fact.value}
                  </span>
                ))}
              </td>
              <td className={classes.number}>
                <Price minor={offer.priceMinor} oldMinor={offer.oldPriceMinor} currency={offer.currency} />
              </td>
              <td className={classes.action}>
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
    </section>
  );
}
