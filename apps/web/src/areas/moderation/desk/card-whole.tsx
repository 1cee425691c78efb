import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { StatusBadge } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { ValueView } from '../../../parts/value-view/value-view.tsx';
import classes from './card.module.css';
import type { CardTask } from './types.ts';
import { optionWords } from './words.ts';

/** Everything the card will say once the edit is accepted; what the edit touches is marked. */
export function CardWhole({ data }: { readonly data: CardTask }): ReactNode {
  const t = useTranslations('moderation.card');
  const locale = useLocale();
  const { labelOf, swatchOf } = optionWords(data, locale);
  const touched = new Set(data.fields.flatMap((f) => (f.variant === null ? (f.attributeNo ?? []) : [])));
  const shown = data.attributes.filter((a) => data.attrs[a.schema.no] !== undefined && a.schema.no !== RESERVED.pictures);
  return (
    <details className={classes.whole}>
      <summary>{t('showUnchanged')}</summary>
      <dl className={classes.facts}>
        {shown.map(({ schema, label }) => (
          <div key={schema.no} data-changed={touched.has(schema.no) || undefined}>
            <dt>
              {label[locale]} {touched.has(schema.no) ? <StatusBadge tone="changed">{t('changed')}</StatusBadge> : null}
            </dt>
            <dd>
              <ValueView attribute={schema} value={data.attrs[schema.no]} labelOf={labelOf} swatchOf={swatchOf} languages="both" />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
