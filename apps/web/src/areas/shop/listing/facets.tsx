import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Facet, SearchCardsResult } from '@yarmarka/search/schemas';
import { Button, Check, cx } from '@yarmarka/ui/plain';
import { type SyntheticEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './facets.module.css';
import { readPrice, toggled, tokensIn, withParam } from './filters.ts';
import { endsText, fieldText, readField } from './ranges.ts';

type Props = { readonly params: URLSearchParams; readonly onChange: (next: URLSearchParams) => void };
const SHOWN = 8;
const LONG = 12;

/** Price, stock and the category's facets, the most useful first. `params` may be ahead of the counts: a choice shows at once, its counts when they come. */
export function Facets({
  facets,
  price,
  params,
  onChange,
}: Props & { readonly facets: readonly Facet[]; readonly price: SearchCardsResult['price'] }): ReactNode {
  const t = useTranslations('shop.listing');
  const chosen = readPrice(params);
  const roubles = (text: string) => (/^\d+$/.test(text.replace(/\s/g, '')) ? Number(text.replace(/\s/g, '')) : null);
  return (
    <div className={classes.facets}>
      {price || chosen ? (
        <Range
          label={t('price')}
          suffix="₽"
          min={price ? String(Math.floor(price.min / 100)) : ''}
          max={price ? String(Math.ceil(price.max / 100)) : ''}
          from={String(chosen?.from ?? '')}
          to={String(chosen?.to ?? '')}
          onApply={(from, to) => onChange(withParam(params, 'price', endsText(roubles(from), roubles(to), '-')))}
        />
      ) : null}
      <Check
        label={<span className={classes.label}>{t('inStockOnly')}</span>}
        checked={params.get('stock') === '1'}
        onChange={(e) => onChange(withParam(params, 'stock', e.currentTarget.checked ? '1' : ''))}
      />
      {facets.map((facet) =>
        facet.range ? (
          <NumberFacet key={facet.attributeNo} facet={facet} params={params} onChange={onChange} />
        ) : (
          <OptionFacet key={facet.attributeNo} facet={facet} params={params} onChange={onChange} />
        ),
      )}
    </div>
  );
}

function OptionFacet({ facet, params, onChange }: Props & { readonly facet: Facet }): ReactNode {
  const t = useTranslations('shop.listing');
  const locale = useLocale();
  const format = useFormats();
  const [all, setAll] = useState(false);
  const [find, setFind] = useState('');
  const label = facet[locale];
  const chosen = tokensIn(params, facet.attributeNo);
  const wanted = find.trim().toLowerCase();
  const matching = all && wanted ? facet.options.filter((o) => o[locale].toLowerCase().includes(wanted)) : facet.options;
  const shown = all ? matching : matching.filter((o, i) => i < SHOWN || chosen.has(o.token));
  const hidden = facet.options.length - shown.length;
  return (
    <fieldset className={classes.facet}>
      <legend>{label}</legend>
      {all && facet.options.length > LONG ? (
        <input
          type="search"
          className={classes.find}
          value={find}
          onChange={(e) => setFind(e.currentTarget.value)}
          aria-label={t('findOption', { facet: label })}
          placeholder={t('find')}
        />
      ) : null}
      <div className={cx(classes.options, all && classes.long)}>
        {shown.map((o) => (
          <label key={o.token} className={classes.option}>
            <input type="checkbox" checked={chosen.has(o.token)} onChange={() => onChange(toggled(params, facet.attributeNo, o.token))} />
            {facet.kind === 'colour' ? <span className={classes.swatch} style={{ background: o.swatch ?? 'var(--y-sunken)' }} /> : null}
            <span className={classes.label}>{o[locale]}</span>
            <span className={classes.count}>{format.number(o.count)}</span>
          </label>
        ))}
        {all && wanted && matching.length === 0 ? <p className={classes.nothing}>{t('noOption')}</p> : null}
      </div>
      {hidden > 0 || all ? (
        <button
          type="button"
          className={classes.more}
          onClick={() => {
            setAll(!all);
            setFind('');
          }}
          aria-expanded={all}
        >
          {all ? t('less') : t('moreOptions', { count: format.number(hidden) })}
        </button>
      ) : null}
    </fieldset>
  );
}

function NumberFacet({ facet, params, onChange }: Props & { readonly facet: Facet }): ReactNode {
  const locale = useLocale();
  const { range } = facet;
  if (!range) return null;
  const field = (base: number | null) => (base === null ? '' : fieldText(range, base));
  return (
    <Range
      label={facet[locale]}
      suffix={range.unit ? range.unit[locale] : ''}
      date={range.date}
      min={field(range.min)}
      max={field(range.max)}
      from={field(range.chosenMin)}
      to={field(range.chosenMax)}
      onApply={(from, to) => onChange(withParam(params, `f.${facet.attributeNo}`, endsText(readField(range, from), readField(range, to), '..')))}
    />
  );
}

type RangeProps = {
  readonly label: string;
  readonly suffix: string;
  readonly date?: boolean;
  readonly min: string;
  readonly max: string;
  readonly from: string;
  readonly to: string;
  readonly onApply: (from: string, to: string) => void;
};

/** Two ends and a button; what is applied stands in the fields, however it came to be. */
function Range({ label, suffix, date = false, min, max, from, to, onApply }: RangeProps): ReactNode {
  const t = useTranslations('shop.listing');
  const low = useRef<HTMLInputElement>(null);
  const high = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (low.current) low.current.value = from;
    if (high.current) high.current.value = to;
  }, [from, to]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onApply(low.current?.value ?? '', high.current?.value ?? '');
  };
  const field = date ? ({ type: 'date', min, max } as const) : ({ type: 'text', inputMode: 'decimal', autoComplete: 'off', maxLength: 14 } as const);
  return (
    <form className={classes.facet} onSubmit={submit} aria-label={label}>
      <p className={classes.legend}>{suffix ? `${label}, ${suffix}` : label}</p>
      <div className={cx(classes.range, date && classes.dates)}>
        <input {...field} ref={low} defaultValue={from} placeholder={min} aria-label={t('from', { facet: label })} />
        <input {...field} ref={high} defaultValue={to} placeholder={max} aria-label={t('to', { facet: label })} />
        <Button size="s" type="submit" aria-label={t('applyRange', { facet: label })}>
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}
