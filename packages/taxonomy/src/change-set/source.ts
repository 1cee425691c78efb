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
/** Where the edits of a change-set came from, if not from a person at the screen: files of a whole taxonomy, or one edited sheet. */
export type Source = { readonly kind: 'taxonomy'; readonly counts: ImportCounts } | { readonly kind: 'sheet'; readonly name: string };

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
  return locale === 'ru' ? `Правки из файла ${source.name}` : `Edits from the file ${source.name}`;
}

const UNDO = { ru: 'Отмена: ', en: 'Undo: ' } as const;
const TITLE_MAX = 200;

/** The title that a change-set gets which undoes a version of this title. */
export const undoTitle = (title: string, locale: Locale): string => `${UNDO[locale]}${title}`.slice(0, TITLE_MAX);

/** The title of a change-set in the reader's language: that of an undo begins with a word of whoever made it, that of an import is known by its source. */
export function titleFor({ title, undoes, source }: Titled, locale: Locale): string {
  let rest = title;
  let words = '';
  for (let word = undoWord(rest); undoes !== null && word !== undefined; word = undoWord(rest)) {
    rest = rest.slice(word.length);
    words += UNDO[locale];
  }
  return `${words}${source ? sayTitle(source, locale) : rest}`.slice(0, TITLE_MAX);
}
const undoWord = (title: string): string | undefined => Object.values(UNDO).find((w) => title.startsWith(w));

/** The note of a change-set in the reader's language: that of a taxonomy import says what it changed. */
export function noteFor(set: Titled & { readonly note: string }, locale: Locale): string {
  return set.source?.kind === 'taxonomy' && set.undoes === null ? sayCounts(set.source.counts, locale) : set.note;
}

/** How many changes an import of taxonomy files made; undefined for every other change-set, whose edits are rows. */
export const importedChanges = (set: Titled): number | undefined =>
  set.source?.kind === 'taxonomy' && set.undoes === null ? totalOf(set.source.counts) : undefined;
