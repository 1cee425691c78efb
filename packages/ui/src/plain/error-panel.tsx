import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { type ReactNode, useState } from 'react';
import { cx } from './cx.ts';
import classes from './error-panel.module.css';
import { icon16, icon20 } from './icon.ts';

export interface ErrorPanelProps {
  readonly title?: string;
  /** What happened and what was kept. */
  readonly text?: ReactNode;
  /** To copy and send to support. */
  readonly requestId?: string | null | undefined;
  /** The way out: try again, go back. */
  readonly actions?: ReactNode;
  /** `page` stands alone in the middle; `inline` sits where the content would be. */
  readonly kind?: 'inline' | 'page';
  readonly level?: 1 | 2 | 3;
  /** `quiet` where nothing is broken: a page that is not there, a door that is closed. */
  readonly tone?: 'danger' | 'quiet';
  readonly icon?: ReactNode;
}

/** What happened, what to do, and the request id to copy. */
export function ErrorPanel({ title, text, requestId, actions, kind = 'inline', level = 2, tone = 'danger', icon }: ErrorPanelProps): ReactNode {
  const t = useTranslations('common.problem');
  const Heading = `h${level}` as const;
  return (
    <div role={tone === 'danger' ? 'alert' : undefined} className={cx(classes.panel, kind === 'page' && classes.page, tone === 'quiet' && classes.quiet)}>
      <span className={classes.sign}>{icon ?? <IconAlertTriangle {...icon20} />}</span>
      <div className={classes.words}>
        <Heading className={classes.title}>{title ?? t('title')}</Heading>
        {text ? <div className={classes.text}>{text}</div> : null}
        {actions ? <div className={classes.actions}>{actions}</div> : null}
        {requestId ? <RequestId id={requestId} /> : null}
      </div>
    </div>
  );
}

/** A request id with its copy button. */
export function RequestId({ id }: { readonly id: string }): ReactNode {
  const t = useTranslations('common');
  const [copied, setCopied] = useState(false);
  return (
    <p className={classes.request}>
      {t('problem.requestId')} <code>{id}</code>
      <button
        type="button"
        className={classes.copy}
        aria-label={copied ? t('actions.copied') : t('problem.copyRequestId')}
        data-tip={copied ? t('actions.copied') : t('problem.copyRequestId')}
        onClick={() => {
          void navigator.clipboard.writeText(id).then(() => setCopied(true));
        }}
      >
        {copied ? <IconCheck {...icon16} /> : <IconCopy {...icon16} />}
      </button>
      <span role="status" className="y-hidden">
        {copied ? t('actions.copied') : ''}
      </span>
    </p>
  );
}
