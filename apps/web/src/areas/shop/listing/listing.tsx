import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { SearchCardsInput, SearchCardsResult } from '@yarmarka/search/schemas';
import { Anchor, Button, Dialog, EmptyState, SelectField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useTRPC } from '../../../lib/trpc.ts';
import { CardTile } from '../parts/card-tile.tsx';
import tiles from '../parts/card-tile.module.css';
import { Chips } from './chips.tsx';
import { Facets } from './facets.tsx';
import { cleared, sortsFor, withParam } from './filters.ts';
import classes from './listing.module.css';

/** Facets, chips, sort and tiles of one search: the category page and the search page are this with different heads. */
export function Listing({ input, first }: { readonly input: SearchCardsInput; readonly first: SearchCardsResult }): ReactNode {
  const t = useTranslations('shop.listing');
  const locale = useLocale();
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const pages = useInfiniteQuery({
    ...trpc.search.cards.infiniteQueryOptions(input, { getNextPageParam: (page) => page.next ?? undefined }),
    initialData: { pages: [first], pageParams: [null] },
  });
  const hits = pages.data.pages.flatMap((p) => p.hits);
  const here = pages.data.pages[0] ?? first;
  const go = (next: URLSearchParams) => navigate({ search: next.toString() }, { preventScrollReset: true });
  const facets = <Facets facets={here.facets} price={here.price} params={params} onChange={go} />;
  return (
    <div className={classes.listing}>
      <aside className={classes.side} aria-label={t('filters')}>
        {facets}
      </aside>
      <div className={classes.main}>
        <div className={classes.bar}>
          <p className={classes.count} aria-live="polite">
            {here.capped ? t('countMany', { count: here.total }) : t('count', { count: here.total })}
          </p>
          <Button size="s" className={classes.open ?? ''} onClick={() => setOpen(true)}>
            {t('filters')}
          </Button>
          <SelectField
            label={t('sort')}
            value={here.sort}
            onChange={(event) => go(withParam(params, 'sort', event.currentTarget.value))}
            options={sortsFor(input.query !== undefined).map((s) => ({ value: s, label: t(`sorts.${s}`) }))}
          />
        </div>
        <Chips facets={here.facets} params={params} onChange={go} />
        {here.corrected ? (
          <p className={classes.note}>
            {t('corrected', { query: here.corrected })}{' '}
            <Anchor href={`${pathname}?${withParam(params, 'exact', '1')}`}>{t('exact', { query: input.query ?? '' })}</Anchor>
          </p>
        ) : null}
        {here.alternative ? (
          <p className={classes.note}>
            <Anchor href={`${pathname}?${withParam(withParam(params, 'q', here.alternative.query), 'exact', '')}`}>
              {t('alternative', { query: here.alternative.query, count: here.alternative.total })}
            </Anchor>
          </p>
        ) : null}
        {hits.length === 0 ? (
          <EmptyState
            title={t('noneTitle')}
            text={t('noneText')}
            action={
              here.loosen.length > 0 ? (
                <ul role="list" className={classes.loosen}>
                  {here.loosen.map((l) => (
                    <li key={`${l.what}${l.attributeNo ?? ''}`}>
                      <Button
                        size="s"
                        onClick={() =>
                          go(
                            l.what === 'price'
                              ? withParam(params, 'price', '')
                              : l.what === 'in_stock'
                                ? withParam(params, 'stock', '')
                                : l.attributeNo === null
                                  ? cleared(params)
                                  : withParam(params, `f.${l.attributeNo}`, ''),
                          )
                        }
                      >
                        {t('loosen', { filter: locale === 'ru' ? l.ru : l.en, count: l.count })}
                      </Button>
                    </li>
                  ))}
                </ul>
              ) : undefined
            }
          />
        ) : (
          <ul role="list" className={tiles.grid}>
            {hits.map((hit, i) => (
              <li key={hit.id}>
                <CardTile hit={hit} eager={i < 5} />
              </li>
            ))}
          </ul>
        )}
        {hits.length > 0 ? (
          <div className={classes.end}>
            {pages.hasNextPage ? (
              <Button onClick={() => void pages.fetchNextPage()} pending={pages.isFetchingNextPage}>
                {t('more')}
              </Button>
            ) : (
              <p>{t('end')}</p>
            )}
          </div>
        ) : null}
      </div>
      {open ? (
        <Dialog
          title={t('filters')}
          closeLabel={t('close')}
          onClose={() => setOpen(false)}
          footer={
            <Button look="main" onClick={() => setOpen(false)}>
              {t('show', { count: here.total })}
            </Button>
          }
        >
          {facets}
        </Dialog>
      ) : null}
    </div>
  );
}
