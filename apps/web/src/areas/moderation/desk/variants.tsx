import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { StatusBadge } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { ValueView } from '../../../parts/value-view/value-view.tsx';
import classes from './card.module.css';
import type { CardTask } from './types.ts';
import { optionWords } from './words.ts';

/** The variants side by side: first what tells them apart, then the rest. */
export function VariantsTable({ data }: { readonly data: CardTask }): ReactNode {
  const t = useTranslations('moderation.card');
  const locale = useLocale();
  const held = new Set(data.variants.flatMap((v) => Object.keys(v.attrs)));
  const columns = data.attributes
    .filter((a) => held.has(String(a.schema.no)))
    .toSorted((a, b) => Number(b.schema.axis ?? false) - Number(a.schema.axis ?? false));
  const changed = new Set(
    data.changeSet.kind === 'update' ? data.fields.flatMap((f) => (f.variant && f.attributeNo !== null ? [`${f.variant.id}/${f.attributeNo}`] : [])) : [],
  );
  const { labelOf, swatchOf } = optionWords(data, locale);
  return (
    <div className={classes.scroll} role="group" aria-label={t('variants')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('variantNo')}</th>
            {columns.map((a) => (
              <th key={a.schema.no} scope="col">
                {a.label[locale]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.variants.map((variant, index) => (
            <tr key={variant.id} data-state={variant.state}>
              <th scope="row">
                {index + 1}
                {variant.state === 'same' ? null : (
                  <StatusBadge tone={variant.state === 'new' ? 'changed' : 'quiet'}>{variant.state === 'new' ? t('added') : t('removed')}</StatusBadge>
                )}
              </th>
              {columns.map(({ schema }) => (
                <td key={schema.no} data-changed={changed.has(`${variant.id}/${schema.no}`) || undefined}>
                  {variant.attrs[schema.no] === undefined ? (
                    '—'
                  ) : (
                    <ValueView attribute={schema} value={variant.attrs[schema.no]} labelOf={labelOf} swatchOf={swatchOf} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
