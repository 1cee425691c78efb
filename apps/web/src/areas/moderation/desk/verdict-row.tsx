import { IconCheck, IconMessage2Plus, IconX } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Button, cx, icon16, TextArea } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { needsNote, type RowDraft } from './draft.ts';
import { ReasonPalette } from './reason-palette.tsx';
import type { ReasonCode } from './types.ts';
import classes from './verdict.module.css';

export interface RowActions {
  readonly focus: (key: string) => void;
  readonly accept: (key: string) => void;
  readonly refuse: (key: string) => void;
  readonly reason: (key: string, code: string) => void;
  readonly note: (key: string, text: string) => void;
}

export interface VerdictRowProps {
  readonly rowKey: string;
  /** What the row is about, in words: for its buttons and readers. */
  readonly name: string;
  readonly head: ReactNode;
  readonly children: ReactNode;
  /** What the checks found here. */
  readonly warnings?: ReactNode;
  readonly draft: RowDraft | undefined;
  readonly codes: readonly ReasonCode[];
  /** Rows that speak for themselves have no buttons. */
  readonly judged: boolean;
  readonly current: boolean;
  readonly actions: RowActions;
  /** In place of the buttons: what was decided, or that it is checked by itself. */
  readonly state?: ReactNode;
}

/** One thing to decide on: what it is, the value or the change, accept or refuse with a reason and a note. The row itself takes the focus, so J and K read it out. */
export function VerdictRow({ rowKey, name, head, children, warnings, draft, codes, judged, current, actions, state }: VerdictRowProps): ReactNode {
  const t = useTranslations('moderation.verdict');
  const locale = useLocale();
  const [noting, setNoting] = useState(false);
  const refused = draft?.verdict === 'refuse';
  const code = codes.find((one) => one.code === draft?.reasonCode);
  const asksNote = refused && needsNote(draft.reasonCode);
  const withNote = noting || asksNote || Boolean(draft?.note);
  const spoken = draft === undefined ? t('undecided') : refused ? (code ? t('refusedBecause', { reason: code.text[locale] }) : t('refused')) : t('accepted');
  return (
    <li className={cx(classes.item)}>
      <div
        role="group"
        tabIndex={current ? 0 : -1}
        aria-label={judged ? `${name}. ${spoken}` : name}
        data-row={rowKey}
        className={cx(classes.row, draft && classes[draft.verdict])}
        onFocus={() => actions.focus(rowKey)}
      >
        <div className={classes.rowHead}>{head}</div>
        <div className={classes.rowValue}>
          {children}
          {warnings}
        </div>
        <div className={classes.rowVerdict}>
          {judged ? (
            <>
              <button
                type="button"
                tabIndex={current ? 0 : -1}
                aria-label={t('acceptField', { field: name })}
                aria-pressed={draft?.verdict === 'accept'}
                data-tip={t('accept')}
                data-tip-keys="a"
                className={cx(classes.mark, classes.yes)}
                onClick={() => actions.accept(rowKey)}
              >
                <IconCheck {...icon16} />
              </button>
              <button
                type="button"
                tabIndex={current ? 0 : -1}
                aria-label={t('refuseField', { field: name })}
                aria-pressed={refused}
                data-tip={t('refuse')}
                data-tip-keys="r"
                className={cx(classes.mark, classes.no)}
                onClick={() => actions.refuse(rowKey)}
              >
                <IconX {...icon16} />
              </button>
            </>
          ) : (
            state
          )}
        </div>
        {judged && refused ? (
          <div className={classes.why}>
            {code && !current ? (
              <p className={classes.chosen}>
                <span>{code.text[locale]}</span>
                {draft.note ? <q className={classes.quoted}>{draft.note}</q> : null}
              </p>
            ) : null}
            {!code && !current ? <p className={classes.gap}>{t('chooseReason')}</p> : null}
            {current ? (
              <>
                <ReasonPalette
                  label={t('reasonOf', { field: name })}
                  codes={codes}
                  chosen={draft.reasonCode}
                  onChoose={(chosen) => actions.reason(rowKey, chosen)}
                />
                {code ? <p className={classes.fix}>{code.howToFix[locale]}</p> : null}
                {withNote ? (
                  <TextArea
                    label={t('noteOf', { field: name })}
                    labelHidden
                    rows={2}
                    maxLength={1000}
                    data-note={rowKey}
                    placeholder={t('notePlaceholder')}
                    error={asksNote && !draft.note?.trim() ? t('noteNeeded') : undefined}
                    value={draft.note ?? ''}
                    onChange={(event) => actions.note(rowKey, event.target.value)}
                  />
                ) : (
                  <Button
                    size="s"
                    look="quiet"
                    icon={<IconMessage2Plus {...icon16} />}
                    data-add-note={rowKey}
                    data-tip-keys="m"
                    onClick={() => setNoting(true)}
                  >
                    {t('addNote')}
                  </Button>
                )}
              </>
            ) : null}
          </div>
        ) : null}
      </div>
    </li>
  );
}
