/** One option that an attribute offers, with everything people may call it. */
export type OptionEntry = { readonly token: number; readonly key: string; readonly ru: string; readonly en: string; readonly synonyms: readonly string[] };

/** Where the parser finds options. An importer answers from a batch it has loaded, a form from what it shows. */
export type OptionLookup = {
  /** Tokens of the attribute that people call so (`labelKey` of the text), the closest kind of name only: entry key, else label, else synonym. More than one = ambiguous. */
  byLabel(no: number, key: string): readonly number[];
  /** What may be suggested; may be empty where there are too many to walk (brands). */
  entries(no: number): readonly OptionEntry[];
};

export type Suggestion = { readonly token: number; readonly label: string };

/** One spelling for all: letters of one case, ё as е, one kind of space (underscores too), dash and quote, decimal commas as points, no space between a number and its unit. */
export function labelKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('_', ' ')
    .replaceAll(/[‐‑‒–—―−]/g, '-')
    .replaceAll(/[«»“”„″]/g, '"')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([-/]) ?/g, '$1')
    .replaceAll(/(\d),(?=\d)/g, '$1.')
    .replaceAll(/(\d) (?=\p{L})/gu, '$1')
    .trim();
}

/** `color__navy_blue` is also called "navy blue". */
const shortName = (key: string): string => (key.includes('__') ? key.slice(key.indexOf('__') + 2) : key).replaceAll('_', ' ');

/** A lookup over entries in memory; an attribute is indexed when it is first asked for. */
export function lookupOver(
  entriesOf: (no: number) => readonly OptionEntry[],
): OptionLookup & { labelOf(no: number, token: number, locale: 'ru' | 'en'): string | undefined } {
  type Named = {
    readonly entries: readonly OptionEntry[];
    readonly byToken: ReadonlyMap<number, OptionEntry>;
    readonly names: ReadonlyMap<string, { rank: number; tokens: number[] }>;
  };
  const known = new Map<number, Named>();
  const named = (no: number): Named => {
    const there = known.get(no);
    if (there) return there;
    const entries = entriesOf(no);
    const names = new Map<string, { rank: number; tokens: number[] }>();
    const put = (name: string, rank: number, token: number): void => {
      const key = labelKey(name);
      const held = names.get(key);
      if (key === '' || (held && held.rank < rank)) return;
      if (!held || held.rank > rank) names.set(key, { rank, tokens: [token] });
      else if (!held.tokens.includes(token)) held.tokens.push(token);
    };
    for (const e of entries) {
      put(e.key, 0, e.token);
      for (const label of [e.ru, e.en]) put(label, 1, e.token);
      for (const synonym of e.synonyms) put(synonym, 2, e.token);
      put(shortName(e.key), 3, e.token);
    }
    const made: Named = { entries, names, byToken: new Map(entries.map((e) => [e.token, e])) };
    known.set(no, made);
    return made;
  };
  const byLabel = (no: number, key: string): readonly number[] => named(no).names.get(key)?.tokens ?? [];
  return {
    byLabel,
    entries: (no) => named(no).entries,
    /** The label, or the entry's key where the label would not lead back to this option alone. */
    labelOf(no, token, locale) {
      const entry = named(no).byToken.get(token);
      const label = entry?.[locale] || entry?.[locale === 'ru' ? 'en' : 'ru'];
      if (!entry || !label) return entry?.key;
      const tokens = byLabel(no, labelKey(label));
      return tokens.length === 1 && tokens[0] === token ? label : entry.key;
    },
  };
}

/** Options that may have been meant: at most two slips of the pen away (one in short words), or one name the beginning of the other. The nearest five. */
export function suggestOptions(lookup: OptionLookup, no: number, text: string, locale: 'ru' | 'en', allowed?: ReadonlySet<number>): Suggestion[] {
  const key = labelKey(text);
  const near: { readonly entry: OptionEntry; readonly distance: number }[] = [];
  for (const entry of lookup.entries(no)) {
    if (allowed && !allowed.has(entry.token)) continue;
    const distance = Math.min(...[entry.ru, entry.en, ...entry.synonyms].map((name) => closeness(key, labelKey(name))));
    if (distance <= 3) near.push({ entry, distance });
  }
  near.sort((a, b) => a.distance - b.distance || a.entry.token - b.entry.token);
  return near.slice(0, 5).map(({ entry }) => ({ token: entry.token, label: entry[locale] || entry.ru || entry.en || entry.key }));
}

/** Slips between two names; 3 when one is the beginning of the other up to a word's end; Infinity when they have nothing to do with each other. */
function closeness(text: string, name: string): number {
  const cap = Math.min(2, Math.floor(Math.min(text.length, name.length) / 3));
  const distance = editDistance(text, name, cap);
  if (distance <= cap) return distance;
  const [short, long] = text.length < name.length ? [text, name] : [name, text];
  return short.length > 2 && long.startsWith(short) && /[ ,;/(-]/.test(long.charAt(short.length)) ? 3 : Number.POSITIVE_INFINITY;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); anything above `cap` is cap + 1. */
export function editDistance(a: string, b: string, cap: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > cap) return cap + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > cap) return cap + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? cap + 1, cap + 1);
}
