import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, cx } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import classes from './diff-table.module.css';

export interface DiffLine {
  readonly key: string;
  readonly field: string;
  readonly was: string;
  readonly becomes: string;
}

/** Rules, old and new, field by field; its rows are `DiffRows`. `tools` leaves room for what can be done with a rule. */
export function DiffTable({ label, tools = false, children }: { label: string; tools?: boolean; children: ReactNode }): ReactNode {
  const t = useTranslations('admin.review.columns');
  return (
    <div className={classes.box} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('was')}</th>
            <th scope="col">{t('becomes')}</th>
            {tools ? <td aria-hidden="true" /> : null}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}

interface DiffRowsProps {
  readonly name: string;
  readonly href: string;
  readonly lines: readonly DiffLine[];
  /** Stands out as what is being talked about. */
  readonly marked?: boolean;
  readonly tool?: ReactNode;
}

/** One rule: its name once, its fields below each other. */
export function DiffRows({ name, href, lines, marked = false, tool }: DiffRowsProps): ReactNode {
  return (
    <tbody className={cx(marked && classes.marked)}>
      {lines.map((line, index) => (
        <tr key={line.key}>
          {index === 0 ? (
            <th scope="rowgroup" rowSpan={lines.length}>
              <Anchor href={href}>{name}</Anchor>
            </th>
          ) : null}
          <td>{line.field}</td>
          <td className={classes.was}>{line.was}</td>
          <td className={classes.becomes}>{line.becomes}</td>
          {tool && index === 0 ? (
            <td rowSpan={lines.length} className={classes.tool}>
              {tool}
            </td>
          ) : null}
        </tr>
      ))}
    </tbody>
  );
}

interface EditLine {
  readonly key: string;
  readonly text: ReactNode;
  readonly marked?: boolean;
  readonly tool?: ReactNode;
}

/** Edits of tree and dictionary, a sentence each. */
export function EditLines({ lines }: { lines: readonly EditLine[] }): ReactNode {
  return (
    <ul role="list" className={classes.edits}>
      {lines.map(({ key, text, marked, tool }) => (
        <li key={key} className={cx(classes.edit, marked && classes.marked)}>
          <span>{text}</span>
          {tool}
        </li>
      ))}
    </ul>
  );
}
