import type { SchemaDictionary } from '@yarmarka/taxonomy';
import { describeIssue, describeParseProblem, formatNumber, type IssueWords, type ParseCode, type ParseProblem } from '@yarmarka/taxonomy/check';
import { type CategorySchema, ISSUE_CODES, type Issue, type IssueCode, type SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import type { RowIssue } from '../schemas.ts';

type Text = { readonly ru: string; readonly en: string };
type Params = Readonly<Record<string, string | number>>;
const rubles = (minor: string | number | undefined, locale: 'ru' | 'en'): string => formatNumber(Number(minor ?? 0) / 100, locale);

/** Complaints that only a sheet can give. Each says the rule and the way out. */
const OWN: Readonly<Record<string, (value: string, params: Params) => Text>> = {
  sku_missing: () => ({
    ru: 'Впишите артикул: по нему товар узнают при следующей загрузке.',
    en: 'Enter an article number: by it a later upload finds the same product.',
  }),
  sku_too_long: (_, p) => ({
    ru: `Артикул длиннее ${p['max']} символов: сократите его.`,
    en: `The article number is longer than ${p['max']} characters: shorten it.`,
  }),
  sku_repeated: (v, p) => ({
    ru: `Артикул «${v}» уже стоит в строке ${p['row']}: у каждого товара свой.`,
    en: `The article number “${v}” is in row ${p['row']} already: every product has its own.`,
  }),
  price_wrong: (v) => ({
    ru: `«${v}» не похоже на цену: напишите её в рублях, например 12 990 или 12990,50.`,
    en: `“${v}” is no price: write it in roubles, for example 12990 or 12990.50.`,
  }),
  price_missing: () => ({
    ru: 'Цены нет: карточка будет создана, а предложение — когда появится цена.',
    en: 'There is no price: the card will be made, the offer once there is one.',
  }),
  old_price_not_higher: (_, p) => ({
    ru: `Старая цена должна быть выше цены (${rubles(p['price'], 'ru')} ₽): исправьте её или оставьте ячейку пустой.`,
    en: `The old price must be higher than the price (${rubles(p['price'], 'en')} ₽): correct it or leave the cell empty.`,
  }),
  stock_wrong: (v) => ({
    ru: `«${v}» не похоже на остаток: напишите целое число штук, например 12.`,
    en: `“${v}” is no stock: write a whole number of pieces, for example 12.`,
  }),
  differs_in_group: (v, p) => ({
    ru: `Значение «${v}» расходится со строкой ${p['row']} той же группы: у вариантов одного товара оно общее.`,
    en: `“${v}” differs from row ${p['row']} of the same group: variants of one product share it.`,
  }),
  differs_in_card: (_, p) => ({
    ru: `Строка расходится со строкой ${p['row']} о том же товаре: у всех его вариантов это значение общее.`,
    en: `The row says something else of the same product than row ${p['row']}: all its variants share this value.`,
  }),
  variant_repeated: (_, p) => ({
    ru: `Вариант повторяет строку ${p['row']}: варианты одной группы должны отличаться, например цветом или размером.`,
    en: `The variant repeats row ${p['row']}: variants of one group must differ, for example in colour or size.`,
  }),
  axes_empty: (_, p) => ({
    ru: `Нечем отличить этот вариант от строки ${p['row']}: заполните то, чем варианты отличаются.`,
    en: `Nothing tells this variant from row ${p['row']}: fill in what the variants differ in.`,
  }),
  group_without_axes: () => ({
    ru: 'В этой категории у товаров нет вариантов: строка станет отдельной карточкой.',
    en: 'Products of this category have no variants: the row becomes a card of its own.',
  }),
  refused: (_, p) => ({ ru: String(p['ru'] ?? ''), en: String(p['en'] ?? '') }),
};

/** Labels and rules of a category in one language. */
function wordsOf(schema: CategorySchema, dictionary: SchemaDictionary, locale: 'ru' | 'en'): IssueWords {
  const rules = new Map(schema.attributes.map((a) => [a.no, a]));
  return {
    attribute: (no) => {
      const a = dictionary.attributes.get(no);
      return a?.[locale] || a?.key || String(no);
    },
    option: (token) => {
      const o = dictionary.options.get(Math.floor(token / 65_536))?.find((x) => x.token === token);
      return o && (o[locale] || o.key);
    },
    schema: (no) => rules.get(no),
  };
}

/** Puts complaints into words, in both languages: the field, the rule, the way out. */
export function issueTexts(schema: CategorySchema, dictionary: SchemaDictionary): (issue: RowIssue) => Text {
  const words = { ru: wordsOf(schema, dictionary, 'ru'), en: wordsOf(schema, dictionary, 'en') };
  const rules = new Map(schema.attributes.map((a) => [a.no, a]));
  return (issue) => {
    const own = OWN[issue.code];
    if (own) return own(issue.value.length > 60 ? `${issue.value.slice(0, 57)}...` : issue.value, issue.params ?? {});
    return { ru: taxonomyText(issue, rules, words.ru, 'ru'), en: taxonomyText(issue, rules, words.en, 'en') };
  };
}

function taxonomyText(issue: RowIssue, rules: ReadonlyMap<number, SchemaAttribute>, words: IssueWords, locale: 'ru' | 'en'): string {
  const no = issue.attributeNo ?? 0;
  const attribute = rules.get(no);
  // The checker knows tokens, the parser knows what was typed.
  const checked = ISSUE_CODES.some((c) => c === issue.code) && !(issue.code === 'unknown_option' && issue.params?.['value'] !== undefined);
  if (checked || !attribute)
    return describeIssue({ attr: no, code: issue.code as IssueCode, ...(issue.params ? { params: issue.params } : {}) } satisfies Issue, words, locale);
  const problem: ParseProblem = {
    ok: false,
    code: issue.code as ParseCode,
    params: issue.params ?? {},
    ...(issue.suggestions ? { suggestions: issue.suggestions } : {}),
  };
  return describeParseProblem(problem, attribute, words, locale);
}
