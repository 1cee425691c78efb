import type { CellField } from '../model.ts';

export type TextLanguage = 'ru' | 'en';
export type Words = Readonly<Record<TextLanguage, string>>;

/** Words of the values that are chosen from a few. The code itself is understood everywhere. */
export const ENUM_WORDS = {
  requirement: {
    required: { ru: 'обязательно', en: 'required' },
    recommended: { ru: 'рекомендуется', en: 'recommended' },
    optional: { ru: 'необязательно', en: 'optional' },
    required_if: { ru: 'обязательно по условию', en: 'required by condition' },
  },
  facet: {
    list: { ru: 'список', en: 'list' },
    range: { ru: 'диапазон', en: 'range' },
    colour: { ru: 'цвет', en: 'colour' },
    yes_no: { ru: 'да/нет', en: 'yes/no' },
  },
  level: {
    card: { ru: 'карточка', en: 'card' },
    variant: { ru: 'вариант', en: 'variant' },
    offer: { ru: 'предложение', en: 'offer' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Words>>>>;

/** A flag as a word of its own: switched on, switched off. */
export const FLAG_WORDS = {
  filterable: { yes: { ru: 'фильтр', en: 'filter' }, no: { ru: 'без фильтра', en: 'no filter' } },
  axis: { yes: { ru: 'различает варианты', en: 'variant axis' }, no: { ru: 'не различает варианты', en: 'no variant axis' } },
  custom: { yes: { ru: 'свои значения', en: 'custom values' }, no: { ru: 'без своих значений', en: 'no custom values' } },
  editable: { yes: { ru: 'можно менять', en: 'editable' }, no: { ru: 'нельзя менять', en: 'not editable' } },
  ai: { yes: { ru: 'заполняет ИИ', en: 'AI fills' }, no: { ru: 'без ИИ', en: 'no AI' } },
} as const satisfies Partial<Record<CellField, { readonly yes: Words; readonly no: Words }>>;

/** Fields that stand in a cell text as `name: value`, in the order they are printed. */
export const NAMED_FIELDS = {
  facet: { ru: 'вид фильтра', en: 'filter kind' },
  facetPosition: { ru: 'место фильтра', en: 'filter position' },
  level: { ru: 'уровень', en: 'level' },
  languages: { ru: 'языки', en: 'languages' },
  options: { ru: 'значения', en: 'options' },
  units: { ru: 'единицы', en: 'units' },
  defaultUnit: { ru: 'единица', en: 'default unit' },
  min: { ru: 'от', en: 'min' },
  max: { ru: 'до', en: 'max' },
  maxLength: { ru: 'длина до', en: 'max length' },
  pattern: { ru: 'шаблон', en: 'pattern' },
  maxValues: { ru: 'значений до', en: 'max values' },
  group: { ru: 'группа', en: 'group' },
  position: { ru: 'место', en: 'position' },
  condition: { ru: 'условие', en: 'condition' },
  limits: { ru: 'ограничения', en: 'limits' },
} as const satisfies Partial<Record<CellField, Words>>;

/** Words that stand for the whole cell. */
export const CELL_WORDS = {
  /** The attribute is used here and nothing more is said of it. */
  used: { ru: 'да', en: 'yes' },
  excluded: { ru: 'исключена', en: 'excluded' },
} as const satisfies Readonly<Record<string, Words>>;
export const REQUIRED_IF: Words = { ru: 'обязательно, если', en: 'required if' };

/** One spelling for words and headers: letters of one case, ё as е, underscores as spaces, one space. */
export const wordKey = (text: string): string => text.toLowerCase().replaceAll('ё', 'е').replaceAll('_', ' ').replaceAll(/\s+/gu, ' ').trim();
