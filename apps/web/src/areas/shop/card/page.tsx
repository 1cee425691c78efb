import { useSuspenseQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Anchor, Breadcrumbs, Price, Rating } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { pictureUrl } from '../../../lib/pictures.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useAppState } from '../../../shell/app-state.tsx';
import { Head } from '../../../shell/head.tsx';
import { localised, paths } from '../../../shell/paths.ts';
import { Gallery } from './gallery.tsx';
import { Offers } from './offers.tsx';
import classes from './card.module.css';
import { cardJsonLd } from './json-ld.ts';
import { chosenVariant, VariantPicker } from './variants.tsx';

/** `noutbuk-velaro-15-1234` -> 1234; an address without a number leads nowhere. */
const idOf = (slug: string | undefined): number => Number(/(\d+)$/.exec(slug ?? '')?.[1] ?? 2_147_483_647);

export const loader = loadWith(({ trpc, queryClient }, { params }) => queryClient.ensureQueryData(trpc.shop.card.queryOptions({ id: idOf(params.slug) })));

export function Page(): ReactNode {
  const t = useTranslations('shop.card');
  const format = useFormats();
  const { origin, locale } = useAppState();
  const { slug } = useParams();
  const { data: card } = useSuspenseQuery(useTRPC().shop.card.queryOptions({ id: idOf(slug) }));
  const [params] = useSearchParams();
  const variant = chosenVariant(card, params.get('variant'));
  const offers = card.offers.filter((o) => variant === undefined || o.variantId === variant.id);
  const [picked, setPicked] = useState<number | null>(null);
  const best = offers.find((o) => o.id === picked) ?? offers[0];
  const address = `${origin}${localised(locale, paths.shop.card({ id: card.id, slug: card.slug }))}`;
  return (
    <article className={classes.page}>
      <Head
        title={card.name}
        description={(card.description || card.groups.flatMap((g) => g.rows.map((r) => `${r.label}: ${r.value}`)).join('; ')).slice(0, 180)}
        canonical={paths.shop.card({ id: card.id, slug: card.slug })}
        {...(card.pictures[0] ? { image: `${origin}${pictureUrl(card.pictures[0], 960)}` } : {})}
        jsonLd={cardJsonLd(card, origin, address)}
      />
      <Breadcrumbs crumbs={[{ label: t('home'), href: paths.shop.home() }, ...card.trail.map((c) => ({ label: c.name, href: paths.shop.category(c.slug) }))]} />
      <div className={classes.top}>
        <Gallery pictures={card.pictures} name={card.name} />
        <div className={classes.words}>
          <h1 className={classes.title}>{card.name}</h1>
          <p className={classes.facts}>
            {card.brand ? <span>{card.brand}</span> : null}
            <Rating value={card.rating?.value ?? null} {...(card.rating ? { count: card.rating.count } : {})} />
            <span className={classes.code}>{t('code', { id: String(card.id) })}</span>
          </p>
          <VariantPicker card={card} chosen={variant} />
          {card.description ? <p className={classes.description}>{card.description}</p> : null}
        </div>
        <aside className={classes.buy} aria-label={t('bestOffer')}>
          {best ? (
            <>
              <Price minor={best.priceMinor} oldMinor={best.oldPriceMinor} size="xl" currency={best.currency} />
              <p className={classes.stock}>{best.quantity > 0 ? t('inStock', { count: best.quantity }) : t('outOfStock')}</p>
              <p className={classes.seller}>
                {t('soldBy')} <Anchor href={paths.shop.store(best.sellerSlug)}>{best.sellerName}</Anchor>
                {best.city ? `, ${best.city}` : ''}
              </p>
              <p className={classes.why}>{t(best.id === offers[0]?.id ? (best.quantity > 0 ? 'whyCheapest' : 'whyOnly') : 'whyChosen')}</p>
              {offers.length > 1 ? (
                <p className={classes.more}>
                  <a href="#offers">
                    {t('otherOffers', { count: offers.length - 1, price: format.price(offers.reduce((m, o) => Math.min(m, o.priceMinor), best.priceMinor)) })}
                  </a>
                </p>
              ) : null}
            </>
          ) : (
            <p className={classes.none}>{t('noOffers')}</p>
          )}
        </aside>
      </div>
      {card.groups.length > 0 ? (
        <section aria-labelledby="facts" className={classes.section}>
          <h2 id="facts">{t('characteristics')}</h2>
          <div className={classes.groups}>
            {card.groups.map((group) => (
              <div key={group.key} className={classes.group}>
                <h3>{group.label}</h3>
                <dl>
                  {group.rows.map((row) => (
                    <div key={row.attributeNo} className={classes.row}>
                      <dt>{row.label}</dt>
                      <dd>{row.value}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
          </div>
        </section>
      ) : null}
      {offers.length > 0 ? <Offers card={card} offers={offers} chosen={best?.id ?? 0} onChoose={setPicked} /> : null}
    </article>
  );
}
