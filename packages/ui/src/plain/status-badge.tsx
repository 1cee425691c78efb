import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import classes from './status-badge.module.css';

/** Each tone has its own shape beside its colour, so the state is readable without seeing colours. */
export type StatusTone = 'quiet' | 'draft' | 'progress' | 'success' | 'warning' | 'danger' | 'changed';

export interface StatusBadgeProps {
  readonly tone: StatusTone;
  readonly children: ReactNode;
  /** Without the tinted ground: for dense tables. */
  readonly bare?: boolean;
  readonly title?: string;
}

const SHAPES: Record<StatusTone, ReactNode> = {
  quiet: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  draft: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.1 2.1" />,
  progress: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.75A4.25 4.25 0 0 1 6 10.25Z" fill="currentColor" />
    </>
  ),
  success: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path d="m3.7 6.2 1.6 1.6 3-3.4" fill="none" stroke="var(--y-badge-ground)" strokeWidth="1.5" />
    </>
  ),
  warning: <path d="M6 1.2 11.3 10.6H.7Z" fill="currentColor" strokeLinejoin="round" stroke="currentColor" strokeWidth="1" />,
  danger: (
    <>
      <path d="M3.9 1h4.2L11 3.9v4.2L8.1 11H3.9L1 8.1V3.9Z" fill="currentColor" />
      <path d="M3.8 6h4.4" stroke="var(--y-badge-ground)" strokeWidth="1.6" />
    </>
  ),
  changed: <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="currentColor" />,
};

/** A state in a word with a shape: "In review", "Refused". */
export function StatusBadge({ tone, children, bare = false, title }: StatusBadgeProps): ReactNode {
  return (
    <span className={cx(classes.badge, classes[tone], bare && classes.bare)} data-tip={title}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        {SHAPES[tone]}
      </svg>
      {children}
    </span>
  );
}
