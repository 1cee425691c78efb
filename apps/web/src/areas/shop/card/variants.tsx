import { Anchor, cx } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslations } from '@yarmarka/i18n/react';
import classes from './variants.module.css';
import type { ShopCard, ShopVariant } from './types.ts';

/** The variant named in the address, else the one with the best offer, else the first. */
export function chosenVariant(card: ShopCard, wanted: string | null): ShopVariant | undefined {
  return card.variants.find((v) => String(v.id) === wanted) ?? card.variants.find((v) => v.id === card.offers[0]?.variantId) ?? card.variants[0];
}

/** The variant that keeps the other choices and takes this option; the closest one that has it when no variant keeps them all. */
function variantWith(card: ShopCard, chosen: ShopVariant, attributeNo: number, token: number): { variant: ShopVariant | undefined; exact: boolean } {
  const having = card.variants.filter((v) => v.values[attributeNo] === token);
  const score = (v: ShopVariant) => Object.entries(chosen.values).filter(([no, t]) => Number(no) !== attributeNo && v.values[no] === t).length;
  const best = [...having].sort((a, b) => score(b) - score(a))[0];
  return { variant: best, exact: best !== undefined && score(best) === Object.keys(chosen.values).filter((no) => Number(no) !== attributeNo).length };
}

/** One row of choices per axis; plain links, so it works without a script, and what is out of stock says so. */
export function VariantPicker({ card, chosen }: { readonly card: ShopCard; readonly chosen: ShopVariant | undefined }): ReactNode {
  const t = useTranslations('shop.card');
  const { pathname } = useLocation();
  if (!chosen || card.variants.length < 2) return null;
  const inStock = new Set(card.offers.filter((o) => o.quantity > 0).map((o) => o.variantId));
  return (
    <div className={classes.picker}>
      {card.axes.map((axis) => {
        const current = axis.options.find((o) => o.token === chosen.values[axis.attributeNo]);
        return (
          <fieldset key={axis.attributeNo} className={classes.axis}>
            <legend>
              {axis.label}
              {current ? <span className={classes.current}>: {current.label}</span> : null}
            </legend>
            <div className={classes.options}>
              {axis.options.map((option) => {
                const { variant, exact } = variantWith(card, chosen, axis.attributeNo, option.token);
                const selected = option.token === current?.token;
                const missing = !variant || !inStock.has(variant.id);
                const note = missing ? t('variantOut') : exact ? '' : t('variantOther', { variant: variant?.label ?? '' });
                return (
                  <Anchor
                    key={option.token}
                    href={`${pathname}?variant=${variant?.id ?? ''}`}
                    preventScrollReset
                    replace
                    aria-current={selected ? 'true' : undefined}
                    aria-label={note ? `${option.label}: ${note}` : option.label}
                    title={note || option.label}
                    className={cx(classes.option, selected && classes.selected, missing && classes.missing, option.swatch && classes.withSwatch)}
                  >
                    {option.swatch ? <span className={classes.swatch} style={{ background: option.swatch }} /> : null}
                    <span>{option.label}</span>
                  </Anchor>
                );
              })}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
