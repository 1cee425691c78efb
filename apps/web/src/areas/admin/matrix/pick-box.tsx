import { matchScore } from '@yarmarka/ui';
import { cx, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useId, useMemo, useState } from 'react';
import classes from './matrix.module.css';

export type Choice = { readonly id: string; readonly label: string; readonly hint?: string; readonly sign?: string; readonly keywords?: readonly string[] };

const SHOWN = 40;

function search(choices: readonly Choice[], asked: string): readonly Choice[] {
  if (asked === '') return choices.slice(0, SHOWN);
  return choices
    .map((choice) => ({ choice, score: matchScore(asked, [choice.label, ...(choice.keywords ?? [])].join(' ')) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map((one) => one.choice);
}

/** A search over things that are at hand: type, walk with the arrows, take with Enter. */
export function PickBox({
  label,
  choices,
  nothing,
  onPick,
}: {
  label: string;
  choices: readonly Choice[];
  /** Said when nothing is called so. */
  nothing: string;
  onPick: (choice: Choice) => void;
}): ReactNode {
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(query.trim());
  const found = useMemo(() => search(choices, asked), [asked, choices]);
  const active = Math.min(at, found.length - 1);
  return (
    <div className={classes.pick}>
      <TextField
        label={label}
        labelHidden
        placeholder={label}
        type="search"
        autoComplete="off"
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            const next = Math.max(0, Math.min(found.length - 1, active + step));
            setAt(next);
            document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
          }
          // Who types faster than the list follows means what is typed, not what is still shown.
          const choice = event.key !== 'Enter' || query.trim() === asked ? found[active] : search(choices, query.trim())[0];
          if (event.key === 'Enter' && choice) {
            event.preventDefault();
            onPick(choice);
          }
        }}
      />
      <ul role="listbox" id={`${id}-list`} aria-label={label} className={classes.choices}>
        {found.map((choice, index) => (
          <li
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={cx(classes.choice, index === active && classes.activeChoice)}
            onPointerMove={() => setAt(index)}
            onClick={() => onPick(choice)}
          >
            {choice.sign ? (
              <span aria-hidden="true" className={classes.choiceSign}>
                {choice.sign}
              </span>
            ) : null}
            <span className={classes.choiceLabel}>{choice.label}</span>
            {choice.hint ? <span className={classes.choiceHint}>{choice.hint}</span> : null}
          </li>
        ))}
      </ul>
      <p className={classes.quiet} role="status">
        {found.length === 0 ? nothing : ''}
      </p>
    </div>
  );
}
