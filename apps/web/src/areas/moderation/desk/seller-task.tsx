import { SELLER_STATUS_LABELS, STANDING_LABELS } from '@yarmarka/accounts/schemas';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { StatusBadge, type StatusTone, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useMemo } from 'react';
import { VerdictPanel, type VerdictOutcome } from '../../../parts/verdict-panel/verdict-panel.tsx';
import card from './card.module.css';
import { DueClock } from './clock.tsx';
import { CompanyData } from './company-data.tsx';
import { DocumentLink } from './document-link.tsx';
import { gapOf, useDraft } from './draft.ts';
import { Earlier, Record } from './side.tsx';
import side from './side.module.css';
import { codesOf, type TaskViewProps } from './task-props.ts';
import type { SellerTask } from './types.ts';
import { useClaim } from './use-claim.ts';
import { useRows } from './use-rows.ts';
import { VerdictBar } from './verdict-bar.tsx';
import verdict from './verdict.module.css';
import { VerdictRow } from './verdict-row.tsx';
import { blockingRows, isJudgeable, sellerOutcome } from './verdict-of.ts';

const STANDING_TONES: Readonly<Record<SellerTask['standing']['rows'][number]['standing'], StatusTone>> = {
  complete: 'success',
  incomplete: 'warning',
  pending: 'progress',
  rejected: 'danger',
};

/** One seller to verify: its data with the result of their checks, documents to read, a verdict per row of the checklist. */
export function SellerTaskView({ data, codes, onSend, ...rest }: TaskViewProps & { readonly data: SellerTask }): ReactNode {
  const t = useTranslations('moderation');
  const locale = useLocale();
  const format = useFormats();
  const control = useClaim(data);
  const draft = useDraft(data.task.id);
  const { standing, seller } = data;
  const reasons = useMemo(() => codesOf(codes, 'seller'), [codes]);
  const judging = control.holding.by === 'me' || control.holding.by === 'nobody';
  const specs = useMemo(
    () => standing.rows.map((row) => ({ key: row.key, codes: reasons, judged: judging && isJudgeable(row) })),
    [standing.rows, reasons, judging],
  );

  const outcome = sellerOutcome(draft);
  const blocked = outcome === 'approve' ? blockingRows(standing.rows) : [];
  const gap = gapOf(outcome === 'needs_changes' ? { ...draft, whole: 'changes' } : draft, true);
  const said =
    blocked.length > 0
      ? t('verdict.approveBlocked', { rows: format.list(blocked.map((row) => row.title[locale])) })
      : gap === null
        ? null
        : gap === 'reasons'
          ? t('verdict.reasonsMissing', { count: Object.values(draft.rows).filter((row) => row.verdict === 'refuse' && !row.reasonCode).length })
          : gap === 'note'
            ? t('verdict.noteNeeded')
            : gap === 'changes'
              ? t('verdict.sellerChangesNeed')
              : t('verdict.reasonNeeded');
  const send = () => {
    if (control.holding.by !== 'me') return;
    if (said === null) return onSend();
    toast({ text: said });
    const lacking = standing.rows.find((row) => draft.rows[row.key]?.verdict === 'refuse' && !draft.rows[row.key]?.reasonCode);
    if (lacking) rows.focusRow(lacking.key);
  };
  const rows = useRows({ ...rest, taskId: data.task.id, rows: specs, wholeCodes: reasons, control, onSend: send });
  const label = outcome === 'approve' ? t('verdict.sendApproveSeller') : outcome === 'reject' ? t('verdict.sendRejectSeller') : t('verdict.sendChanges');
  const whole = reasons.find((one) => one.code === data.decision?.reasonCode);

  return (
    <>
      <article className={card.main} aria-label={t('task.seller')}>
        <header className={card.headWords}>
          <h2 className={card.name}>{seller.name[locale] || seller.name.ru}</h2>
          <p className={card.badges}>
            <StatusBadge tone={seller.status === 'approved' ? 'success' : 'progress'}>{SELLER_STATUS_LABELS[seller.status][locale]}</StatusBadge>
            {data.task.status === 'decided' ? null : <DueClock dueAt={data.task.dueAt} createdAt={data.task.createdAt} />}
            {seller.submittedAt ? <span className={card.quiet}>{t('task.since', { when: format.relative(seller.submittedAt) })}</span> : null}
            {seller.city ? <span className={card.quiet}>{seller.city}</span> : null}
          </p>
          {seller.about[locale] || seller.about.ru ? <p>{seller.about[locale] || seller.about.ru}</p> : null}
        </header>
        {data.decision ? (
          <VerdictPanel
            outcome={data.decision.outcome as VerdictOutcome}
            at={data.decision.at}
            by={data.decision.by}
            reason={whole?.text[locale]}
            howToFix={whole?.howToFix[locale]}
            note={data.decision.note}
            refused={standing.rows
              .filter((row) => row.reasonCode !== null)
              .map((row) => ({
                id: row.key,
                label: row.title[locale],
                reason: reasons.find((one) => one.code === row.reasonCode)?.text[locale] ?? row.reasonCode,
                note: row.note,
              }))}
          />
        ) : null}
        <CompanyData data={data} />
        <section className={card.section} aria-label={t('seller.rows')}>
          <h3 className={card.group}>{t('seller.rows')}</h3>
          <ul role="list" className={verdict.rows}>
            {standing.rows.map((row) => (
              <VerdictRow
                key={row.key}
                rowKey={row.key}
                name={row.title[locale]}
                head={
                  <>
                    {row.title[locale]}
                    <span className={card.source}>{row.required ? t('seller.required') : t('seller.optional')}</span>
                  </>
                }
                draft={draft.rows[row.key]}
                codes={reasons}
                judged={judging && isJudgeable(row)}
                current={rows.cursor === row.key}
                actions={rows.actions}
                state={row.kind === 'confirm_email' || row.kind === 'accept_terms' ? <span className={card.quiet}>{t('seller.auto')}</span> : null}
              >
                <span className={card.badges}>
                  <StatusBadge tone={STANDING_TONES[row.standing]} bare>
                    {STANDING_LABELS[row.standing][locale]}
                  </StatusBadge>
                  {row.fileId ? (
                    <DocumentLink fileId={row.fileId} name={row.fileName ?? row.title[locale]} />
                  ) : row.kind === 'document' ? (
                    <span className={card.quiet}>{t('seller.noDocument')}</span>
                  ) : null}
                  {row.submittedAt ? <span className={card.quiet}>{t('seller.sentAt', { when: format.dateTime(row.submittedAt) })}</span> : null}
                </span>
                {row.reasonCode && row.standing !== 'rejected' ? (
                  <span className={card.source}>
                    {t('seller.reapplied', { reason: reasons.find((one) => one.code === row.reasonCode)?.text[locale] ?? row.reasonCode })}
                  </span>
                ) : null}
              </VerdictRow>
            ))}
          </ul>
        </section>
      </article>
      <aside aria-label={t('side.details')} className={side.side}>
        {data.same.length > 0 ? (
          <section className={side.block} aria-label={t('seller.same')}>
            <h3 className={side.title}>{t('seller.same')}</h3>
            <ul role="list" className={side.findings}>
              {data.same.map((other) => (
                <li key={`${other.id}/${other.by}`} className={side.line}>
                  <StatusBadge tone="warning">{other.by === 'inn' ? t('seller.sameInn') : t('seller.sameAccount')}</StatusBadge>
                  {other.name[locale] || other.name.ru}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section className={side.block} aria-label={t('seller.people')}>
          <h3 className={side.title}>{t('seller.people')}</h3>
          <ul role="list" className={side.findings}>
            {data.people.map((person) => (
              <li key={person.email} className={side.finding}>
                <span className={side.line}>
                  <span>{person.name}</span>
                  <span className={side.quiet}>{t(`seller.role.${person.role as 'owner'}`)}</span>
                </span>
                <span className={side.quiet}>{person.email}</span>
                {person.confirmed ? null : (
                  <StatusBadge tone="warning" bare>
                    {t('seller.unconfirmed')}
                  </StatusBadge>
                )}
              </li>
            ))}
          </ul>
        </section>
        {data.record ? (
          <section className={side.block} aria-label={t('side.seller')}>
            <h3 className={side.title}>{t('side.cards')}</h3>
            <p className={side.quiet}>{t('side.live', { count: data.record.liveCards })}</p>
            <Record record={data.record} />
          </section>
        ) : null}
        {data.earlier.length > 0 ? <Earlier entries={data.earlier} /> : null}
      </aside>
      <VerdictBar
        control={control}
        draft={draft}
        codes={reasons}
        sendLabel={label}
        gap={said}
        onWhole={rows.setWhole}
        onReason={rows.setReason}
        onNote={rows.setNote}
        onSend={send}
        onNext={rest.onNext}
      />
    </>
  );
}
