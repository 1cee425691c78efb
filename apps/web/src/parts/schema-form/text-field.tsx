import { useTranslations } from '@yarmarka/i18n/react';
import { parseValue } from '@yarmarka/taxonomy/check';
import { RESERVED, type TextValue, type Value } from '@yarmarka/taxonomy/schemas';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { AttributeFieldProps } from './field-types.ts';
import classes from './schema-form.module.css';

const LONG = 300;

/** What is shown follows the value, except while the person types what cannot be stored as typed (a space at the end). */
export function useTyped(value: string, normal: (text: string) => string): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  useEffect(() => setText((now) => (normal(now) === value ? now : value)), [value, normal]);
  return [text, setText];
}

const trimmed = (text: string): string => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim();
const lines = (text: string): string => text.split('\n').map(trimmed).filter(Boolean).join('\n');

/** A text in one language, or several texts, one a line. */
export function PlainTextField(props: AttributeFieldProps): ReactNode {
  const { attribute, value, onChange, disabled } = props;
  const t = useTranslations('parts.form');
  const many = attribute.rule.maxValues > 1;
  const shown = Array.isArray(value) ? value.filter((v) => typeof v === 'string').join('\n') : typeof value === 'string' ? value : '';
  const [text, setText] = useTyped(shown, many ? lines : trimmed);
  const change = (typed: string) => {
    setText(typed);
    if (many) {
      const parts = [...new Set(lines(typed).split('\n').filter(Boolean))];
      onChange(parts.length === 0 ? null : parts);
    } else onChange(trimmed(typed) || null);
  };
  const long = many || (attribute.rule.maxLength ?? 0) > LONG;
  return (
    <FieldFrame {...props} hint={attribute.help || (many ? t('onePerLine') : undefined)}>
      {(parts) =>
        long ? (
          <textarea {...parts} rows={many ? 3 : 5} className={classes.area} value={text} disabled={disabled} onChange={(event) => change(event.target.value)} />
        ) : (
          <input
            {...parts}
            className={classes.input}
            value={text}
            disabled={disabled}
            inputMode={attribute.no === RESERVED.gtin ? 'numeric' : undefined}
            onChange={(event) => change(event.target.value)}
          />
        )
      }
    </FieldFrame>
  );
}

const LANGUAGES = ['ru', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const textOf = (value: Value | undefined): TextValue => (typeof value === 'object' && !Array.isArray(value) ? (value as TextValue) : {});

/** A text kept in Russian and English: two tabs, each says whether it is filled. */
export function LocalisedTextField(props: AttributeFieldProps): ReactNode {
  const { attribute, value, onChange, disabled, model, error } = props;
  const t = useTranslations('parts.form');
  const held = textOf(value);
  const wanted = attribute.rule.languages ?? [];
  const [language, setLanguage] = useState<Language>(model.locale);
  const tabs = useId();
  const [text, setText] = useTyped(held[language] ?? '', trimmed);
  const long = (attribute.rule.maxLength ?? 0) > LONG;
  const change = (typed: string) => {
    setText(typed);
    const next: Record<string, string> = {};
    for (const one of LANGUAGES) {
      const part = one === language ? trimmed(typed) : held[one];
      if (part) next[one] = part;
    }
    onChange(Object.keys(next).length === 0 ? null : next);
  };
  // A complaint about the other language would point at the wrong text.
  const lacking = error ? wanted.find((one) => !held[one]) : undefined;
  return (
    <FieldFrame {...props} name={attribute.label} note={props.note} hint={attribute.help || undefined}>
      {(parts) => (
        <div className={classes.localised}>
          <div role="radiogroup" aria-label={t('languageOf', { field: attribute.label })} className={classes.tabs}>
            {LANGUAGES.map((one) => (
              <label key={one} className={classes.tab} data-active={one === language || undefined} data-missing={lacking === one || undefined}>
                <input type="radio" className="y-hidden" name={tabs} checked={one === language} onChange={() => setLanguage(one)} />
                {t(`language.${one}`)}
                <span className={classes.dot} data-filled={held[one] ? true : undefined} aria-hidden="true" />
                <span className="y-hidden">{held[one] ? t('filled') : t('empty')}</span>
              </label>
            ))}
          </div>
          {long ? (
            <textarea
              {...parts}
              key={language}
              lang={language}
              rows={9}
              className={classes.area}
              value={text}
              disabled={disabled}
              onChange={(event) => change(event.target.value)}
            />
          ) : (
            <input
              {...parts}
              key={language}
              lang={language}
              className={classes.input}
              value={text}
              disabled={disabled}
              onChange={(event) => change(event.target.value)}
            />
          )}
          {attribute.rule.maxLength ? (
            <span className={classes.count} data-over={text.length > attribute.rule.maxLength || undefined}>
              {t('length', { length: text.length, max: attribute.rule.maxLength })}
            </span>
          ) : null}
        </div>
      )}
    </FieldFrame>
  );
}

/** A date of the calendar, by the browser's own picker. While only part of it is typed nothing is stored, and leaving the field says so. */
export function DateField(props: AttributeFieldProps): ReactNode {
  const { attribute, value, onChange, onProblem, disabled, model, typed } = props;
  const t = useTranslations('parts.form');
  const held = typeof value === 'string' ? value : '';
  const [date, setDate] = useState(held);
  const [part, setPart] = useState(false);
  const [left, setLeft] = useState(false);
  useEffect(() => {
    setDate(held);
    setPart(false);
  }, [held]);
  // The picker gives a part of a date to nobody, so none is there again after a reload.
  const [again, setAgain] = useState(typed !== undefined);
  useEffect(() => {
    if (!again) return;
    setAgain(false);
    onProblem(null);
  }, [again, onProblem]);

  const read = (input: HTMLInputElement) => {
    const found = input.value === '' ? null : parseValue(attribute.rule, input.value, model.lookup, { locale: model.locale });
    const wrong = input.validity.badInput || found?.ok === false;
    setDate(input.value);
    setPart(wrong);
    onProblem(wrong ? t('dateInPart') : null, '');
    if (!wrong) onChange(found?.ok ? found.value : null);
  };
  return (
    <FieldFrame {...props} problem={part && left ? t('dateInPart') : null}>
      {(parts) => (
        <input
          {...parts}
          type="date"
          className={`${classes.input} ${classes.short}`}
          value={date}
          disabled={disabled}
          // A year has four digits.
          max="9999-12-31"
          // The browser tells nobody of the first part that is typed: it is looked for on leaving.
          onInput={(event) => read(event.currentTarget)}
          onBlur={(event) => {
            setLeft(true);
            read(event.currentTarget);
          }}
        />
      )}
    </FieldFrame>
  );
}
