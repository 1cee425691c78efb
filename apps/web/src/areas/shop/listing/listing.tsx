import { IconAdjustmentsHorizontal, IconChevronDown } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import type { SearchCardsInput, SearchCardsResult } from '@yarmarka/search/schemas';
import { Anchor, Button, cx, Dialog, icon16 } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate, useNavigation, useSearchParams } from 'react-router';
import { useTRPC } from '../../../lib/trpc.ts';
import { delocalised } from '../../../shell/paths.ts';
import { CardTile } from '../parts/card-tile.tsx';
import tiles from '../parts/card-tile.module.css';
import { Chips } from './chips.tsx';
import { Facets } from './facets.tsx';
import { countFilters, sortsFor, withParam } from './filters.ts';
import { Nothing } from './nothing.tsx';
import classes from './listing.module.css';

/** The address on its way, while its answer is awaited; else the present one. A choice shows at once and the next one builds upon it. */
function useNextParams(): { readonly params: URLSearchParams; readonly busy: boolean } {
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const next = useNavigation().location;
  const busy = next !== undefined && delocalised(next.pathname).path === pathname;
  return { params: busy ? new URLSearchParams(next.search) : params, busy };
}

/** Facets, chips, sort and tiles of one search: the pages of categories, stores and search are this with different heads. */
export function Listing({ input, first }: { readonly input: SearchCardsInput; readonly first: SearchCardsResult }): ReactNode {
  const t = useTranslations('shop.listing');
  const trpc = useTRPC();
  const { params, busy } = useNextParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const pages = useInfiniteQuery({
    ...trpc.search.cards.infiniteQueryOptions(input, { getNextPageParam: (page) => page.next ?? undefined }),
    initialData: { pages: [first], pageParams: [null] },
  });
  const hits = pages.data.pages.flatMap((p) => p.hits);
  const here = pages.data.pages[0] ?? first;
  const go = (next: URLSearchParams): void => void navigate({ search: next.toString() }, { preventScrollReset: true });
  const facets = <Facets facets={here.facets} price={here.price} params={params} onChange={go} />;
  const set = countFilters(params);
  const count = here.capped ? t('countMany', { count: here.total }) : t('count', { count: here.total });
  // Nothing to filter and nothing to sort: only the way on.
  if (hits.length === 0 && set === 0 && !here.corrected && !here.alternative)
    return (
      <div className={classes.main} aria-busy={busy}>
        <p className="y-hidden" aria-live="polite">
          {count}
        </p>
        <Nothing params={params} query={input.query} loosen={here.loosen} />
      </div>
    );
  return (
    <div className={classes.listing}>
      <aside className={classes.side} aria-label={t('filters')}>
        {facets}
      </aside>
      <div className={classes.main} aria-busy={busy}>
        <div className={classes.bar}>
          <p className={classes.count} aria-live="polite">
            {count}
          </p>
          <Button className={classes.open ?? ''} icon={<IconAdjustmentsHorizontal {...icon16} />} onClick={() => setOpen(true)}>
            {set > 0 ? t('filtersSet', { count: String(set) }) : t('filters')}
          </Button>
          <label className={classes.sort}>
            <span className="y-hidden">{t('sort')}</span>
            <select value={params.get('sort') ?? here.sort} onChange={(event) => go(withParam(params, 'sort', event.currentTarget.value))}>
              {sortsFor(input.query !== undefined).map((s) => (
                <option key={s} value={s}>
                  {t(`sorts.${s}`)}
                </option>
              ))}
            </select>
            <IconChevronDown {...icon16} />
          </label>
        </div>
        {set > 0 ? (
          <div className={classes.chips}>
            <Chips facets={here.facets} params={params} onChange={go} />
          </div>
        ) : null}
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
          <Nothing params={params} query={input.query} loosen={here.loosen} />
        ) : (
          <ul role="list" className={cx(tiles.grid, busy && classes.stale)}>
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
          side="right"
          title={t('filters')}
          closeLabel={t('close')}
          onClose={() => setOpen(false)}
          footer={
            <Button look="main" wide onClick={() => setOpen(false)}>
              {here.capped ? count : t('show', { count: here.total })}
            </Button>
          }
        >
          {facets}
        </Dialog>
      ) : null}
    </div>
  );
}
