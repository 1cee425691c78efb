import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, PictureBox, Price, Rating } from '@yarmarka/ui/plain';
import type { SearchHit } from '@yarmarka/search/schemas';
import type { ReactNode } from 'react';
import { pictureSet } from '../../../lib/pictures.ts';
import { paths } from '../../../shell/paths.ts';
import classes from './card-tile.module.css';

/** One product of a list: picture, price first and largest, two lines of name, rating, how many sell it. */
export function CardTile({ hit, eager = false }: { readonly hit: SearchHit; readonly eager?: boolean }): ReactNode {
  const t = useTranslations('shop.tile');
  return (
    <Anchor href={paths.shop.card({ id: hit.id, slug: hit.slug })} className={classes.tile}>
      <PictureBox
        {...(hit.picture ? pictureSet(hit.picture) : {})}
        sizes="(max-width: 600px) 46vw, 240px"
        alt=""
        eager={eager}
        className={classes.picture ?? ''}
      />
      <span className={classes.price}>
        {hit.priceMinor === null ? (
          <span className={classes.none}>{t('noOffers')}</span>
        ) : (
          <Price minor={hit.priceMinor} oldMinor={hit.oldPriceMinor ?? null} size="l" {...(hit.sellerCount > 1 ? { from: t('from') } : {})} />
        )}
      </span>
      <span className={classes.name}>{hit.name}</span>
      <span className={classes.facts}>
        {hit.rating === null ? null : <Rating value={hit.rating} count={hit.ratingCount} />}
        <span>{hit.inStock ? t('sellers', { count: hit.sellerCount }) : t('outOfStock')}</span>
      </span>
    </Anchor>
  );
}
