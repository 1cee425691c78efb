import { NO_ENTRY, RESERVED, tokenOf, YES_ENTRY } from '@yarmarka/taxonomy/schemas';
import type { ReactNode } from 'react';
import type { AttributeFieldProps } from './field-types.ts';
import { BooleanField, NumberField } from './number-field.tsx';
import { OptionField } from './option-field.tsx';
import { PicturesField } from './pictures-field.tsx';
import { DateField, LocalisedTextField, PlainTextField } from './text-field.tsx';

/** The field of one attribute, by its type. */
export function AttributeField(props: AttributeFieldProps): ReactNode {
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
