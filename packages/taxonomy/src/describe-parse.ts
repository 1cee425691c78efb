import { fieldName, type IssueWords, joined, type Language, quoted } from './describe-condition.ts';
import { exampleOf, unitNames } from './describe-issue.ts';
import type { ParseCode, ParseProblem } from './parse-value.ts';
import type { SchemaAttribute } from './schemas.ts';

type Told = { readonly field: string; readonly value: string; readonly problem: ParseProblem; readonly attribute: SchemaAttribute; readonly locale: Language };
type Sentence = { readonly ru: string; readonly en: string };

/** What could not be read, as one sentence: the field, what was typed, the way out with suggestions where there are any. */
export function describeParseProblem(problem: ParseProblem, attribute: SchemaAttribute, words: IssueWords, locale: Language): string {
  const typed = String(problem.params.value ?? '');
  // A pasted page in a cell would bury the sentence.
  const value = quoted(typed.length > 60 ? `${typed.slice(0, 57)}...` : typed, locale);
  return SENTENCES[problem.code]({ field: fieldName(attribute.no, words, locale), value, problem, attribute, locale })[locale];
}

const units = ({ field, problem, locale }: Told): Sentence => {
  const unit = quoted(String(problem.params.unit ?? ''), locale);
  const allowed = unitNames(String(problem.params.units ?? ''), locale);
  return allowed === ''
    ? { ru: `Поле ${field} заполняется без единицы измерения: уберите ${unit}.`, en: `${field} has no unit: remove ${unit}.` }
    : { ru: `Единица ${unit} не подходит для поля ${field}: укажите ${allowed}.`, en: `${unit} is no unit of ${field}: use ${allowed}.` };
};

const SENTENCES: Readonly<Record<ParseCode, (told: Told) => Sentence>> = {
  empty: ({ field }) => ({ ru: `Поле ${field} пусто: впишите значение.`, en: `${field} is blank: enter a value.` }),
  unknown_option: ({ field, value, problem, locale }) => {
    const near = (problem.suggestions ?? []).map((s) => quoted(s.label, locale));
    return near.length === 0
      ? {
          ru: `В списке поля ${field} нет значения ${value}: выберите подходящее из списка.`,
          en: `The list of ${field} has no ${value}: choose a value from the list.`,
        }
      : {
          ru: `В списке поля ${field} нет значения ${value}. Возможно, это ${joined(near, 'or', locale)}?`,
          en: `The list of ${field} has no ${value}. Did you mean ${joined(near, 'or', locale)}?`,
        };
  },
  ambiguous_option: ({ field, value, problem }) => ({
    ru: `Под ${value} в поле ${field} подходит несколько значений: укажите ключ нужного (${problem.params.keys}).`,
    en: `${value} means several values of ${field}: give the key of the right one (${problem.params.keys}).`,
  }),
  one_only: ({ field, problem }) => ({
    ru: `В поле ${field} можно указать только одно значение, а указано ${problem.params.count}: оставьте одно.`,
    en: `${field} takes one value and has ${problem.params.count}: keep one.`,
  }),
  not_yes_or_no: ({ field, value }) => ({
    ru: `В поле ${field} напишите «да» или «нет» вместо ${value}.`,
    en: `Write “yes” or “no” in ${field} instead of ${value}.`,
  }),
  not_a_number: ({ field, value, attribute }) => ({
    ru: `В поле ${field} нужно число, например ${exampleOf(attribute).ru}, а не ${value}.`,
    en: `${field} takes a number, for example ${exampleOf(attribute).en}, not ${value}.`,
  }),
  not_a_range: ({ field, value, attribute }) => ({
    ru: `В поле ${field} нужны два числа, например ${exampleOf(attribute).ru}, а не ${value}.`,
    en: `${field} takes two numbers, for example ${exampleOf(attribute).en}, not ${value}.`,
  }),
  unknown_unit: units,
  unit_not_allowed: units,
  not_a_date: ({ field, value }) => ({
    ru: `В поле ${field} нужна дата, которая есть в календаре, например 31.12.2026, а не ${value}.`,
    en: `${field} takes a date of the calendar, for example 2026-12-31, not ${value}.`,
  }),
  ambiguous_date: ({ field, value }) => ({
    ru: `По ${value} в поле ${field} не понять, где день, а где месяц: напишите дату так: 2026-12-31.`,
    en: `${value} in ${field} does not tell the day from the month: write the date like 2026-12-31.`,
  }),
};
