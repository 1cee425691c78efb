import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { StatusBadge, type StatusTone } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { type ChangePart, ChangeView } from '../value-view/change-view.tsx';
import classes from './verdict-panel.module.css';

export type VerdictOutcome = 'applied' | 'partly_applied' | 'declined' | 'changes_requested' | 'rejected' | 'approved' | 'needs_changes' | 'withdrawn';

export interface VerdictField {
  readonly id: string;
  readonly label: string;
  /** The variant it belongs to, in words. */
  readonly variant?: string | null | undefined;
  readonly change?: readonly ChangePart[];
  readonly reason: string | null;
  readonly howToFix?: string | null | undefined;
  readonly note?: string | null | undefined;
  /** Leads to the field in a form around. */
  readonly onGo?: () => void;
}

export interface VerdictPanelProps {
  readonly outcome: VerdictOutcome;
  /** When; who stands before it where the reader may know (sellers are not told names). */
  readonly at?: string | Date | null | undefined;
  readonly by?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly howToFix?: string | null | undefined;
  readonly note?: string | null | undefined;
  readonly refused: readonly VerdictField[];
  /** How many fields were accepted; left out where nothing of the kind was asked. */
  readonly accepted?: number;
}

export const OUTCOME_TONES: Readonly<Record<VerdictOutcome, StatusTone>> = {
  applied: 'success',
  approved: 'success',
  partly_applied: 'changed',
  changes_requested: 'warning',
  needs_changes: 'warning',
  declined: 'danger',
  rejected: 'danger',
  withdrawn: 'quiet',
};

/** What was decided and why, with the way to put it right; for the moderator looking back and for the seller who has to act on it. */
export function VerdictPanel({ outcome, at, by, reason, howToFix, note, refused, accepted }: VerdictPanelProps): ReactNode {
  const t = useTranslations('moderation.verdict');
  const format = useFormats();
  const when = at ? format.dateTime(at) : null;
  return (
    <section aria-label={t('title')} className={classes.panel} data-tone={OUTCOME_TONES[outcome]}>
      <header className={classes.head}>
        <StatusBadge tone={OUTCOME_TONES[outcome]}>{t(`outcome.${outcome}`)}</StatusBadge>
        {when ? <span className={classes.quiet}>{by ? t('decidedBy', { name: by, when }) : when}</span> : null}
      </header>
      <Why reason={reason} howToFix={howToFix} note={note} />
      {refused.length > 0 ? (
        <ul role="list" className={classes.fields}>
          {refused.map((field) => (
            <li key={field.id}>
              <div className={classes.label}>
                {field.onGo ? (
                  <button type="button" className={classes.go} aria-label={t('goTo', { field: field.label })} onClick={field.onGo}>
                    {field.label}
                  </button>
                ) : (
                  <strong>{field.label}</strong>
                )}
                {field.variant ? <span className={classes.quiet}>{field.variant}</span> : null}
              </div>
              {field.change && field.change.length > 0 ? <ChangeView parts={field.change} /> : null}
              <Why reason={field.reason} howToFix={field.howToFix} note={field.note} />
            </li>
          ))}
        </ul>
      ) : null}
      {accepted === undefined || accepted === 0 ? null : <p className={classes.quiet}>{t('acceptedCount', { count: accepted })}</p>}
    </section>
  );
}

function Why({ reason, howToFix, note }: Pick<VerdictPanelProps, 'reason' | 'howToFix' | 'note'>): ReactNode {
  if (!reason && !note) return null;
  return (
    <p className={classes.why}>
      {reason ? <span>{reason}</span> : null}
      {howToFix ? <span className={classes.fix}>{howToFix}</span> : null}
      {note ? <q className={classes.note}>{note}</q> : null}
    </p>
  );
}
