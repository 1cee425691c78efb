import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

export interface EmptyStateProps {
  readonly title: string;
  /** What this place is for, or which filter to loosen and the count it would give. */
  readonly text?: ReactNode;
  readonly icon?: ReactNode;
  /** The first step. */
  readonly action?: ReactNode;
  readonly secondary?: ReactNode;
  readonly level?: 1 | 2 | 3;
}

/** Says what this place is for and offers the first step. */
export function EmptyState({ title, text, icon, action, secondary, level = 2 }: EmptyStateProps): ReactNode {
  const Heading = `h${level}` as const;
  return (
    <div className={classes.empty}>
      {icon ? <div className={classes.icon}>{icon}</div> : null}
      <Heading className={classes.title}>{title}</Heading>
      {text ? <div className={classes.text}>{text}</div> : null}
      {action || secondary ? (
        <div className={classes.actions}>
          {action}
          {secondary}
        </div>
      ) : null}
    </div>
  );
}
