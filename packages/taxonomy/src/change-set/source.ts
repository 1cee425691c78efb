/** What a version of taxonomy files changed; every number counts what it names, and only what really differs. */
export type ImportCounts = {
  /** Created, or brought back after an undo. */
  readonly categories: number;
  readonly moved: number;
  /** Created, or brought back after an undo. */
  readonly attributes: number;
  /** Values of lists, each once however many attributes offer the list; created or brought back after an undo. */
  readonly entries: number;
  /** Rules (category and attribute) that are new or say something else now. */
  readonly rulesSet: number;
  /** Rules that now keep an inherited attribute out. */
  readonly rulesExcluded: number;
  /** Rules that are gone. */
  readonly rulesRemoved: number;
  /** Help texts, groups and colour samples written or replaced; the samples of new list values apart. */
  readonly texts: number;
};
/** What the edits of a set are about: its cells and help texts by the category with most of them, and how many edits are of other kinds. */
export type Contents = {
  readonly category: { readonly ru: string; readonly en: string } | null;
  readonly categories: number;
  readonly cells: number;
  readonly other: number;
};
/** What a change-set is called by while nobody has named it: files of a whole taxonomy, one edited sheet, or what its edits are about. */
export type Source =
  | { readonly kind: 'taxonomy'; readonly counts: ImportCounts }
  | { readonly kind: 'sheet'; readonly name: string }
  | ({ readonly kind: 'edits' } & Contents);
/** Of a set that has no edits yet. */
export const NO_EDITS = { kind: 'edits', category: null, categories: 0, cells: 0, other: 0 } as const satisfies Source;

type Locale = 'ru' | 'en';
type Titled = { readonly title: string; readonly undoes: number | null; readonly source: Source | null };

export const NO_COUNTS: ImportCounts = {
  categories: 0,
  moved: 0,
  attributes: 0,
  entries: 0,
  rulesSet: 0,
  rulesExcluded: 0,
  rulesRemoved: 0,
  texts: 0,
};
/** All of them together: how many changes an import made. */
export const totalOf = (counts: ImportCounts): number => Object.values(counts).reduce((sum: number, n: number) => sum + n, 0);

const WORDS: Readonly<Record<keyof ImportCounts, { readonly ru: string; readonly en: string }>> = {
  categories: { ru: 'новых категорий', en: 'new categories' },
  moved: { ru: 'перенесённых категорий', en: 'moved categories' },
  attributes: { ru: 'новых характеристик', en: 'new attributes' },
  entries: { ru: 'новых значений списков', en: 'new list values' },
  rulesSet: { ru: 'заданных правил', en: 'rules set' },
  rulesExcluded: { ru: 'исключений', en: 'exclusions' },
  rulesRemoved: { ru: 'снятых правил', en: 'rules removed' },
  texts: { ru: 'подсказок, групп и образцов цвета', en: 'help texts, groups and colour samples' },
};

/** Each count with what it counts, zeros left out: `new categories: 12`. */
export function countLines(counts: ImportCounts, locale: Locale): { readonly of: keyof ImportCounts; readonly text: string }[] {
  const keys = Object.keys(WORDS) as (keyof ImportCounts)[];
  return keys.filter((k) => counts[k] > 0).map((of) => ({ of, text: `${WORDS[of][locale]}: ${counts[of].toLocaleString(locale)}` }));
}

/** The counts as one sentence; empty when nothing changed. */
export const sayCounts = (counts: ImportCounts, locale: Locale): string =>
  countLines(counts, locale)
    .map((l) => l.text)
    .join(', ');

/** What an import is called. */
export function sayTitle(source: Source, locale: Locale): string {
  if (source.kind === 'taxonomy') return locale === 'ru' ? 'Загрузка таксономии из файлов' : 'Taxonomy import from files';
  if (source.kind === 'edits') return sayContents(source, locale);
  return locale === 'ru' ? `Правки из файла ${source.name}` : `Edits from the file ${source.name}`;
}

const FORMS = {
  cells: { ru: { one: 'ячейка', few: 'ячейки', many: 'ячеек' }, en: { one: 'cell', many: 'cells' } },
  categories: { ru: { one: 'категория', few: 'категории', many: 'категорий' }, en: { one: 'category', many: 'categories' } },
  other: { ru: { one: 'правка', few: 'правки', many: 'правок' }, en: { one: 'edit', many: 'edits' } },
} as const;

function counted(of: keyof typeof FORMS, n: number, locale: Locale): string {
  const forms: { readonly one: string; readonly few?: string; readonly many: string } = FORMS[of][locale];
  const rule = new Intl.PluralRules(locale).select(n);
  return `${n} ${rule === 'one' ? forms.one : rule === 'few' ? (forms.few ?? forms.many) : forms.many}`;
}

/** `Notebooks and 2 more categories: 4 cells; tree and dictionary: 1 edit`; empty while there are no edits. */
function sayContents({ category, categories, cells, other }: Contents, locale: Locale): string {
  const more = categories > 1 ? counted('categories', categories - 1, locale) : '';
  const rest = locale === 'ru' ? ` и ещё ${more}` : ` and ${more.replace(' ', ' more ')}`;
  const place = category ? `${category[locale]}${more && rest}: ` : '';
  const tree = locale === 'ru' ? 'дерево и словарь' : 'tree and dictionary';
  const text = [
    ...(cells > 0 ? [`${place}${counted('cells', cells, locale)}`] : []),
    ...(other > 0 ? [`${tree}: ${counted('other', other, locale)}`] : []),
  ].join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const UNDO = { ru: 'Отмена: ', en: 'Undo: ' } as const;
const TITLE_MAX = 200;

/** The title that a change-set gets which undoes a version of this title. */
export const undoTitle = (title: string, locale: Locale): string => `${UNDO[locale]}${title}`.slice(0, TITLE_MAX);

/** The title of a change-set in the reader's language: that of an undo begins with a word of whoever made it, that of an import, and one that nobody gave, is known by its source. */
export function titleFor({ title, undoes, source }: Titled, locale: Locale): string {
  let rest = title;
  let words = '';
  for (let word = undoWord(rest); undoes !== null && word !== undefined; word = undoWord(rest)) {
    rest = rest.slice(word.length);
    words += UNDO[locale];
  }
  return `${words}${(source && sayTitle(source, locale)) || rest}`.slice(0, TITLE_MAX);
}
const undoWord = (title: string): string | undefined => Object.values(UNDO).find((w) => title.startsWith(w));

/** The note of a change-set in the reader's language: that of a taxonomy import says what it changed. */
export function noteFor(set: Titled & { readonly note: string }, locale: Locale): string {
  if (set.source?.kind !== 'taxonomy' || set.undoes !== null) return set.note;
  const said = sayCounts(set.source.counts, locale);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
}

/** How many changes an import of taxonomy files made; undefined for every other change-set, whose edits are rows. */
export const importedChanges = (set: Titled): number | undefined =>
  set.source?.kind === 'taxonomy' && set.undoes === null ? totalOf(set.source.counts) : undefined;
