import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, RequestId } from '@yarmarka/ui/plain';
import { Fragment, type ReactNode } from 'react';
import classes from '../parts/lists.module.css';
import { type JournalRow, useJournalWords } from './words.ts';

/** One record in full, with the ways to its neighbours: the same thing, the same person. */
export function Entry({ row, onFilter }: { row: JournalRow; onFilter: (values: Readonly<Record<string, string | null>>) => void }): ReactNode {
  const t = useTranslations('admin.journal');
  const format = useFormats();
  const words = useJournalWords();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('columns.at'), format.dateTime(row.at)],
    [t('filters.actor'), words.actor(row)],
    [t('filters.entity'), words.thing(row)],
    ...(words.state(row) ? [[t('columns.state'), words.state(row)] as const] : []),
    ...(row.note ? [[t('details'), row.note] as const] : []),
  ];
  return (
    <div className={classes.stack}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {row.patch ? <pre className={classes.code}>{row.patch}</pre> : null}
      <div className={classes.actions}>
        <Button size="s" onClick={() => onFilter({ entity: row.entity, id: row.entityId, action: null, actor: null })}>
          {words.thing(row)}
        </Button>
        <Button size="s" onClick={() => onFilter({ actor: row.actor, entity: null, id: null, action: null })}>
          {words.actor(row)}
        </Button>
      </div>
      <RequestId id={row.requestId} />
    </div>
  );
}
