import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { type ComponentProps, type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { RequestId } from './error-panel.tsx';
import classes from './form-shell.module.css';
import { icon20 } from './icon.ts';

export interface SubmitError {
  /** What is wrong with the whole form and the way out, in the reader's language. */
  readonly message: ReactNode;
  readonly requestId?: string | undefined;
}

export interface FormShellProps extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  /** The error of the last submit; null when there is none. Required, so that no form forgets it. */
  readonly submitError: SubmitError | null;
  /** Whether a submit is running. Required, so that no form sends twice. */
  readonly pending: boolean;
  /** Called once per submit; the form never reloads the page. */
  readonly onSubmit: () => void;
  /** The main action: verb and object. */
  readonly submit: string;
  /** `plain` where the screen's main action is another one. */
  readonly submitLook?: 'main' | 'plain';
  /** How many fields carry an error; said above the buttons. */
  readonly problems?: number;
  readonly onCancel?: () => void;
  readonly cancel?: string;
  /** Saved state, secondary actions. */
  readonly aside?: ReactNode;
  /** Keeps the buttons in reach at the bottom of a long form. */
  readonly sticky?: boolean;
  readonly wide?: boolean;
}

/** A form that shows its error where the eye is, moves to the first wrong field and refuses a second submit. */
export function FormShell({
  submitError,
  pending,
  onSubmit,
  submit,
  submitLook = 'main',
  problems = 0,
  onCancel,
  cancel,
  aside,
  sticky = false,
  wide = false,
  className,
  children,
  ...rest
}: FormShellProps): ReactNode {
  const t = useTranslations('common');
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  const alert = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (pending) {
      sent.current = true;
      return;
    }
    if (!sent.current) return;
    sent.current = false;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else if (submitError) alert.current?.focus();
  }, [pending, submitError]);

  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (pending) return;
    onSubmit();
    // A form that refuses on its own never becomes pending, so look for its first error after it has drawn.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  return (
    <form {...rest} ref={form} noValidate className={cx(classes.form, className)} onSubmit={send} aria-busy={pending || undefined}>
      <div className={classes.fields}>{children}</div>
      {submitError ? (
        <div ref={alert} role="alert" tabIndex={-1} className={classes.error}>
          <IconAlertCircle {...icon20} />
          <div>
            {submitError.message}
            {submitError.requestId ? <RequestId id={submitError.requestId} /> : null}
          </div>
        </div>
      ) : null}
      <div className={cx(classes.foot, sticky && classes.sticky)}>
        <Button type="submit" look={submitLook} pending={pending} wide={wide}>
          {submit}
        </Button>
        {onCancel ? (
          <Button look="quiet" onClick={onCancel}>
            {cancel ?? t('actions.cancel')}
          </Button>
        ) : null}
        {problems > 0 ? <span className={classes.problems}>{t('forms.fix', { count: problems })}</span> : null}
        {aside ? <div className={classes.aside}>{aside}</div> : null}
      </div>
    </form>
  );
}
