import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Check, TextField } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useLabel } from '../parts/label.ts';
import classes from './change-set.module.css';
import type { MatrixImpact } from './impact.tsx';

/** `at` as the browser's date field writes it; null: now. */
export type Moment = { readonly later: boolean; readonly at: string };

/** A date field's value (local time) as an instant; undefined while it is none. */
export const instantOf = (at: string): Date | undefined => {
  const date = new Date(at);
  return at === '' || Number.isNaN(date.getTime()) ? undefined : date;
};

/** Whether an instant is over: nothing can be published then any more. */
export const isPast = (at: Date): boolean => at.getTime() <= Date.now();

/** Now or at a date, with what follows and whom it tells. */
export function Publishing({ moment, onChange, impact }: { moment: Moment; onChange: (moment: Moment) => void; impact: MatrixImpact | undefined }): ReactNode {
  const t = useTranslations('admin.publishing');
  const label = useLabel();
  const format = useFormats();
  const attributes = (impact?.catalog?.attributes ?? [])
    .filter((one) => one.lacking + one.invalid > 0)
    .flatMap((one) => [...(impact?.attributes.newlyRequired ?? []), ...(impact?.attributes.narrowed ?? [])].find((a) => a.no === one.attributeNo) ?? []);
  const named = [...new Map(attributes.map((one) => [one.no, label(one)])).values()];
  const count = impact?.catalog?.sellersWithWork ?? 0;
  const at = instantOf(moment.at);
  return (
    <fieldset className={classes.panel}>
      <legend>{t('title')}</legend>
      <Check kind="radio" name="moment" label={t('now')} hint={t('nowText')} checked={!moment.later} onChange={() => onChange({ ...moment, later: false })} />
      <Check kind="radio" name="moment" label={t('later')} hint={t('laterText')} checked={moment.later} onChange={() => onChange({ ...moment, later: true })} />
      {moment.later ? (
        <>
          <TextField
            label={t('at')}
            type="datetime-local"
            required
            error={at && isPast(at) ? t('past') : undefined}
            value={moment.at}
            onChange={(event) => onChange({ ...moment, at: event.target.value })}
          />
          {impact?.catalog ? <p>{t('sellersTold', { count, attributes: named.slice(0, 5).join(', ') || format.number(count) })}</p> : null}
        </>
      ) : null}
    </fieldset>
  );
}
