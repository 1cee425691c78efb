import { useTranslations } from '@yarmarka/i18n/react';
import { Button } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import type { Described } from '../../../lib/ai-stream.ts';
import classes from './ai-panel.module.css';

type Props = {
  readonly text: string;
  readonly flags: Described['flags'];
  readonly traces: Described['spans'];
  readonly labelOf: (attributeNo: number) => string;
  readonly onEdit?: () => void;
};

/** A text with its facts underlined and named by their attribute, and what the card does not say marked red. */
export function MarkedText({ text, flags, traces, labelOf, onEdit }: Props): ReactNode {
  const t = useTranslations('seller.card.ai');
  const edit = useTranslations('common.actions')('edit');
  const marks = [
    ...flags.map((flag) => ({ start: flag.start, end: flag.end, tip: t('unknown', { text: flag.text }), wrong: true })),
    ...traces.map((trace) => ({ start: trace.start, end: trace.end, tip: labelOf(trace.attributeNo), wrong: false })),
  ].toSorted((a, b) => a.start - b.start || Number(b.wrong) - Number(a.wrong));
  const parts: ReactNode[] = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.start < at) continue;
    parts.push(text.slice(at, mark.start));
    parts.push(
      <span key={mark.start} className={mark.wrong ? classes.flag : classes.trace} data-tip={mark.tip}>
        {text.slice(mark.start, mark.end)}
        {mark.wrong ? <span className="y-hidden"> ({mark.tip})</span> : null}
      </span>,
    );
    at = mark.end;
  }
  parts.push(text.slice(at));
  return (
    <div className={classes.text}>
      <p>{parts}</p>
      {onEdit ? (
        <Button size="s" look="quiet" onClick={onEdit}>
          {edit}
        </Button>
      ) : null}
    </div>
  );
}
