import { IconMoodEmpty } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Loosening } from '@yarmarka/search/schemas';
import { ButtonLink, EmptyState, icon32 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { paths } from '../../../shell/paths.ts';
import { cleared, countFilters, withParam } from './filters.ts';
import classes from './listing.module.css';

/** Nothing to show: which filter to loosen and what that would give; without filters, where else to look. */
export function Nothing({
  params,
  query,
  loosen,
}: {
  readonly params: URLSearchParams;
  readonly query: string | undefined;
  readonly loosen: readonly Loosening[];
}): ReactNode {
  const t = useTranslations('shop.listing');
  const locale = useLocale();
  const { pathname } = useLocation();
  const at = (path: string, next: URLSearchParams) => (next.size > 0 ? `${path}?${next}` : path);
  const without = (l: Loosening): string => {
    if (l.what === 'category' || l.what === 'sellers') return at(paths.shop.search(), params);
    if (l.what === 'price') return at(pathname, withParam(params, 'price', ''));
    if (l.what === 'in_stock') return at(pathname, withParam(params, 'stock', ''));
    return at(pathname, l.attributeNo === null ? cleared(params) : withParam(params, `f.${l.attributeNo}`, ''));
  };
  const filtered = countFilters(params) > 0;
  const [title, text] = filtered
    ? [t('noneTitle'), t('noneText')]
    : query
      ? [t('noWordsTitle', { query }), t('noWordsText')]
      : [t('emptyTitle'), t('emptyText')];
  return (
    <EmptyState
      icon={<IconMoodEmpty {...icon32} />}
      title={title}
      text={text}
      action={
        loosen.length > 0 ? (
          <ul role="list" className={classes.loosen}>
            {loosen.map((l) => (
              <li key={`${l.what}${l.attributeNo ?? ''}`}>
                <ButtonLink size="s" href={without(l)}>
                  {t('loosen', { filter: l[locale], count: l.count })}
                </ButtonLink>
              </li>
            ))}
          </ul>
        ) : undefined
      }
      secondary={
        filtered ? (
          countFilters(params) > 1 || loosen.length === 0 ? (
            <ButtonLink size="s" href={at(pathname, cleared(params))}>
              {t('clearAll')}
            </ButtonLink>
          ) : undefined
        ) : (
          <ButtonLink href={paths.shop.catalogue()}>{t('toCatalogue')}</ButtonLink>
        )
      }
    />
  );
}
