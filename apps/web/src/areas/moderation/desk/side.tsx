import { SELLER_STATUS_LABELS } from '@yarmarka/accounts/schemas';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { PictureBox, StatusBadge, type StatusTone } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { pictureUrl } from '../../../lib/pictures.ts';
import { localised, paths } from '../../../shell/paths.ts';
import { Findings } from './findings.tsx';
import classes from './side.module.css';
import type { CardTask } from './types.ts';
import { OUTCOME_TONES, type VerdictOutcome } from '../../../parts/verdict-panel/verdict-panel.tsx';

/** What helps to decide: the checks with what they saw, the seller's record, similar cards, what was decided before. */
export function CardSide({ data, onGo }: { readonly data: CardTask; readonly onGo: (attributeNo: number) => void }): ReactNode {
  const t = useTranslations('moderation.side');
  return (
    <aside aria-label={t('details')} className={classes.side}>
      <section className={classes.block} aria-label={t('checks')}>
        <h3 className={classes.title}>{t('checks')}</h3>
        <Findings data={data} onGo={onGo} />
      </section>
      {data.seller ? <SellerBlock seller={data.seller} /> : null}
      <Related cards={data.related} />
      {data.earlier.length > 0 ? <Earlier entries={data.earlier} /> : null}
    </aside>
  );
}

export function SellerBlock({ seller }: { readonly seller: NonNullable<CardTask['seller']> }): ReactNode {
  const t = useTranslations('moderation.side');
  const locale = useLocale();
  const format = useFormats();
  const tone: StatusTone =
    seller.status === 'approved'
      ? 'success'
      : seller.status === 'rejected' || seller.status === 'suspended' || seller.status === 'terminated'
        ? 'danger'
        : 'progress';
  return (
    <section className={classes.block} aria-label={t('seller')}>
      <h3 className={classes.title}>{t('seller')}</h3>
      <p className={classes.line}>
        <strong>{seller.name[locale] || seller.name.ru}</strong>
        <StatusBadge tone={tone}>{SELLER_STATUS_LABELS[seller.status][locale]}</StatusBadge>
      </p>
      <p className={classes.quiet}>
        {t('live', { count: seller.record.liveCards })} · {t('since', { when: format.date(seller.since) })}
      </p>
      <Record record={seller.record} />
    </section>
  );
}

/** How the seller's earlier submissions ended: figures and a bar. */
export function Record({ record }: { readonly record: NonNullable<CardTask['seller']>['record'] }): ReactNode {
  const t = useTranslations('moderation.side');
  const format = useFormats();
  if (record.decided === 0) return <p className={classes.quiet}>{t('noRecord')}</p>;
  const refused = record.decided - record.accepted;
  return (
    <>
      <span className={classes.record} aria-hidden="true">
        {record.accepted > 0 ? <span style={{ flexGrow: record.accepted }} data-tone="success" /> : null}
        {refused > 0 ? <span style={{ flexGrow: refused }} data-tone="danger" /> : null}
      </span>
      <p className={classes.figures}>
        <span>
          <b>{format.number(record.accepted)}</b> {t('accepted')}
        </span>
        <span>
          <b>{format.number(refused)}</b> {t('refused')}
        </span>
        <span className={classes.quiet}>{t('decided', { count: record.decided })}</span>
      </p>
    </>
  );
}

function Related({ cards }: { readonly cards: CardTask['related'] }): ReactNode {
  const t = useTranslations('moderation.side');
  const locale = useLocale();
  return (
    <section className={classes.block} aria-label={t('similar')}>
      <h3 className={classes.title}>{t('similar')}</h3>
      {cards.length === 0 ? <p className={classes.quiet}>{t('noSimilar')}</p> : null}
      <ul role="list" className={classes.cards}>
        {cards.map((card) => (
          <li key={card.id} className={classes.card}>
            <PictureBox src={card.picture ? pictureUrl(card.picture, 160) : null} alt="" className={classes.thumb ?? ''} />
            <span className={classes.words}>
              {card.status === 'published' ? (
                <a href={localised(locale, paths.shop.card({ id: card.id, slug: card.slug[locale] }))} target="_blank" rel="noreferrer" data-tip={t('newTab')}>
                  {card.name[locale]}
                </a>
              ) : (
                <span>{card.name[locale]}</span>
              )}
              <span className={classes.quiet}>
                № {card.id}
                {card.seller ? ` · ${card.seller[locale] || card.seller.ru}` : ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Earlier({
  entries,
}: {
  readonly entries: readonly { readonly taskId: number; readonly outcome: string; readonly at: string | Date; readonly by: string | null }[];
}): ReactNode {
  const t = useTranslations('moderation');
  const format = useFormats();
  return (
    <section className={classes.block} aria-label={t('side.earlier')}>
      <h3 className={classes.title}>{t('side.earlier')}</h3>
      <ul role="list" className={classes.findings}>
        {entries.map((entry) => {
          const outcome = entry.outcome as VerdictOutcome;
          const when = format.dateTime(entry.at);
          return (
            <li key={entry.taskId} className={classes.line}>
              <StatusBadge tone={OUTCOME_TONES[outcome]}>{t(`verdict.outcome.${outcome}`)}</StatusBadge>
              <span className={classes.quiet}>{entry.by ? t('verdict.decidedBy', { name: entry.by, when }) : t('verdict.byRule', { when })}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
