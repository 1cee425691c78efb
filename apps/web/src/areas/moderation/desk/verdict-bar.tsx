import { IconArrowBackUp, IconLock } from '@tabler/icons-react';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, cx, icon16, Kbd, TextArea } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Draft, Whole } from './draft.ts';
import { ReasonPalette } from './reason-palette.tsx';
import type { ReasonCode } from './types.ts';
import type { ClaimControl } from './use-claim.ts';
import { useNow } from './use-now.ts';
import classes from './verdict.module.css';

export interface VerdictBarProps {
  readonly control: ClaimControl;
  readonly draft: Draft;
  /** Reasons for the whole. */
  readonly codes: readonly ReasonCode[];
  /** The main action, named by what it does: «Принять 7, отказать 2». */
  readonly sendLabel: string;
  readonly hint?: string | null;
  /** What still stands in the way of sending. */
  readonly gap: string | null;
  readonly onWhole: (whole: Whole) => void;
  readonly onReason: (code: string) => void;
  readonly onNote: (text: string) => void;
  readonly onSend: () => void;
  readonly onNext: () => void;
}

/** The main action, always at the same place: take the task, then send the verdict; the verdict on the whole unfolds above it. */
export function VerdictBar(props: VerdictBarProps): ReactNode {
  const { control, onNext } = props;
  const t = useTranslations('moderation');
  const format = useFormats();
  const { holding } = control;
  if (holding.by === 'me') return <Decide {...props} until={holding.until} />;
  const next = (
    <Button onClick={onNext} data-tip-keys="n">
      {t('desk.takeNext')}
    </Button>
  );
  return (
    <Bar>
      <div className={classes.barLine}>
        <p className={classes.lease}>
          {holding.by === 'other' ? (
            <>
              <span>
                <IconLock {...icon16} style={{ display: 'inline', verticalAlign: '-3px' }} /> <strong>{t('claim.theirs', { name: holding.name })}</strong>
              </span>
              <span>{t('claim.theirsText', { time: format.time(holding.until) })}</span>
            </>
          ) : holding.by === 'nobody' ? (
            t('claim.free')
          ) : (
            t('desk.gone')
          )}
        </p>
        {next}
        {holding.by === 'nobody' ? (
          <Button look="main" pending={control.claiming} onClick={() => void control.claim()} aria-keyshortcuts="c">
            {t('claim.take')} <Kbd keys="c" />
          </Button>
        ) : null}
      </div>
    </Bar>
  );
}

function Decide({
  control,
  draft,
  codes,
  sendLabel,
  hint,
  gap,
  onWhole,
  onReason,
  onNote,
  onSend,
  until,
}: VerdictBarProps & { readonly until: number }): ReactNode {
  const t = useTranslations('moderation');
  const { whole } = draft;
  return (
    <Bar>
      {whole === null ? null : (
        <div className={classes.whole}>
          <div className={classes.wholeHead}>
            <strong>{t(`verdict.${whole}`)}</strong>
            <Button size="s" look="quiet" icon={<IconArrowBackUp {...icon16} />} onClick={() => onWhole(null)} data-tip-keys="escape">
              {t('verdict.cancelWhole')}
            </Button>
          </div>
          <ReasonPalette label={t('verdict.wholeReason')} codes={codes} chosen={draft.reasonCode} onChoose={onReason} />
          <TextArea
            label={t('verdict.note')}
            labelHidden
            rows={2}
            maxLength={1000}
            data-note="whole"
            placeholder={t('verdict.notePlaceholder')}
            value={draft.note}
            onChange={(event) => onNote(event.target.value)}
          />
        </div>
      )}
      <div className={classes.barLine}>
        <p className={classes.lease}>
          <Lease until={until} />
          <Button size="s" look="quiet" onClick={control.release}>
            {t('claim.release')}
          </Button>
        </p>
        {whole === 'changes' ? null : (
          <Button onClick={() => onWhole('changes')} aria-keyshortcuts="d">
            {t('verdict.changes')} <Kbd keys="d" />
          </Button>
        )}
        {whole === 'reject' ? null : (
          <Button look="danger" onClick={() => onWhole('reject')} aria-keyshortcuts="x">
            {t('verdict.reject')} <Kbd keys="x" />
          </Button>
        )}
        <Button look="main" onClick={onSend} aria-describedby={gap ? 'verdict-gap' : undefined} aria-keyshortcuts="Enter">
          {sendLabel} <Kbd keys="enter" />
        </Button>
        {gap ? (
          <p id="verdict-gap" role="status" className={classes.barGap}>
            {gap}
          </p>
        ) : hint ? (
          <p className={classes.barHint}>{hint}</p>
        ) : null}
      </div>
    </Bar>
  );
}

/** The bar; messages rise above it for as long as it is there. */
function Bar({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useTranslations('moderation.verdict');
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = bar;
    if (!current) return;
    const root = document.documentElement;
    const watch = new ResizeObserver(() => root.style.setProperty('--y-toast-lift', `${current.offsetHeight}px`));
    watch.observe(current);
    return () => {
      watch.disconnect();
      root.style.removeProperty('--y-toast-lift');
    };
  }, []);
  return (
    <section ref={bar} aria-label={t('title')} className={classes.bar}>
      {children}
    </section>
  );
}

const SOON_MS = 3 * 60_000;

/** How long the task is still one's own; seconds only near the end. */
function Lease({ until }: { readonly until: number }): ReactNode {
  const t = useTranslations('moderation.claim');
  const format = useFormats();
  const left = Math.max(0, until - useNow());
  const soon = left < SOON_MS;
  return (
    <span className={cx(soon && classes.soon)} role="timer">
      {t('yours', { time: format.duration(soon ? left : Math.ceil(left / 60_000) * 60_000) })}
    </span>
  );
}
