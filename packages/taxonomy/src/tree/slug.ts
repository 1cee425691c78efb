const RU: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** A label as an address: Latin letters, digits and hyphens, at most 80 characters; `fallback` when nothing is left. */
export function slugify(label: string, fallback = 'x'): string {
  const latin = [...label.toLowerCase()]
    .map((ch) => RU[ch] ?? ch)
    .join('')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
  return (
    latin
      .replace(/&/g, ' and ')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80)
      .replace(/-+$/, '') || fallback
  );
}

/** Makes the slug unique among `taken` by the key, which is unique already; adds it to `taken`. */
export function uniqueSlug(label: string, key: string, taken: Set<string>): string {
  const base = slugify(label, slugify(key));
  const slug = taken.has(base) ? `${base.slice(0, 60)}-${slugify(key)}` : base;
  taken.add(slug);
  return slug;
}
