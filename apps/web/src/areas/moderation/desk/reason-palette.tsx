import { useLocale } from '@yarmarka/i18n/react';
import { cx, Kbd } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import type { ReasonCode } from './types.ts';
import classes from './verdict.module.css';

/** Reasons in their order, the first nine under the keys 1 to 9; the chosen one shows how the seller puts it right. */
export function ReasonPalette({
  label,
  codes,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly codes: readonly ReasonCode[];
  readonly chosen: string | null | undefined;
  readonly onChoose: (code: string) => void;
}): ReactNode {
  const locale = useLocale();
  return (
    <div role="group" aria-label={label} className={classes.palette}>
      {codes.map((code, index) => (
        <button
          key={code.code}
          type="button"
          aria-pressed={code.code === chosen}
          aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
          className={cx(classes.reason, code.code === chosen && classes.picked)}
          onClick={() => onChoose(code.code)}
          data-tip={code.howToFix[locale]}
        >
          {index < 9 ? <Kbd keys={String(index + 1)} /> : null}
          {code.text[locale]}
        </button>
      ))}
    </div>
  );
}
