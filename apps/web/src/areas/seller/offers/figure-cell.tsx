import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import classes from './offers.module.css';

/** A figure that is edited where it stands: Enter or leaving saves, Esc takes back; `onSave` answers with what is wrong, or null. */
export function FigureCell({
  label,
  value,
  onSave,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSave: (typed: string) => Promise<string | null>;
}): ReactNode {
  const errors = useErrorWords();
  const [typed, setTyped] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const taken = useRef(false);
  useEffect(() => setTyped(value), [value]);
  const save = async () => {
    if (taken.current || typed.trim() === value) return;
    setBusy(true);
    try {
      setProblem(await onSave(typed));
    } catch (error) {
      setProblem(errors.say(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <input
      aria-label={label}
      aria-invalid={problem !== null || undefined}
      aria-busy={busy || undefined}
      data-tip={problem ?? undefined}
      title={problem ?? undefined}
      inputMode="decimal"
      className={classes.figure}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        setProblem(null);
      }}
      onFocus={(event) => {
        taken.current = false;
        event.target.select();
      }}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          taken.current = true;
          setTyped(value);
          setProblem(null);
          event.currentTarget.blur();
        }
      }}
    />
  );
}
