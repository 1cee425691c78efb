import { IconColumns3 } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { type ReactNode, useState } from 'react';
import { Button } from '../plain/button.tsx';
import { Check } from '../plain/field.tsx';
import { icon16 } from '../plain/icon.ts';
import { Popover } from '../plain/popover.tsx';
import classes from './column-chooser.module.css';

export interface ColumnChooserProps {
  readonly columns: readonly { readonly id: string; readonly header: string }[];
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
  /** The column that names the row stays. */
  readonly fixed?: readonly string[];
}

/** Which columns of a table are shown. */
export function ColumnChooser({ columns, hidden, onChange, fixed = [] }: ColumnChooserProps): ReactNode {
  const t = useTranslations('common.table');
  return (
    <Popover
      label={t('columns')}
      align="end"
      width={260}
      trigger={(trigger) => (
        <Button {...trigger} look="quiet" icon={<IconColumns3 {...icon16} />}>
          {t('columns')}
        </Button>
      )}
    >
      <ul role="list" className={classes.list}>
        {columns.map((column) => (
          <li key={column.id}>
            <Check
              label={column.header}
              disabled={fixed.includes(column.id)}
              checked={!hidden.has(column.id)}
              onChange={(event) => {
                const next = new Set(hidden);
                if (event.target.checked) next.delete(column.id);
                else next.add(column.id);
                onChange(next);
              }}
            />
          </li>
        ))}
      </ul>
    </Popover>
  );
}

/** The columns a person has hidden in this table, kept in this browser under `key`. */
export function useHiddenColumns(key: string, initial: readonly string[] = []): [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
  const name = `yarmarka-columns-${key}`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
      return new Set(Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : initial);
    } catch {
      return new Set(initial);
    }
  });
  return [
    hidden,
    (next) => {
      localStorage.setItem(name, JSON.stringify([...next]));
      setHidden(next);
    },
  ];
}
