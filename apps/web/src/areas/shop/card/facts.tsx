import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import classes from './card.module.css';
import type { ShopCard, ShopVariant } from './types.ts';

/** Characteristics in groups: the card's own, and those of the chosen variant in their places. */
export function Facts({ card, variant }: { readonly card: ShopCard; readonly variant: ShopVariant | undefined }): ReactNode {
  const t = useTranslations('shop.card');
  const groups = card.groups
    .map((group) => ({
      ...group,
      rows: group.rows.map((row) => ({ ...row, value: row.value ?? variant?.facts[row.attributeNo] ?? null })).filter((row) => row.value !== null),
    }))
    .filter((group) => group.rows.length > 0);
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="facts" className={classes.section}>
      <h2 id="facts">{t('characteristics')}</h2>
      <div className={classes.groups}>
        {groups.map((group) => (
          <div key={group.key} className={classes.group}>
            <h3>{group.label}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.attributeNo} className={classes.row}>
                  <dt>{row.label}</dt>
                  <dd>{row.value}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </section>
  );
}
