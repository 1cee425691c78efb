import { type CellField, CellFields, FIELD_BOUNDS } from '../model.ts';
import { formatNumber, formatQuantity } from '../format-value.ts';
import { fromBase } from '../quantity.ts';
import { UNIT_BY_CODE, UNITS } from '../units.ts';

export type FieldWords = { readonly ru: string; readonly en: string };

/** The fields of a rule, called as the screens call them. */
const FIELD_NAMES: Readonly<Record<CellField, FieldWords>> = {
  requirement: { ru: 'Обязательность', en: 'Requirement' },
  condition: { ru: 'Обязательна, когда', en: 'Required when' },
  languages: { ru: 'Языки', en: 'Languages' },
  filterable: { ru: 'Фильтр в магазине', en: 'Filter in the shop' },
  facet: { ru: 'Вид фильтра', en: 'Kind of filter' },
  facetPosition: { ru: 'Место среди фильтров', en: 'Place among filters' },
  axis: { ru: 'Ось вариантов', en: 'Variant axis' },
  level: { ru: 'Уровень', en: 'Level' },
  options: { ru: 'Допустимые значения', en: 'Allowed options' },
  custom: { ru: 'Свои значения', en: 'Own values' },
  units: { ru: 'Единицы', en: 'Units' },
  defaultUnit: { ru: 'Основная единица', en: 'Unit shown first' },
  min: { ru: 'Не меньше', en: 'At least' },
  max: { ru: 'Не больше', en: 'At most' },
  maxLength: { ru: 'Длина текста', en: 'Longest text' },
  pattern: { ru: 'Шаблон', en: 'Pattern' },
  maxValues: { ru: 'Сколько значений', en: 'Number of values' },
  group: { ru: 'Группа', en: 'Group' },
  position: { ru: 'Место в группе', en: 'Place in the group' },
  editable: { ru: 'Продавцы могут править', en: 'Sellers may edit' },
  ai: { ru: 'ИИ может заполнять', en: 'AI may fill in' },
  limits: { ru: 'Ограничения по условию', en: 'Limits by condition' },
};

const isField = (name: string): name is CellField => Object.hasOwn(FIELD_NAMES, name);
const hasBounds = (field: string): field is keyof typeof FIELD_BOUNDS => Object.hasOwn(FIELD_BOUNDS, field);
const LONGEST = 60;
const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/** The fields of a rule that are wrong in themselves, each with its reason; null frees a field and is never wrong. */
export function wrongFields(fields: Readonly<Record<string, unknown>>): (FieldWords & { readonly field: string })[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    if (value === null) return [];
    if (!isField(field)) return [{ field, en: `There is no field “${short(field)}”.`, ru: `Поля «${short(field)}» нет.` }];
    if (CellFields.shape[field].safeParse(value).success) return [];
    const { en, ru } = FIELD_NAMES[field];
    if (!hasBounds(field)) return [{ field, en: `“${en}” cannot be ${short(value)}.`, ru: `«${ru}» не может быть таким: ${short(value)}.` }];
    const [least, most] = FIELD_BOUNDS[field];
    const whole = field !== 'min' && field !== 'max';
    return [
      {
        field,
        en: `“${en}” must be a ${whole ? 'whole ' : ''}number from ${formatNumber(least, 'en')} to ${formatNumber(most, 'en')}, not ${short(value)}.`,
        ru: `«${ru}» — ${whole ? 'целое ' : ''}число от ${formatNumber(least, 'ru')} до ${formatNumber(most, 'ru')}, а не ${short(value)}.`,
      },
    ];
  });
}

/** Where an end was set: the category's name, or null for the very place that is looked at. */
type SetAt = FieldWords | null;
type Ends = Pick<CellFields, 'min' | 'max' | 'defaultUnit'> & { readonly units?: readonly string[] | undefined };

/** Why no value fits between the ends of a cell, in words, with where each was set; undefined: they are in order. */
export function boundsProblem(ends: Ends, unitFamily: string | null | undefined, setAt?: { readonly min: SetAt; readonly max: SetAt }): FieldWords | undefined {
  const { min, max } = ends;
  if (min === undefined || max === undefined || min <= max) return undefined;
  const unit = UNIT_BY_CODE.get(ends.defaultUnit ?? ends.units?.[0] ?? '') ?? UNITS.find((one) => one.family === unitFamily);
  const shown = (end: 'min' | 'max', n: number, locale: 'ru' | 'en') => {
    const at = setAt?.[end];
    const place = at === undefined ? '' : locale === 'ru' ? ` (задано ${at ? `в «${at.ru}»` : 'здесь'})` : ` (set ${at ? `in “${at.en}”` : 'here'})`;
    const name = FIELD_NAMES[end][locale];
    return `${locale === 'ru' ? `«${name}»` : `“${name}”`} ${formatQuantity(fromBase(n, unit), unit?.code, locale)}${place}`;
  };
  return {
    en: `${shown('min', min, 'en')} is above ${shown('max', max, 'en')}: no value fits.`,
    ru: `${shown('min', min, 'ru')} больше, чем ${shown('max', max, 'ru')}: ни одно значение не подойдёт.`,
  };
}
