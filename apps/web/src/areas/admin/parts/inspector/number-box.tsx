import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { formatNumber } from '@yarmarka/taxonomy/check';
import { TextField } from '@yarmarka/ui/plain';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';

const commitOnEnter = (event: KeyboardEvent<HTMLInputElement>) => {
  if (event.key === 'Enter') event.currentTarget.blur();
};

/** A number that counts when the field is left or Enter is pressed; empty means "not set". A comma is a point. What is no number, or outside `least` to `most`, stays in sight and is explained. `problem`: what is wrong with the number that counts. */
export function NumberBox({
  label,
  value,
  after,
  whole = false,
  labelHidden = false,
  least,
  most,
  problem = null,
  onCommit,
}: {
  label: string;
  value: number | null;
  after?: string | undefined;
  whole?: boolean;
  labelHidden?: boolean;
  least?: number;
  most?: number;
  problem?: string | null;
  onCommit: (value: number | null) => void;
}): ReactNode {
  const locale = useLocale();
  const shown = value === null ? '' : whole ? String(value) : formatNumber(value, locale);
  const t = useTranslations('admin.inspector');
  const [typed, setTyped] = useState(shown);
  const [left, setLeft] = useState(false);
  useEffect(() => setTyped(shown), [shown]);
  const text = typed
    .replaceAll(/[\s\u202f\u00a0]/g, '')
    .replace(',', '.')
    .replace('−', '-');
  const next = Number(text);
  const fits = Number.isFinite(next) && (!whole || Number.isInteger(next)) && (least === undefined || next >= least) && (most === undefined || next <= most);
  const bounds = least === undefined || most === undefined ? null : { least: formatNumber(least, locale), most: formatNumber(most, locale) };
  const wrong = text === '' || fits || typed === shown ? null : bounds ? t(whole ? 'wholeWithin' : 'numberWithin', bounds) : t('noNumber');
  const commit = () => {
    setLeft(true);
    if (text === '') {
      if (value !== null) onCommit(null);
      return;
    }
    if (fits && next !== value) onCommit(next);
  };
  return (
    <TextField
      label={label}
      labelHidden={labelHidden}
      inputMode={whole ? 'numeric' : 'decimal'}
      after={after}
      value={typed}
      error={(left ? wrong : null) ?? (typed === shown ? problem : null)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={commitOnEnter}
    />
  );
}

/** A text that counts when the field is left, unless `check` says what is wrong with it. */
export function TextBox({
  label,
  value,
  check,
  onCommit,
}: {
  label: string;
  value: string;
  check: (text: string) => string | null;
  onCommit: (value: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const error = typed === value ? null : check(typed);
  return (
    <TextField
      label={label}
      value={typed}
      error={error}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => error === null && typed !== value && onCommit(typed)}
      onKeyDown={commitOnEnter}
    />
  );
}
