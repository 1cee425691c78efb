import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import classes from './filter-chips.module.css';
import { icon16 } from './icon.ts';
import { Menu } from './menu.tsx';

export interface FilterChip {
  readonly id: string;
  /** The subject: "status". */
  readonly label: string;
  /** "is", "not", "from … to": the words between. */
  readonly relation?: string;
  /** "in review or refused". */
  readonly value: ReactNode;
  /** Plain text of the chip for the remove button. */
  readonly name: string;
  readonly onRemove?: () => void;
  /** Opens the editor of this filter. */
  readonly onEdit?: () => void;
  /** Changed and not yet saved in the view. */
  readonly changed?: boolean;
}

export interface FilterChipsProps {
  readonly chips: readonly FilterChip[];
  /** What the sentence is about: "Products". */
  readonly subject?: string;
  /** Filters that can be added. */
  readonly available?: readonly { readonly id: string; readonly label: string }[];
  readonly onAdd?: (id: string) => void;
  readonly onClear?: () => void;
  /** "about 12,400" */
  readonly count?: ReactNode;
  readonly children?: ReactNode;
}

/** Filters that read as a sentence: "Products where status is in review and seller is Sova". */
export function FilterChips({ chips, subject, available = [], onAdd, onClear, count, children }: FilterChipsProps): ReactNode {
  const t = useTranslations('common.table');
  return (
    <div className={classes.bar}>
      {children}
      <ul role="list" className={classes.chips} aria-label={t('filters')}>
        {subject ? <li className={classes.subject}>{subject}</li> : null}
        {chips.map((chip, index) => (
          <li key={chip.id} className={classes.item}>
            {index > 0 ? <span className={classes.and}>{t('and')}</span> : null}
            <span className={cx(classes.chip, chip.changed && classes.changed)}>
              <button type="button" className={classes.edit} onClick={chip.onEdit} disabled={!chip.onEdit}>
                <span className={classes.label}>{chip.label}</span>
                {chip.relation ? <span className={classes.relation}>{chip.relation}</span> : null}
                <span className={classes.value}>{chip.value}</span>
              </button>
              {chip.onRemove ? (
                <button type="button" className={classes.remove} aria-label={t('removeFilter', { name: chip.name })} onClick={chip.onRemove}>
                  <IconX {...icon16} size={14} />
                </button>
              ) : null}
            </span>
          </li>
        ))}
        {available.length > 0 && onAdd ? (
          <li>
            <Menu
              groups={[{ id: 'filters', items: available.map((filter) => ({ id: filter.id, label: filter.label, onSelect: () => onAdd(filter.id) })) }]}
              trigger={(props) => (
                <button {...props} type="button" className={classes.add} aria-label={chips.length > 0 ? t('addFilter') : undefined}>
                  <IconPlus {...icon16} size={14} />
                  {chips.length > 0 ? null : t('addFilter')}
                </button>
              )}
            />
          </li>
        ) : null}
        {chips.length > 1 && onClear ? (
          <li>
            <button type="button" className={classes.clear} onClick={onClear}>
              {t('clearFilters')}
            </button>
          </li>
        ) : null}
      </ul>
      {count === undefined ? null : (
        <div className={classes.count} role="status">
          {count}
        </div>
      )}
    </div>
  );
}
