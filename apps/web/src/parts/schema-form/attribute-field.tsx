import { NO_ENTRY, RESERVED, tokenOf, type Value, YES_ENTRY } from '@yarmarka/taxonomy/schemas';
import { memo, type ReactNode, useCallback } from 'react';
import type { AttributeFieldProps } from './field-types.ts';
import { BooleanField, NumberField } from './number-field.tsx';
import { OptionField } from './option-field.tsx';
import { PicturesField } from './pictures-field.tsx';
import { DateField, LocalisedTextField, PlainTextField } from './text-field.tsx';

type Props = Omit<AttributeFieldProps, 'onChange' | 'onProblem'> & {
  /** Null takes the value away. */
  readonly onChange: (no: number, value: Value | null) => void;
  readonly onProblem: (no: number, problem: string | null, typed?: string) => void;
};

/** The field of one attribute, by its type. Drawn again only when something it is given is another: a key in one field must not draw a hundred others. */
export const AttributeField = memo(function AttributeField({ onChange, onProblem, ...rest }: Props): ReactNode {
  const { no } = rest.attribute;
  const change = useCallback((value: Value | null) => onChange(no, value), [onChange, no]);
  const problem = useCallback((words: string | null, typed?: string) => onProblem(no, words, typed), [onProblem, no]);
  return <FieldByType {...rest} onChange={change} onProblem={problem} />;
});

function FieldByType(props: AttributeFieldProps): ReactNode {
  const { no, rule } = props.attribute;
  if (no === RESERVED.pictures) return <PicturesField {...props} />;
  switch (rule.type) {
    case 'list':
      return <OptionField {...props} />;
    case 'boolean':
      return <BooleanField {...props} yes={tokenOf(no, YES_ENTRY)} no={tokenOf(no, NO_ENTRY)} />;
    case 'number':
    case 'range':
      return <NumberField {...props} />;
    case 'date':
      return <DateField {...props} />;
    case 'text':
      return rule.localised ? <LocalisedTextField {...props} /> : <PlainTextField {...props} />;
  }
}
