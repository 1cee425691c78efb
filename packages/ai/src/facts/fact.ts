import type { AttributeType } from '@yarmarka/taxonomy/schemas';

export type Words = { readonly ru: string; readonly en: string };
/** A number as it was typed, with the code of its unit. */
export type FactQuantity = { readonly v: number; readonly u?: string };

/** One value of an attribute as people read it; a language it is not written in is empty. */
export type FactValue = Words & {
  readonly quantities?: readonly FactQuantity[];
  /** Free text: a name, a composition, an own value. Its words are the card's words, one by one. */
  readonly prose?: true;
  /** ISO date. */
  readonly date?: string;
};

/** One attribute that the card has, with all its values; an axis has the values of all variants. */
export type Fact = {
  readonly attributeNo: number;
  readonly key: string;
  readonly type: AttributeType;
  readonly label: Words;
  readonly group: string | null;
  readonly groupLabel: Words | null;
  /** Unit family of numbers and ranges. */
  readonly family?: string;
  /** 0 = required or an axis, 1 = filterable, 2 = the rest. */
  readonly rank: 0 | 1 | 2;
  /** Booleans: what it says. */
  readonly yes?: boolean;
  /** False: may stand in a text, but is nothing to tell about (barcodes). */
  readonly told: boolean;
  readonly values: readonly FactValue[];
};

/** Everything a text about one card is judged by. Facts are in the order the form shows them. */
export type FactSheet = {
  readonly facts: readonly Fact[];
  readonly category: Words;
  /** Every option of the category's dictionary: what a text could claim. */
  readonly vocabulary: readonly (Words & { readonly attributeNo: number })[];
};
