import { useTranslations } from '@yarmarka/i18n/react';
import { Field, type FieldParts } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import type { AttributeFieldProps } from './field-types.ts';
import classes from './schema-form.module.css';

type FrameProps = Pick<AttributeFieldProps, 'attribute' | 'required' | 'error' | 'compact' | 'name' | 'note'> & {
  readonly problem?: string | null;
  readonly hint?: ReactNode;
  readonly children: (parts: FieldParts) => ReactNode;
};

/** Label, demand, control, error and help of one attribute, the same for every kind. */
export function FieldFrame({ attribute, required, error, problem, compact = false, name, note, hint, children }: FrameProps): ReactNode {
  const t = useTranslations('parts.form');
  const demand = required ? (
    <span className={classes.required}>{t('required')}</span>
  ) : attribute.rule.requirement === 'recommended' ? (
    <span className={classes.recommended}>{t('recommended')}</span>
  ) : null;
  const shown = problem ?? error;
  // In a row of variants the column names the field for the eye; readers also hear which variant it is of.
  const rest = name?.startsWith(attribute.label) ? name.slice(attribute.label.length) : '';
  return (
    <div data-attribute={attribute.no} data-unsaved={problem ? true : undefined} className={classes.slot}>
      <Field
        label={
          rest === '' ? (
            (name ?? attribute.label)
          ) : (
            <>
              {attribute.label}
              <span className="y-hidden">{rest}</span>
            </>
          )
        }
        labelHidden={compact}
        required={required}
        aside={
          compact ? undefined : (
            <span className={classes.asides}>
              {note}
              {demand}
            </span>
          )
        }
        error={shown}
        hint={compact ? undefined : hint || attribute.help || undefined}
      >
        {children}
      </Field>
    </div>
  );
}
