import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { describeCondition } from '@yarmarka/taxonomy/check';
import type { Condition } from '@yarmarka/taxonomy/schemas';
import { Button, Dialog } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import type { ShownCell } from '../cell-model.ts';
import { conditionWords, type FieldNames } from '../field-text.ts';
import { useLabel } from '../label.ts';
import { ConditionBuilder } from './condition-builder.tsx';
import { ConditionFaults, contradicts } from './condition-faults.tsx';
import { conditionOf, linesOf } from './condition-lines.ts';
import classes from './dialogs.module.css';
import { usePickedNames } from './picked-names.ts';

/** When the attribute is required: lines, and the sentence they make. */
export function ConditionDialog({
  shown,
  cells,
  names,
  onApply,
  onClose,
}: {
  shown: ShownCell;
  cells: readonly ShownCell[];
  names: FieldNames;
  onApply: (condition: Condition) => void;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.condition');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const locale = useLocale();
  const [built, setBuilt] = useState(() => linesOf(shown.fields.condition));
  const condition = conditionOf(built);
  const known = usePickedNames(names, condition ? [condition] : []);
  return (
    <Dialog
      title={t('title', { name: label(shown.cell.attribute) })}
      closeLabel={common('close')}
      onClose={onClose}
      width={680}
      side="top"
      footer={
        <Button look="main" disabled={condition === null || contradicts(condition)} onClick={() => condition && onApply(condition)}>
          {t('apply')}
        </Button>
      }
    >
      <ConditionBuilder built={built} onChange={setBuilt} shown={shown} cells={cells} names={known} />
      <p className={classes.sentence} role="status">
        {condition
          ? t('sentence', { condition: describeCondition(condition, conditionWords(known, locale), locale) })
          : built.lines.length === 0
            ? t('empty')
            : t('incomplete')}
      </p>
      {condition ? <ConditionFaults condition={condition} cells={cells} /> : null}
      <p className={classes.note}>{t('shownOnly')}</p>
    </Dialog>
  );
}
