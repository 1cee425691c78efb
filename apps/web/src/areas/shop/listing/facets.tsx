import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Facet, SearchCardsResult } from '@yarmarka/search/schemas';
import { Button, Check } from '@yarmarka/ui/plain';
import { type FormEvent, type ReactNode, useState } from 'react';
import classes from './facets.module.css';
import { toggled, withParam } from './filters.ts';

type Props = { readonly params: URLSearchParams; readonly onChange: (next: URLSearchParams) => void };
const SHOWN = 8;
const LONG = 12;

/** Price, stock and the category's facets, the most useful first. */
export function Facets({
  facets,
  price,
  params,
  onChange,
}: Props & { readonly facets: readonly Facet[]; readonly price: SearchCardsResult['price'] }): ReactNode {
  const t = useTranslations('shop.listing');
  return (
    <div className={classes.facets}>
      {price ? (
        <Range
          label={t('price')}
          suffix="₽"
          min={Math.floor(price.min / 100)}
          max={Math.ceil(price.max / 100)}
          chosen={/^(\d*)-(\d*)$/.exec(params.get('price') ?? '')?.slice(1, 3) ?? ['', '']}
          onApply={(from, to) => onChange(withParam(params, 'price', from || to ? `${from}-${to}` : ''))}
        />
      ) : null}
      <Check
        label={t('inStockOnly')}
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
  const label = locale === 'ru' ? facet.ru : facet.en;
  const matching = facet.options.filter((o) => (locale === 'ru' ? o.ru : o.en).toLowerCase().includes(find.trim().toLowerCase()));
  const shown = all ? matching : matching.filter((o, i) => i < SHOWN || o.selected);
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
      <div className={classes.options}>
        {shown.map((o) => (
          <label key={o.token} className={classes.option}>
            <input type="checkbox" checked={o.selected} onChange={() => onChange(toggled(params, facet.attributeNo, o.token))} />
            {facet.kind === 'colour' ? <span className={classes.swatch} style={{ background: o.swatch ?? 'var(--y-sunken)' }} /> : null}
            <span className={classes.label}>{locale === 'ru' ? o.ru : o.en}</span>
            <span className={classes.count}>{format.number(o.count)}</span>
          </label>
        ))}
      </div>
      {facet.options.length > SHOWN ? (
        <button type="button" className={classes.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('less') : t('moreOptions', { count: String(facet.options.length - SHOWN) })}
        </button>
      ) : null}
    </fieldset>
  );
}

const DAY_MS = 86_400_000;

function NumberFacet({ facet, params, onChange }: Props & { readonly facet: Facet }): ReactNode {
  const locale = useLocale();
  const { range } = facet;
  if (!range) return null;
  const unit = range.unit ?? undefined;
  const show = (base: number) =>
    range.date ? new Date(base * DAY_MS).toISOString().slice(0, 10) : String(Number(((base - (unit?.offset ?? 0)) / (unit?.factor ?? 1)).toPrecision(6)));
  const read = (text: string) => {
    if (text === '') return '';
    if (range.date) return String(Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MS));
    const n = Number(text.replace(',', '.'));
    return Number.isFinite(n) ? String(Number((n * (unit?.factor ?? 1) + (unit?.offset ?? 0)).toPrecision(12))) : '';
  };
  return (
    <Range
      label={locale === 'ru' ? facet.ru : facet.en}
      suffix={unit ? unit[locale] : ''}
      date={range.date}
      min={show(range.min)}
      max={show(range.max)}
      chosen={[range.chosenMin === null ? '' : show(range.chosenMin), range.chosenMax === null ? '' : show(range.chosenMax)]}
      onApply={(from, to) => onChange(withParam(params, `f.${facet.attributeNo}`, from || to ? `${read(from)}..${read(to)}` : ''))}
    />
  );
}

type RangeProps = {
  readonly label: string;
  readonly suffix: string;
  readonly date?: boolean;
  readonly min: number | string;
  readonly max: number | string;
  readonly chosen: readonly string[];
  readonly onApply: (from: string, to: string) => void;
};

function Range({ label, suffix, date = false, min, max, chosen, onApply }: RangeProps): ReactNode {
  const t = useTranslations('shop.listing');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) =>
      String(data.get(name) ?? '')
        .trim()
        .replace(/\s/g, '');
    onApply(text('from'), text('to'));
  };
  return (
    <form className={classes.facet} onSubmit={submit} key={chosen.join('..')} aria-label={label}>
      <p className={classes.legend}>{suffix ? `${label}, ${suffix}` : label}</p>
      <div className={classes.range}>
        <input
          name="from"
          type={date ? 'date' : 'text'}
          inputMode="decimal"
          defaultValue={chosen[0] ?? ''}
          placeholder={String(min)}
          aria-label={t('from', { facet: label })}
        />
        <input
          name="to"
          type={date ? 'date' : 'text'}
          inputMode="decimal"
          defaultValue={chosen[1] ?? ''}
          placeholder={String(max)}
          aria-label={t('to', { facet: label })}
        />
        <Button size="s" type="submit" aria-label={t('applyRange', { facet: label })}>
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}
