import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Facet } from '@yarmarka/search/schemas';
import { type FilterChip, FilterChips } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { cleared, readPrice, toggled, withParam } from './filters.ts';
import { dayOf, shownNumber } from './ranges.ts';

type Range = NonNullable<Facet['range']>;

/** What is chosen, read as a sentence; each part can be taken back. */
export function Chips({
  facets,
  params,
  onChange,
}: {
  readonly facets: readonly Facet[];
  readonly params: URLSearchParams;
  readonly onChange: (next: URLSearchParams) => void;
}): ReactNode {
  const t = useTranslations('shop.listing');
  const locale = useLocale();
  const format = useFormats();
  const between = (from: string | null, to: string | null): string =>
    from !== null && to !== null ? t('rangeBoth', { from, to }) : from !== null ? t('rangeFrom', { from }) : t('rangeTo', { to: to ?? '' });
  const rangeWords = (range: Range): string => {
    const unit = range.unit ? `\u00a0${range.unit[locale]}` : '';
    const end = (base: number | null, tail: string) =>
      base === null ? null : range.date ? format.date(dayOf(base)) : `${format.number(shownNumber(range, base), { decimals: 6 })}${tail}`;
    // The unit once, at the end of the span.
    return between(end(range.chosenMin, range.chosenMax === null ? unit : ''), end(range.chosenMax, unit));
  };
  const chips: FilterChip[] = facets.flatMap((f): FilterChip[] => {
    const label = f[locale];
    const clear = () => onChange(withParam(params, `f.${f.attributeNo}`, ''));
    if (f.range) {
      if (f.range.chosenMin === null && f.range.chosenMax === null) return [];
      const value = rangeWords(f.range);
      return [{ id: `f.${f.attributeNo}`, label, value, name: `${label}: ${value}`, onRemove: clear }];
    }
    return f.options
      .filter((o) => o.selected)
      .map((o) => ({
        id: `${f.attributeNo}.${o.token}`,
        label,
        value: o[locale],
        name: `${label}: ${o[locale]}`,
        onRemove: () => onChange(toggled(params, f.attributeNo, o.token)),
      }));
  });
  const price = readPrice(params);
  if (price) {
    const roubles = (n: number | null) => (n === null ? null : format.price(n * 100));
    const value =
      price.from !== null && price.to !== null
        ? between(format.number(price.from), format.price(price.to * 100))
        : between(roubles(price.from), roubles(price.to));
    chips.push({ id: 'price', label: t('price'), value, name: `${t('price')}: ${value}`, onRemove: () => onChange(withParam(params, 'price', '')) });
  }
  if (params.get('stock') === '1')
    chips.push({ id: 'stock', label: '', value: t('inStockOnly'), name: t('inStockOnly'), onRemove: () => onChange(withParam(params, 'stock', '')) });
  return chips.length === 0 ? null : <FilterChips chips={chips} onClear={() => onChange(cleared(params))} />;
}
