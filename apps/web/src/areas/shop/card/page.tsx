import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Breadcrumbs, Rating } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { redirect, useParams, useSearchParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { notFound } from '../../../lib/errors.ts';
import { pictureUrl } from '../../../lib/pictures.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useAppState } from '../../../shell/app-state.tsx';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { Buy } from './buy.tsx';
import classes from './card.module.css';
import { Facts } from './facts.tsx';
import { Gallery } from './gallery.tsx';
import { cardJsonLd } from './json-ld.ts';
import { Offers } from './offers.tsx';
import { chosenVariant, VariantPicker } from './variants.tsx';

const LARGEST_ID = 2_147_483_647;

/** `noutbuk-velaro-15-1234` -> 1234; null for an address without a number that a card can have. */
const idOf = (slug: string | undefined): number | null => {
  const id = Number(/(?:^|-)([1-9]\d{0,9})$/.exec(slug ?? '')?.[1] ?? Number.NaN);
  return id <= LARGEST_ID ? id : null;
};

/** Words of an address may be old or of the other language: the number finds the card, and the reader is sent to the address it has now. */
export const loader = loadWith(async ({ trpc, queryClient, locale }, { params, request }) => {
  const id = idOf(params.slug);
  if (id === null) throw notFound();
  const card = await ensure(queryClient, trpc.shop.card.queryOptions({ id }));
  const slug = card.slugs[locale];
  if (params.slug !== `${slug}-${id}`) throw redirect(paths.shop.card({ id, slug }) + new URL(request.url).search, 301);
});

export function Page(): ReactNode {
  const t = useTranslations('shop.card');
  const { origin, locale } = useAppState();
  const { slug } = useParams();
  const { data: card } = useSuspenseQuery(useTRPC().shop.card.queryOptions({ id: idOf(slug) ?? 0 }));
  const [params] = useSearchParams();
  const variant = chosenVariant(card, params.get('variant'));
  const offers = card.offers.filter((o) => variant === undefined || o.variantId === variant.id);
  const [picked, setPicked] = useState<number | null>(null);
  const offer = offers.find((o) => o.id === picked) ?? offers[0];
  const pictures = variant?.pictures.length ? variant.pictures : card.pictures;
  const canonical = { ru: paths.shop.card({ id: card.id, slug: card.slugs.ru }), en: paths.shop.card({ id: card.id, slug: card.slugs.en }) };
  return (
    <article className={classes.page}>
      <Head
        title={card.name}
        description={(card.description || card.groups.flatMap((g) => g.rows.flatMap((r) => (r.value ? `${r.label}: ${r.value}` : []))).join('; ')).slice(
          0,
          180,
        )}
        canonical={canonical}
        {...(card.pictures[0] ? { image: `${origin}${pictureUrl(card.pictures[0], 960)}` } : {})}
        jsonLd={cardJsonLd(card, origin, locale)}
      />
      <Breadcrumbs crumbs={[{ label: t('home'), href: paths.shop.home() }, ...card.trail.map((c) => ({ label: c.name, href: paths.shop.category(c.slug) }))]} />
      <div className={classes.top}>
        <Gallery key={pictures[0] ?? ''} pictures={pictures} name={card.name} />
        <div className={classes.words}>
          <h1 className={classes.title}>{card.name}</h1>
          <p className={classes.facts}>
            {card.brand ? <span>{card.brand}</span> : null}
            <Rating value={card.rating?.value ?? null} {...(card.rating ? { count: card.rating.count } : {})} />
            <span className={classes.code}>{t('code', { id: String(card.id) })}</span>
          </p>
          <VariantPicker card={card} chosen={variant} />
        </div>
        <Buy offer={offer} others={offers.filter((o) => o !== offer)} picked={offer !== undefined && offer !== offers[0]} />
        {card.description ? (
          <section aria-labelledby="about" className={classes.about}>
            <h2 id="about">{t('about')}</h2>
            <p>{card.description}</p>
          </section>
        ) : null}
      </div>
      <Facts card={card} variant={variant} />
      {offers.length > 0 ? <Offers offers={offers} chosen={offer?.id ?? 0} variantLabel={variant?.label ?? ''} onChoose={setPicked} /> : null}
    </article>
  );
}
