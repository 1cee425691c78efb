import type { Locale } from '@yarmarka/i18n/locale';
import type { Theme } from '@yarmarka/ui/plain';
import { MATRIX_GRID_PATH } from '../lib/endpoints.ts';
import { assetsOf, documentOf, hints, readManifest } from './document.ts';

export interface WorkplaceRenderContext {
  readonly locale: Locale;
  readonly theme: Theme;
}

const ENTRY = 'src/entries/workplace.tsx';
const TITLE: Record<Locale, string> = { ru: 'Ярмарка', en: 'Yarmarka' };
const NO_SCRIPT: Record<Locale, string> = {
  ru: 'Рабочему кабинету нужен JavaScript. Включите его и обновите страницу.',
  en: 'The workplace needs JavaScript. Switch it on and reload the page.',
};

/** The document of the workplace: it is drawn in the browser, but language, theme and styles stand from the first byte. */
export function renderWorkplace({ locale, theme }: WorkplaceRenderContext): string {
  const manifest = readManifest('workplace');
  return documentOf({
    locale,
    theme,
    density: 'workplace',
    manifest,
    entry: ENTRY,
    sources: [],
    head: { title: TITLE[locale], meta: [{ key: 'name', name: 'robots', content: 'noindex,nofollow' }], links: [], jsonLd: [] },
    body: `<div id="root"></div>\n<noscript>${NO_SCRIPT[locale]}</noscript>`,
  });
}

/** Pages whose code and data are announced with the document, because they must stand within a second. */
const EARLY: Readonly<Record<string, { readonly source: string; readonly data: readonly string[] }>> = {
  '/admin/matrix': { source: 'src/areas/admin/matrix/page.tsx', data: [MATRIX_GRID_PATH] },
};

/** What the server adds to the document's head for the reader's language and, by path, for a page. */
interface WorkplaceHints {
  readonly texts: Readonly<Record<Locale, string>>;
  readonly pages: Readonly<Record<string, string>>;
}

/** Made with the build: the names of files are known only then. */
export function workplaceHints(): WorkplaceHints {
  const manifest = readManifest('workplace');
  const first = assetsOf(manifest, [ENTRY]);
  const texts = (locale: Locale): string => {
    const source = Object.keys(manifest).find((name) => name.includes(`virtual:messages/${locale}/`));
    return source === undefined ? '' : hints(assetsOf(manifest, [source]).scripts, []).join('\n');
  };
  const page = ({ source, data }: { source: string; data: readonly string[] }): string => {
    const { scripts, styles } = assetsOf(manifest, [source]);
    const later = (files: readonly string[], known: readonly string[]) => files.filter((file) => !known.includes(file));
    return hints(later(scripts, first.scripts), later(styles, first.styles), data).join('\n');
  };
  return { texts: { ru: texts('ru'), en: texts('en') }, pages: Object.fromEntries(Object.entries(EARLY).map(([path, one]) => [path, page(one)])) };
}
