import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { StatusBadge, type StatusTone } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import classes from './side.module.css';
import type { CardTask, Finding } from './types.ts';

const TONES: Readonly<Record<Finding['severity'], StatusTone>> = { critical: 'danger', major: 'warning', minor: 'quiet' };

/** What the automatic checks found, each with what it saw. */
export function Findings({ data, onGo }: { readonly data: CardTask; readonly onGo: (attributeNo: number) => void }): ReactNode {
  const t = useTranslations('moderation.side');
  const locale = useLocale();
  if (data.checks.length === 0)
    return (
      <p>
        <StatusBadge tone="success">{t('noFindings')}</StatusBadge>
      </p>
    );
  const named = new Set(data.fields.map((f) => f.attributeNo));
  return (
    <ul role="list" className={classes.findings}>
      {data.checks.map((finding, index) => {
        const no = finding.attributeNo;
        const label = data.attributes.find((a) => a.schema.no === no)?.label[locale];
        return (
          <li key={`${finding.key}/${no ?? ''}/${index}`} className={classes.finding}>
            <span className={classes.line}>
              <StatusBadge tone={TONES[finding.severity]} bare>
                {t(`severity.${finding.severity}`)}
              </StatusBadge>
              <span>{finding.text[locale]}</span>
            </span>
            <Evidence finding={finding} data={data} />
            {no !== null && label ? (
              <span className={classes.quiet}>
                {label}{' '}
                {named.has(no) ? (
                  <button type="button" className={classes.go} onClick={() => onGo(no)}>
                    {t('goTo')}
                  </button>
                ) : null}
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Evidence({ finding, data }: { readonly finding: Finding; readonly data: CardTask }): ReactNode {
  const t = useTranslations('moderation.side');
  const locale = useLocale();
  const format = useFormats();
  const { evidence } = finding;
  const list = (key: string): readonly (string | number)[] => {
    const seen = evidence[key] ?? [];
    return typeof seen === 'object' ? seen : [seen];
  };
  const words =
    finding.key === 'price_far_from_median'
      ? [...list('prices').map((price) => format.price(price)), t('usual', { price: format.price(Number(evidence.median)) })]
      : finding.key === 'duplicate_gtin' || finding.key === 'duplicate_name'
        ? list('cards').map((id) => data.related.find((card) => card.id === Number(id))?.name[locale] ?? `№ ${id}`)
        : evidence.attributes !== undefined
          ? list('attributes').map((no) => data.missing[no]?.[locale] ?? `#${no}`)
          : [...list('found'), ...list('sizes')];
  if (words.length === 0) return null;
  return (
    <span className={classes.evidence}>
      {words.slice(0, 8).map((word) => (
        <span key={word} className={classes.seen}>
          {word}
        </span>
      ))}
      {words.length > 8 ? <span className={classes.quiet}>+{format.number(words.length - 8)}</span> : null}
    </span>
  );
}

/** The findings of one attribute, under its value. */
export function FindingsAt({ data, attributeNo }: { readonly data: CardTask; readonly attributeNo: number | null }): ReactNode {
  const locale = useLocale();
  const here = data.checks.filter((finding) => attributeNo !== null && finding.attributeNo === attributeNo);
  if (here.length === 0) return null;
  return (
    <span className={classes.here}>
      {here.map((finding) => (
        <StatusBadge key={finding.key} tone={TONES[finding.severity]} bare>
          {finding.text[locale]}
        </StatusBadge>
      ))}
    </span>
  );
}
