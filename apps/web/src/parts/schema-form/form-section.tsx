import { isRequired } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import type { ReactNode } from 'react';
import { AttributeField } from './attribute-field.tsx';
import { type FormGroup, type FormModel, isShown, limitedTo } from './model.ts';
import type { OptionLabels } from './option-labels.ts';
import classes from './form-section.module.css';

export interface FormSectionProps {
  readonly model: FormModel;
  readonly group: FormGroup;
  readonly values: Attrs;
  readonly labels: OptionLabels;
  readonly disabled: boolean;
  /** What is wrong with a field, in the reader's words. */
  readonly errorOf: (no: number) => string | undefined;
  /** Gives the same element for the same note: another one draws the field again. */
  readonly noteOf?: (no: number) => ReactNode;
  /** After the field: what helps to fill it. */
  readonly afterOf?: (no: number) => ReactNode;
  readonly onChange: (no: number, value: Value | null) => void;
  readonly onProblem: (no: number, problem: string | null, typed?: string) => void;
  /** Text that could not be read before the page was loaded anew. */
  readonly typedOf?: (no: number) => string | undefined;
}

/** One group of fields of the card, in one column. What is called on a change must keep its identity from one drawing to the next. */
export function FormSection({ model, group, values, labels, disabled, errorOf, noteOf, afterOf, onChange, onProblem, typedOf }: FormSectionProps): ReactNode {
  const shown = group.attributes.filter((a) => isShown(a.rule, values));
  if (shown.length === 0) return null;
  return (
    <section id={`group-${group.key}`} aria-labelledby={`group-${group.key}-title`} className={classes.section}>
      <h2 id={`group-${group.key}-title`} className={classes.title}>
        {group.label}
      </h2>
      {shown.map((attribute) => (
        <div key={attribute.no}>
          <AttributeField
            model={model}
            attribute={attribute}
            value={values[attribute.no]}
            required={isRequired(attribute.rule, values)}
            error={errorOf(attribute.no)}
            disabled={disabled}
            allowed={limitedTo(attribute.rule, values)}
            labelOf={labels.labelOf}
            onLabel={labels.learn}
            note={noteOf?.(attribute.no)}
            onChange={onChange}
            typed={typedOf?.(attribute.no)}
            onProblem={onProblem}
          />
          {afterOf?.(attribute.no)}
        </div>
      ))}
    </section>
  );
}
