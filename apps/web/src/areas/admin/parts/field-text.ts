import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { describeCondition, formatQuantity, fromBase, type IssueWords } from '@yarmarka/taxonomy/check';
import { CELL_FIELDS, type Condition, type SchemaAttribute, UNIT_BY_CODE, UNITS, type Unit, type ValueLimit } from '@yarmarka/taxonomy/schemas';
import { type Label, labelIn } from './label.ts';
import type { AttributeType, CellField } from './types.ts';

export const isCellField = (key: string): key is CellField => CELL_FIELDS.some((field) => field === key);

/** What names an attribute, an option and a group where a field's value is put into words. */
export type FieldNames = {
  readonly attributes: (
    no: number,
  ) => (Label & { readonly type: AttributeType; readonly unitFamily: string | null; readonly unit?: string | undefined }) | undefined;
  readonly option: (token: number) => Label | undefined;
  readonly group: (key: string) => Label | undefined;
};

/** The unit that numbers of a family are shown in: the one asked for, else the family's base unit. */
export const unitFor = (family: string | null, code?: string): Unit | undefined => {
  if (family === null) return undefined;
  const asked = code === undefined ? undefined : UNIT_BY_CODE.get(code);
  return asked?.family === family ? asked : UNITS.find((unit) => unit.family === family);
};

/** Words for conditions from the names at hand. */
export function conditionWords(names: FieldNames, locale: 'ru' | 'en'): IssueWords {
  return {
    attribute: (no) => labelIn(locale, names.attributes(no) ?? { ru: `№ ${no}`, en: `No. ${no}` }),
    option: (token) => {
      const label = names.option(token);
      return label && labelIn(locale, label);
    },
    schema: (no) => {
      const found = names.attributes(no);
      if (!found) return undefined;
      // Only type and unit are read of it.
      return {
        no,
        type: found.type,
        level: 'card',
        requirement: 'optional',
        filterable: false,
        maxValues: 1,
        position: 0,
        editable: true,
        ai: false,
        ...(found.unitFamily ? { family: found.unitFamily } : {}),
        ...(found.unit ? { defaultUnit: found.unit } : {}),
      } satisfies SchemaAttribute;
    },
  };
}

const NAMED = 5;

/** Puts a field's value into words: `10 to 18 in`, `red, blue and 3 more`, `required when ...`. */
export function useFieldText(
  names: FieldNames,
): (field: CellField, value: unknown, attribute: { readonly unitFamily: string | null; readonly unit?: string | undefined }) => string {
  const locale = useLocale();
  const t = useTranslations('taxonomy');
  const own = useTranslations('admin');
  const options = (tokens: readonly number[]): string => {
    const named = tokens.slice(0, NAMED).map((token) => {
      const label = names.option(token);
      // Its words are on their way.
      return label ? labelIn(locale, label) : '…';
    });
    return tokens.length > NAMED ? `${named.join(', ')} +${tokens.length - NAMED}` : named.join(', ');
  };
  return (field, value, attribute) => {
    if (value === undefined || value === null) return own('inspector.notSet');
    switch (field) {
      case 'requirement':
        return t(`requirement.${value as 'required'}`);
      case 'condition':
        return describeCondition(value as Condition, conditionWords(names, locale), locale);
      case 'level':
        return t(`level.${value as 'card'}`);
      case 'facet':
        return t(`facetKind.${value as 'list'}`);
      case 'filterable':
      case 'axis':
      case 'custom':
      case 'editable':
      case 'ai':
        return own(value ? 'inspector.yes' : 'inspector.no');
      case 'options':
        return options(value as number[]);
      case 'units':
        return (value as string[]).map((code) => UNIT_BY_CODE.get(code)?.[locale] ?? code).join(', ');
      case 'defaultUnit':
        return UNIT_BY_CODE.get(value as string)?.[locale] ?? (value as string);
      case 'min':
      case 'max': {
        const unit = unitFor(attribute.unitFamily, attribute.unit);
        return formatQuantity(fromBase(value as number, unit), unit?.code, locale);
      }
      case 'group': {
        const group = names.group(value as string);
        return group ? labelIn(locale, group) : (value as string);
      }
      case 'limits':
        return (value as ValueLimit[])
          .map((limit) =>
            own('limits.sentence', { condition: describeCondition(limit.if, conditionWords(names, locale), locale), options: options(limit.then) }),
          )
          .join('; ');
      case 'languages':
        return (value as string[]).join(', ');
      default:
        return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
    }
  };
}
