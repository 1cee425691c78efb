import { isLocale, type Locale } from '@yarmarka/i18n/locale';
import { createStore, isTheme, type Store, type Theme } from '@yarmarka/ui/plain';

export const THEME_COOKIE = 'theme';
export const LOCALE_COOKIE = 'locale';

const YEAR_SECONDS = 31_536_000;

/** One cookie's value out of a `Cookie` header or `document.cookie`. */
export function cookieOf(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value !== undefined) return decodeURIComponent(value);
  }
  return null;
}

export const themeOfCookies = (header: string): Theme => {
  const value = cookieOf(header, THEME_COOKIE);
  return isTheme(value) ? value : 'auto';
};

export const localeOfCookies = (header: string): Locale | null => {
  const value = cookieOf(header, LOCALE_COOKIE);
  return isLocale(value) ? value : null;
};

const setCookie = (name: string, value: string): void => {
  document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=${YEAR_SECONDS};samesite=lax`;
};

/** The theme of this visitor; the server has drawn the page with it already. */
export const themeStore: Store<Theme> = createStore<Theme>('auto');

const dark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

/** Puts the theme on the document: explicit ones by attribute, "like the system" by its absence. */
function show(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'auto') root.removeAttribute('data-mantine-color-scheme');
  else root.setAttribute('data-mantine-color-scheme', theme);
}

export function setTheme(theme: Theme): void {
  setCookie(THEME_COOKIE, theme);
  themeStore.set(theme);
  show(theme);
}

/** Reads the theme that the page was drawn with. Call once, before the first render. */
export function startTheme(): void {
  const theme = themeOfCookies(document.cookie);
  themeStore.set(theme);
  show(theme);
}

/** What "like the system" means right now, for libraries that must know. */
export const resolvedTheme = (theme: Theme): 'light' | 'dark' => (theme === 'auto' ? (dark().matches ? 'dark' : 'light') : theme);

/** Calls back when the system's own theme changes. */
export function onSystemTheme(listener: () => void): () => void {
  const query = dark();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export const rememberLocale = (locale: Locale): void => setCookie(LOCALE_COOKIE, locale);
