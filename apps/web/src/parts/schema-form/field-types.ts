import type { Value } from '@yarmarka/taxonomy/schemas';
import type { FormAttribute, FormModel } from './model.ts';

/** What every kind of field gets. */
export interface AttributeFieldProps {
  readonly model: FormModel;
  readonly attribute: FormAttribute;
  readonly value: Value | undefined;
  readonly required: boolean;
  /** What the checker says of the value, in the reader's words. */
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  /** Only these options may be chosen now. */
  readonly allowed?: ReadonlySet<number> | undefined;
  /** Labels of options, also of those that are not inline. */
  readonly labelOf: (token: number) => string | undefined;
  /** A label that has become known by choosing it. */
  readonly onLabel: (token: number, label: string) => void;
  /** Null takes the value away. */
  readonly onChange: (value: Value | null) => void;
  /** The text in the field cannot be read as a value; null when it can again. Nothing is stored meanwhile. */
  readonly onProblem: (problem: string | null, typed?: string) => void;
  /** What stood in the field, as `onProblem` told it, before the page was loaded anew. */
  readonly typed?: string | undefined;
  /** Keeps the label for screen readers: in tables. */
  readonly compact?: boolean;
  /** Names the field where its label alone would not, such as in a row of variants. */
  readonly name?: string;
  /** Beside the label: where the value came from, that it has changed. */
  readonly note?: React.ReactNode;
}
