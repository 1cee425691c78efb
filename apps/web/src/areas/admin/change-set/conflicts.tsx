import { IconGitMerge } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { CELL_FIELDS } from '@yarmarka/taxonomy/schemas';
import { Button, Check, icon20 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { type FieldNames, useFieldText } from '../parts/field-text.ts';
import { useLabel } from '../parts/label.ts';
import type { CellField, Draft } from '../parts/types.ts';
import classes from './change-set.module.css';
import type { ConflictCell } from './refusals.ts';

/** By target: whose value stands. Nothing decided means mine. */
export type Decisions = Readonly<Record<string, 'mine' | 'theirs'>>;

const isField = (key: string): key is CellField => CELL_FIELDS.some((field) => field === key);

/** Cells that somebody else published meanwhile: what it was, theirs, mine; the decision is by cell. */
export function Conflicts({
  conflicts,
  draft,
  names,
  decisions,
  onDecide,
  onPublish,
  pending,
}: {
  conflicts: readonly ConflictCell[];
  draft: Draft;
  names: FieldNames;
  decisions: Decisions;
  onDecide: (decisions: Decisions) => void;
  onPublish: () => void;
  pending: boolean;
}): ReactNode {
  const t = useTranslations('admin.review');
  const words = useTranslations('taxonomy.field');
  const label = useLabel();
  const text = useFieldText(names);
  const targets = [...new Set(conflicts.map((one) => one.target))];
  const undecided = targets.filter((target) => decisions[target] === undefined).length;
  const valueOf = (conflict: ConflictCell, value: unknown, about: Draft['attributes'][string] | undefined): string => {
    if (conflict.field === 'op') return t(`ops.${value === 'set' || value === 'exclude' || value === 'remove' ? value : 'none'}`);
    if (value === null || value === undefined || !isField(conflict.field)) return t('inherits');
    return text(conflict.field, value, { unitFamily: about?.unitFamily ?? null, unit: about?.unit ?? undefined });
  };
  return (
    <section className={classes.refusal} role="alert">
      <h2>
        <IconGitMerge {...icon20} /> {t('conflictsTitle', { count: targets.length })}
      </h2>
      <p>
        {t('conflictsText')} {t('takeNote')}
      </p>
      {targets.map((target) => {
        const [, categoryId = '', attributeNo = ''] = target.split(':');
        const attribute = draft.attributes[attributeNo];
        const name = `${label(draft.categories[categoryId] ?? { ru: categoryId, en: categoryId })} › ${label(attribute ?? { ru: attributeNo, en: attributeNo })}`;
        return (
          <fieldset key={target} className={classes.conflict}>
            <legend>{name}</legend>
            <div className={classes.tableBox} tabIndex={0} role="region" aria-label={name}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('columns.field')}</th>
                    <th scope="col">{t('base2')}</th>
                    <th scope="col">{t('theirs')}</th>
                    <th scope="col">{t('mine')}</th>
                  </tr>
                </thead>
                <tbody>
                  {conflicts
                    .filter((one) => one.target === target)
                    .map((one) => (
                      <tr key={one.field}>
                        <th scope="row">{isField(one.field) ? words(one.field) : t('rule')}</th>
                        <td className={classes.was}>{valueOf(one, one.base, attribute)}</td>
                        <td>{valueOf(one, one.theirs, attribute)}</td>
                        <td className={classes.becomes}>{valueOf(one, one.mine, attribute)}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
            <div className={classes.choice}>
              {(['mine', 'theirs'] as const).map((side) => (
                <Check
                  key={side}
                  kind="radio"
                  name={target}
                  label={t(side === 'mine' ? 'keepMine' : 'takeTheirs')}
                  checked={decisions[target] === side}
                  onChange={() => onDecide({ ...decisions, [target]: side })}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
      <Button look="main" pending={pending} disabled={undecided > 0} onClick={onPublish}>
        {t('decide')}
      </Button>
    </section>
  );
}
