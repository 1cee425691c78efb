import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Anchor, Price } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { paths } from '../../../shell/paths.ts';
import classes from './card.module.css';
import type { ShopOffer } from './types.ts';

/** The chosen offer: its price, who sells it, and why it is this one. `others` are the other offers of the same variant. */
export function Buy({
  offer,
  others,
  picked,
}: {
  readonly offer: ShopOffer | undefined;
  readonly others: readonly ShopOffer[];
  readonly picked: boolean;
}): ReactNode {
  const t = useTranslations('shop.card');
  const format = useFormats();
  if (!offer)
    return (
      <aside className={classes.buy} aria-label={t('bestOffer')}>
        <p className={classes.none}>{t('noOffers')}</p>
      </aside>
    );
  const stocked = others.filter((o) => o.quantity > 0);
  const why = picked ? t('whyChosen') : (offer.why ?? t('whyOnly'));
  return (
    <aside className={classes.buy} aria-label={t('bestOffer')}>
      <Price minor={offer.priceMinor} oldMinor={offer.oldPriceMinor} size="xl" currency={offer.currency} />
      <p className={offer.quantity > 0 ? classes.stock : classes.gone}>{offer.quantity > 0 ? t('inStock', { count: offer.quantity }) : t('outOfStock')}</p>
      <p className={classes.seller}>
        {t('soldBy')} <Anchor href={paths.shop.store(offer.sellerSlug)}>{offer.sellerName}</Anchor>
        {offer.city ? `, ${offer.city}` : ''}
      </p>
      {offer.facts.length > 0 ? (
        <dl className={classes.terms}>
          {offer.facts.map((fact) => (
            <div key={fact.attributeNo}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <p className={classes.why}>{why}</p>
      {others.length > 0 ? (
        <p className={classes.more}>
          <a href="#offers">
            {stocked.length > 0
              ? t('otherOffers', { count: stocked.length, price: format.price(Math.min(...stocked.map((o) => o.priceMinor)), offer.currency) })
              : t('allOffers', { count: String(others.length + 1) })}
          </a>
        </p>
      ) : null}
    </aside>
  );
}
