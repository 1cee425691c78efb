import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Facet } from '@yarmarka/search/schemas';
import { type FilterChip, FilterChips } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { cleared, toggled, withParam } from './filters.ts';

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
  const chips: FilterChip[] = facets.flatMap((f) => {
    const label = locale === 'ru' ? f.ru : f.en;
    if (f.range)
      return f.range.chosenMin === null && f.range.chosenMax === null
        ? []
        : [{ id: `f.${f.attributeNo}`, label, value: t('chosenRange'), name: label, onRemove: () => onChange(withParam(params, `f.${f.attributeNo}`, '')) }];
    return f.options
      .filter((o) => o.selected)
      .map((o) => ({
        id: `${f.attributeNo}.${o.token}`,
        label,
        value: locale === 'ru' ? o.ru : o.en,
        name: `${label}: ${locale === 'ru' ? o.ru : o.en}`,
        onRemove: () => onChange(toggled(params, f.attributeNo, o.token)),
      }));
  });
  const price = params.get('price');
  if (price)
    chips.push({
      id: 'price',
      label: t('price'),
      value: `${price.replace('-', '–')} ₽`,
      name: t('price'),
      onRemove: () => onChange(withParam(params, 'price', '')),
    });
  if (params.get('stock') === '1')
    chips.push({ id: 'stock', label: t('inStockOnly'), value: '', name: t('inStockOnly'), onRemove: () => onChange(withParam(params, 'stock', '')) });
  return chips.length === 0 ? null : <FilterChips chips={chips} onClear={() => onChange(cleared(params))} />;
}
