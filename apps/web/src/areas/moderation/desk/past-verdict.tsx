import { useLocale } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { type VerdictOutcome, VerdictPanel } from '../../../parts/verdict-panel/verdict-panel.tsx';
import type { CardField, CardTask, ReasonCode } from './types.ts';

/** What was decided about a card that is no longer in the queue. */
export function PastVerdict({
  data,
  labelOf,
  codes,
}: {
  readonly data: CardTask;
  readonly labelOf: (field: CardField) => string;
  readonly codes: readonly ReasonCode[];
}): ReactNode {
  const locale = useLocale();
  const code = (key: string | null | undefined) => codes.find((one) => one.code === key);
  const whole = code(data.decision?.reasonCode);
  const refused = data.fields.filter((field) => field.verdict === 'refuse');
  return (
    <VerdictPanel
      outcome={(data.decision?.outcome ?? data.task.outcome ?? 'withdrawn') as VerdictOutcome}
      at={data.decision?.at}
      by={data.decision?.by}
      reason={whole?.text[locale]}
      howToFix={whole?.howToFix[locale]}
      note={data.decision?.note}
      accepted={data.fields.filter((field) => field.verdict === 'accept').length}
      refused={refused.map((field) => ({
        id: String(field.no),
        label: labelOf(field),
        variant: field.variant?.title,
        reason: code(field.reasonCode)?.text[locale] ?? field.reasonCode,
        howToFix: code(field.reasonCode)?.howToFix[locale],
        note: field.reasonNote,
      }))}
    />
  );
}
