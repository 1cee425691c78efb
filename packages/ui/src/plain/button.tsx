import type { ComponentProps, ReactNode } from 'react';
import classes from './button.module.css';
import { cx } from './cx.ts';
import { Anchor, type AnchorProps } from './link.tsx';

/** `main` is the one main action of a screen; `danger` stands apart and says in numbers what it does. */
export type ButtonLook = 'main' | 'plain' | 'quiet' | 'danger' | 'ink';
export type ButtonSize = 's' | 'm' | 'l';

export interface ButtonStyle {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  readonly wide?: boolean;
}

/** The button's look for anything that is not a `<button>`, such as a router link. */
export const buttonClass = ({ look = 'plain', size = 'm', wide = false }: ButtonStyle = {}): string =>
  cx(classes.button, classes[look], size !== 'm' && classes[size], wide && classes.wide);

export interface ButtonProps extends ComponentProps<'button'>, ButtonStyle {
  /** Shows that the work is running and refuses further presses; the button keeps its width. */
  readonly pending?: boolean;
  readonly icon?: ReactNode;
}

export function Button({ look, size, wide, pending = false, icon, className, children, disabled, onClick, type = 'button', ...rest }: ButtonProps): ReactNode {
  const style: ButtonStyle = { ...(look && { look }), ...(size && { size }), ...(wide && { wide }) };
  return (
    <button
      {...rest}
      type={type}
      className={cx(buttonClass(style), pending && classes.pending, className)}
      disabled={disabled}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={(event) => {
        // The second click of a double click never means a second deed: the first one may have ended, or not yet be seen as running.
        const twice = event.detail > 1 && (type === 'submit' || look === 'main' || look === 'danger');
        if (pending || twice) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon ? <span className={classes.icon}>{icon}</span> : null}
      <span className={classes.text}>{children}</span>
    </button>
  );
}

export interface ButtonLinkProps extends AnchorProps, ButtonStyle {
  readonly icon?: ReactNode;
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({ look, size, wide, icon, className, children, ...rest }: ButtonLinkProps): ReactNode {
  const style: ButtonStyle = { ...(look && { look }), ...(size && { size }), ...(wide && { wide }) };
  return (
    <Anchor {...rest} className={cx(buttonClass(style), className)}>
      {icon ? <span className={classes.icon}>{icon}</span> : null}
      <span className={classes.text}>{children}</span>
    </Anchor>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Accessible name; also shown as a tooltip. */
  readonly label: string;
  /** Keys that do the same, shown in the tooltip: `mod+k`. */
  readonly keys?: string;
  readonly look?: 'quiet' | 'plain' | 'danger';
  readonly size?: ButtonSize;
  readonly active?: boolean;
}

export function IconButton({
  label,
  keys,
  look = 'quiet',
  size = 'm',
  active = false,
  className,
  children,
  type = 'button',
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      data-tip={label}
      data-tip-keys={keys}
      className={cx(classes.button, classes.square, classes[look], size !== 'm' && classes[size], active && classes.active, className)}
    >
      {children}
    </button>
  );
}
