import { Button } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import classes from './offers.module.css';

/** What a typed figure means: wrong, worth a question before it is sent, or fine. */
export type Reading = { readonly problem: string } | { readonly ask: string; readonly yes: string; readonly no: string } | null;

export interface FigureCellProps {
  readonly label: string;
  readonly value: string;
  readonly read: (typed: string) => Reading;
  readonly onSave: (typed: string) => Promise<void>;
  /** Stands under the figure while nothing is wrong with it: that it waits, or a question. */
  readonly note?: ReactNode;
}

/** A figure that is edited where it stands: Enter or leaving saves, Esc takes back; what is wrong or has to be asked stands under it in words. */
export function FigureCell({ label, value, read, onSave, note }: FigureCellProps): ReactNode {
  const errors = useErrorWords();
  const noteId = useId();
  const [typed, setTyped] = useState(value);
  const [reading, setReading] = useState<Reading>(null);
  const [busy, setBusy] = useState(false);
  const done = useRef(false);
  useEffect(() => {
    setTyped(value);
    setReading(null);
  }, [value]);
  const takeBack = () => {
    setTyped(value);
    setReading(null);
  };
  const send = async () => {
    setBusy(true);
    setReading(null);
    try {
      await onSave(typed);
    } catch (error) {
      setReading({ problem: errors.say(error) });
    } finally {
      setBusy(false);
    }
  };
  /** Whether there is nothing left to correct or to answer. */
  const save = (): boolean => {
    if (done.current || busy || typed.trim() === value) return true;
    const found = read(typed);
    setReading(found);
    if (found === null) void send();
    return found === null;
  };
  const problem = reading && 'problem' in reading ? reading.problem : null;
  const question = reading && 'ask' in reading ? reading : null;
  const text = problem ? (
    <span className={classes.problem}>{problem}</span>
  ) : question ? (
    <>
      <span>{question.ask}</span>
      <span className={classes.answers}>
        <Button size="s" onClick={() => void send()}>
          {question.yes}
        </Button>
        <Button size="s" onClick={takeBack}>
          {question.no}
        </Button>
      </span>
    </>
  ) : (
    note
  );
  return (
    <span className={classes.cell}>
      <input
        aria-label={label}
        aria-invalid={problem !== null || undefined}
        aria-describedby={text ? noteId : undefined}
        aria-busy={busy || undefined}
        inputMode="decimal"
        className={classes.figure}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setReading(null);
        }}
        onFocus={(event) => {
          done.current = false;
          event.target.select();
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' && save()) {
            done.current = true;
            event.currentTarget.blur();
          }
          if (event.key === 'Escape') {
            done.current = true;
            takeBack();
            event.currentTarget.blur();
          }
        }}
      />
      <span role="status" id={noteId} className={text ? classes.note : undefined}>
        {text}
      </span>
    </span>
  );
}
