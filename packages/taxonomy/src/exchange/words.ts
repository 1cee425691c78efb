import type { CellField } from '../model.ts';

export type TextLanguage = 'ru' | 'en';
export type Words = Readonly<Record<TextLanguage, string>>;
export const LANGUAGES: readonly TextLanguage[] = ['ru', 'en'];
/** The same text for every reader. */
export const asIs = (text: string): Words => ({ ru: text, en: text });

/** Words of the values that are chosen from a few, as the screens say them (a test of the server's holds the two together). The code itself is understood everywhere. */
export const ENUM_WORDS = {
  requirement: {
    required: { ru: 'обязательная', en: 'required' },
    recommended: { ru: 'желательная', en: 'recommended' },
    optional: { ru: 'необязательная', en: 'optional' },
    required_if: { ru: 'по условию', en: 'conditional' },
  },
  facet: {
    list: { ru: 'список', en: 'list' },
    range: { ru: 'от–до', en: 'from–to' },
    colour: { ru: 'цвета', en: 'colours' },
    yes_no: { ru: 'да или нет', en: 'yes or no' },
  },
  level: {
    card: { ru: 'карточка', en: 'card' },
    variant: { ru: 'вариант товара', en: 'variant' },
    offer: { ru: 'предложение', en: 'offer' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Words>>>>;
export type ChoiceField = keyof typeof ENUM_WORDS;

/** What people write for them besides: words of earlier files, other genders, plain hyphens. */
const ALSO: { readonly [F in ChoiceField]: Readonly<Partial<Record<keyof (typeof ENUM_WORDS)[F], readonly string[]>>> } = {
  requirement: {
    required: ['обязательно', 'обязательный', 'обязательное', 'обязательна', 'mandatory'],
    recommended: ['рекомендуется', 'желательно', 'желательный', 'желательное', 'рекомендуемая', 'desirable'],
    optional: ['необязательно', 'необязательный', 'необязательное', 'необязательна'],
    required_if: ['обязательно по условию', 'обязательная по условию', 'required by condition'],
  },
  facet: { range: ['диапазон', 'от-до', 'from-to'], colour: ['цвет', 'color', 'colors'], yes_no: ['да/нет', 'yes/no'] },
  level: { variant: ['вариант'], offer: ['оффер'] },
};

type Choice = { readonly code: string; readonly words: Words; readonly spellings: readonly string[] };
const choices = (field: ChoiceField): readonly Choice[] => {
  const also: Readonly<Partial<Record<string, readonly string[]>>> = ALSO[field];
  return Object.entries<Words>(ENUM_WORDS[field]).map(([code, words]) => ({
    code,
    words,
    spellings: [code, words.ru, words.en, ...(also[code] ?? [])].map(wordKey),
  }));
};

/** One spelling for words and headers: letters of one case, ё as е, underscores as spaces, one space. */
export const wordKey = (text: string): string => text.toLowerCase().replaceAll('ё', 'е').replaceAll('_', ' ').replaceAll(/\s+/gu, ' ').trim();

/** The values of each such field with every spelling that is understood. */
export const CHOICES: Readonly<Record<ChoiceField, readonly Choice[]>> = {
  requirement: choices('requirement'),
  facet: choices('facet'),
  level: choices('level'),
};

export const YES_NO = { yes: { ru: 'да', en: 'yes' }, no: { ru: 'нет', en: 'no' } } as const satisfies Readonly<Record<string, Words>>;

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
export const REQUIRED_IF: Words = { ru: 'обязательная, если', en: 'required if' };
/** The same in files of earlier days. */
export const REQUIRED_IF_ALSO = ['обязательно, если', 'обязательна, если', 'обязательна, когда'] as const;
