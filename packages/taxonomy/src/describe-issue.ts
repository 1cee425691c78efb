import { describeCondition, fieldName, type IssueWords, joined, type Language, optionName, quoted } from './describe-condition.ts';
import { formatNumber, formatQuantity } from './format-value.ts';
import { unitToShow } from './quantity.ts';
import { type Issue, type IssueCode, RESERVED, type SchemaAttribute } from './schemas.ts';
import { UNIT_BY_CODE } from './units.ts';

type Sentence = { readonly ru: string; readonly en: string };
type Told = {
  readonly issue: Issue;
  readonly words: IssueWords;
  readonly locale: Language;
  readonly field: string;
  readonly attribute: SchemaAttribute | undefined;
  /** A parameter as text; numbers as people write them. */
  readonly text: (name: string) => string;
  /** A parameter that is a quantity in the unit the parameter `unit` names. */
  readonly quantity: (name: string) => string;
  readonly option: string;
};

/**
 * An issue of the checker as one sentence: the field, the rule, the way out. `words` gives the labels in the sentence's language and, through `schema`, the rules of the field
 * (without it the sentence is less exact, never wrong).
 */
export function describeIssue(issue: Issue, words: IssueWords, locale: Language): string {
  const params = issue.params ?? {};
  const text = (name: string): string => {
    const value = params[name];
    return typeof value === 'number' ? formatNumber(value, locale) : (value ?? '');
  };
  const unit = typeof params.unit === 'string' ? params.unit : undefined;
  const told: Told = {
    issue,
    words,
    locale,
    field: fieldName(issue.attr, words, locale),
    attribute: words.schema?.(issue.attr),
    text,
    quantity: (name) => (typeof params[name] === 'number' ? formatQuantity(params[name], unit, locale) : ''),
    option: typeof params.token === 'number' ? quoted(optionName(issue.attr, params.token, words, locale), locale) : '',
  };
  return SENTENCES[issue.code](told)[locale];
}

const LEVEL_PLACE = {
  card: { ru: 'в карточку товара', en: 'the product card' },
  variant: { ru: 'в варианты товара', en: 'the product’s variants' },
  offer: { ru: 'в предложение продавца', en: 'the seller’s offer' },
} as const;
const LANGUAGE = { ru: { ru: 'русский', en: 'Russian' }, en: { ru: 'английский', en: 'English' } } as const;

const isLanguage = (value: unknown): value is Language => value === 'ru' || value === 'en';
const plural = new Intl.PluralRules('ru');
/** «не больше 1 значения», «не больше 5 значений»: the genitive knows two forms. */
const genitive = (count: unknown, one: string, many: string): string => (plural.select(Number(count)) === 'one' ? one : many);
const entries = (count: unknown): string => (Number(count) === 1 ? 'value' : 'values');

/** Which of a text's languages is meant, in brackets; nothing for a plain text. */
function side({ issue }: Told): Sentence {
  const language = issue.params?.language;
  return isLanguage(language) ? { ru: ` (${LANGUAGE[language].ru} текст)`, en: ` (${LANGUAGE[language].en} text)` } : { ru: '', en: '' };
}

/** Units by their labels: «г или кг». */
export function unitNames(codes: string, locale: Language): string {
  return joined(
    codes
      .split(' ')
      .filter((c) => c !== '')
      .map((c) => UNIT_BY_CODE.get(c)?.[locale] ?? c),
    'or',
    locale,
  );
}

const SENTENCES: Readonly<Record<IssueCode, (told: Told) => Sentence>> = {
  required: ({ field, attribute, words, locale }) => {
    const when = attribute?.requirement === 'required_if' && attribute.condition ? describeCondition(attribute.condition, words, locale) : undefined;
    return when === undefined
      ? { ru: `Заполните поле ${field}: в этой категории оно обязательно.`, en: `Fill in ${field}: it is required in this category.` }
      : { ru: `Заполните поле ${field}: оно обязательно, когда ${when}.`, en: `Fill in ${field}: it is required when ${when}.` };
  },
  language_required: ({ field, issue }) => {
    const language = issue.params?.language === 'en' ? 'en' : 'ru';
    return {
      ru: `Добавьте ${LANGUAGE[language].ru} текст в поле ${field}: в этой категории он обязателен.`,
      en: `Add the ${LANGUAGE[language].en} text of ${field}: it is required in this category.`,
    };
  },
  unknown_attribute: ({ field, issue, locale }) => {
    const name = issue.attr === 0 ? quoted(String(issue.params?.key ?? ''), locale) : field;
    return { ru: `Уберите поле ${name}: в этой категории такой характеристики нет.`, en: `Remove ${name}: this category has no such attribute.` };
  },
  wrong_level: ({ field, issue }) => {
    const level = issue.params?.level;
    const place = LEVEL_PLACE[level === 'variant' || level === 'offer' ? level : 'card'];
    return {
      ru: `Перенесите поле ${field} ${place.ru}: в этой категории оно заполняется там.`,
      en: `Move ${field} to ${place.en}: in this category it is filled in there.`,
    };
  },
  wrong_type: (told) => wrongType(told),
  unknown_option: ({ field }) => ({
    ru: `В списке поля ${field} нет такого значения: выберите другое из списка.`,
    en: `The list of ${field} has no such value: choose one from the list.`,
  }),
  option_not_allowed: ({ field, option }) => ({
    ru: `Значение ${option} в поле ${field} не подходит для этой категории: выберите другое из списка.`,
    en: `${option} is not offered for ${field} in this category: choose another value from the list.`,
  }),
  custom_not_allowed: ({ field, text, locale }) => ({
    ru: `В поле ${field} нельзя вписать своё значение ${quoted(text('value'), locale)}: выберите подходящее из списка.`,
    en: `${field} takes no value of your own such as ${quoted(text('value'), locale)}: choose one from the list.`,
  }),
  too_many: ({ field, text, issue }) => ({
    ru: `В поле ${field} может быть не больше ${text('max')} ${genitive(issue.params?.max, 'значения', 'значений')}, а сейчас их ${text('count')}: уберите лишние.`,
    en: `${field} takes at most ${text('max')} ${entries(issue.params?.max)} and has ${text('count')}: remove the surplus.`,
  }),
  repeated: ({ field }) => ({
    ru: `В поле ${field} одно и то же значение указано дважды: оставьте одно.`,
    en: `${field} holds the same value twice: keep one of them.`,
  }),
  too_small: ({ field, quantity }) => ({
    ru: `В поле ${field} допустимо не меньше ${quantity('min')}: проверьте число и единицу измерения.`,
    en: `${field} must be at least ${quantity('min')}: check the number and its unit.`,
  }),
  too_large: ({ field, quantity }) => ({
    ru: `В поле ${field} допустимо не больше ${quantity('max')}: проверьте число и единицу измерения.`,
    en: `${field} must be at most ${quantity('max')}: check the number and its unit.`,
  }),
  too_long: (told) => ({
    ru: `Сократите поле ${told.field}${side(told).ru}: можно не больше ${told.text('max')} ${genitive(told.issue.params?.max, 'символа', 'символов')}, а сейчас ${told.text('length')}.`,
    en: `Shorten ${told.field}${side(told).en}: at most ${told.text('max')} ${Number(told.issue.params?.max) === 1 ? 'character' : 'characters'}, now ${told.text('length')}.`,
  }),
  pattern: (told) =>
    told.issue.attr === RESERVED.gtin
      ? {
          ru: `Проверьте поле ${told.field}: нужно 8, 12, 13 или 14 цифр подряд, без пробелов.`,
          en: `Check ${told.field}: it takes 8, 12, 13 or 14 digits without spaces.`,
        }
      : {
          ru: `Проверьте поле ${told.field}${side(told).ru}: значение должно подходить под шаблон ${told.text('pattern')}.`,
          en: `Check ${told.field}${side(told).en}: the value must match the pattern ${told.text('pattern')}.`,
        },
  unit: ({ field, issue, locale }) => {
    const units = unitNames(String(issue.params?.units ?? ''), locale);
    return units === ''
      ? { ru: `Поле ${field} заполняется без единицы измерения: уберите её.`, en: `${field} has no unit: remove it.` }
      : { ru: `Укажите единицу измерения для поля ${field}: подойдёт ${units}.`, en: `Give the unit of ${field}: ${units}.` };
  },
  limit: (told) => limited(told),
  empty: ({ field }) => ({
    ru: `Впишите значение в поле ${field} или удалите его: пустое сохранить нельзя.`,
    en: `Enter a value for ${field} or delete it: a blank one cannot be saved.`,
  }),
  ends_order: ({ field }) => ({
    ru: `В поле ${field} начало больше конца: поменяйте числа местами.`,
    en: `In ${field} the first number is above the second: swap them.`,
  }),
};

function wrongType(told: Told): Sentence {
  const { field, attribute } = told;
  const like = exampleOf(attribute);
  switch (attribute?.type) {
    case 'number':
      return { ru: `В поле ${field} нужно число, например ${like.ru}.`, en: `${field} takes a number, for example ${like.en}.` };
    case 'range':
      return { ru: `В поле ${field} нужны два числа, например ${like.ru}.`, en: `${field} takes two numbers, for example ${like.en}.` };
    case 'date':
      return {
        ru: `В поле ${field} нужна дата, которая есть в календаре, например ${like.ru}.`,
        en: `${field} takes a date of the calendar, for example ${like.en}.`,
      };
    case 'boolean':
      return { ru: `В поле ${field} ответьте «да» или «нет».`, en: `Answer ${field} with “yes” or “no”.` };
    case 'list':
      return attribute.maxValues === 1
        ? { ru: `Выберите в поле ${field} одно значение из списка.`, en: `Choose one value of ${field} from the list.` }
        : { ru: `Выберите значения поля ${field} из списка.`, en: `Choose the values of ${field} from the list.` };
    default:
      return { ru: `Введите в поле ${field} обычный текст, без служебных символов.`, en: `Enter plain text for ${field}, without control characters.` };
  }
}

/** What a right value of the type looks like, in the unit of the field. */
export function exampleOf(attribute: SchemaAttribute | undefined): Sentence {
  const unit = attribute && unitToShow(attribute)?.code;
  if (attribute?.type === 'date') return { ru: '31.12.2026', en: '2026-12-31' };
  if (attribute?.type === 'range') return { ru: `5–${formatQuantity(40, unit, 'ru')}`, en: `5–${formatQuantity(40, unit, 'en')}` };
  return { ru: formatQuantity(2.5, unit, 'ru'), en: formatQuantity(2.5, unit, 'en') };
}

function limited({ field, option, attribute, issue, words, locale }: Told): Sentence {
  const limit = attribute?.limits?.[Number(issue.params?.limit)];
  const value = { ru: option === '' ? 'Это значение' : `Значение ${option}`, en: option === '' ? 'This value' : option };
  if (!limit)
    return {
      ru: `${value.ru} в поле ${field} не сочетается с остальными: выберите другое.`,
      en: `${value.en} of ${field} does not go with the other values: choose another.`,
    };
  const when = describeCondition(limit.if, words, locale);
  const allowed = joined(
    limit.then.map((t) => optionName(issue.attr, t, words, locale)),
    'or',
    locale,
  );
  return {
    ru: `${value.ru} в поле ${field} не подходит, когда ${when}: выберите ${allowed}.`,
    en: `${value.en} does not fit ${field} when ${when}: choose ${allowed}.`,
  };
}
