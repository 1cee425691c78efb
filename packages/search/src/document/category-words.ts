/** What a kind of goods is also called: the beginning of a word in a category's name -> further words buyers type. Categories keep no synonyms of their own. */
const ALSO: readonly (readonly [RegExp, string])[] = [
  [/(^|[^\p{L}])(смартфон|smartphone)/u, 'телефон мобильный мобильник сотовый phone'],
  [/(^|[^\p{L}])ноутбук/u, 'лэптоп лаптоп notebook'],
  [/(^|[^\p{L}])холодильник/u, 'рефрижератор fridge'],
  [/(^|[^\p{L}])телевизор/u, 'телик телек television'],
  [/(^|[^\p{L}])кроссовк/u, 'сникерсы sneakers'],
  [/(^|[^\p{L}])пылесос/u, 'hoover'],
  [/(^|[^\p{L}])умные часы/u, 'смарт-часы smartwatch'],
];

/** A category as it is looked for: its names in both languages and what else such goods are called. */
export function categoryWords({ ru, en }: { readonly ru: string; readonly en: string }): string {
  const name = `${ru} ${en}`.toLowerCase();
  const also = ALSO.flatMap(([begins, words]) => (begins.test(name) ? [words] : []));
  return [...new Set([ru, en]), ...also].join(' ');
}
