import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { formatValue } from '@yarmarka/taxonomy/check';
import { type Attrs, RESERVED } from '@yarmarka/taxonomy/schemas';
import { PictureBox } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { pictureUrl } from '../../lib/pictures.ts';
import type { FormModel } from '../schema-form/model.ts';
import classes from './card-preview.module.css';

export interface CardPreviewProps {
  readonly model: FormModel;
  readonly title: string;
  readonly values: Attrs;
  readonly variants: readonly { readonly attrs: Attrs }[];
  readonly labelOf: (token: number) => string | undefined;
  readonly priceMinor: number | null;
  readonly severalPrices?: boolean;
}

const SHOWN = 6;
const TEXT = 220;

/** The card as the shop will show it, small: picture, price, name, what is asked for most. */
export function CardPreview({ model, title, values, variants, labelOf, priceMinor, severalPrices = false }: CardPreviewProps): ReactNode {
  const t = useTranslations('parts.preview');
  const format = useFormats();
  const pictures = values[RESERVED.pictures];
  const first: unknown = Array.isArray(pictures) ? pictures[0] : pictures;
  const facts = model.groups
    .flatMap((group) => group.attributes)
    .filter((a) => a.no > RESERVED.pictures || a.no === RESERVED.brand)
    .flatMap((a) => {
      const value = values[a.no];
      return value === undefined ? [] : [{ no: a.no, label: a.label, text: formatValue(a.rule, value, labelOf, model.locale), facet: a.rule.filterable }];
    })
    .toSorted((a, b) => Number(b.facet) - Number(a.facet));
  const text = values[RESERVED.description];
  const held = typeof text === 'object' && !Array.isArray(text) ? (text as { ru?: string; en?: string }) : {};
  const description = held[model.locale] || held.ru || held.en || '';
  const price = priceMinor === null ? null : format.price(priceMinor);
  return (
    <section aria-label={t('title')} className={classes.preview}>
      <h3 className={classes.heading}>{t('title')}</h3>
      <div className={classes.picture}>
        <PictureBox src={typeof first === 'string' ? pictureUrl(first, 480) : null} alt="" />
      </div>
      <p className={classes.price}>{price === null ? <span className={classes.none}>{t('noPrice')}</span> : severalPrices ? t('from', { price }) : price}</p>
      <p className={classes.name}>{title}</p>
      {variants.length > 1 ? <p className={classes.quiet}>{t('variants', { count: variants.length })}</p> : null}
      <dl className={classes.facts}>
        {facts.slice(0, SHOWN).map((fact) => (
          <div key={fact.no}>
            <dt>{fact.label}</dt>
            <dd>{fact.text}</dd>
          </div>
        ))}
      </dl>
      {facts.length > SHOWN ? <p className={classes.quiet}>{t('more', { count: facts.length - SHOWN })}</p> : null}
      <p className={description ? classes.text : classes.quiet}>
        {description ? `${description.slice(0, TEXT)}${description.length > TEXT ? '…' : ''}` : t('noDescription')}
      </p>
    </section>
  );
}
