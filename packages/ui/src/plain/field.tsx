import { IconAlertCircle, IconChevronDown, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { cx } from './cx.ts';
import classes from './field.module.css';
import { icon16, icon20 } from './icon.ts';

export interface FieldParts {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

export interface FieldProps {
  readonly label: ReactNode;
  /** Why it is needed or an example; stands under the control. */
  readonly hint?: ReactNode;
  /** What is wrong and the way out; replaces nothing, stands above the hint. */
  readonly error?: ReactNode;
  readonly required?: boolean;
  /** Word beside the label of a field that may stay empty. */
  readonly optionalLabel?: string;
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: (parts: FieldParts) => ReactNode;
}

/** Label, control, error and hint, tied together for every reader. */
export function Field({ label, hint, error, required = false, optionalLabel, labelHidden = false, aside, className, children }: FieldProps): ReactNode {
  const id = useId();
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div className={cx(classes.field, className)} data-invalid={error ? true : undefined}>
      <div className={cx(classes.head, labelHidden && 'y-hidden')}>
        <label htmlFor={id} className={classes.label}>
          {label}
          {required || !optionalLabel ? null : <span className={classes.optional}> {optionalLabel}</span>}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined, 'aria-required': required || undefined })}
      {error ? (
        <p id={`${id}-error`} className={classes.error}>
          <IconAlertCircle {...icon16} />
          <span>{error}</span>
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

type Shared = Omit<FieldProps, 'children'>;

const split = <P extends Shared>({ label, hint, error, required, optionalLabel, labelHidden, aside, className, ...rest }: P) => ({
  field: {
    label,
    hint,
    error,
    ...(required !== undefined && { required }),
    ...(optionalLabel !== undefined && { optionalLabel }),
    ...(labelHidden !== undefined && { labelHidden }),
    aside,
    ...(className !== undefined && { className }),
  },
  rest,
});

export interface TextFieldProps extends Shared, Omit<ComponentProps<'input'>, 'children' | 'className' | 'id' | 'required'> {
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

export function TextField(props: TextFieldProps): ReactNode {
  const { field, rest } = split(props);
  const { before, after, ...input } = rest;
  return (
    <Field {...field}>
      {(parts) => (
        <div className={classes.box}>
          {before ? <span className={classes.side}>{before}</span> : null}
          <input {...input} {...parts} className={classes.input} />
          {after ? <span className={classes.side}>{after}</span> : null}
        </div>
      )}
    </Field>
  );
}

/** A password, hidden until its reader asks to see it. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'after'>): ReactNode {
  const t = useTranslations('common.forms');
  const [shown, setShown] = useState(false);
  const name = t(shown ? 'hide' : 'show');
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      after={
        <button type="button" className={classes.reveal} aria-label={name} data-tip={name} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? <IconEyeOff {...icon20} /> : <IconEye {...icon20} />}
        </button>
      }
    />
  );
}

export interface TextAreaProps extends Shared, Omit<ComponentProps<'textarea'>, 'children' | 'className' | 'id' | 'required'> {}

export function TextArea(props: TextAreaProps): ReactNode {
  const { field, rest } = split(props);
  return <Field {...field}>{(parts) => <textarea rows={4} {...rest} {...parts} className={cx(classes.box, classes.area)} />}</Field>;
}

export interface SelectFieldProps extends Shared, Omit<ComponentProps<'select'>, 'className' | 'id' | 'required'> {
  readonly options: readonly { readonly value: string; readonly label: string; readonly disabled?: boolean }[];
}

/** The system's own list: best on the phone and for up to a dozen options. */
export function SelectField(props: SelectFieldProps): ReactNode {
  const { field, rest } = split(props);
  const { options, ...select } = rest;
  return (
    <Field {...field}>
      {(parts) => (
        <div className={classes.box}>
          <select {...select} {...parts} className={cx(classes.input, classes.select)}>
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <span className={classes.chevron}>
            <IconChevronDown {...icon16} />
          </span>
        </div>
      )}
    </Field>
  );
}

export interface CheckProps extends Omit<ComponentProps<'input'>, 'type' | 'children' | 'className'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly kind?: 'checkbox' | 'radio' | 'switch';
  /** Neither on nor off: some of what it stands for is chosen. */
  readonly mixed?: boolean;
  readonly labelHidden?: boolean;
}

/** One choice with its label as the target. */
export function Check({ label, hint, kind = 'checkbox', mixed = false, labelHidden = false, ...input }: CheckProps): ReactNode {
  return (
    <label className={classes.check}>
      <input
        {...input}
        type={kind === 'radio' ? 'radio' : 'checkbox'}
        role={kind === 'switch' ? 'switch' : undefined}
        className={cx(classes.mark, classes[kind])}
        ref={(node) => {
          if (node) node.indeterminate = mixed;
        }}
      />
      <span className={cx(classes.checkText, labelHidden && 'y-hidden')}>
        {label}
        {hint ? <span className={classes.hint}>{hint}</span> : null}
      </span>
    </label>
  );
}
