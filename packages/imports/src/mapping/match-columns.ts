import { findUnit, labelKey, unitsOf } from '@yarmarka/taxonomy/check';
import { RESERVED, type SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import type { ColumnMapping, ServiceColumn, Target } from '../schemas.ts';

/** An attribute of the category with the names a column may carry. */
export type NamedAttribute = { readonly attribute: SchemaAttribute; readonly key: string; readonly ru: string; readonly en: string };
export type Candidate = { readonly target: Target; readonly ru: string; readonly en: string; readonly language?: 'ru' | 'en' };
/** How a column was understood: as last time, by key, by label; or why it was not. */
export type MatchedBy = 'profile' | 'key' | 'label' | 'ambiguous' | 'repeated' | 'ignored';
export type ColumnProposal = ColumnMapping & { readonly by: MatchedBy; readonly candidates: readonly Candidate[]; readonly samples: readonly string[] };

type Language = 'ru' | 'en';
type Words = { readonly ru: string; readonly en: string; readonly keys: readonly string[]; readonly labels: readonly string[] };

/** What sellers call the columns that are no attributes. A key decides over a label. */
const SERVICE: Readonly<Record<ServiceColumn, Words>> = {
  sku: {
    ru: 'Артикул',
    en: 'Article number',
    keys: ['sku', 'seller_sku'],
    labels: ['артикул', 'артикул продавца', 'ваш артикул', 'код товара', 'article', 'article number', 'vendor code', 'seller sku'],
  },
  group: {
    ru: 'Группа вариантов',
    en: 'Variant group',
    keys: ['group', 'group_id', 'parent', 'parent_sku', 'group_key'],
    labels: ['группа', 'группа вариантов', 'группа товаров', 'артикул группы', 'артикул модели', 'родительский артикул', 'variant group', 'parent article'],
  },
  price: {
    ru: 'Цена',
    en: 'Price',
    keys: ['price'],
    labels: ['цена', 'цена продажи', 'розничная цена', 'цена руб', 'стоимость', 'sale price', 'retail price', 'selling price'],
  },
  old_price: {
    ru: 'Старая цена',
    en: 'Old price',
    keys: ['old_price', 'price_old', 'list_price'],
    labels: ['старая цена', 'цена до скидки', 'зачеркнутая цена', 'old price', 'price before discount'],
  },
  stock: {
    ru: 'Остаток',
    en: 'Stock',
    keys: ['stock', 'qty', 'quantity'],
    labels: ['остаток', 'остатки', 'остаток на складе', 'количество на складе', 'наличие', 'количество', 'in stock'],
  },
};
/** Further names of the attributes every card has, beside their own labels. */
const RESERVED_WORDS: Readonly<Record<number, { readonly keys: readonly string[]; readonly labels: readonly string[] }>> = {
  [RESERVED.name]: {
    keys: ['name', 'title'],
    labels: ['название', 'наименование', 'название товара', 'наименование товара', 'имя товара', 'product name', 'product title'],
  },
  [RESERVED.description]: { keys: ['description'], labels: ['описание', 'описание товара', 'аннотация', 'product description'] },
  [RESERVED.brand]: { keys: ['brand'], labels: ['бренд', 'марка', 'торговая марка', 'brand name', 'manufacturer', 'производитель'] },
  [RESERVED.gtin]: { keys: ['gtin', 'ean', 'upc', 'barcode'], labels: ['штрихкод', 'штрих-код', 'ean-13', 'bar code'] },
};
/** Our own column of errors, which comes back with a corrected file. */
const ERRORS_HEADERS = new Set(['errors', 'ошибки']);

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** A text column is in Russian when some of its cells are written in Cyrillic. */
const languageOf = (samples: readonly string[], fallback: Language): Language => {
  const filled = samples.filter((s) => /\p{L}/u.test(s));
  return filled.length === 0 ? fallback : filled.some((s) => CYRILLIC.test(s)) ? 'ru' : 'en';
};

const SUFFIXES: readonly { readonly pattern: RegExp; readonly language: Language }[] = [
  { pattern: /[\s_-]*\(?(?:ru|rus|рус|русский)\)?$|\s+на русском(?: языке)?$|\s+in russian$/u, language: 'ru' },
  { pattern: /[\s_-]*\(?(?:en|eng|англ|английский)\)?$|\s+на английском(?: языке)?$|\s+in english$/u, language: 'en' },
];

type Header = { readonly key: string; readonly language?: Language; readonly unit?: string };
/** The header as it stands, and what it may mean without a mark of obligation, a language or a unit at its end: «Вес, кг *», "Name (EN)". */
function readings(header: string): Header[] {
  const plain = labelKey(header.replace(/\s*\*+\s*$/, ''));
  const out: Header[] = [{ key: plain }];
  for (const { pattern, language } of SUFFIXES) {
    const key = plain.replace(pattern, '').trim();
    if (key !== plain && key !== '') out.push({ key, language });
  }
  const unit = /^(.+?)(?:,\s*|\s*[([]\s*)([^,()[\]]{1,20}?)\s*[)\]]?$/u.exec(header.replace(/\s*\*+\s*$/, '').trim());
  if (unit?.[1] && unit[2]) out.push({ key: labelKey(unit[1]), unit: unit[2] });
  return out;
}

type Named = Candidate & { readonly attribute?: SchemaAttribute; readonly keys: ReadonlySet<string>; readonly labels: ReadonlySet<string> };

function namesOf(attributes: readonly NamedAttribute[]): Named[] {
  const folded = (words: readonly string[]) => new Set(words.map(labelKey).filter((w) => w !== ''));
  return [
    ...Object.entries(SERVICE).map(
      ([target, w]): Named => ({ target: target as ServiceColumn, ru: w.ru, en: w.en, keys: folded(w.keys), labels: folded([w.ru, w.en, ...w.labels]) }),
    ),
    ...attributes
      .filter((a) => a.attribute.no !== RESERVED.pictures)
      .map((a): Named => {
        const more = RESERVED_WORDS[a.attribute.no];
        return {
          target: `attr:${a.attribute.no}`,
          ru: a.ru,
          en: a.en,
          attribute: a.attribute,
          keys: folded([a.key, ...(more?.keys ?? [])]),
          labels: folded([a.ru, a.en, ...(more?.labels ?? [])]),
        };
      }),
  ];
}

type Match = { readonly named: Named; readonly reading: Header; readonly by: 'key' | 'label' };

/** Whether a reading may be used for this target: a language only for a text kept in both, a unit only where the attribute (or a price, in roubles) takes it. */
function fits(named: Named, reading: Header): boolean {
  if (reading.language !== undefined) return named.attribute?.localised === true;
  if (reading.unit === undefined) return true;
  if (named.attribute === undefined) return (named.target === 'price' || named.target === 'old_price') && /^(?:руб|rub|₽|р)\.?$/iu.test(reading.unit);
  return findUnit(reading.unit, unitsOf(named.attribute)) !== undefined;
}

/** All targets a header may mean, best kind of name only: an exact key before a label, the whole header before a shortened one. */
function matches(header: string, names: readonly Named[]): Match[] {
  for (const reading of readings(header)) {
    for (const by of ['key', 'label'] as const) {
      const found = names.filter((n) => (by === 'key' ? n.keys : n.labels).has(reading.key) && fits(n, reading));
      if (found.length > 0) return found.map((named) => ({ named, reading, by }));
    }
  }
  return [];
}

/**
 * Guesses what each column holds: by attribute key, else by label in either language (case, ё, spaces, dashes and quotes do not count), with a language or a unit behind the name. A label
 * that several fields share stays open and lists them; of columns that claim one field the first keeps it. A column nobody knows is ignored.
 */
export function proposeColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  attributes: readonly NamedAttribute[],
  locale: Language,
): ColumnProposal[] {
  const names = namesOf(attributes);
  const taken = new Set<string>();
  return header.map((text, column): ColumnProposal => {
    const samples = [...new Set(rows.map((r) => r[column]?.trim() ?? '').filter((c) => c !== ''))].slice(0, 5);
    const base = { column, header: text, samples };
    const found = text.trim() === '' || ERRORS_HEADERS.has(labelKey(text)) ? [] : matches(text, names);
    const [match] = found;
    const candidates = found.map(({ named }) => ({ target: named.target, ru: named.ru, en: named.en }));
    if (!match) return { ...base, target: null, by: 'ignored', candidates: [] };
    if (found.length > 1) return { ...base, target: null, by: 'ambiguous', candidates };
    const { named, reading, by } = match;
    const language = named.attribute?.localised
      ? (reading.language ??
        languageOf(
          rows.map((r) => r[column] ?? ''),
          locale,
        ))
      : undefined;
    const unit = reading.unit !== undefined && named.attribute ? findUnit(reading.unit, unitsOf(named.attribute))?.code : undefined;
    const place = `${named.target}:${language ?? ''}`;
    if (taken.has(place)) return { ...base, target: null, by: 'repeated', candidates };
    taken.add(place);
    return { ...base, target: named.target, by, candidates, ...(language ? { language } : {}), ...(unit ? { unit } : {}) };
  });
}

/** Columns that claim the same field, which makes a mapping unusable. */
export function repeatedTargets(columns: readonly ColumnMapping[]): { target: string; headers: string[] }[] {
  const byPlace = new Map<string, ColumnMapping[]>();
  for (const c of columns)
    if (c.target !== null) byPlace.set(`${c.target}:${c.language ?? ''}`, [...(byPlace.get(`${c.target}:${c.language ?? ''}`) ?? []), c]);
  return [...byPlace.values()].filter((same) => same.length > 1).map((same) => ({ target: same[0]?.target ?? '', headers: same.map((c) => c.header) }));
}

/** The language numbers, dates and plain texts are read in: Russian as soon as the header or a good part of the cells is. */
export function localeOf(header: readonly string[], rows: readonly (readonly string[])[]): Language {
  if (header.some((h) => CYRILLIC.test(h))) return 'ru';
  const texts = rows.flat().filter((c) => /\p{L}{3}/u.test(c));
  return texts.filter((c) => CYRILLIC.test(c)).length * 5 > texts.length ? 'ru' : 'en';
}

/** The columns' names in any order of spaces and case; the same columns in the same order are the same kind of sheet. */
export const headerKey = (header: readonly string[]): string => header.map(labelKey).join('\u001f');
