import { LOCALES, type Locale } from '@yarmarka/i18n/locale';

type Query = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;

/** Appends what has a value; lists repeat their key. Keys keep the order given, so equal states give equal addresses. */
export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '' || value === false) continue;
    for (const one of typeof value === 'object' ? value : [String(value)]) params.append(key, one);
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

type ExchangeQuery = Readonly<Record<string, string | number | undefined | readonly number[]>> & {
  readonly categories?: readonly number[] | undefined;
  readonly attributes?: readonly number[] | undefined;
};

const part = (value: string | number): string => encodeURIComponent(String(value));

/** Every address of the product. The shop's carry no language: its router adds it; `localised` does for canonical links and letters. */
export const paths = {
  shop: {
    home: () => '/',
    catalogue: () => '/catalog',
    category: (slug: string, query?: Query) => withQuery(`/catalog/${part(slug)}`, query),
    search: (query?: Query) => withQuery('/search', query),
    card: (card: { id: number | string; slug: string }, query?: Query) => withQuery(`/product/${part(`${card.slug}-${card.id}`)}`, query),
    terms: () => '/terms',
    store: (slug: string, query?: Query) => withQuery(`/store/${part(slug)}`, query),
  },
  auth: {
    signIn: (next?: string, locale?: Locale) => withQuery('/auth/sign-in', { next, locale }),
    signUp: (next?: string) => withQuery('/auth/sign-up', { next }),
    forgot: () => '/auth/forgot',
    reset: (token?: string) => withQuery('/auth/reset', { token }),
    second: (next?: string) => withQuery('/auth/second-factor', { next }),
  },
  account: { security: () => '/account/security' },
  seller: {
    home: () => '/seller',
    register: () => '/seller/register',
    company: () => '/seller/company',
    cards: (query?: Query) => withQuery('/seller/cards', query),
    newCard: () => '/seller/cards/new',
    card: (id: number) => `/seller/cards/${id}`,
    imports: () => '/seller/imports',
    newImport: (query?: Query) => withQuery('/seller/imports/new', query),
    import: (id: number, query?: Query) => withQuery(`/seller/imports/${id}`, query),
    offers: (query?: Query) => withQuery('/seller/offers', query),
  },
  moderation: {
    home: () => '/moderation',
    task: (taskId: number) => withQuery('/moderation', { task: taskId }),
    sellers: () => '/moderation/sellers',
    history: (query?: Query) => withQuery('/moderation/history', query),
  },
  admin: {
    home: () => '/admin',
    matrix: (query?: Query) => withQuery('/admin/matrix', query),
    categories: (query?: Query) => withQuery('/admin/categories', query),
    dictionary: (query?: Query) => withQuery('/admin/dictionary', query),
    attribute: (no: number, query?: Query) => withQuery(`/admin/dictionary/${part(no)}`, query),
    changes: () => '/admin/changes',
    changeSet: (id: number) => `/admin/changes/${part(id)}`,
    draft: () => '/admin/changes/draft',
    versionDiff: (query?: Query) => withQuery('/admin/changes/diff', query),
    exchange: (query?: Query) => withQuery('/admin/exchange', query),
    suggestions: (query?: Query) => withQuery('/admin/suggestions', query),
    /** The file itself, from the server. Lists are joined by commas. */
    exchangeFile: ({ categories, attributes, ...query }: ExchangeQuery) =>
      withQuery('/api/exchange', { ...query, categories: categories?.join(','), attributes: attributes?.join(',') }),
    users: (query?: Query) => withQuery('/admin/users', query),
    sellers: (query?: Query) => withQuery('/admin/sellers', query),
    requirements: () => '/admin/requirements',
    journal: (query?: Query) => withQuery('/admin/journal', query),
    jobs: (query?: Query) => withQuery('/admin/jobs', query),
    health: () => '/admin/health',
    mailbox: (query?: Query) => withQuery('/admin/mailbox', query),
  },
} as const;

const WORKPLACE = ['/seller', '/moderation', '/admin', '/auth'] as const;

/** Whether the workplace draws this address; every other page is the shop's. */
export const isWorkplacePath = (pathname: string): boolean => WORKPLACE.some((area) => pathname === area || pathname.startsWith(`${area}/`));

/** The base of the shop in one language: Russian has none, English is under `/en`. */
export const shopBase = (locale: Locale): string => (locale === 'ru' ? '/' : `/${locale}`);

/** A shop address with its language. */
export const localised = (locale: Locale, path: string): string => {
  if (locale === 'ru') return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
};

/** The language and the rest of a shop address: `/en/catalog` -> en, `/catalog`. */
export function delocalised(pathname: string): { locale: Locale; path: string } {
  for (const locale of LOCALES) {
    if (locale === 'ru') continue;
    if (pathname === `/${locale}`) return { locale, path: '/' };
    if (pathname.startsWith(`/${locale}/`)) return { locale, path: pathname.slice(locale.length + 1) };
  }
  return { locale: 'ru', path: pathname };
}

/** Only addresses of this site are followed after signing in. */
export const safeNext = (next: string | null, fallback: string): string =>
  next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : fallback;
