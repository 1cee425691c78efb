import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { cx, IconButton, icon16 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import type { ShownCell } from '../cell-model.ts';
import { type FieldNames, useFieldText } from '../field-text.ts';
import type { Label } from '../label.ts';
import type { CellField, FieldPatch } from '../types.ts';
import { FieldControl } from './field-control.tsx';
import classes from './inspector.module.css';
import { useOrigin } from './origin.ts';

export interface FieldRowProps {
  readonly field: CellField;
  readonly shown: ShownCell;
  readonly cells: readonly ShownCell[];
  readonly names: FieldNames;
  readonly groups: readonly (Label & { readonly key: string })[];
  readonly set: (values: FieldPatch) => void;
}

/** One field of a rule: control, where its value comes from, and the way back. */
export function FieldRow(props: FieldRowProps): ReactNode {
  const { field, shown, names, set } = props;
  const t = useTranslations('admin.inspector');
  const words = useTranslations('taxonomy');
  const text = useFieldText(names);
  const origin = useOrigin();
  const own = shown.own.has(field);
  const changed = shown.changed.has(field);
  const name = words(`field.${field}`);
  const before = shown.cell.fields[field];
  const unit = { unitFamily: shown.cell.attribute.unitFamily, unit: shown.fields.defaultUnit ?? shown.fields.units?.[0] };
  const freed = changed && !own;
  return (
    <div className={cx(classes.field, own && classes.own, changed && classes.changed)} data-field={field}>
      <div className={classes.control}>
        <FieldControl {...props} />
      </div>
      <p className={classes.origin}>
        <span>
          {changed ? (
            <>
              {words('origin.draft')}: {text(field, before, unit)} → {freed ? t('willInherit') : text(field, shown.fields[field], unit)}
            </>
          ) : (
            origin(shown, field)
          )}
        </span>
        {own || changed ? (
          <IconButton
            size="s"
            label={changed ? t('undoField', { field: name }) : t('inheritField', { field: name })}
            onClick={() => {
              const saved = shown.cell.own?.op === 'set' ? shown.cell.own.fields[field] : undefined;
              set({ [field]: changed && saved !== undefined ? saved : null });
            }}
          >
            <IconArrowBackUp {...icon16} />
          </IconButton>
        ) : null}
      </p>
    </div>
  );
}
