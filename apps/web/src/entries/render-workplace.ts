import type { Locale } from '@yarmarka/i18n/locale';
import type { Theme } from '@yarmarka/ui/plain';
import { documentOf, readManifest } from './document.ts';

export interface WorkplaceRenderContext {
  readonly locale: Locale;
  readonly theme: Theme;
}

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
    entry: 'src/entries/workplace.tsx',
    sources: [],
    head: { title: TITLE[locale], meta: [{ key: 'name', name: 'robots', content: 'noindex,nofollow' }], links: [], jsonLd: [] },
    body: `<div id="root"></div>\n<noscript>${NO_SCRIPT[locale]}</noscript>`,
  });
}
