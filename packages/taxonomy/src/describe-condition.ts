import { formatQuantity } from './format-value.ts';
import { fromBase, unitToShow } from './quantity.ts';
import { type Condition, entryOfToken, type SchemaAttribute, YES_ENTRY } from './schemas.ts';

/** Where sentences take their words from, all in the sentence's language. `schema` knows types and units; without it numbers stand in base unit. */
export type IssueWords = {
  attribute(no: number): string;
  option(token: number): string | undefined;
  schema?(no: number): SchemaAttribute | undefined;
};
export type Language = 'ru' | 'en';

/** More options than this are counted instead of named. */
const NAMED = 6;

export const quoted = (text: string, locale: Language): string => (locale === 'ru' ? `«${text}»` : `“${text}”`);

/** The field by its label, quoted. */
export const fieldName = (no: number, words: IssueWords, locale: Language): string => quoted(words.attribute(no), locale);

/** An option as people know it; a boolean's are yes and no. */
export function optionName(no: number, token: number, words: IssueWords, locale: Language): string {
  if (words.schema?.(no)?.type === 'boolean') return (entryOfToken(token) === YES_ENTRY ? { ru: 'да', en: 'yes' } : { ru: 'нет', en: 'no' })[locale];
  return words.option(token) ?? `#${token}`;
}

/** "A, B or C": with `and` where told so; past the sixth the rest is counted. */
export function joined(parts: readonly string[], word: 'and' | 'or', locale: Language): string {
  const glue = { and: { ru: 'и', en: 'and' }, or: { ru: 'или', en: 'or' } }[word][locale];
  const more = { ru: 'ещё', en: 'more' }[locale];
  const over = parts.length - NAMED;
  const named = over > 0 ? parts.slice(0, NAMED) : parts;
  const rest = over > 0 ? (locale === 'ru' ? `${more} ${over}` : `${over} ${more}`) : undefined;
  const all = rest === undefined ? named : [...named, rest];
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} ${glue} ${all.at(-1)}`;
}

/** A number in base unit as the attribute's field shows it. */
export function amount(no: number, n: number, words: IssueWords, locale: Language): string {
  const attribute = words.schema?.(no);
  const unit = attribute && unitToShow(attribute);
  return formatQuantity(fromBase(n, unit), unit?.code, locale);
}

/** A condition in words that can follow «когда» or "when": «Тип» — Li-ion или NiMH и «Вес» не меньше 5 кг. */
export function describeCondition(condition: Condition, words: IssueWords, locale: Language): string {
  if ('all' in condition) return condition.all.length === 0 ? { ru: 'всегда', en: 'always' }[locale] : group(condition.all, 'and', words, locale);
  if ('any' in condition) return condition.any.length === 0 ? { ru: 'никогда', en: 'never' }[locale] : group(condition.any, 'or', words, locale);
  const field = fieldName(condition.attr, words, locale);
  if ('filled' in condition) return { ru: `поле ${field} заполнено`, en: `${field} is filled in` }[locale];
  if ('in' in condition) {
    const options = joined(
      condition.in.map((t) => optionName(condition.attr, t, words, locale)),
      'or',
      locale,
    );
    return { ru: `${field} — ${options}`, en: `${field} is ${options}` }[locale];
  }
  const { min, max } = condition;
  if (min === undefined && max === undefined) return { ru: `поле ${field} заполнено`, en: `${field} is filled in` }[locale];
  const low = min === undefined ? undefined : amount(condition.attr, min, words, locale);
  const high = max === undefined ? undefined : amount(condition.attr, max, words, locale);
  if (low === undefined) return { ru: `${field} не больше ${high}`, en: `${field} is at most ${high}` }[locale];
  if (high === undefined) return { ru: `${field} не меньше ${low}`, en: `${field} is at least ${low}` }[locale];
  return { ru: `${field} от ${low} до ${high}`, en: `${field} is between ${low} and ${high}` }[locale];
}

/** Parts joined by one word; a part joined by the other stands in brackets. */
function group(parts: readonly Condition[], word: 'and' | 'or', words: IssueWords, locale: Language): string {
  const texts = parts.map((part) => {
    const text = describeCondition(part, words, locale);
    const inner = 'all' in part ? part.all.length : 'any' in part ? part.any.length : 0;
    return inner > 1 && parts.length > 1 && 'all' in part !== (word === 'and') ? `(${text})` : text;
  });
  const glue = { and: { ru: ' и ', en: ' and ' }, or: { ru: ' или ', en: ' or ' } }[word][locale];
  return texts.join(glue);
}
