import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { conditionFaults, formatQuantity, fromBase } from '@yarmarka/taxonomy/check';
import type { Condition } from '@yarmarka/taxonomy/schemas';
import type { ReactNode } from 'react';
import type { ShownCell } from '../cell-model.ts';
import { unitFor } from '../field-text.ts';
import { useLabel } from '../label.ts';
import classes from './dialogs.module.css';

/** Whether what a condition asks of one attribute contradicts itself, whatever the category: such a condition is refused. */
export const contradicts = (condition: Condition): boolean => conditionFaults(condition).some((fault) => fault.why === 'order');

/** What of a condition can never hold, or always does, with the bounds and options that its attributes have here; in words. */
export function ConditionFaults({ condition, cells }: { condition: Condition; cells: readonly ShownCell[] }): ReactNode {
  const t = useTranslations('admin.condition.faults');
  const label = useLabel();
  const locale = useLocale();
  const byNo = new Map(cells.map((one) => [one.cell.attribute.no, one]));
  const faults = conditionFaults(condition, (no) => {
    const about = byNo.get(no);
    if (!about) return undefined;
    const { min, max, options, maxValues = 1 } = about.fields;
    return { min, max, options, single: about.cell.attribute.type === 'boolean' || (about.cell.attribute.type === 'list' && maxValues === 1) };
  });
  if (faults.length === 0) return null;
  const words = faults.map((fault) => {
    const about = byNo.get(fault.attr);
    const name = about ? label(about.cell.attribute) : `№ ${fault.attr}`;
    const unit = about && unitFor(about.cell.attribute.unitFamily, about.fields.defaultUnit ?? about.fields.units?.[0]);
    const shown = (n: number) => formatQuantity(fromBase(n, unit), unit?.code, locale);
    if (!('asked' in fault)) return t(fault.why, { name });
    const numbers = { name, asked: shown(fault.asked), bound: shown(fault.bound) };
    return fault.why === 'idle' ? t('idle', { ...numbers, end: fault.end }) : t(fault.why, numbers);
  });
  return (
    <ul role="alert" className={classes.faults}>
      {[...new Set(words)].map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
