import { useTranslations } from '@yarmarka/i18n/react';
import { describeParseProblem, formatNumber, parseValue, unitsOf } from '@yarmarka/taxonomy/check';
import type { NumberValue, RangeValue, Value } from '@yarmarka/taxonomy/schemas';
import { type FocusEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { AttributeFieldProps } from './field-types.ts';
import { wordsOf } from './model.ts';
import classes from './schema-form.module.css';

type Typed = { readonly from: string; readonly to: string; readonly unit: string };

const plain = (n: number, locale: 'ru' | 'en'): string =>
  formatNumber(n, locale)
    .replaceAll('\u00a0', '')
    .replaceAll(locale === 'en' ? ',' : '\u0000', '');

function typedOf(value: Value | undefined, unit: string, locale: 'ru' | 'en'): Typed {
  if (typeof value === 'object' && !Array.isArray(value)) {
    const held = value as Partial<NumberValue & RangeValue>;
    if (held.v !== undefined) return { from: plain(held.v, locale), to: '', unit: held.u ?? unit };
    if (held.vf !== undefined && held.vt !== undefined) return { from: plain(held.vf, locale), to: plain(held.vt, locale), unit: held.u ?? unit };
  }
  return { from: '', to: '', unit };
}

/** What `onProblem` told, read back. */
function retyped(text: string | undefined): Typed | undefined {
  if (text === undefined) return undefined;
  try {
    const held = JSON.parse(text) as Partial<Record<keyof Typed, unknown>> | null;
    if (typeof held?.from !== 'string' || typeof held.to !== 'string' || typeof held.unit !== 'string') return undefined;
    return { from: held.from, to: held.to, unit: held.unit };
  } catch {
    return undefined;
  }
}

/** A number with its unit, or two ends of a range; read by the contract's own parser, so «15,6» and "15.6" are the same. */
export function NumberField(props: AttributeFieldProps): ReactNode {
  const { attribute, value, onChange, onProblem, disabled, model, labelOf, compact } = props;
  const t = useTranslations('parts.form');
  const { rule } = attribute;
  const range = rule.type === 'range';
  const units = unitsOf(rule);
  const first = units[0]?.code ?? '';
  const [typed, setTyped] = useState<Typed>(() => retyped(props.typed) ?? typedOf(value, first, model.locale));
  const [problem, setProblem] = useState<string | null>(null);
  const [left, setLeft] = useState(props.typed !== undefined);
  const own = useRef<Value | null | undefined>(value);
  const unitLabel = (code: string) => units.find((unit) => unit.code === code)?.[model.locale] ?? code;

  // A value from outside (undo, the other person's) replaces what stands in the field; our own does not come back as a change.
  useEffect(() => {
    if (JSON.stringify(own.current ?? null) === JSON.stringify(value ?? null)) return;
    own.current = value;
    setTyped((now) => typedOf(value, now.unit || first, model.locale));
    setProblem(null);
  }, [value, first, model.locale]);

  const tell = (next: string | null, text?: Typed) => {
    setProblem(next);
    onProblem(next, text && JSON.stringify(text));
  };

  const change = (next: Typed) => {
    setTyped(next);
    const words = range ? (next.from.trim() === '' && next.to.trim() === '' ? '' : `${next.from.trim()} - ${next.to.trim()}`) : next.from.trim();
    if (words === '') {
      own.current = null;
      tell(null);
      onChange(null);
      return;
    }
    const withUnit = units.length === 0 || /[^\d\s.,+−-]/.test(next.from) ? words : `${words} ${next.unit || first}`;
    const read = parseValue(rule, withUnit, model.lookup, { locale: model.locale });
    if (read.ok) {
      own.current = read.value;
      tell(null);
      onChange(read.value);
    } else tell(describeParseProblem(read, rule, wordsOf(model, labelOf), model.locale), next);
  };

  // What was typed before a reload is read again as if it had just been typed: its problem, or by now its value.
  const again = useRef(retyped(props.typed));
  useEffect(() => {
    const before = again.current;
    again.current = undefined;
    if (before) change(before);
  });

  // Not between the ends of a range: the text under the cursor would change while it is typed over.
  const leave = (event: FocusEvent) => {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
    setLeft(true);
    if (!problem && own.current) setTyped(typedOf(own.current, typed.unit || first, model.locale));
  };

  return (
    <FieldFrame {...props} problem={left ? problem : null}>
      {(parts) => (
        <div className={classes.number} onBlur={leave}>
          <input
            {...parts}
            inputMode="decimal"
            className={classes.input}
            value={typed.from}
            disabled={disabled}
            placeholder={range ? t('from') : undefined}
            onChange={(event) => change({ ...typed, from: event.target.value })}
          />
          {range ? (
            <>
              <span aria-hidden="true">–</span>
              <input
                inputMode="decimal"
                aria-label={t('toOf', { field: attribute.label })}
                className={classes.input}
                value={typed.to}
                disabled={disabled}
                placeholder={t('to')}
                onChange={(event) => change({ ...typed, to: event.target.value })}
              />
            </>
          ) : null}
          {units.length > 1 ? (
            <select
              aria-label={t('unitOf', { field: props.name ?? attribute.label })}
              className={classes.unitSelect}
              value={typed.unit}
              disabled={disabled}
              onChange={(event) => change({ ...typed, unit: event.target.value })}
            >
              {units.map((unit) => (
                <option key={unit.code} value={unit.code}>
                  {unit[model.locale]}
                </option>
              ))}
            </select>
          ) : units.length === 1 && !compact ? (
            <span className={classes.unit}>{unitLabel(first)}</span>
          ) : null}
        </div>
      )}
    </FieldFrame>
  );
}

export function BooleanField(props: AttributeFieldProps & { readonly yes: number; readonly no: number }): ReactNode {
  const { value, onChange, disabled, yes, no, attribute } = props;
  const t = useTranslations('parts.form');
  const choices = [
    { token: yes, label: t('yes') },
    { token: no, label: t('no') },
    { token: null, label: t('notSaid') },
  ];
  return (
    <FieldFrame {...props}>
      {(parts) => (
        <div
          role="radiogroup"
          id={parts.id}
          aria-label={props.name ?? attribute.label}
          aria-describedby={parts['aria-describedby']}
          aria-required={parts['aria-required']}
          aria-invalid={parts['aria-invalid']}
          className={classes.segments}
        >
          {choices.map((choice) => (
            <label key={choice.label} className={classes.segment} data-active={(value ?? null) === choice.token || undefined}>
              <input
                type="radio"
                className="y-hidden"
                name={parts.id}
                disabled={disabled}
                checked={(value ?? null) === choice.token}
                onChange={() => onChange(choice.token)}
              />
              {choice.label}
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  );
}
