import { COMPANY_FIELDS, type CompanyField } from '@yarmarka/accounts/schemas';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { IconCopy } from '@tabler/icons-react';
import { IconButton, icon16, StatusBadge, toast } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import classes from './company.module.css';
import card from './card.module.css';
import type { SellerTask } from './types.ts';

/** These carry a checksum of their own or are checked together with another number. */
const CHECKED: ReadonlySet<CompanyField> = new Set(['inn', 'ogrn', 'accountNo']);
/** These have a form that can be right or wrong. */
const SHAPED: ReadonlySet<CompanyField> = new Set(['kpp', 'bik']);

/** The company's data, each number with what its check says; a number copies with one press, to be looked up in a register. */
export function CompanyData({ data }: { readonly data: SellerTask }): ReactNode {
  const t = useTranslations('moderation.seller');
  const actions = useTranslations('common.actions');
  const locale = useLocale();
  const { company } = data.seller;
  const copy = (text: string) => void navigator.clipboard?.writeText(text).then(() => toast({ text: actions('copied') }));
  return (
    <section className={card.section} aria-label={t('company')}>
      <h3 className={card.group}>{t('company')}</h3>
      <dl className={classes.data}>
        {COMPANY_FIELDS.map((field) => {
          const value = company[field];
          const issue = data.issues.find((one) => one.field === field);
          // A sole trader has no KPP: an empty one says nothing.
          if (field === 'kpp' && value === '' && company.inn.length === 12) return null;
          return (
            <div key={field} className={classes.line}>
              <dt>{t(`fields.${field}`)}</dt>
              <dd>
                {value ? <span className={classes.value}>{value}</span> : <span className={card.quiet}>{t('notFilled')}</span>}
                {value && field !== 'legalAddress' ? (
                  <IconButton size="s" label={t('copy', { field: t(`fields.${field}`) })} onClick={() => copy(value)}>
                    <IconCopy {...icon16} />
                  </IconButton>
                ) : null}
                {issue ? (
                  <StatusBadge tone="danger" bare>
                    {issue[locale]}
                  </StatusBadge>
                ) : value && (CHECKED.has(field) || SHAPED.has(field)) ? (
                  <StatusBadge tone="success" bare>
                    {t(CHECKED.has(field) ? 'checksumOk' : 'formatOk')}
                  </StatusBadge>
                ) : null}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
