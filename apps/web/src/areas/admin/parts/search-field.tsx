import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { icon16, TextField, useShortcuts } from '@yarmarka/ui/plain';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useState } from 'react';

const WAIT_MS = 180;

/** A search that answers while one types; `/` goes to it. The address follows a moment later. */
export function SearchField({
  label,
  value,
  onChange,
  onKeyDown,
  shortcut = true,
  error,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  shortcut?: boolean;
  /** Why what was typed could not be taken. */
  error?: string | undefined;
}): ReactNode {
  const t = useTranslations('common.keys');
  const [typed, setTyped] = useState(value);
  const mark = useId();
  const send = useEffectEvent(onChange);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => send(typed), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  useShortcuts(
    t('screen'),
    shortcut ? [{ keys: '/', label: t('search'), run: () => document.querySelector<HTMLInputElement>(`[data-search="${CSS.escape(mark)}"]`)?.focus() }] : [],
  );
  return (
    <TextField
      label={label}
      labelHidden
      placeholder={label}
      type="search"
      autoComplete="off"
      data-search={mark}
      before={<IconSearch {...icon16} />}
      value={typed}
      error={error}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
